"""What a local date is to the office: working or not, its hours, and why."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from complaintctl.policy.opening import DaysOff, Hours, Opening
from complaintctl.rules.zones import CENTURY, DAY, END, EPOCH_DAY, KEPT, TooFar, is_skipped


class Why(StrEnum):
    """Why a piece of time counts as office time (the first three) or does not."""

    OFFICE = "office"
    MAKEUP = "makeup"
    OPEN = "open"
    OUTSIDE_HOURS = "outside_hours"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    SKIPPED = "skipped"
    """The zone's calendar leapt over this date."""


class Day(NamedTuple):
    """One local date. `hours` is empty where it is no working day; `name` is the holiday's, or empty."""

    hours: Hours
    why: Why
    name: str


class Days:
    """The office's dates, by proleptic ordinal; the policy overrules the country, and `closed` `open`."""

    def __init__(self, opening: Opening, days_off: DaysOff, zone: ZoneInfo) -> None:
        self._opening = opening
        self._days_off = days_off
        self._zone = zone
        self._known: dict[int, Day] = {}
        self._later: dict[tuple[int, int], int] = {}
        confirmed = opening.confirmed_until or days_off.confirmed_until
        self.confirmed = confirmed.toordinal() if confirmed else END // DAY + EPOCH_DAY
        self.last = self._last_working_day()

    def _last_working_day(self) -> int:
        """Where working days end: the year 9990, or the last extra one of an office without weekdays."""
        if self._opening.weekdays:
            return END // DAY + EPOCH_DAY - 2
        extra = self._opening.open.union(self._days_off.makeup)
        return max((day.toordinal() for day in extra), default=0)

    def on(self, ordinal: int) -> Day:
        """What this date is."""
        day = self._known.get(ordinal)
        if day is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            day = self._known[ordinal] = self._judged(ordinal)
        return day

    def _judged(self, ordinal: int) -> Day:
        day = date.fromordinal(ordinal)
        if is_skipped(datetime.combine(day, time(12)), self._zone):
            return Day((), Why.SKIPPED, "")
        hours = self._opening.hours_on(day.weekday())
        off, makeup = self._days_off.off.get(day), self._days_off.makeup.get(day)
        if day in self._opening.closed:
            return Day((), Why.CLOSED, off or "")
        if day in self._opening.open:
            return Day(hours, Why.OPEN, makeup or "")
        if makeup is not None and ordinal <= self.confirmed:
            return Day(hours, Why.MAKEUP, makeup)
        if off is not None:
            return Day((), Why.HOLIDAY, off)
        works = day.weekday() in self._opening.weekdays
        return Day(hours, Why.OFFICE, "") if works else Day((), Why.WEEKEND, "")

    def later(self, ordinal: int, count: int) -> int:
        """The `count`-th working day after this date (0: this date itself), remembered; TooFar where there is none."""
        found = self._later.get((ordinal, count))
        if found is None:
            if len(self._later) >= KEPT:
                self._later.clear()
            found = self._later[ordinal, count] = self._counted(ordinal, count)
        return found

    def _counted(self, ordinal: int, count: int) -> int:
        if count > CENTURY:
            raise TooFar
        while count:
            ordinal += 1
            if ordinal > self.last:
                raise TooFar
            count -= bool(self.on(ordinal).hours)
        return ordinal

    def working(self, after: int, until: int) -> int:
        """How many working days d there are with after < d <= until; negative where `until` comes first."""
        if until < after:
            return -self.working(until, after)
        return sum(1 for ordinal in range(after + 1, until + 1) if self.on(ordinal).hours)
