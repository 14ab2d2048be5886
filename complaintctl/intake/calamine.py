"""The sheets of old workbooks (xls), of xlsb and ods; needs python-calamine, which comes with complaintctl[excel]."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from complaintctl.errors import NoOldSpreadsheets, Refused
from complaintctl.intake.faults import NotATable
from complaintctl.intake.workbook import Cells, Spoilt
from complaintctl.intake.xlsx import ErrorCell, text

ERRORS = frozenset(("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"))


class OldPage:
    """A sheet."""

    def __init__(self, sheet: Any, *, visible: bool) -> None:
        self._sheet = sheet
        self.name: str = sheet.name
        self.visible = visible
        self.hidden_rows = 0
        ranges = getattr(sheet, "merged_cell_ranges", None) or ()
        self._merged = [each for each in ranges if each[1][0] > each[0][0]]

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each row with its number; of merged cells each has their value."""
        grid = self._sheet.to_python(skip_empty_area=False)
        for (first_row, first), (last_row, _) in self._merged:
            if first_row < len(grid) and first < len(grid[first_row]):
                for row in grid[first_row + 1 : last_row + 1]:
                    row[first] = row[first] if row[first] != "" else grid[first_row][first]
        for line, row in enumerate(grid, start=1):
            texts = [text(value) for value in row]
            yield line, Spoilt(fault, texts) if (fault := _fault(line, row)) else texts


def _fault(line: int, row: list[Any]) -> Refused | None:
    for place, value in enumerate(row):
        if isinstance(value, str) and value in ERRORS:
            return ErrorCell(cell=f"{_letters(place)}{line}", error=value)
    return None


def _letters(place: int) -> str:
    found, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(65 + rest) + found
    return found


def pages(file: BinaryIO) -> list[OldPage]:
    """The sheets that hold cells."""
    try:
        import python_calamine
    except ImportError:
        raise NoOldSpreadsheets from None
    file.seek(0)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(file)
        sheets = [each for each in book.sheets_metadata if each.typ == python_calamine.SheetTypeEnum.WorkSheet]
        return [
            OldPage(book.get_sheet_by_name(each.name), visible=each.visible == python_calamine.SheetVisibleEnum.Visible)
            for each in sheets
        ]
    except python_calamine.PasswordError:
        raise Locked from None
    except Exception:  # noqa: BLE001 what is in the file is anybody's guess, and so is what the reader makes of it
        raise NotATable(
            "This is an old Excel workbook (xls) or one of another form, and it can't be read.",
            hint="Save it as xlsx or CSV UTF-8.",
        ) from None


class Locked(NotATable):
    sentence = "This workbook has a password."
    hint = "Open it, take the password off, and save it; or save the table as CSV UTF-8."
