"""A report laid out, whoever draws it: headlines, chapters of small tables, what of them is to be seen at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Unit = Literal["text", "count", "rate", "seconds", "score", "money"]
Tone = Literal["", "better", "worse", "alarm", "faint"]
"""What a colour would say; the words or the number say it too, for whoever sees no colours."""

Chart = Literal["bars", "gauges", "trend", "pareto"]


class Cell(NamedTuple):
    """`text` is what people read, `value` the number behind it; `parts` says what a rate is made of."""

    text: str
    value: int | float | None = None
    unit: Unit = "text"
    parts: str = ""
    tone: Tone = ""
    signed: bool = False

    @property
    def whole(self) -> str:
        """The text with its parts."""
        return f"{self.text} ({self.parts})" if self.parts else self.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table, its first column the key; without a title it follows its chapter's heading."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    upright: bool = False
    """Figures below each other: there is room to say what rates are made of."""
    chart: Chart | None = None
    bar: int = 0
    """The column that is drawn."""
    line: int | None = None
    """The column that runs over the bars, a rate."""

    @property
    def drawn(self) -> frozenset[int]:
        """The columns that its chart is drawn from."""
        places = (self.bar, self.line) if self.chart else ()
        return frozenset(place for place in places if place is not None)

    @property
    def shares(self) -> list[float | None]:
        """How long each row's bar is: a rate of the whole, a number of the largest, or, under a line, of their sum."""
        cells = [row[self.bar] for row in self.rows]
        values = [None if cell.value is None else max(float(cell.value), 0.0) for cell in cells]
        if cells[0].unit == "rate":
            return values
        known = [value for value in values if value is not None]
        whole = max(known, default=0.0) if self.line is None else sum(known)
        return [value / whole if value is not None and whole else None for value in values]

    @property
    def breadth(self) -> int:
        """How many figures stand beside each other, what a rate is made of counted as one more."""
        rates = sum(any(cell.parts for cell in cells) for cells in zip(*self.rows, strict=True))
        return len(self.heads) + rates

    @property
    def words(self) -> frozenset[int]:
        """The columns that hold no numbers, the key's included; they are read from the left."""
        columns = zip(*self.rows, strict=True)
        return frozenset({0} | {place for place, cells in enumerate(columns) if {c.unit for c in cells} == {"text"}})


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, its tables, and sentences below them."""

    title: str
    sheets: Sequence[Sheet]
    notes: Sequence[str] = ()


class Headline(NamedTuple):
    """One of the figures seen first; `change` against the period before, `verdict` says what to think of it."""

    label: str
    cell: Cell
    change: Cell | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The whole report, its words in the reader's language."""

    lang: str
    title: str
    remark: str
    """What it is compared to, and whose days and months these are."""
    footer: str
    headlines: Sequence[Headline]
    chapters: Sequence[Chapter]
    limits: Sequence[str] = ()
    """What isn't counted or compared, and why."""
