"""Instants as people say them: 昨晚10点半, last Friday 3pm, 3天前."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from complaintctl.errors import Misused
from complaintctl.rules.spoken.dates import WEEK_SLOTS, fixed, is_one_day, recurring, without_weekday
from complaintctl.rules.spoken.grammar import together
from complaintctl.rules.spoken.hours import CLOCK, clocks
from complaintctl.rules.spoken.shifts import SHIFT, of_shifted_day, shifted
from complaintctl.rules.spoken.spelling import plain
from complaintctl.rules.spoken.tongue import Said


class Lean(StrEnum):
    """What a day without its year, month or week is looked for: what happened, or what is to be."""

    PAST = "past"
    FUTURE = "future"


class SeveralTimes(Misused):
    def __init__(self, text: str, readings: Sequence[date]) -> None:
        super().__init__(
            "“{text}” can mean {readings}.",
            hint="Write the one that is meant with its date.",
            text=text,
            readings=" / ".join(_written(each) for each in readings),
        )


class OtherWeekday(Misused):
    def __init__(self, text: str, day: date) -> None:
        super().__init__(
            "“{text}” names another day of the week than that of {day}.",
            hint="Write the date alone, with its year.",
            text=text,
            day=day.isoformat(),
        )


def instant(text: str, now: datetime, lean: Lean, since: datetime | None = None) -> datetime | date | timedelta | None:
    """What is said, local as `now` is: a time, a day alone, or real time from now on; None where it isn't understood.

    What comes again is the nearest on the side of the lean, or the first from `since` on where that is given.
    SeveralTimes where it can be two; ValueError where there is no such day or hour.
    """
    said = together(plain(text))
    if said is None or ("week" in said and "weekday" not in said):
        return None
    if "now" in said:
        return timedelta() if len(said) == 1 else None
    if "n" in said and said.keys() <= SHIFT:
        return shifted(said, now)
    if "n" in said:
        readings = of_shifted_day(said, now)
    elif not is_one_day(said):
        return None
    else:
        found = _found(said, now, since or now, Lean.FUTURE if since else lean)
        _check_weekday(text, said, [day for day, _ in found], now.date())
        readings = _fitting(found, since or now, Lean.FUTURE if since else lean)
    if not readings:
        raise ValueError(text)
    if len(readings) > 1:
        raise SeveralTimes(text, readings)
    return readings[0]


Found = list[tuple[date, list[date]]]
"""Days that can be meant, each with the times that can be meant of it."""


def _found(said: Said, now: datetime, edge: datetime, lean: Lean) -> Found:
    """The days that are named; of those that come again the nearest that lies on the side that is meant."""
    dated = without_weekday(said)
    if days := fixed(dated, now.date()):
        return [(day, clocks(day, said, is_named=True)) for day in days]
    again = [(day, clocks(day, said, is_named=_is_dated(said))) for day in recurring(dated, edge.date())]
    fitting = [each for each in again if any(_fits(reading, edge, lean) for reading in each[1])]
    return fitting[-1:] if lean is Lean.PAST else fitting[:1]


def _is_dated(said: Said) -> bool:
    return bool(said.keys() - CLOCK)


def _fitting(found: Found, edge: datetime, lean: Lean) -> list[date]:
    """Every time it can mean; those that the lean rules out only where nothing else is left."""
    every = [reading for _, readings in found for reading in readings]
    return [each for each in every if _fits(each, edge, lean)] or every


def _check_weekday(text: str, said: Said, days: list[date], today: date) -> None:
    """A weekday beside a date is that of the date: 25 Nov may be a Wednesday only."""
    if "weekday" not in said or without_weekday(said) is said:
        return
    of_week = fixed({slot: said[slot] for slot in WEEK_SLOTS & said.keys()}, today)
    for day in days:
        if day.weekday() != said["weekday"] or (of_week and day not in of_week):
            raise OtherWeekday(text, day)


def _fits(reading: date, now: datetime, lean: Lean) -> bool:
    """Whether it lies on the side that is meant; today does, and so does this minute."""
    if isinstance(reading, datetime):
        this = now.replace(second=0, microsecond=0)
        return reading <= now if lean is Lean.PAST else reading >= this
    return reading <= now.date() if lean is Lean.PAST else reading >= now.date()


def _written(reading: date) -> str:
    return reading.isoformat(" ")[:16] if isinstance(reading, datetime) else reading.isoformat()
