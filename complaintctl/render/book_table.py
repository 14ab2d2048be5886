"""A report on a terminal: the headlines in a strip, tables side by side where there is room, bars beside figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from complaintctl.render.book import Book, Cell, Chapter, Headline, Sheet, Tone
from complaintctl.render.columns import Column
from complaintctl.render.strokes import bar, gauge, pareto, sparkline
from complaintctl.render.table import inked, seen, table
from complaintctl.render.text import block, harmless, longest_word, padded, room

WIDEST = 160
STYLES: dict[Tone, str] = {"": "", "better": "green", "worse": "red", "alarm": "bold red", "faint": "dim"}

_BETWEEN = 2
_APART = 4
_LONGEST, _SHORTEST, _CROSSED = 30, 8, 18
_FEW, _MANY = 3, 16
"""How many points a course in one line has: fewer say nothing, more make its column too wide."""
_BAR = "bar"


class _Piece(NamedTuple):
    sheet: Sheet
    width: int
    """Its columns unbroken, its bars as short as they may be."""

    @property
    def has_bars(self) -> bool:
        return self.sheet.chart is not None


def lines(book: Book, *, width: int, colour: bool) -> Iterator[str]:
    """The report for a terminal of this width."""
    width = min(width, WIDEST)
    yield inked(harmless(book.title), "bold", colour=colour)
    yield inked(harmless(book.remark), "dim", colour=colour)
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
    across = max(1, (width + _BETWEEN) // (widest + _BETWEEN))
    for start in range(0, len(told), across):
        if start:
            yield ""
        for level in zip(*told[start : start + across], strict=True):
            cells = [inked(padded(text, widest + _BETWEEN), style, colour=colour) for text, style in level]
            yield "".join(cells).rstrip()


def _told(headline: Headline) -> Iterator[tuple[str, str]]:
    yield headline.label, "dim"
    yield headline.cell.text, f"bold {STYLES[headline.cell.tone]}" if headline.cell.tone == "alarm" else "bold"
    change = headline.change or Cell("")
    yield " ".join(filter(None, (change.text, headline.verdict))), STYLES[change.tone]


def _ruled(heading: str, width: int, colour: bool) -> str:
    rule = "─" * max(0, width - room(heading) - _APART)
    return f"{inked(f'── {heading}', 'bold', colour=colour)} {inked(rule, 'dim', colour=colour)}"


def _chapter(chapter: Chapter, width: int, colour: bool) -> Iterator[str]:
    pieces = [_measured(part) for sheet in chapter.sheets for part in _parted(_with_course(sheet), width)]
    for row in _side_by_side(pieces, width):
        yield ""
        titled = any(piece.sheet.title for piece, _ in row)
        yield from _beside([_drawn(piece.sheet, room, titled=titled, colour=colour) for piece, room in row])
    for note in chapter.notes:
        yield ""
        yield from block(note, width=width)


def _parted(sheet: Sheet, width: int) -> Iterator[Sheet]:
    """The sheet, in several with the same keys where its columns can't stand beside each other."""
    if _narrowest(sheet) <= width:
        yield sheet
        return
    least = [_least(sheet, place) for place in range(len(sheet.heads))]
    parts: list[list[int]] = [[]]
    for place, size in enumerate(least[1:], start=1):
        used = least[0] + sum(least[each] + _BETWEEN for each in parts[-1])
        if parts[-1] and used + _BETWEEN + size > width:
            parts.append([])
        parts[-1].append(place)
    for part in parts:
        kept = [0, *part]
        drawn = sheet.chart is not None and sheet.bar in part and sheet.line in {None, *part}
        yield Sheet(
            sheet.title,
            [sheet.heads[place] for place in kept],
            [[row[place] for place in kept] for row in sheet.rows],
            sheet.upright,
            chart=sheet.chart if drawn else None,
            bar=kept.index(sheet.bar) if drawn else 0,
            line=kept.index(sheet.line) if drawn and sheet.line else None,
        )


def _measured(sheet: Sheet) -> _Piece:
    bars = _BETWEEN + (_SHORTEST if sheet.line is None else _CROSSED) if sheet.chart else 0
    return _Piece(sheet, max(_natural(sheet) + bars, room(harmless(sheet.title))))


def _natural(sheet: Sheet) -> int:
    """How wide its columns are, nothing broken."""
    sizes = [max(map(room, _texts(sheet, place))) for place in range(len(sheet.heads))]
    return sum(sizes) + _BETWEEN * (len(sizes) - 1)


