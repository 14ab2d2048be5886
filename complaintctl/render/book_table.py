"""A report on a terminal: the headlines in a strip, tables side by side where there is room, bars beside figures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from complaintctl.render.book import Book, Cell, Chapter, Headline, Sheet, Tone
from complaintctl.render.columns import Column
from complaintctl.render.fitting import APART, BETWEEN, Fit, parted, shown, side_by_side, wide
from complaintctl.render.strokes import bar, gauge, pareto, sparkline
from complaintctl.render.table import UNBOUND, inked, seen, table
from complaintctl.render.text import block, harmless, padded, room

WIDEST = 160
STYLES: dict[Tone, str] = {"": "", "better": "green", "worse": "red", "alarm": "bold red", "faint": "dim"}

_FEW, _MANY = 3, 16
"""How many points a course in one line has: fewer say nothing, more make its column too wide."""
_BAR = "bar"


def lines(book: Book, *, width: int, colour: bool) -> Iterator[str]:
    """The report for a terminal of this width."""
    width = min(width, WIDEST)
    yield inked(harmless(book.title), "bold", colour=colour)
    yield inked(harmless(book.remark), "dim", colour=colour)
    for limit in book.limits:
        yield from (inked(line, "dim", colour=colour) for line in block(limit, width=width))
    if book.headlines:
        yield ""
        yield from _strip(book.headlines, width, colour)
    for chapter in book.chapters:
        yield ""
        yield _ruled(harmless(chapter.title), width, colour)
        yield from _chapter(chapter, width, colour)
    yield ""
    yield inked(harmless(book.footer), "dim", colour=colour)


def _strip(headlines: Sequence[Headline], width: int, colour: bool) -> Iterator[str]:
    """Each headline in three lines, as many side by side as there is room for."""
    told = [[(harmless(text), style) for text, style in _told(headline)] for headline in headlines]
    widest = min(max(room(text) for each in told for text, _ in each), width)
    across = max(1, (width + BETWEEN) // (widest + BETWEEN))
    for start in range(0, len(told), across):
        if start:
            yield ""
        for level in zip(*told[start : start + across], strict=True):
            cells = [inked(padded(text, widest + BETWEEN), style, colour=colour) for text, style in level]
            yield "".join(cells).rstrip()


def _told(headline: Headline) -> Iterator[tuple[str, str]]:
    yield headline.label, "dim"
    yield headline.cell.text, f"bold {STYLES[headline.cell.tone]}" if headline.cell.tone == "alarm" else "bold"
    change = headline.change or Cell("")
    yield " ".join(filter(None, (change.text, headline.verdict))), STYLES[change.tone]


def _ruled(heading: str, width: int, colour: bool) -> str:
    rule = "─" * max(0, width - room(heading) - APART)
    return f"{inked(f'── {heading}', 'bold', colour=colour)} {inked(rule, 'dim', colour=colour)}"


def _chapter(chapter: Chapter, width: int, colour: bool) -> Iterator[str]:
    sheets = [part for sheet in chapter.sheets for part in parted(_with_course(sheet, width), width)]
    for row in side_by_side(sheets, width):
        yield ""
        titled = any(sheet.title for sheet, _ in row)
        yield from _beside([_drawn(sheet, fit, titled=titled, colour=colour) for sheet, fit in row])
    for note in chapter.notes:
        yield ""
        yield from block(note, width=width)


def _beside(tables: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of tables, each table as wide as its widest line."""
    sizes = [max(map(seen, each), default=0) for each in tables]
    for row in zip_longest(*tables, fillvalue=""):
        cells = [cell + " " * (size - seen(cell) + APART) for cell, size in zip(row, sizes, strict=True)]
        yield "".join(cells).rstrip()


def _drawn(sheet: Sheet, fit: Fit, *, titled: bool, colour: bool) -> list[str]:
    words = sheet.words
    columns = [
        Column(
            str(place),
            head or " ",
            wrap=True,
            justify="left" if place in words else "right",
            style=f"{place} style",
            width=size,
        )
        for place, (head, size) in enumerate(zip(sheet.heads, fit.columns, strict=True))
    ]
    rows = [dict(_cells(sheet, cells)) for cells in sheet.rows]
    if fit.bars:
        columns.append(Column(_BAR, _legend(sheet), styles={"": "cyan"}, wrap=True, width=fit.bars))
        rows = [row | {_BAR: drawn} for row, drawn in zip(rows, _bars(sheet, fit.bars), strict=True)]
    heading = [inked(harmless(sheet.title), "bold", colour=colour)] if titled else []
    return heading + table(columns, rows, width=UNBOUND, colour=colour, headings_in="dim").split("\n")


def _cells(sheet: Sheet, cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    for place, cell in enumerate(cells):
        yield str(place), shown(sheet, cell)
        yield f"{place} style", STYLES[cell.tone]


def _legend(sheet: Sheet) -> str:
    return " " if sheet.line is None else f"• {sheet.heads[sheet.line]}"


def _bars(sheet: Sheet, length: int) -> list[str]:
    if sheet.line is not None:
        cumulated = [row[sheet.line].value for row in sheet.rows]
        return [pareto(share, so_far, length) for share, so_far in zip(sheet.shares, cumulated, strict=True)]
    stroke = gauge if sheet.chart == "gauges" else bar
    return [stroke(share, length) for share in sheet.shares]


def _with_course(sheet: Sheet, width: int) -> Sheet:
    """The sheet with a last line that shows how each figure went, if time passes from row to row and there is room."""
    if sheet.chart != "trend" or not _FEW <= len(sheet.rows) <= _MANY:
        return sheet
    columns = list(zip(*sheet.rows, strict=True))[1:]
    courses = [Cell(sparkline([cell.value for cell in column])) for column in columns]
    longer = replace(sheet, rows=[*sheet.rows, [Cell(""), *courses]])
    return longer if wide(longer) <= width else sheet
