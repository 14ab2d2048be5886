"""The one stream of open periods, in whole seconds since 1970 in UTC.

Local clocks repeat and skip, and datetimes of one zone subtract by wall clock: so the stream is built one
UTC day at a time, cut at every jump of the local clock, and remembered.
"""

from bisect import bisect_right
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from complaintctl.rules.days import Days, Why
from complaintctl.rules.zones import DAY, END, EPOCH_DAY, KEPT, TooFar, steady


class Stream:
    """When an office that works on these days is open (clock-elapsed)."""

    def __init__(self, days: Days, zone: ZoneInfo) -> None:
        self._days = days
        self._zone = zone
        self._blocks: dict[int, tuple[tuple[int, int, int], ...]] = {}
        self._last = days.last - EPOCH_DAY + 1
        self._since = self._until = 0
        """The UTC days from the one to before the other have their periods below, one after the other."""
        self._lows: list[int] = []
        self._highs: list[int] = []
        self._before: list[int] = []
        """The open seconds before each of these periods."""

    def open(self, begin: int) -> Iterator[tuple[int, int, int]]:
        """Open periods that end after `begin`: (from, to, local date), cut at UTC midnights and jumps too."""
        block = begin // DAY
        for low, high, day in self._block(block):
            if high > begin:
                yield low, high, day
        while block < self._last:
            block += 1
            yield from self._block(block)

    def open_between(self, begin: int, end: int) -> int:
        """How many seconds of the stream lie there; 0 where `end` comes first."""
        if end <= begin:
            return 0
        first, last = begin // DAY, min(end // DAY, self._last)
        if first > last:
            return 0
        if first < self._since or last >= self._until:
            self._cover(first, last)
        return self._open_until(end) - self._open_until(begin)

    def _open_until(self, second: int) -> int:
        """The covered open seconds before this one."""
        place = bisect_right(self._lows, second) - 1
        if place < 0:
            return 0
        return self._before[place] + min(second, self._highs[place]) - self._lows[place]

    def _cover(self, first: int, last: int) -> None:
        """Line up the periods from the one UTC day to the other; backwards in strides that double, or from anew."""
        covered = self._until - self._since
        if not 0 < covered <= KEPT:
            self._begin(first)
        elif first < self._since:
            self._begin(min(first, self._since - covered))
        total = self._before[-1] + self._highs[-1] - self._lows[-1] if self._lows else 0
        for block in range(self._until, last + 1):
            for low, high, _ in self._block(block):
                self._lows.append(low)
                self._highs.append(high)
                self._before.append(total)
                total += high - low
        self._until = max(self._until, last + 1)

    def _begin(self, day: int) -> None:
        self._since = self._until = day
        self._lows, self._highs, self._before = [], [], []

    def _block(self, block: int) -> tuple[tuple[int, int, int], ...]:
        """The open periods of one UTC day, remembered."""
        found = self._blocks.get(block)
        if found is None:
            if len(self._blocks) >= KEPT:
                self._blocks.clear()
            found = self._blocks[block] = tuple(
                (low, high, day)
                for since, until, day, midnight in self._stretches(block)
                for low, high in self._open_within(since, until, day, midnight)
            )
        return found

    def _stretches(self, block: int) -> Iterator[tuple[int, int, int, int]]:
        """A UTC day cut where local date or offset changes: (from, to, local date, that date's midnight)."""
        if block * DAY >= END:
            raise TooFar
        for since, until, offset in steady(self._zone, block * DAY, block * DAY + DAY):
            for day in range((since + offset) // DAY, (until - 1 + offset) // DAY + 1):
                midnight = day * DAY - offset
                yield max(since, midnight), min(until, midnight + DAY), day + EPOCH_DAY, midnight

    def _open_within(self, since: int, until: int, day: int, midnight: int) -> Iterator[tuple[int, int]]:
        for opens, closes in self._days.on(day).hours:
            low, high = max(since, midnight + opens * 60), min(until, midnight + closes * 60)
            if low < high:
                yield low, high

    def timeline(self, begin: int, end: int) -> Iterator[tuple[int, int, Why, str]]:
        """Everything from `begin` to `end`: the stream, and what lies between its periods."""
        for block in range(begin // DAY, -(-end // DAY)):
            for since, until, day, midnight in self._stretches(block):
                what = self._days.on(day)
                gap = (Why.OUTSIDE_HOURS, "") if what.hours else (what.why, what.name)
                at, end_here = max(since, begin), min(until, end)
                for low, high in self._open_within(at, end_here, day, midnight):
                    if at < low:
                        yield at, low, *gap
                    yield low, high, what.why, what.name
                    at = high
                if at < end_here:
                    yield at, end_here, *gap
