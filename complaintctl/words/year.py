"""A year as the office works it: its working days, the days off by name, the make-up days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from complaintctl.locale import N_
from complaintctl.render.text import block, padded
from complaintctl.rules.days import Day, Why
from complaintctl.rules.worktime import Calendar
from complaintctl.words.codes import DAYS
from complaintctl.words.policy import hours_text
from complaintctl.words.reader import Reader

WIDTH = 80
_MARKS = {
    Why.HOLIDAY: N_("day off"), Why.CLOSED: N_("closed by the office"), Why.OPEN: N_("opened by the office"),
    Why.MAKEUP: N_("make-up working day"), Why.SKIPPED: N_("left out by the zone's clock"),
}  # fmt: skip
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
Dated = tuple[date, Day]


def days_of(calendar: Calendar, year: int) -> list[Dated]:
    """Every local date of a year with what it is to the office."""
    first = date(year, 1, 1)
    dates = (first + timedelta(days=count) for count in range(366))
    return [(day, calendar.day(day)) for day in dates if day.year == year]


def day_json(calendar: Calendar, day: date, what: Day) -> dict[str, Any]:
    """A day for programs; `why` says why it is a working day or none."""
    return {
        "date": day.isoformat(),
        "weekday": f"{day:%a}".lower(),
        "working": bool(what.hours),
        "hours": hours_text(what.hours) or None,
        "why": str(what.why),
        "name": what.name or None,
        "provisional": calendar.is_provisional(day),
    }


def year_lines(reader: Reader, calendar: Calendar, days: Sequence[Dated], heading: str) -> Iterator[str]:
    """The year in lines that fit eighty columns: a month after the other, what is out of the usual marked."""
    yield reader.word(N_("{year}: {count} working days"), year=heading, count=_working(days))
    unsure = next((day for day, _ in days if calendar.is_provisional(day)), None)
    if unsure is not None:
        sentence = "From {day} on the make-up days are not decreed yet: that part is provisional."
        yield from block(reader.word(sentence, day=unsure), width=WIDTH)
    for month, found in groupby(days, key=lambda dated: dated[0].month):
        inside = list(found)
        mark = reader.word(N_(" (provisional)")) if calendar.is_provisional(inside[-1][0]) else ""
        yield ""
        name = padded(reader.translate(_MONTHS[month - 1]), 12)
        yield reader.word(N_("{month}{count} working days"), month=name, count=f"{_working(inside):2d}") + mark
        yield from _out_of_the_usual(reader, inside)


def _working(days: Iterable[Dated]) -> int:
    return sum(1 for _, what in days if what.hours)


def _out_of_the_usual(reader: Reader, days: Iterable[Dated]) -> Iterator[str]:
    for (why, name), found in groupby(days, key=lambda dated: (dated[1].why, dated[1].name)):
        if why not in _MARKS:
            continue
        run = [day for day, _ in found]
        text = reader.translate(_MARKS[why]) + (f": {name}" if name else "")
        lines = block(text, indent=20, width=WIDTH)
        yield padded(f"  {_span(reader, run)}", 20) + next(lines)[20:]
        yield from lines


def _span(reader: Reader, run: Sequence[date]) -> str:
    ends = dict.fromkeys((run[0], run[-1]))
    return " – ".join(f"{day.day} {reader.translate(DAYS[day.weekday()])}" for day in ends)
