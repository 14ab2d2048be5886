"""Charts as shapes on a canvas of fixed width, to be scaled to the page; knows nothing of how shapes are written."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil, floor, log10
from typing import Literal, NamedTuple

from complaintctl.render.book import Cell, Sheet
from complaintctl.render.text import room

WIDTH = 420.0
MOST = 40
"""Rows drawn of a ranking; all of them stand in the table beside it."""

_LETTER = 6.8
"""How wide half a Chinese character is at the size of type the page sets."""
_GAP = 8.0
_ROW, _THICK, _ABOVE = 22.0, 13.0, 15.0
_LONGEST_BESIDE = 18
"""Up to so many cells a label stands before its bar; longer ones stand above."""
_TALL = 150.0
_TOP = 18.0
_FEW, _MANY = 12, 40
"""Up to so many points the numbers stand at them, up to so many each has its dot."""
_VITAL = 0.8


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    role: Literal["bar", "track"]


class Stroke(NamedTuple):
    points: Sequence[tuple[float, float]]
    role: Literal["course", "cumulated", "scale", "mark"]


class Dot(NamedTuple):
    x: float
    y: float
    role: Literal["course", "cumulated"]


class Words(NamedTuple):
    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"]
    role: Literal["label", "number", "scale"]


Shape = Box | Stroke | Dot | Words


class Picture(NamedTuple):
    height: float
    shapes: Sequence[Shape]
    width: float = WIDTH


def picture(sheet: Sheet) -> Picture | None:
    """What is to be seen of the table at a glance, if anything is."""
    if sheet.chart is None:
        return None
    drawn = _trend(sheet) if sheet.chart == "trend" else _ranking(sheet)
    return drawn if drawn.shapes else None


class _Rows:
    """Where the rows of a ranking lie: labels before the bars or, where they are long, above them."""

    def __init__(self, rows: Sequence[Sequence[Cell]], bar: int, top: float) -> None:
        self.labels = [row[0].text for row in rows]
        self.numbers = [row[bar].text for row in rows]
        longest = max(map(room, self.labels))
        self.above = longest > _LONGEST_BESIDE
        self.left = 0.0 if self.above else longest * _LETTER + _GAP
        self.length = WIDTH - max(map(room, self.numbers)) * _LETTER - _GAP - self.left
        self.top = top
        self.step = _ROW + _ABOVE * self.above
        self.bottom = top + self.step * len(rows)

    def middle(self, place: int) -> float:
        """The height at which the bar of a row lies."""
        return self.top + self.step * (place + 1) - _ROW / 2

    def words(self) -> Iterator[Words]:
        for place, (label, number) in enumerate(zip(self.labels, self.numbers, strict=True)):
            below = self.middle(place) + 4
            yield Words(0, below - _ABOVE * self.above, label, "start", "label")
            yield Words(WIDTH, below, number, "end", "number")


def _ranking(sheet: Sheet) -> Picture:
    """A bar for each row from the top down; over a Pareto chart's bars, of those there are, the line of their sum."""
    ranked = [(row, share) for row, share in zip(sheet.rows, sheet.shares, strict=True) if share or sheet.line is None][
        :MOST
    ]
    if not ranked:
        return Picture(0, ())
    rows = _Rows([row for row, _ in ranked], sheet.bar, _TOP if sheet.line is not None else 0.0)
    shapes: list[Shape] = []
    for place, (_, share) in enumerate(ranked):
        top = rows.middle(place) - _THICK / 2
        if sheet.chart == "gauges":
            shapes.append(Box(rows.left, top, rows.length, _THICK, "track"))
        if share:
            shapes.append(Box(rows.left, top, max(share * rows.length, 1.5), _THICK, "bar"))
    if sheet.line is not None:
        shapes += _cumulated(rows, [row[sheet.line] for row, _ in ranked])
    shapes += rows.words()
    return Picture(rows.bottom, shapes)


def _cumulated(rows: _Rows, cells: Sequence[Cell]) -> Iterator[Shape]:
    mark = rows.left + _VITAL * rows.length
    yield Stroke([(mark, _TOP - 4), (mark, rows.bottom)], "mark")
    yield Words(mark, _TOP - 7, f"{_VITAL:.0%}".replace("%", " %"), "middle", "scale")
    points = [
        (rows.left + cell.value * rows.length, rows.middle(place))
        for place, cell in enumerate(cells)
        if cell.value is not None
    ]
    yield Stroke(points, "cumulated")
    yield from (Dot(x, y, "cumulated") for x, y in points)


def _trend(sheet: Sheet) -> Picture:
    """A line from the first row to the last over a scale that begins at nothing; broken where a figure is missing."""
    cells = [row[sheet.bar] for row in sheet.rows]
    scale = _scale(cells)
    left = max(room(text) for _, text in scale) * _LETTER + _GAP
    names = [row[0].text for row in sheet.rows]
    margin = max(map(room, names)) * _LETTER / 2
    stride = (WIDTH - left - 2 * margin) / max(len(cells) - 1, 1)
    bottom = _TOP + _TALL
    most = scale[-1][0] or 1
    spots = [
        None if cell.value is None else (left + margin + place * stride, bottom - cell.value / most * _TALL)
        for place, cell in enumerate(cells)
    ]
    shapes: list[Shape] = []
    for value, text in scale:
        height = bottom - value / most * _TALL
        shapes += [
            Stroke([(left, height), (WIDTH, height)], "scale"),
            Words(left - _GAP, height + 4, text, "end", "scale"),
        ]
    for known, group in groupby(spots, key=lambda spot: spot is not None):
        if known:
            shapes.append(Stroke([spot for spot in group if spot is not None], "course"))
    for spot, cell in zip(spots, cells, strict=True):
        if spot is not None and len(cells) <= _MANY:
            shapes.append(Dot(*spot, "course"))
        if spot is not None and len(cells) <= _FEW:
            shapes.append(Words(spot[0], spot[1] - 8, cell.text, "middle", "number"))
    shapes += _names(names, left + margin, stride, bottom + 18)
    return Picture(bottom + 26, shapes)


def _names(names: Sequence[str], left: float, stride: float, height: float) -> Iterator[Words]:
    """As many of the names under a course as find room."""
    every = max(1, ceil((max(map(room, names)) * _LETTER + _GAP) / stride)) if stride else 1
    for place in range(0, len(names), every):
        yield Words(left + place * stride, height, names[place], "middle", "label")


def _scale(cells: Sequence[Cell]) -> list[tuple[float, str]]:
    """Round values from nothing to at least the most, each with its text; of durations only the ends."""
    if cells[0].unit == "rate":
        return [(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")]
    most = max((float(cell.value) for cell in cells if cell.value is not None), default=0.0)
    if cells[0].unit == "seconds":
        return [(0.0, ""), (most, "")]
    size = _round(most / 4)
    return [(size * place, f"{size * place:g}") for place in range(max(1, ceil(most / size)) + 1)]


def _round(size: float) -> float:
    """The next round number up, at least one: 1, 2 or 5 times a power of ten."""
    if size <= 1:
        return 1.0
    power = 10.0 ** floor(log10(size))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= size)
