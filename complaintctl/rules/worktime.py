"""The office's calendar: when an amount of time runs out, and how much office time has passed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from complaintctl.policy.amounts import Amount, Unit
from complaintctl.policy.opening import DaysOff, Opening
from complaintctl.rules.days import Day, Days, Why
from complaintctl.rules.stream import Stream
from complaintctl.rules.zones import (
    CENTURY,
    DAY,
    END,
    EPOCH_DAY,
    KEPT,
    TooFar,
    day_begins,
    first_second,
    instant_of,
    ordinal_at,
    second_of,
)

_ELAPSED, _OFFICE, _SAME_WORKDAY = Unit.ELAPSED, Unit.OFFICE, Unit.SAME_WORKDAY
"""By names of their own: a hundred thousand due dates a second ask for them, and each look into an enum takes long."""
_CALENDAR_DAYS = (Unit.DAYS, Unit.MONTHS)

Held = Sequence[tuple[datetime, datetime]]
"""The pieces of time, (from, to), that a case was on hold; they don't overlap."""


class Due(NamedTuple):
    """When an amount runs out, in UTC; provisional where days not decreed yet had a part in it."""

    at: datetime
    provisional: bool


class Span(NamedTuple):
    """Office time in seconds; provisional where days not decreed yet had a part in it."""

    seconds: int
    provisional: bool


class Interval(NamedTuple):
    """A piece of the timeline in UTC: whether it counts, why (a Why, in this room), and the holiday's name or ""."""

    start: datetime
    end: datetime
    counted: bool
    why: str
    name: str


