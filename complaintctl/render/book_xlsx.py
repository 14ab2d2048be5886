"""A report as a workbook: a sheet a section, numbers as numbers, native charts, nothing of the data run as formula."""

import re
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from complaintctl.render.book import Book, Cell, Chapter, Sheet, Tone
from complaintctl.render.text import harmless_block, longest_word, room, wrapped
from complaintctl.render.xlsx_charts import chart

TITLES, HEADS = 4, 5
"""The rows that name the tables and their columns; they stay in sight."""

_FORMATS = {"rate": "0.0%", "seconds": "[h]:mm", "score": "0.00", "money": "#,##0.00"}
_COLOURS: dict[Tone, str] = {"better": "1A7F37", "worse": "B3261E", "alarm": "B3261E", "faint": "57606A"}
_WIDEST, _BROAD = 48, 64
_ROW = 0.5
"""How tall a row is, in centimetres, as charts are measured."""
_LINE = 14
"""How tall a line of a heading is, in points: a spreadsheet that finds out by itself cuts off the third."""
_UNNAMEABLE = re.compile(r"[\[\]:*?/\\]|^'|'$")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def document(book: Book, at: datetime) -> bytes:
    """The file, the same bytes for the same report; `at` is when it was made as far as the file says."""
    at = at.astimezone(UTC)
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator, workbook.properties.title = "complaintctl", harmless_block(book.title)
    workbook.properties.created = at.replace(tzinfo=None)
    for chapter in book.chapters:
        _chapter(workbook.create_sheet(_name(chapter.title)), book, chapter)
    file = BytesIO()
    workbook.save(file)
    return _settled(file.getvalue(), f"{at:%Y-%m-%dT%H:%M:%SZ}".encode())


def _name(title: str) -> str:
    return _UNNAMEABLE.sub(" ", harmless_block(title))[:31]


def _chapter(worksheet: Worksheet, book: Book, chapter: Chapter) -> None:
    """Its tables side by side under one row of headings, each with its chart below, the notes at the end."""
    _write(worksheet, 1, 1, Cell(f"{book.title} · {chapter.title}"), _font(bold=True, size=14))
    _write(worksheet, 2, 1, Cell(" · ".join((book.remark, *book.limits, book.footer))), _font(_COLOURS["faint"]))
    column, last = 1, HEADS
    for sheet in chapter.sheets:
        column, ends = _table(worksheet, sheet, column)
        last = max(last, ends)
    for place, note in enumerate(chapter.notes, start=2):
        _write(worksheet, last + place, 1, Cell(note))
    worksheet.freeze_panes = f"A{HEADS + 1}"
    worksheet.page_setup.orientation, worksheet.page_setup.paperSize = "landscape", worksheet.PAPERSIZE_A4
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.page_setup.fitToHeight = 0


def _table(worksheet: Worksheet, sheet: Sheet, first: int) -> tuple[int, int]:
    """Writes the table and its chart; answers the column where the next one begins, and the last row taken."""
    bold, rule = _font(bold=True), Border(bottom=Side(style="thin"))
    if sheet.title:
        _write(worksheet, TITLES, first, Cell(sheet.title), bold)
    widths = [_width(sheet, place) for place in range(len(sheet.heads))]
    for place, head in enumerate(sheet.heads):
        cell = _write(worksheet, HEADS, first + place, Cell(head), bold)
        cell.border = rule
        cell.alignment = Alignment("left" if place in sheet.words else "right", vertical="bottom", wrap_text=True)
        worksheet.column_dimensions[get_column_letter(first + place)].width = widths[place]
    headings = worksheet.row_dimensions[HEADS]
    headings.height = max(headings.height or 0, _LINE * max(map(_lines, sheet.heads, widths)))
    for down, cells in enumerate(sheet.rows, start=HEADS + 1):
        for place, figure in enumerate(cells):
            cell = _write(worksheet, down, first + place, figure, drawn=place in sheet.drawn)
            long = place > 0 and room(figure.text) > widths[place]
            side = "left" if place in sheet.words else "right"
            cell.alignment = Alignment(side, vertical="top", wrap_text=long)
    drawn = chart(worksheet, sheet, first, HEADS)
    last = HEADS + len(sheet.rows)
    if drawn is not None:
        worksheet.add_chart(drawn, f"{get_column_letter(first)}{last + 2}")
        last += 2 + ceil(drawn.height / _ROW)
    after = first + len(sheet.heads)
    missing = _BROAD - sum(widths) if drawn is not None else 0
    worksheet.column_dimensions[get_column_letter(after)].width = max(4, missing)
    return after + 1, last


def _lines(head: str, width: float) -> int:
    """How many lines a heading takes in a column so wide, where a margin is left."""
    return len(list(wrapped(head, int(width) - 2)))


def _width(sheet: Sheet, place: int) -> float:
    """Room for every cell and every word of the heading."""
    cells = [room(row[place].text) for row in sheet.rows]
    return min(_WIDEST, max(longest_word(sheet.heads[place]), *cells, 8) + 2)


def _write(
    worksheet: Worksheet, row: int, column: int, figure: Cell, font: Font | None = None, *, drawn: bool = False
) -> Any:
    """The cell, filled; where a chart is drawn from it only numbers, for of words it would make a nought."""
    cell = worksheet.cell(row, column)
    number, form = _number(figure)
    if number is not None:
        cell.value, cell.number_format = number, form
    elif figure.text and not drawn:
        cell.value = harmless_block(figure.text)
        cell.data_type = "s"  # a text that begins with = too
        cell.quotePrefix = True
    cell.font = font or _font(_COLOURS.get(figure.tone), bold=figure.tone == "alarm")
    return cell


def _font(colour: str | None = None, *, bold: bool = False, size: int = 11) -> Font:
    return Font(name="Calibri", size=size, bold=bold, color=colour)


def _number(figure: Cell) -> tuple[float | None, str]:
    """The number as a spreadsheet counts, and its format: days, shares of one; None where there is none."""
    value = figure.value
    if value is None:
        return None, ""
    plain = "#,##0" if value == int(value) else "#,##0.##"  # the latter leaves its point behind a whole number
    if not figure.signed:
        form = plain if figure.unit == "count" else _FORMATS.get(figure.unit, "General")
        return (value / 86400 if figure.unit == "seconds" else value), form
    unit = figure.text.lstrip("+−±0123456789.").replace('"', "")
    match figure.unit:
        case "rate":
            return value * 100, _signed("0.0", unit)
        case "seconds":  # a time less than none is shown by no spreadsheet
            return value / 3600, _signed("0.0", " h")
        case "score":
            return value, _signed("0.00", "")
        case "money":
            return value, _signed(_FORMATS["money"], "")
    return value, _signed(plain, "")


def _signed(form: str, unit: str) -> str:
    return ";".join(f'{sign}{form}"{unit}"' if unit else f"{sign}{form}" for sign in ("+", "-", ""))


def _settled(made: bytes, at: bytes) -> bytes:
    """The same archive without the moment it was packed, so that an old report comes out again as it was."""
    file = BytesIO()
    with ZipFile(BytesIO(made)) as packed, ZipFile(file, "w", ZIP_DEFLATED) as again:
        for name in packed.namelist():
            content = packed.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + at, content)
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            again.writestr(info, content)
    return file.getvalue()
