"""How a section's figures are laid out: which grids of fields there are, whoever draws them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from complaintctl.reports.periods import Period

Unit = Literal["code", "text", "instant", "count", "rate", "seconds", "score", "money"]
"""`code` is translated for people, `text` is somebody's own words; money is a number in the policy's currency."""

Chart = Literal["bars", "gauges", "trend", "pareto"]
_SPANS = frozenset({"day", "week", "month", "quarter", "year"})
Data = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]


When = Literal["now", "before", "year_ago"]
"""The period, the one before, and the same one a year ago."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database counted, asked for by name when a section wants it."""

    ask: Callable[[str, Period, str | None], Rows]
    period: Period
    before: Period
    year_ago: Period
    parts: Callable[[str], Sequence[Period]]
    """The days, weeks, months or quarters of the period, cut where it begins and ends."""
    narrowed: Mapping[str, Any] = field(default_factory=dict)
    """Which cases alone are counted, by the names of filters; all where it is empty."""
    begun: Mapping[str, datetime] = field(default_factory=dict)
    """When each office's register began: of what was before there are no figures, not even zeros."""

    def of(self, name: str, when: When = "now", *, by: str | None = None) -> Rows:
        """The rows of a figure in one of the periods; some figures are counted by any field of a case."""
        return self.ask(name, self.at(when), by)

    def at(self, when: When) -> Period:
        return {"now": self.period, "before": self.before, "year_ago": self.year_ago}[when]

    @property
    def office(self) -> tuple[str, ...]:
        """What tells rows of several offices apart, whose numbers and names may be the same; nothing in one's own."""
        return ("office",) if len(self.of("rules")) > 1 else ()

    def recorded(self, when: When) -> Literal["none", "part", "whole"]:
        """How much of a period the registers have seen: of several all of them the whole, or none any of it."""
        period, begun = self.at(when), self.begun.values()
        if all(start <= period.start for start in begun):
            return "whole"
        return "none" if all(start > period.end for start in begun) else "part"

    def compared(self, figures: Callable[[When], Data]) -> Data:
        """The figures of the period, with those of the other two beside them."""
        return {**figures("now"), "before": figures("before"), "year_ago": figures("year_ago")}

    def side_by_side(self, data: Data) -> list[Data]:
        """What `compared` gave, as a row for each period; of a year, the one before and a year ago are the same."""
        rows = [{"period": self.period.name, **data}, {"period": self.before.name, **data["before"]}]
        if self.year_ago != self.before:
            rows.append({"period": self.year_ago.name, **data["year_ago"]})
        return rows


@dataclass(frozen=True, slots=True)
class Field:
    """One figure of a row; `path` leads to it through the names of json."""

    path: str
    title: str
    definition: str
    """What it counts, in one sentence; of a rate: numerator ÷ denominator."""
    unit: Unit = "count"
    wish: Literal["more", "less", "none"] | None = None
    """What is better, more of it or less; `none` where any at all asks for somebody."""
    headline: str = ""
    """Its words among the few figures that are seen first, where it is one of them."""
    when: When = "now"
    """The period it is of."""

    def value(self, row: Mapping[str, Any]) -> Any:
        """What stands there; a rate is a mapping of value, numerator, denominator."""
        found: Any = row
        for name in self.path.split("."):
            found = found[name]
        return found

    def at(self, path: str, *, title: str) -> "Field":
        """The same figure in another place, under another title; below `before` and `year_ago` of that period."""
        head = path.partition(".")[0]
        when: When = "before" if head == "before" else "year_ago" if head == "year_ago" else self.when
        return replace(self, path=path, title=title, headline="", when=when)


OFFICE = Field("office", title="Office", definition="Whose it is, where several offices are added up.", unit="text")


class Key(NamedTuple):
    """What the rows of a grid are told apart by; its title is the heading above the keys."""

    path: str
    title: str
    unit: Unit = "code"
    name: str = ""
    """What csv calls it, where the path is shared by several grids."""
    also: tuple[str, ...] = ()
    """What else tells rows apart in csv, where several have the same key."""

    def of(self, row: Mapping[str, Any]) -> Any:
        """The key of a row as csv has it."""
        if not self.also:
            return row[self.path]
        return "/".join(str(row[path]) for path in (self.path, *self.also) if row[path] is not None)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that have a key and some figures."""

    by: Key
    title: str
    fields: tuple[Field, ...]
    rows: Rows
    upright: bool = False
    """Figures below each other, rows side by side."""
    bar: str | None = None
    """The figure to be seen at a glance."""
    line: str | None = None
    """The rate that runs over the bars from the first to the last: of a Pareto chart the cumulated share."""

    @property
    def chart(self) -> Chart | None:
        """What is to be drawn of it: shares of a whole, a course in time, a ranking; None for figures alone."""
        if self.bar is None:
            return None
        if self.line is not None:
            return "pareto"
        if self.by.path in _SPANS:
            return "trend"
        return "gauges" if self.figure(self.bar).unit == "rate" else "bars"

    def figure(self, path: str) -> Field:
        """The field of this name."""
        return next(field for field in self.fields if field.path == path)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence below the figures, with its fields."""

    sentence: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: `figures` works it out as json has it, the others lay it out."""

    name: str
    title: str
    figures: Callable[[Facts], Any]
    grids: Callable[[Any, Facts], Sequence[Grid]]
    notes: Callable[[Any], Sequence[Note]] = lambda _: ()


def rate(numerator: int, denominator: int) -> Data:
    """A share with what it is made of; of nothing it is None, never 0 (report-zero)."""
    value = round(numerator / denominator, 4) if denominator else None
    return {"value": value, "numerator": numerator, "denominator": denominator}


def money(minor: int) -> Decimal:
    """A sum in the policy's currency, from minor units."""
    return Decimal(minor) / 100


_PARTS = ("value", "numerator", "denominator")
LONG = ("section", "by", "key", "figure", *_PARTS)
"""The columns of the one long table that all sections fit in."""


def long_rows(section: str, grids: Sequence[Grid]) -> Iterator[dict[str, object]]:
    """A row for each figure, with the names of json and its definition; rows of the same key are numbered from 2 on."""
    for grid in grids:
        by = grid.by.name or grid.by.path
        keys: Counter[object] = Counter()
        for row in grid.rows:
            key = grid.by.of(row)
            keys[key] += 1
            if keys[key] > 1:
                key = f"{key}/{keys[key]}"
            for figure in grid.fields:
                value = figure.value(row)
                parts = {name: value[name] for name in _PARTS} if isinstance(value, dict) else {"value": value}
                named = {"section": section, "by": by, "key": key, "figure": figure.path}
                yield {**named, **parts, "definition": figure.definition}


def known(grids: Iterable[Grid], facts: Facts) -> list[Grid]:
    """The same without what would compare with a time of which the registers have nothing (report-zero)."""
    times: tuple[When, ...] = ("before", "year_ago")
    lacking = {when for when in times if facts.recorded(when) == "none"}
    if not lacking:
        return list(grids)
    names = {facts.at(when).name for when in lacking}
    return [
        replace(
            grid,
            fields=tuple(field for field in grid.fields if field.when not in lacking),
            rows=[row for row in grid.rows if grid.by.path != "period" or row["period"] not in names],
        )
        for grid in grids
    ]
