"""Periods as people say them: 上季度, September, the last 7 days."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from complaintctl.rules.spoken.dates import divmod_month
from complaintctl.rules.spoken.grammar import whole
from complaintctl.rules.spoken.instants import Lean, instant
from complaintctl.rules.spoken.shifts import moved
from complaintctl.rules.spoken.spelling import plain
from complaintctl.rules.spoken.tongue import Said


def period(text: str, now: datetime) -> str | None:
    """The period that is said, in the program's own form (`2026Q3`, `2026-11-20`, `A..B`); None where none is."""
    try:
        return _period(text, now)
    except (ValueError, OverflowError):
        return None


def _period(text: str, now: datetime) -> str | None:
    said = whole(plain(text), "periods")
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
        return _week_of(today - timedelta(days=today.weekday()) + timedelta(days=7 * int(said["week"])))
    if "n" in said:
        first = moved(datetime.combine(today, time()), -float(said["n"]), str(said["unit"])).date()
        return first + timedelta(days=1), today
    if "weekno" in said:
        return _week_named(said, today)
    if "monthof" in said:
        return _months(*divmod_month(today.year, today.month + int(said["monthof"])), 1)
    if "quarterof" in said:
        return _months(*divmod_month(today.year, today.month - (today.month - 1) % 3 + 3 * int(said["quarterof"])), 3)
    month, count = _months_named(said)
    year = int(said["year"]) if "year" in said else today.year + int(said.get("yearof", 0))
    if not {"year", "yearof"} & said.keys() and date(year, month, 1) > today:
        year -= 1
    return _months(year, month, count)


def _week_named(said: Said, today: date) -> tuple[date, date]:
    """The week of this number, of the year said or of the last that has begun it."""
    year = int(said["year"]) if "year" in said else today.isocalendar().year + int(said.get("yearof", 0))
    monday = date.fromisocalendar(year, int(said["weekno"]), 1)
    if not {"year", "yearof"} & said.keys() and monday > today:
        monday = date.fromisocalendar(year - 1, int(said["weekno"]), 1)
    return _week_of(monday)


def _week_of(monday: date) -> tuple[date, date]:
    return monday, monday + timedelta(days=6)


def _months_named(said: Said) -> tuple[int, int]:
    """The first month of what is named, and how many there are."""
    if "month" in said:
        return int(said["month"]), 1
    if quarter := int(said.get("quarter", said.get("quarterth", 0))):
        return quarter * 3 - 2, 3
    if "half" in said:
        return int(said["half"]) * 6 - 5, 6
    return 1, 12


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = divmod_month(year, month + count)
    return date(year, month, 1), date(*after, 1) - timedelta(days=1)
