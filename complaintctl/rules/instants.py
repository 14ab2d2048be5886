"""Instants: from what is written to UTC and back, and the ranges of time that reports and filters name."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from complaintctl.errors import Misused, Unreadable
from complaintctl.rules.dates import NotAnInstant, clock_and_offset, folded, iso, written
from complaintctl.rules.zones import first_second, instant_of, is_skipped

if TYPE_CHECKING:
    from complaintctl.rules.spoken import Lean

_DAYS: Final = {"TODAY": 0, "YESTERDAY": -1, "TOMORROW": 1}
_AGO = r"([+-]) ?(\d{1,9}) ?([MHDW])"
_UNITS: Final = {"M": "minutes", "H": "hours", "D": "days", "W": "weeks"}
_PERIOD = r"(?P<year>\d{4})(?:-?Q(?P<quarter>[1-4])|-?W(?P<week>\d\d)|[-/年](?P<month>\d{1,2})月?)?"
_LAST_SECOND: Final = time(23, 59, 59)


class SkippedTime(Misused):
    def __init__(self, text: str, zone: ZoneInfo) -> None:
        super().__init__(
            "“{text}” never was: clocks in {zone} were put forward over it.",
            hint="Give a time before or after the change, or one with its offset from UTC.",
            text=text,
            zone=zone.key,
        )


class NotSaid(NotAnInstant):
    """Neither one of the program's own forms nor words that it knows."""

    hint = "Write 2026-11-21 09:30, today 9:30, yesterday 9pm, last Friday, 25 Nov, 3 days ago or -2h."


class OutOfYears(Unreadable):
    sentence = "“{text}” lies outside the years 1900 to 2200."
    hint = "Check the year and its digits."


class NotARange(Unreadable):
    sentence = "“{text}” is not a period."
    hint = "Write 2026, 2026-10, 2026Q3, 2026-W42, 2026-10-05, last month, Q3, yesterday, A..B, A.. or ..B."


class ReversedRange(Unreadable):
    sentence = "“{text}” ends before it begins."
    hint = "Write the earlier end first."


def parse_instant(
    text: str,
    *,
    zone: ZoneInfo,
    now: datetime,
    end_of_day: bool = False,
    order: str | None = None,
    lean: "Lean | None" = None,
    since: datetime | None = None,
) -> datetime:
    """The instant meant, in UTC and whole seconds; local to `zone` where it names no offset.

    A date alone is 00:00, or 23:59:59 with `end_of_day`. `order` (dmy, mdy, ymd) is how all-numeric dates
    are written. With a `lean` words are read too, as people say them; a day that comes
    again is then the first from `since` on, where that is given. Misused where it is unreadable, ambiguous,
    skipped by DST or outside 1900 to 2200.
    """
    meant = _meant(text, zone, now, order) if lean is None else _said(text, zone, now, lean, since)
    _check_year(meant, text)
    if isinstance(meant, datetime):
        return _in_utc(meant, zone, text)
    return _begin(datetime.combine(meant, _LAST_SECOND if end_of_day else time()), zone)


def _meant(text: str, zone: ZoneInfo, now: datetime, order: str | None = None) -> datetime | date:
    """What is written: an instant, a local time, or a date alone."""
    plain = folded(text)
    try:
        return iso(plain) or _spoken(plain, zone, now) or _combined(*written(plain, order))
    except (ValueError, OverflowError) as error:
        raise NotAnInstant(text) from error


def _said(text: str, zone: ZoneInfo, now: datetime, lean: "Lean", since: datetime | None) -> datetime | date:
    """What is meant by words: local, or counted on from now."""
    from complaintctl.rules import spoken

    try:
        meant = spoken.instant(text, _local(now, zone), lean, _local(since, zone) if since else None)
    except (ValueError, OverflowError) as error:
        raise NotSaid(text) from error
    if meant is None:
        raise NotSaid(text)
    return now + meant if isinstance(meant, timedelta) else meant


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _check_year(day: date, text: str) -> None:
    if not 1900 <= day.year <= 2200:
        raise OutOfYears(text)


def _in_utc(meant: datetime, zone: ZoneInfo, text: str) -> datetime:
    if meant.tzinfo is not None:
        return meant.astimezone(UTC).replace(microsecond=0)
    if is_skipped(meant, zone):
        raise SkippedTime(text, zone)
    return _begin(meant, zone)


def _begin(local: datetime, zone: ZoneInfo) -> datetime:
    return instant_of(first_second(local, zone))


def _spoken(plain: str, zone: ZoneInfo, now: datetime) -> datetime | date | None:
    """`now`, `today 9:30`, `-2h`, counted from `now`; None where it is none of these."""
    if plain == "NOW":
        return now
    if ago := re.fullmatch(_AGO, plain):
        span = timedelta(**{_UNITS[ago[3]]: int(ago[2])})
        return now - span if ago[1] == "-" else now + span
    word, _, rest = plain.partition(" ")
    if word not in _DAYS:
        return None
    today = now.astimezone(zone).date()
    return _combined(today + timedelta(days=_DAYS[word]), *clock_and_offset(rest))


def _combined(day: date, clock: timedelta | None, offset: timezone | None) -> datetime | date:
    """A date alone stays one; with a time it is a datetime, naive where no offset is given."""
    return day if clock is None else datetime.combine(day, time(), offset) + clock


def shown(instant: datetime, zone: ZoneInfo, *, seconds: bool = False) -> str:
    """The instant on the clock of `zone`, as people read it: `2026-11-21 20:27`."""
    return instant.astimezone(zone).isoformat(" ")[: 19 if seconds else 16]


def parse_range(text: str, *, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, datetime | None]:
    """The first and the last second of a period, in UTC; None where it is open at that end.

    Periods tile: the last second of one is followed by the first of the next, whatever the clocks do.
    """
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots:
        return _whole(first, zone, now)
    if not (first or last):
        raise NotARange(text)
    begin = _whole(first, zone, now)[0] if first else None
    end = _whole(last, zone, now)[1] if last else None
    if begin and end and end < begin:
        raise ReversedRange(text)
    return begin, end


def _whole(text: str, zone: ZoneInfo, now: datetime) -> tuple[datetime, datetime]:
    """The period one name stands for; an instant is a period of one second."""
    dates = _named_dates(text)
    if dates is None:
        try:
            meant = _meant(text, zone, now)
        except NotAnInstant as error:
            raise NotARange(text) from error
        _check_year(meant, text)
        if isinstance(meant, datetime):
            instant = _in_utc(meant, zone, text)
            return instant, instant
        dates = meant, meant + timedelta(days=1)
    _check_year(dates[0], text)
    begin, after = (_begin(datetime.combine(day, time()), zone) for day in dates)
    return begin, after - timedelta(seconds=1)


def _named_dates(text: str) -> tuple[date, date] | None:
    """The first date of a year, quarter, month or week and the first after it; None where none is named."""
    named = re.fullmatch(_PERIOD, folded(text))
    if named is None:
        return None
    try:
        year = int(named["year"])
        if named["week"]:
            monday = date.fromisocalendar(year, int(named["week"]), 1)
            return monday, monday + timedelta(days=7)
        first, months = 1, 12
        if named["quarter"]:
            first, months = int(named["quarter"]) * 3 - 2, 3
        elif named["month"]:
            first, months = int(named["month"]), 1
        after = first + months
        return date(year, first, 1), date(year + (after > 12), (after - 1) % 12 + 1, 1)
    except (ValueError, OverflowError) as error:
        raise NotARange(text) from error