class Calendar:
    """Working time as this office keeps it: one stream behind every answer (clock-elapsed). All in UTC."""

    def __init__(self, opening: Opening, days_off: DaysOff) -> None:
        self.zone = opening.zone
        self._days = Days(opening, days_off, self.zone)
        self._stream = Stream(self._days, self.zone)
        self._instants: dict[tuple[int, int], datetime] = {}
        confirmed = self._days.confirmed
        far = (confirmed - EPOCH_DAY) * DAY >= END - 2 * DAY
        self._confirmed_end = END if far else day_begins(confirmed + 1, self.zone)

    def due(self, start: datetime, amount: Amount, held: Held = ()) -> Due:
        """When `amount` after `start` has run out, moved by the time held; TooFar past year 9990."""
        begin, unit = second_of(start), amount.unit
        holds = [(max(second_of(since), begin), max(second_of(until), begin)) for since, until in held]
        if unit is _OFFICE:
            return self._office_due(begin, amount.size, holds)
        if unit is _ELAPSED:
            return Due(instant_of(begin + amount.size + sum([until - since for since, until in holds])), False)
        if unit in _CALENDAR_DAYS:
            day = self._calendar_day_due(begin, amount, holds)
            return Due(instant_of(begin) if day is None else self._on_the_clock(day, DAY - 1), False)
        day, provisional = self._workday_due(begin, amount, holds)
        return Due(instant_of(begin) if day is None else self._closing(day), provisional)

    def opens(self, start: datetime, amount: Amount) -> datetime:
        """00:00 local of the day `amount` runs out on; for elapsed and office amounts the instant itself."""
        if amount.unit in (Unit.ELAPSED, Unit.OFFICE):
            return self.due(start, amount).at
        begin = second_of(start)
        if amount.unit in _CALENDAR_DAYS:
            day = self._calendar_day_due(begin, amount, [])
        else:
            day, _ = self._workday_due(begin, amount, [])
        return instant_of(begin if day is None else day_begins(day, self.zone))

    def later(self, instant: datetime, held: Held) -> datetime:
        """The same time of a later day: one for each local midnight that was held."""
        second = second_of(instant)
        day = self._ordinal(second)
        days = sum(max(0, self._ordinal(second_of(until)) - self._ordinal(second_of(since))) for since, until in held)
        return self._on_the_clock(day + days, second - day_begins(day, self.zone)) if days else instant

    def day_before(self, instant: datetime) -> datetime:
        """00:00 local of the day before."""
        return instant_of(day_begins(self._ordinal(second_of(instant)) - 1, self.zone))

    def between(self, start: datetime, end: datetime) -> Span:
        """The office time from `start` to `end`; 0 where `end` comes first."""
        return self._span(second_of(start), second_of(end))

    def periods(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open periods from `start` on, the first clipped to it, cut at midnight; ends in TooFar."""
        begin = second_of(start)
        opened = closed = today = 0
        for low, high, day in self._stream.open(begin):
            if low == closed and day == today:
                closed = high
                continue
            if opened < closed:
                yield instant_of(opened), instant_of(closed)
            opened, closed, today = max(low, begin), high, day
        if opened < closed:
            yield instant_of(opened), instant_of(closed)
        raise TooFar

    def intervals(self, start: datetime, end: datetime) -> list[Interval]:
        """The time from `start` to `end`, whole, cut into what counts as office time and what doesn't."""
        found: list[Interval] = []
        for low, high, why, name in self._stream.timeline(second_of(start), second_of(end)):
            same = found and (found[-1].why, found[-1].name) == (why, name)
            begun = found.pop().start if same else instant_of(low)
            counted = why in (Why.OFFICE, Why.MAKEUP, Why.OPEN)
            found.append(Interval(begun, instant_of(high), counted, why, name))
        return found

    def local(self, instant: datetime) -> datetime:
        """The instant on the office's clock."""
        return instant.astimezone(self.zone)

    def date_of(self, instant: datetime) -> date:
        """The office's date at this instant."""
        return instant.astimezone(self.zone).date()

    def is_working(self, day: date) -> bool:
        """Whether the office works on this local date."""
        return bool(self._days.on(day.toordinal()).hours)

    def day(self, day: date) -> Day:
        """What a local date is to the office: its hours, or why it has none."""
        return self._days.on(day.toordinal())

    def is_provisional(self, day: date) -> bool:
        """Whether the make-up days of that time are not decreed yet (clock-no-data)."""
        return day.toordinal() > self._days.confirmed

    # Office time

    def _span(self, begin: int, end: int) -> Span:
        return Span(self._stream.open_between(begin, end), begin < end and end > self._confirmed_end)

    def _office_due(self, begin: int, left: int, holds: list[tuple[int, int]]) -> Due:
        provisional = False
        for since, until in holds:
            span = self._span(since, until)
            left += span.seconds
            provisional = provisional or span.provisional
        if left > CENTURY * DAY:
            raise TooFar
        if not left:
            return Due(instant_of(begin), provisional)
        for low, high, _ in self._stream.open(begin):
            since = max(low, begin)
            if left <= high - since:
                return Due(instant_of(since + left), provisional or since + left > self._confirmed_end)
            left -= high - since
        raise TooFar

    # Days

    def _calendar_day_due(self, begin: int, amount: Amount, holds: list[tuple[int, int]]) -> int | None:
        """The local date so many days or months run out on; None where they do at the start."""
        # Signed and summed: holds add up even where a jump back leads into the day before.
        later = max(0, sum([self._ordinal(until) - self._ordinal(since) for since, until in holds]))
        return _calendar_day(self._ordinal(begin), amount) + later if amount.size or later else None

    def _workday_due(self, begin: int, amount: Amount, holds: list[tuple[int, int]]) -> tuple[int | None, bool]:
        """The working day the amount runs out on (None: at the start), and whether that is provisional."""
        start, later, looked_at = self._ordinal(begin), 0, 0
        for since, until in holds:
            first, last = self._ordinal(since), self._ordinal(until)
            later += self._days.working(first, last)
            looked_at = max(looked_at, last) if first < last else looked_at
        later = max(0, later)
        if amount.unit is _SAME_WORKDAY:
            day = self._days.later(self._workday_at(begin, start), later)
        elif amount.size or later:
            day = self._days.later(start, amount.size + later)
        else:
            return None, False
        return day, max(day, looked_at) > self._days.confirmed

    def _workday_at(self, begin: int, start: int) -> int:
        """The start's own date where it is a working day not yet closed, else the next working day."""
        if self._days.on(start).hours and instant_of(begin) <= self._closing(start):
            return start
        return self._days.later(start, 1)

    def _closing(self, day: int) -> datetime:
        """The close of business; one at 24:00 is the next day's 00:00."""
        return self._on_the_clock(day, self._days.on(day).hours[-1][1] * 60)

    def _on_the_clock(self, day: int, second: int) -> datetime:
        """The instant so many seconds after 00:00 local, remembered: all that is due on a day is due at one."""
        found = self._instants.get((day, second))
        if found is None:
            if (day - EPOCH_DAY) * DAY >= END - DAY:
                raise TooFar
            if len(self._instants) >= KEPT:
                self._instants.clear()
            local = datetime.fromordinal(day) + timedelta(seconds=second)
            found = self._instants[day, second] = instant_of(first_second(local, self.zone))
        return found

    def _ordinal(self, second: int) -> int:
        return ordinal_at(self.zone, second)


@lru_cache(maxsize=KEPT)
def _calendar_day(start: int, amount: Amount) -> int:
    if amount.unit is Unit.DAYS:
        return start + amount.size
    # Only months need it: start-up is everybody's.
    from dateutil.relativedelta import relativedelta

    try:
        day: date = date.fromordinal(start) + relativedelta(months=amount.size)
        return day.toordinal()
    except (ValueError, OverflowError) as error:
        raise TooFar from error
