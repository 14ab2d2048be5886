"""The sheets of an xlsx workbook, a row at a time; needs openpyxl, which comes with complaintctl[excel]."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO, NamedTuple

from complaintctl.errors import NoSpreadsheets, Refused
from complaintctl.intake.faults import NotATable
from complaintctl.intake.workbook import Cells, Spoilt

_EXACT = 10**15
"""Excel keeps fifteen digits of a number; what has more has lost some."""
_ESCAPED = re.compile("_x((?!D[89A-F])[0-9A-F]{4})_", re.IGNORECASE)
"""How a workbook writes characters that XML has no place for, and what looks like this itself."""
_DIGITS = re.compile(r'(?:"([^"]*)")?([0()\- ]*0[0()\- ]*)')
"""A number format that shows a number as text of so many digits: 00000, 000-0000-0000."""
_PIECE = 1 << 20
_OVERLAP = 1 << 12
_MERGED = re.compile(rb'<mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_UNCALCULATED = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>')
_HIDDEN = re.compile(rb'<row\s[^>]*hidden="(?:1|true)"')
_MOST = 100_000
"""So many merged cells or formulas of one sheet are minded."""


class Merged(NamedTuple):
    """Cells merged into one, by their first and last column and row, from 1."""

    left: int
    top: int
    right: int
    bottom: int


class XlsxPage:
    """A sheet; each row of merged cells has their value, and a cell that can't be trusted is told."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self.name: str = sheet.title
        self.visible: bool = sheet.sheet_state == "visible"
        self.hidden_rows = 0
        self._merged: dict[int, list[Merged]] = {}
        self._uncalculated: set[str] = set()
        self._is_looked_at = False

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each row with its number."""
        self._look()
        spread: dict[Merged, str] = {}
        for line, row in enumerate(self._sheet.iter_rows(), start=1):
            texts: list[str] = []
            fault: Refused | None = None
            for cell in row:
                fault = fault or self._fault(cell)
                texts.append(_text(cell))
            texts = self._filled(line, texts, spread)
            yield line, Spoilt(fault, texts) if fault else texts

    def _filled(self, line: int, texts: list[str], spread: dict[Merged, str]) -> list[str]:
        """The row with the values of cells that are merged over several rows."""
        for merged in self._merged.get(line, ()):
            spread[merged] = texts[merged.left - 1] if merged.left <= len(texts) else ""
        for merged, text in list(spread.items()):
            if merged.bottom < line:
                del spread[merged]
            elif line > merged.top and text:
                texts += [""] * (merged.left - len(texts))
                texts[merged.left - 1] = texts[merged.left - 1] or text
        return texts

    def _fault(self, cell: Any) -> Refused | None:
        if getattr(cell, "data_type", "") == "e":
            return ErrorCell(cell=cell.coordinate, error=cell.value)
        if self._uncalculated and cell.value is None and getattr(cell, "coordinate", "") in self._uncalculated:
            return NotCalculated(cell=cell.coordinate)
        return None

    def _look(self) -> None:
        """Mind what the rows don't tell: merged cells, formulas without a value, hidden rows."""
        if self._is_looked_at:
            return
        self._is_looked_at = True
        sheet = self._sheet
        with sheet.parent._archive.open(sheet._worksheet_path) as file:  # noqa: SLF001 openpyxl says it no other way
            before = b""
            while piece := file.read(_PIECE):
                text = before + piece
                self._mind(text, len(before))
                before = text[-_OVERLAP:]

    def _mind(self, text: bytes, known: int) -> None:
        """Take note of what ends in the new part of the text."""
        for found in _MERGED.finditer(text):
            if found.end() > known and len(self._merged) < _MOST:
                left, top, right, bottom = found.groups()
                merged = Merged(_column(left), int(top), _column(right), int(bottom))
                if merged.bottom > merged.top:
                    self._merged.setdefault(merged.top, []).append(merged)
        for found in _UNCALCULATED.finditer(text):
            if found.end() > known and len(self._uncalculated) < _MOST:
                self._uncalculated.add(found[1].decode())
        self.hidden_rows += sum(found.end() > known for found in _HIDDEN.finditer(text))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def pages(file: BinaryIO) -> list[XlsxPage]:
    """The sheets of a workbook; charts apart."""
    try:
        import openpyxl
    except ImportError:
        raise NoSpreadsheets from None
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    file.seek(0)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 what is in the archive is anybody's guess, and so is what the reader makes of it
        raise NotATable(
            "This is an archive, but no Excel workbook that can be read.", hint="Save the table as xlsx or CSV UTF-8."
        ) from None
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its own size is often wrong
    return [XlsxPage(sheet) for sheet in book.worksheets]


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "0" in (form := cell.number_format):
        return _formatted(value, form)
    return text(value)


def _formatted(value: float, form: str) -> str:
    """A number as its format shows it, where that makes it a text of digits."""
    found = _DIGITS.fullmatch(form)
    if found is None or found[2].count("0") < 2 or not float(value).is_integer() or abs(value) >= _EXACT or value < 0:
        return text(value)
    digits = list(str(int(value)).zfill(found[2].count("0")))
    shown = "".join(reversed([digits.pop() if char == "0" else char for char in reversed(found[2])]))
    return (found[1] or "") + "".join(digits) + shown


def text(value: Any) -> str:
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


class ErrorCell(Refused):
    sentence = "Cell {cell} holds the error {error}; correct it in the workbook."


class NotCalculated(Refused):
    sentence = "Cell {cell} holds a formula that was never calculated; open the file in its program and save it."
