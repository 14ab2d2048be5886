"""When an office is open, and where: the figures behind every answer about working time."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from complaintctl.errors import Unreadable
from complaintctl.policy.wordings import by_language

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Hours = tuple[tuple[int, int], ...]
"""The open intervals of a day, in minutes since local midnight, ascending, at least one."""


def parse_hours(text: str) -> Hours:
    """`"09:00-12:00 13:30-18:00"` as minutes; Misused where they are malformed, empty or don't ascend."""
    intervals = []
    last = 0
    for written in text.split():
        opens, closes = (_minutes(clock, text) for clock in (*written.split("-"), "")[:2])
        if written.count("-") != 1 or opens < last or closes <= opens:
            raise NotHours(text)
        intervals.append((opens, closes))
        last = closes
    if not intervals:
        raise NotHours(text)
    return tuple(intervals)


def _minutes(clock: str, text: str) -> int:
    hour, _, minute = clock.partition(":")
    if not (clock.isascii() and hour.isdigit() and minute.isdigit() and len(hour) <= 2 and len(minute) == 2):
        raise NotHours(text)
    minutes = int(hour) * 60 + int(minute)
    if int(minute) > 59 or minutes > 24 * 60:
        raise NotHours(text)
    return minutes


class NotHours(Unreadable):
    sentence = "“{text}” is not a day's hours: intervals must ascend without overlapping, and there must be one."
    hint = "Write them as 09:00-12:00 13:30-18:00."


_NO_DAYS: Mapping[Any, Any] = MappingProxyType({})


class DaysOff(NamedTuple):
    """What the country's calendar says: public holidays and make-up working days, by name."""

    off: Mapping[date, str] = _NO_DAYS
    makeup: Mapping[date, str] = _NO_DAYS
    confirmed_until: date | None = None
    """The last day for which make-up days are decreed; None where the country has none."""


class Opening(NamedTuple):
    """`[office]` of a policy. Weekdays count from Monday = 0."""

    timezone: str
    hours: Hours
    country: str = ""
    weekdays: frozenset[int] = frozenset(range(5))
    hours_by_weekday: Mapping[int, Hours] = _NO_DAYS
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
    confirmed_until: date | None = None
    """Overrules the calendar's own limit where given."""
    intake: str = ""
    duty: Mapping[str, str] = MappingProxyType({})
    """By language."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Opening":
        """From a policy's data, already checked; `intake` is the first department where none is named."""
        written = data["office"]
        confirmed = written.get("confirmed_until")
        by_weekday = written.get("hours_by_weekday", {}).items()
        return cls(
            timezone=written["timezone"],
            hours=parse_hours(written["hours"]),
            country=written.get("country", ""),
            weekdays=frozenset(map(WEEKDAYS.index, written.get("weekdays", WEEKDAYS[:5]))),
            hours_by_weekday={WEEKDAYS.index(day): parse_hours(hours) for day, hours in by_weekday},
            closed=frozenset(map(_date, written.get("closed", ()))),
            open=frozenset(map(_date, written.get("open", ()))),
            confirmed_until=None if confirmed is None else _date(confirmed),
            intake=written.get("intake") or data["department"][0]["name"],
            duty=by_language(written.get("duty", "")),
        )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def hours_on(self, weekday: int) -> Hours:
        """The hours of a working day that falls on this weekday."""
        return self.hours_by_weekday.get(weekday, self.hours)


def _date(written: date | str) -> date:
    return date.fromisoformat(written) if isinstance(written, str) else written
