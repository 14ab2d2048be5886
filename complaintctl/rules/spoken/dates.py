"""Which days a text can mean, seen from a day: one, several, or one of every week, month or year."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from complaintctl.rules.spoken.hours import CLOCK
from complaintctl.rules.spoken.tongue import Said

WEEK = timedelta(days=7)
_YEARS = 9
"""So far 29 February may be away."""


WEEK_SLOTS = frozenset({"weekday", "week", "thisweek", "loose"})
_ONE_DAY = tuple(
    frozenset(slots.split())
    for slots in ("day", "date month year", "date month yearof", "date monthof", "end month year", "end month yearof",
                  "end monthof", "yearend yearof")
)  # fmt: skip
"""What may be said together of one day."""


def is_one_day(said: Said) -> bool:
    """Whether its pieces go together: not `yesterday 25 Nov`; a weekday may stand beside a date."""
    dated = said.keys() - CLOCK - WEEK_SLOTS
    return any(dated <= slots for slots in _ONE_DAY)


def without_weekday(said: Said) -> Said:
    """What is said of the day; its weekday only where nothing else is."""
    if not said.keys() - CLOCK - WEEK_SLOTS:
        return said
    return {slot: value for slot, value in said.items() if slot not in WEEK_SLOTS}


def fixed(said: Said, today: date) -> list[date]:
    """The days it can mean whatever it is said of; several where speakers differ; none where it comes again."""
    if "day" in said:
        return [today + timedelta(days=int(said["day"]))]
    if "weekday" in said:
        return _weekdays(said, today)
    if "month" in said and ("year" in said or "yearof" in said):
        return [_of_month(said, _year(said, today), int(said["month"]))]
    if "monthof" in said:
        return [_of_month(said, *divmod_month(today.year, today.month + int(said["monthof"])))]
    if "yearend" in said and "yearof" in said:
        return [date(today.year + int(said["yearof"]), 12, 31)]
    return []


def recurring(said: Said, today: date) -> Iterator[date]:
    """The days around today that it can mean, the earliest first."""
    if "weekday" in said:
        first = _monday(today) + timedelta(days=int(said["weekday"]))
        yield from (first + WEEK * shift for shift in (-2, -1, 0, 1, 2))
    elif "yearend" in said:
        yield from (date(today.year + shift, 12, 31) for shift in (-1, 0, 1))
    elif "month" in said:
        years = range(today.year - _YEARS, today.year + _YEARS)
        yield from _existing(said, ((year, int(said["month"])) for year in years))
    elif "date" in said or "end" in said:
        yield from _existing(said, (divmod_month(today.year, today.month + shift) for shift in range(-3, 4)))
    else:
        yield from (today + timedelta(days=shift) for shift in (-1, 0, 1))


def _weekdays(said: Said, today: date) -> list[date]:
    """Of a named week its day; `last Friday` can be the latest or that of last week, where these are two."""
    weekday = timedelta(days=int(said["weekday"]))
    week = said.get("week", said.get("thisweek"))
    if week is not None:
        return [_monday(today) + WEEK * int(week) + weekday]
    if "loose" not in said:
        return []
    way = int(said["loose"])
    of_week = _monday(today) + WEEK * way + weekday
    nearest = _monday(today) + weekday
    if (nearest - today).days * way <= 0:
        nearest += WEEK * way
    return sorted({nearest, of_week})


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _year(said: Said, today: date) -> int:
    return int(said["year"]) if "year" in said else today.year + int(said["yearof"])


def divmod_month(year: int, month: int) -> tuple[int, int]:
    """The year and month, where the month was counted on beyond December or back before January."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _of_month(said: Said, year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1] if "end" in said else int(said["date"]))


def _existing(said: Said, months: Iterator[tuple[int, int]]) -> Iterator[date]:
    for year, month in months:
        if "end" in said or int(said["date"]) <= monthrange(year, month)[1]:
            yield _of_month(said, year, month)
