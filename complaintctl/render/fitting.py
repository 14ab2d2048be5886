"""How a report's tables fit a terminal: which stand side by side, how wide their columns are, what is broken first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from complaintctl.render.book import Cell, Sheet
from complaintctl.render.text import harmless, longest_word, room

BETWEEN = 2
APART = 4
_LONGEST, _CROSSED, _SHORTEST = 30, 18, 8
"""How long bars are at most and at least; crossed by a line they had better be longer."""


class Fit(NamedTuple):
    """The width of each column, and of the bars, 0 where there are none."""

    columns: Sequence[int]
    bars: int


def shown(sheet: Sheet, cell: Cell) -> str:
    """What of a cell finds room on a terminal, harmless."""
    return harmless(cell.whole if sheet.upright else cell.text)


def fit(sheet: Sheet, width: int) -> Fit:
    """Broken are first the headings, then words, numbers never; bars go before words are broken to pieces."""
    unbroken, broken = [_whole(sheet), _headings_broken(sheet)], [_words_broken(sheet)]
    good, least = _bars(sheet), min(_bars(sheet), _SHORTEST)
    for bars, levels in ((good, unbroken), (least, unbroken), (good, broken), (least, broken), (0, unbroken + broken)):
        taken = bars + BETWEEN * (len(sheet.heads) - (not bars))
        for columns in levels:
            left = width - taken - sum(columns)
            if left >= 0:
                grown = _grown(sheet, columns, left)
                left -= sum(grown) - sum(columns)
                return Fit(grown, min(bars + left, _LONGEST) if bars else 0)
    return Fit(broken[0], 0)


def _grown(sheet: Sheet, columns: Sequence[int], left: int) -> list[int]:
    """The columns of words as wide as what is left allows, up to what they hold."""
    grown = list(columns)
    for place in sorted(sheet.words):
        more = min(left, max(map(room, _texts(sheet, place))) - grown[place])
        grown[place] += more
        left -= more
    return grown


def parted(sheet: Sheet, width: int) -> Iterator[Sheet]:
    """The sheet, in several with the same keys where its columns can't stand beside each other."""
    least = _words_broken(sheet)
    if sum(least) + BETWEEN * (len(least) - 1) <= width:
        yield sheet
        return
    parts: list[list[int]] = [[]]
    for place, size in enumerate(least[1:], start=1):
        used = least[0] + sum(least[each] + BETWEEN for each in parts[-1])
        if parts[-1] and used + BETWEEN + size > width:
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


def side_by_side(sheets: Iterable[Sheet], width: int) -> Iterator[list[tuple[Sheet, Fit]]]:
    """Rows of tables that fit beside each other unbroken; what is left over goes to the bars."""
    row: list[Sheet] = []
    for sheet in sheets:
        if row and sum(wide(each) + APART for each in (*row, sheet)) - APART > width:
            yield _shared(row, width)
            row = []
        row.append(sheet)
    if row:
        yield _shared(row, width)


def _shared(row: Sequence[Sheet], width: int) -> list[tuple[Sheet, Fit]]:
    if len(row) == 1:
        return [(row[0], fit(row[0], width))]
    left = width - sum(wide(sheet) + APART for sheet in row) + APART
    more = left // max(1, sum(sheet.chart is not None for sheet in row))
    return [(sheet, fit(sheet, wide(sheet) + more * (sheet.chart is not None))) for sheet in row]


def wide(sheet: Sheet) -> int:
    """How wide the table is with nothing broken and its bars short."""
    bars = _bars(sheet)
    columns = sum(_whole(sheet)) + bars + BETWEEN * (len(sheet.heads) - (not bars))
    return max(columns, room(harmless(sheet.title)))


def _bars(sheet: Sheet) -> int:
    if sheet.chart is None:
        return 0
    return _SHORTEST if sheet.line is None else _CROSSED


def _texts(sheet: Sheet, place: int) -> list[str]:
    return [harmless(sheet.heads[place]) or " ", *(shown(sheet, row[place]) for row in sheet.rows)]


def _whole(sheet: Sheet) -> list[int]:
    return [max(map(room, _texts(sheet, place))) for place in range(len(sheet.heads))]


def _headings_broken(sheet: Sheet) -> list[int]:
    texts = (_texts(sheet, place) for place in range(len(sheet.heads)))
    return [max(_unbreakable(head), *map(room, cells)) for head, *cells in texts]


def _words_broken(sheet: Sheet) -> list[int]:
    numbers = _headings_broken(sheet)
    words = [max(map(_unbreakable, _texts(sheet, place))) for place in range(len(numbers))]
    return [words[place] if place in sheet.words else numbers[place] for place in range(len(numbers))]


def _unbreakable(text: str) -> int:
    """How much of it stays on one line: its longest word, and the whole where it is short."""
    return max(longest_word(text), min(room(text), _SHORTEST))
