"""Rows in a workbook: of all its visible sheets that have the same columns, one after the other."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from complaintctl.errors import ComplaintError
from complaintctl.intake.columns import REJECTED, folded, known_cells
from complaintctl.intake.dialect import NoHeaderThere, disarmed
from complaintctl.intake.faults import BadOption, NotATable
from complaintctl.intake.plain import bare
from complaintctl.intake.sources import Record
from complaintctl.intake.table import A_SHEET

ALL = "all"
"""Said with --sheet: hidden sheets too."""
_ABOVE = 30
"""The header may stand so deep: below a title and notes, as people write them."""


class Spoilt(NamedTuple):
    """A row with a cell that can't be trusted."""

    error: ComplaintError
    texts: list[str]


Cells = list[str] | Spoilt
"""The texts of a row, or what is wrong with it."""


class Page(Protocol):
    """One sheet."""

    name: str
    visible: bool

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each row with its number, from 1."""


class LeftOut(NamedTuple):
    """A sheet that is not read, and why: hidden, other-columns, empty, not-named."""

    name: str
    why: str


class _Part(NamedTuple):
    """A sheet to be read: the row below its header, and the header."""

    page: Page
    below: int
    header: list[str]


class Workbook:
    """The sheet that was named, else the first visible one with a known header and all that have the same."""

    def __init__(
        self,
        pages: Sequence[Page],
        *,
        sheet: str | None,
        columns: Sequence[str] | None,
        is_header: Callable[..., bool],
        header: int | None = None,
    ) -> None:
        names = [page.name for page in pages]
        if sheet not in (None, ALL, *names):
            raise BadOption("There is no sheet “{sheet}”; there are: {names}.", sheet=sheet, names=", ".join(names))
        self.form = "xlsx"
        self.left_out: list[LeftOut] = []
        parts = list(self._candidates(pages, sheet, columns, is_header, header))
        if not parts:
            raise NotATable("The file is empty.", hint="A table begins with a line that names its columns.")
        first = next((part for part in parts if columns is not None or is_header(part.header)), parts[0])
        self._parts = [part for part in parts if _names(part) == _names(first)]
        self.left_out += [LeftOut(part.page.name, "other-columns") for part in parts if part not in self._parts]
        self.header = first.header
        self.above = first.below - 2 if columns is None else 0
        self.read = [part.page.name for part in self._parts]

    def _candidates(
        self,
        pages: Sequence[Page],
        sheet: str | None,
        columns: Sequence[str] | None,
        is_header: Callable[..., bool],
        header: int | None,
    ) -> Iterator[_Part]:
        """The sheets that may be read."""
        for page in pages:
            if sheet is None and not page.visible:
                self.left_out.append(LeftOut(page.name, "hidden"))
            elif sheet not in (None, ALL, page.name):
                self.left_out.append(LeftOut(page.name, "not-named"))
            elif (head := _head(page, columns, is_header, header)) is None:
                self.left_out.append(LeftOut(page.name, "empty"))
            else:
                yield _Part(page, *head)

    def records(self) -> Iterator[Record]:
        """Every row below the headers that isn't blank, as wide as the header at least."""
        width, several = len(self.header), len(self._parts) > 1
        for number, part in enumerate(self._parts):
            for line, cells in part.page.rows():
                if line < part.below:
                    continue
                if isinstance(cells, list):
                    while cells and (len(cells) > width and not cells[-1]):
                        del cells[-1]
                    if not any(cells):
                        continue
                    cells += [""] * (width - len(cells))
                sheet, order = part.page.name if several else "", number * A_SHEET + line
                if isinstance(cells, Spoilt):
                    yield Record(line, cells.error, _line(cells.texts).decode(), sheet=sheet, order=order)
                else:
                    yield Record(line, cells, sheet=sheet, order=order)

    def rejects_head(self) -> bytes:
        """Rejected rows are written as CSV in UTF-8."""
        return "\ufeff".encode() + _line([*REJECTED, *self.header])

    def rejected(self, record: Record, reason: str) -> bytes:
        """The row's cells as text, behind its line and reason."""
        cells = next(csv.reader([record.raw])) if isinstance(record.cells, ComplaintError) else record.cells
        return _line([str(record.line), reason, *(disarmed(str(cell)) for cell in cells)])


def _names(part: _Part) -> list[str]:
    return [folded(cell) for cell in part.header]


def _head(
    page: Page, columns: Sequence[str] | None, is_header: Callable[..., bool], at: int | None
) -> tuple[int, list[str]] | None:
    """The row below the header, and the header: the first row known as one, else the first that isn't blank.

    A row of values may look like one; the header above it knows more names.
    """
    above: list[tuple[int, list[str]]] = []
    for line, cells in islice(page.rows(), max(_ABOVE, at or 0)):
        if isinstance(cells, list):
            while cells and not bare(cells[-1]):
                del cells[-1]
            if cells:
                above.append((line + 1, cells))
    if not above:
        return None
    if columns is not None:
        return above[0][0] - 1, list(columns)
    if at is not None:
        found = next((each for each in above if each[0] == at + 1), None)
        if found is None:
            raise NoHeaderThere(line=at)
        return found
    place = next((place for place, (_, cells) in enumerate(above) if is_header(cells)), 0)
    below = place + 1 < len(above) and is_header(
        above[place + 1][1]
    )  # headings in two rows: the lower names the columns
    if not place and not below:
        return _titled(above)
    return max(above[: place + 1 + below], key=lambda each: (known_cells(each[1]), each[0]))


def _titled(above: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """The first row; or, where that is a title of one cell, the first one behind that has several."""
    wide = (each for each in above if sum(map(bool, each[1])) > 1)
    return above[0] if sum(map(bool, above[0][1])) > 1 else next(wide, above[0])


def _line(cells: Sequence[str]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()
