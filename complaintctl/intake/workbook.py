"""Rows in an Excel workbook (xlsx), a row at a time; needs openpyxl, which comes with complaintctl[excel]."""

import csv
import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, BinaryIO

from complaintctl.errors import NoSpreadsheets
from complaintctl.intake.columns import REJECTED, known_cells
from complaintctl.intake.dialect import disarmed
from complaintctl.intake.faults import BadOption, NotATable
from complaintctl.intake.sources import Record

_ABOVE = 10
"""The header may stand so deep: below a title, as people write it."""
_EXACT = 10**15
"""Excel keeps fifteen digits of a number; what has more has lost some."""

_ESCAPED = re.compile("_x((?!D[89A-F])[0-9A-F]{4})_", re.IGNORECASE)
"""How a workbook writes characters that XML has no place for, and what looks like this itself."""


class Workbook:
    """The first sheet that has a known header, or the one that was named."""

    def __init__(
        self, file: BinaryIO, *, sheet: str | None, columns: Sequence[str] | None, is_header: Callable[..., bool]
    ) -> None:
        self._book = _opened(file)
        names = [each.title for each in self._book.worksheets]
        if sheet is not None and sheet not in names:
            raise BadOption("There is no sheet “{sheet}”; there are: {names}.", sheet=sheet, names=", ".join(names))
        candidates = [each for each in self._book.worksheets if sheet in (None, each.title)]
        for each in candidates:
            each.reset_dimensions()  # what a file says of its own size is often wrong
        found = [(each, *head) for each in candidates if (head := _head(each, columns, is_header)) is not None]
        if not found:
            raise NotATable("The file is empty.", hint="A table begins with a line that names its columns.")
        known = (each for each in found if columns is not None or is_header(each[2]))
        self._sheet, self._below, self.header = next(known, found[0])

    def records(self) -> Iterator[Record]:
        """Every row below the header that isn't blank, as wide as the header at least."""
        width = len(self.header)
        for line, row in enumerate(self._sheet.iter_rows(min_row=self._below, values_only=True), start=self._below):
            cells = [_text(value) for value in row]
            while cells and (len(cells) > width and not cells[-1]):
                del cells[-1]
            if any(cells):
                yield Record(line, cells + [""] * (width - len(cells)))

    def rejects_head(self) -> bytes:
        """Rejected rows are written as CSV in UTF-8."""
        return "\ufeff".encode() + _line([*REJECTED, *self.header])

    def rejected(self, record: Record, reason: str) -> bytes:
        """The row's cells as text, behind its line and reason."""
        assert not isinstance(record.cells, Exception)
        return _line([str(record.line), reason, *(disarmed(str(cell)) for cell in record.cells)])


def _opened(file: BinaryIO) -> Any:
    try:
        import openpyxl
    except ImportError:
        raise NoSpreadsheets from None
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    file.seek(0)
    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 what is in the archive is anybody's guess, and so is what the reader makes of it
        raise NotATable(
            "This is an archive, but no Excel workbook that can be read.", hint="Save the table as xlsx or CSV UTF-8."
        ) from None


def _head(sheet: Any, columns: Sequence[str] | None, is_header: Callable[..., bool]) -> tuple[int, list[str]] | None:
    """The row below the header, and the header: the first row known as one, else the first that isn't blank.

    A row of values may look like one; the header above it knows more names.
    """
    above = []
    for line, row in enumerate(islice(sheet.iter_rows(values_only=True), _ABOVE), start=1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1].strip():
            del cells[-1]
        if cells:
            above.append((line + 1, cells))
    if not above:
        return None
    if columns is not None:
        return above[0][0] - 1, list(columns)
    place = next((place for place, (_, cells) in enumerate(above) if is_header(cells)), 0)
    return max(above[: place + 1], key=lambda each: (known_cells(each[1]), each[0])) if place else above[0]


def _text(value: Any) -> str:
    """A cell as a person reads it: whole numbers without a point, times local, a date alone without 00:00."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        moment = _to_the_second(value)
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ")
    if isinstance(value, time):
        return _to_the_second(datetime.combine(date.min, value)).time().isoformat()
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _number(value: float) -> str:
    if abs(value) >= _EXACT:
        return f"{value:.14E}"
    return str(int(value)) if float(value).is_integer() else repr(value)


def _to_the_second(moment: datetime) -> datetime:
    """Days counted in fractions come out a few microseconds wrong."""
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _line(cells: Sequence[str]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()