def _narrowest(sheet: Sheet) -> int:
    sizes = [_least(sheet, place) for place in range(len(sheet.heads))]
    return sum(sizes) + _BETWEEN * (len(sizes) - 1)


def _texts(sheet: Sheet, place: int) -> list[str]:
    return [harmless(text) for text in (sheet.heads[place] or " ", *(_text(sheet, row[place]) for row in sheet.rows))]


def _text(sheet: Sheet, cell: Cell) -> str:
    return cell.whole if sheet.upright else cell.text


def _least(sheet: Sheet, place: int) -> int:
    """How narrow a column may become: headings and words are broken, numbers never."""
    head, *cells = _texts(sheet, place)
    size = longest_word if place in sheet.words else room
    return max(longest_word(head), *map(size, cells))


def _side_by_side(pieces: Iterable[_Piece], width: int) -> Iterator[list[tuple[_Piece, int]]]:
    """Rows of tables, each with the width it has; what is left over goes to the bars."""
    row: list[_Piece] = []
    for piece in pieces:
        if row and sum(each.width + _APART for each in (*row, piece)) - _APART > width:
            yield _shared(row, width)
            row = []
        row.append(piece)
    if row:
        yield _shared(row, width)


def _shared(row: Sequence[_Piece], width: int) -> list[tuple[_Piece, int]]:
    left = width - sum(piece.width + _APART for piece in row) + _APART
    bars = sum(piece.has_bars for piece in row)
    more = min(left // bars, _LONGEST - _SHORTEST) if bars and left > 0 else 0
    if len(row) == 1:
        return [(row[0], width)]
    return [(piece, piece.width + more * piece.has_bars) for piece in row]


def _beside(tables: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of tables, each table as wide as its widest line."""
    sizes = [max(map(seen, each), default=0) for each in tables]
    for row in zip_longest(*tables, fillvalue=""):
        cells = [cell + " " * (size - seen(cell) + _APART) for cell, size in zip(row, sizes, strict=True)]
        yield "".join(cells).rstrip()


def _drawn(sheet: Sheet, width: int, *, titled: bool, colour: bool) -> list[str]:
    words = sheet.words
    columns = [
        Column(
            str(place), head or " ", wrap=True, justify="left" if place in words else "right", style=f"{place} style"
        )
        for place, head in enumerate(sheet.heads)
    ]
    rows = [dict(_cells(sheet, cells)) for cells in sheet.rows]
    length = _length(sheet, width)
    if length:
        columns.append(Column(_BAR, _legend(sheet), styles={"": "cyan"}, keep=True))
        rows = [row | {_BAR: drawn} for row, drawn in zip(rows, _bars(sheet, length), strict=True)]
    heading = [inked(harmless(sheet.title), "bold", colour=colour)] if titled else []
    return heading + table(columns, rows, width=width, colour=colour, headings_in="dim").split("\n")


def _cells(sheet: Sheet, cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    for place, cell in enumerate(cells):
        yield str(place), _text(sheet, cell)
        yield f"{place} style", STYLES[cell.tone]


def _length(sheet: Sheet, width: int) -> int:
    """How long a whole bar is; 0 where there is none, or no room even with headings broken."""
    if sheet.chart is None:
        return 0
    for columns in (_natural(sheet), _narrowest(sheet)):
        left = width - columns - _BETWEEN
        if left >= _SHORTEST:
            return min(left, _LONGEST)
    return 0


def _legend(sheet: Sheet) -> str:
    return " " if sheet.line is None else f"• {sheet.heads[sheet.line]}"


def _bars(sheet: Sheet, length: int) -> list[str]:
    if sheet.line is not None:
        cumulated = [row[sheet.line].value for row in sheet.rows]
        return [
            pareto(share, None if so_far is None else float(so_far), length)
            for share, so_far in zip(sheet.shares, cumulated, strict=True)
        ]
    stroke = gauge if sheet.chart == "gauges" else bar
    return [stroke(share, length) for share in sheet.shares]


def _with_course(sheet: Sheet) -> Sheet:
    """The sheet with a last line that shows how each figure went, if time passes from row to row."""
    if sheet.chart != "trend" or not _FEW <= len(sheet.rows) <= _MANY:
        return sheet
    columns = list(zip(*sheet.rows, strict=True))[1:]
    values = [[None if cell.value is None else float(cell.value) for cell in column] for column in columns]
    return replace(sheet, rows=[*sheet.rows, [Cell(""), *(Cell(sparkline(each)) for each in values)]])
