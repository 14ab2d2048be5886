"""So long before or after now."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from complaintctl.rules.spoken.dates import divmod_month
from complaintctl.rules.spoken.hours import CLOCK, clocks
from complaintctl.rules.spoken.tongue import Said

_DAYS: Final = {"days": 1, "weeks": 7}
_MINUTES: Final = {"minutes": 1, "quarters": 15, "hours": 60}
SHIFT: Final = frozenset({"n", "unit", "plus", "odd", "way", "ahead"})
"""The slots that say it."""


def shifted(said: Said, now: datetime) -> datetime | timedelta | None:
    """So long before or after now: hours and minutes in real time, days and more at the same time of day."""
    if "way" in said and "ahead" in said:
        return None
    way, unit = int(said["way" if "way" in said else "ahead"]), str(said["unit"])
    count = float(said["n"]) + float(said.get("plus", 0))
    if "odd" in said and unit != "hours":
        return None
    if unit in _MINUTES:
        return timedelta(minutes=(count * _MINUTES[unit] + float(said.get("odd", 0))) * way)
    return moved(now, count * way, unit)


def of_shifted_day(said: Said, now: datetime) -> list[date]:
    """The times of a day so many days from now: `3 days ago at 9am`; none where days have nothing to do with it."""
    then = shifted({slot: said[slot] for slot in SHIFT & said.keys()}, now)
    rest = {slot: said[slot] for slot in said.keys() - SHIFT}
    if not isinstance(then, datetime) or not rest.keys() <= CLOCK:
        return []
    return clocks(then.date(), rest, is_named=True)


def moved(now: datetime, count: float, unit: str) -> datetime:
    """Months and years end with their last day; half a month is 15 days, half a year six months."""
    if unit == "years":
        count, unit = count * 12, "months"
    if unit != "months":
        return now + timedelta(days=count * _DAYS[unit])
    year, month = divmod_month(now.year, now.month + int(count))
    moved = now.replace(year=year, month=month, day=min(now.day, monthrange(year, month)[1]))
    return moved + timedelta(days=30 * (count - int(count)))
