"""Times as people say them: `昨晚10点半`, `last Friday 3pm`, `3天前`, `上季度`, `3个工作日`. PURE, and local.

Loaded only where the program's own forms don't fit; a file's times are never read so.
"""

import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from complaintctl.errors import Misused
from complaintctl.rules.spoken.dates import divmod_month, fixed, recurring
from complaintctl.rules.spoken.grammar import together, whole
from complaintctl.rules.spoken.hours import clocks
from complaintctl.rules.spoken.tongue import Said

_DAYS = {"days": 1, "weeks": 7}
_AMOUNTS = {
    "minutes": "{}m", "hours": "{}h", "office minutes": "{}m office", "office hours": "{}h office",
    "workdays": "{} workdays", "days": "{} days", "weeks": "{} days", "months": "{} months",
}  # fmt: skip
_MINUTES_OF = {"hours": "minutes", "office hours": "office minutes"}


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


def instant(text: str, now: datetime, lean: Lean) -> datetime | date | timedelta | None:
    """What is said, local as `now` is: a time, a day alone, or real time from now on; None where it isn't understood.

    SeveralTimes where it can be two; ValueError where there is no such day or hour.
    """
    said = together(_plain(text))
    if said is None or ("week" in said and "weekday" not in said):
        return None
    if "now" in said:
        return timedelta() if len(said) == 1 else None
    if "n" in said:
        return _shifted(said, now)
    readings = _readings(said, now, lean)
    if not readings:
        raise ValueError(text)
    if len(readings) > 1:
        raise SeveralTimes(text, readings)
    return readings[0]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _readings(said: Said, now: datetime, lean: Lean) -> list[date]:
    """Every time it can mean; those that the lean rules out only where nothing else is left."""
    today = now.date()
    if {"month", "date", "monthof", "end", "yearend"} & said.keys() or {"day", "weekday"} & said.keys():
        days = fixed(said, today)
    else:
        days = []
    if days:
        every = [reading for day in days for reading in clocks(day, said, is_named=True)]
    else:
        every = _nearest([clocks(day, said, is_named=False) for day in recurring(said, today)], now, lean)
    return [each for each in every if _fits(each, now, lean)] or every


def _nearest(readings: list[list[date]], now: datetime, lean: Lean) -> list[date]:
    """Those of the nearest day that has one on the side that is meant."""
    fitting = [each for each in readings if any(_fits(reading, now, lean) for reading in each)]
    return fitting[-1 if lean is Lean.PAST else 0] if fitting else []


def _fits(reading: date, now: datetime, lean: Lean) -> bool:
    """Whether it lies on the side that is meant; today does, and so does this minute."""
    if isinstance(reading, datetime):
        this = now.replace(second=0, microsecond=0)
        return reading <= now if lean is Lean.PAST else reading >= this
    return reading <= now.date() if lean is Lean.PAST else reading >= now.date()


def _shifted(said: Said, now: datetime) -> datetime | date | timedelta | None:
    """So long before or after now; with a time of day that of the day meant: `3 days ago at 9am`."""
    way = said.get("way", said.get("ahead"))
    if way is None:
        return None
    rest = {slot: value for slot, value in said.items() if slot not in ("n", "unit", "way", "ahead")}
    count, unit = float(said["n"]) * int(way), str(said["unit"])
    if unit in ("minutes", "hours"):
        return None if rest else timedelta(**{unit: count})
    then = _moved(now, count, unit)
    if not rest:
        return then
    (reading,) = clocks(then.date(), rest, is_named=True)
    return reading


def _moved(now: datetime, count: float, unit: str) -> datetime:
    """Months and years end with their last day; half a month is 15 days, half a year six months."""
    if unit == "years":
        count, unit = count * 12, "months"
    if unit != "months":
        return now + timedelta(days=count * _DAYS[unit])
    year, month = divmod_month(now.year, now.month + int(count))
    moved = now.replace(year=year, month=month, day=min(now.day, monthrange(year, month)[1]))
    return moved + timedelta(days=30 * (count - int(count)))


def period(text: str, now: datetime) -> str | None:
    """The period that is said, in the program's own form (`2026Q3`, `2026-11-20`, `A..B`); None where none is."""
    try:
        return _period(text, now)
    except ValueError:
        return None


def _period(text: str, now: datetime) -> str | None:
    said = whole(_plain(text), "periods")
    if said is not None:
        return _named(*_span(said, now.date()))
    meant = instant(text, now, Lean.PAST)
    if meant is None:
        return None
    if isinstance(meant, timedelta):
        meant = now + meant
    return _named(*[meant.date() if isinstance(meant, datetime) else meant] * 2)


def _named(first: date, last: date) -> str:
    """What a period is called that has a name."""
    if first == last:
        return first.isoformat()
    month, length = first.month, (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if length == 1:
            return f"{first:%Y-%m}"
        if length == 3 and month % 3 == 1:
            return f"{first.year}Q{month // 3 + 1}"
        if length == 12 and month == 1:
            return f"{first.year}"
    if (last - first).days == 6 and not first.weekday():
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{first}..{last}"


def _span(said: Said, today: date) -> tuple[date, date]:
    """The first and the last day of a period."""
    if "week" in said:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * int(said["week"]))
        return monday, monday + timedelta(days=6)
    if "n" in said:
        first = _moved(datetime.combine(today, time()), -float(said["n"]), str(said["unit"])).date()
        return first + timedelta(days=1), today
    if "monthof" in said:
        return _months(*divmod_month(today.year, today.month + int(said["monthof"])), 1)
    if "quarterof" in said:
        return _months(*divmod_month(today.year, today.month - (today.month - 1) % 3 + 3 * int(said["quarterof"])), 3)
    month, count = _months_named(said)
    year = int(said["year"]) if "year" in said else today.year + int(said.get("yearof", 0))
    if not {"year", "yearof"} & said.keys() and date(year, month, 1) > today:
        year -= 1
    return _months(year, month, count)


def _months_named(said: Said) -> tuple[int, int]:
    """The first month of what is named, and how many there are."""
    if "month" in said:
        return int(said["month"]), 1
    if "quarter" in said:
        return int(said["quarter"]) * 3 - 2, 3
    if "half" in said:
        return int(said["half"]) * 6 - 5, 6
    return 1, 12


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = divmod_month(year, month + count)
    return date(year, month, 1), date(*after, 1) - timedelta(days=1)


def amount(text: str) -> str | None:
    """The amount in the program's own form, as `3 workdays`; None where it isn't understood."""
    said = whole(_plain(text), "amounts")
    if said is None:
        return None
    if "same" in said:
        return "same workday"
    count, span = float(said["n"]), str(said["span"])
    if count % 1 and span in _MINUTES_OF:
        span, count = _MINUTES_OF.get(span, span), count * 60
    if span == "weeks":
        count *= 7
    return _AMOUNTS[span].format(int(count)) if not count % 1 else None


def _written(reading: date) -> str:
    return reading.isoformat(" ")[:16] if isinstance(reading, datetime) else reading.isoformat()
