"""A list as a spreadsheet: dates as dates, text as text, nothing that is run; in little memory, whatever its size."""

import re
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from complaintctl.render.cells import cell

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 1_048_575
"""Below the header."""
MOST_CHARACTERS = 32_767
"""In a cell; more would be cut off without a word."""
_WIDE = frozenset({"content", "demand", "solution", "note", "changes", "extra"})
_PIECE = 1 << 16
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What has no place in XML, and what would be read as one of the escapes that stand for it."""


def pieces(title: str, names: Sequence[str], records: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The file, a piece after the other; ImportError where openpyxl is missing, Overfull before anything is given."""
    workbook, sheet = _sheet(title, names)
    try:
        for row, record in enumerate(records, start=1):
            if row > MOST_ROWS:
                raise Overfull(row)
            sheet.append([_value(sheet, value, row, name) for name, value in zip(names, record, strict=True)])
    finally:
        sheet.close()
    with TemporaryFile() as file:
        workbook.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _sheet(title: str, names: Sequence[str]) -> "tuple[Any, WriteOnlyWorksheet]":
    """An empty workbook and its sheet, the header in it, frozen and bold, and the columns wide enough."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _width(name)
    header = [WriteOnlyCell(sheet, name) for name in names]
    for each in header:
        each.font = Font(bold=True)
    sheet.append(header)
    return workbook, sheet


def _width(name: str) -> int:
    if name in _WIDE:
        return 50
    return 20 if name == "at" or name.endswith("_at") else max(14, len(name) + 2)


def _value(sheet: "WriteOnlyWorksheet", value: object, row: int, name: str) -> object:
    """What stands in the cell: text that a spreadsheet might take for something else is said to be text."""
    if isinstance(value, list | tuple | dict):
        value = cell(value)
    if not isinstance(value, str):
        return value
    text = _UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
    if len(text) > MOST_CHARACTERS:
        raise Overfull(row, name)
    if not text.startswith(("=", "#")):
        return text or None
    from openpyxl.cell import WriteOnlyCell

    told = WriteOnlyCell(sheet, text)
    told.data_type = "s"
    return told


class Overfull(ValueError):
    """More than a sheet holds: text in one cell of it, or rows, where `name` is empty."""

    def __init__(self, row: int, name: str = "") -> None:
        super().__init__(row, name)
        self.row = row
        self.name = name
