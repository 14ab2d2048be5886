"""Periods that reports are about: their names, the ones before, the months they touch. Dates are local."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from complaintctl.errors import Misused, Unreadable
from complaintctl.moments import stored

KINDS: Final = ("month", "week", "quarter", "year", "period")
"""The options that name a period, and what each of the first four looks like:"""
_FORMS: Final = {
    "month": re.compile(r"\d{4}[-/年]\d{1,2}月?"),
    "week": re.compile(r"\d{4}-?[Ww]\d\d"),
    "quarter": re.compile(r"\d{4}-?[Qq][1-4]"),
    "year": re.compile(r"\d{4}"),
}
_EXAMPLES: Final = {"month": "2026-10", "week": "2026-W42", "quarter": "2026Q3", "year": "2026"}
_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


_PARTS: Final[dict[str, Callable[[date], str]]] = {
    "day": date.isoformat,
    "week": _week,
    "month": lambda day: day.isoformat()[:7],
    "quarter": lambda day: f"{day.year}Q{(day.month + 2) // 3}",
    "year": lambda day: day.isoformat()[:4],
}
"""What a day's own day, week, month, quarter and year are called."""


@dataclass(frozen=True, slots=True)
class Period:
    """`start` and `end` are its first and last second in UTC; days and months are those of `zone`."""

    kind: str
    start: datetime
    end: datetime
    zone: ZoneInfo

    @property
    def first(self) -> date:
        return self.start.astimezone(self.zone).date()

    @property
    def last(self) -> date:
        return self.end.astimezone(self.zone).date()

    @property
    def is_whole(self) -> bool:
        """Whether it begins and ends with a local day."""
        before, after = self.start - _SECOND, self.end + _SECOND
        return before.astimezone(self.zone).date() < self.first and self.last < after.astimezone(self.zone).date()

    @property
    def name(self) -> str:
        """2026-10, 2026-W42, 2026Q3, 2026, and for the rest both ends."""
        if self.kind in _PARTS:
            return _PARTS[self.kind](self.first)
        if self.is_whole:
            return f"{self.first}..{self.last}"
        ends = (instant.astimezone(self.zone).isoformat(" ")[:19] for instant in (self.start, self.end))
        return "..".join(ends)

    def months(self) -> Iterator[str]:
        """Every month it touches, `2026-10`, empty or not (report-gap)."""
        return self.parts("month")

    def parts(self, kind: str) -> Iterator[str]:
        """The name of every day, week, month or quarter it touches."""
        day = self.first
        name = ""
        while day <= self.last:
            if (found := _PARTS[kind](day)) != name:
                yield (name := found)
            day += _DAY

    def bounds(self) -> dict[str, object]:
        """Its ends as the database compares them."""
        return {
            "start": stored(self.start),
            "end": stored(self.end),
            "eve": stored(self.start - _SECOND),
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "day_before": (self.first - _DAY).isoformat(),
            "day_after": (self.last + _DAY).isoformat(),
            "whole": int(self.is_whole),
        }

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "kind": self.kind,
            "start": stored(self.start),
            "end": stored(self.end),
            "timezone": self.zone.key,
        }

    def previous(self) -> str:
        """The name of the one before: of the same kind, else as long and ending where this one begins."""
        eve = self.first - _DAY
        if self.kind in _PARTS:
            return _PARTS[self.kind](eve)
        if self.is_whole:
            return f"{self.first - (self.last - self.first) - _DAY}..{eve}"
        length = self.end - self.start
        ends = (self.start - length - _SECOND, self.start - _SECOND)
        return "..".join(stored(instant.astimezone(UTC)) for instant in ends)

    def year_ago(self) -> str:
        """The name of the same one a year earlier; of a week the one with its number, or the last of that year."""
        first = self.first
        match self.kind:
            case "month":
                return f"{first.year - 1}{first.isoformat()[4:7]}"
            case "week":
                year, week, _ = first.isocalendar()
                last = date(year - 1, 12, 28).isocalendar().week
                return f"{year - 1}-W{min(week, last):02d}"
            case "quarter" | "year":
                return f"{first.year - 1}{self.name[4:]}"
        if self.is_whole:
            return f"{_a_year_earlier(first)}..{_a_year_earlier(self.last)}"
        ends = (_a_year_earlier(instant.astimezone(self.zone)) for instant in (self.start, self.end))
        return "..".join(stored(instant.astimezone(UTC)) for instant in ends)


Day = TypeVar("Day", date, datetime)


def _a_year_earlier(day: Day) -> Day:
    """The same day of the year before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def check(kind: str, text: str) -> str:
    """The text, if it can name a period of this kind; Misused else."""
    text = text.strip()
    form = _FORMS.get(kind)
    if form is not None and not form.fullmatch(text):
        raise NotThatKind(kind, text)
    if form is None and (text.startswith("..") or text.endswith("..")):
        raise Endless(text)
    return text


class NotThatKind(Misused):
    def __init__(self, kind: str, text: str) -> None:
        super().__init__(
            "“{text}” is not what --{kind} takes.",
            hint="Write --{kind} {example}, or --period A..B.",
            text=text,
            kind=kind,
            example=_EXAMPLES[kind],
        )


class Endless(Unreadable):
    sentence = "A report needs both ends of its period, and “{text}” has one."
    hint = "Write --period 2026-10-01..2026-10-20."
