"""Which instant a local time means, and where a local clock jumps. Seconds count from 1970 in UTC."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from complaintctl.errors import Misused

DAY: Final = 86_400
CENTURY: Final = 36_525
"""Days; more working time than that is no answer but a slip of the pen, and costs seconds to walk."""
EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
END: Final = (date(9990, 1, 1).toordinal() - EPOCH_DAY) * DAY
"""No answer lies behind this: past it, datetime itself ends."""


class TooFar(Misused):
    """The answer would lie where no calendar reaches."""

    def __init__(self) -> None:
        super().__init__("That is too far ahead: no calendar reaches there.", hint="Use a smaller amount.")


def second_of(instant: datetime) -> int:
    """The whole seconds since 1970 of an aware instant."""
    return int(instant.timestamp())


def instant_of(second: int) -> datetime:
    """The instant in UTC; TooFar past the year 9990."""
    if second >= END:
        raise TooFar
    return datetime.fromtimestamp(second, UTC)


def offset_at(zone: ZoneInfo, second: int) -> int:
    """How many seconds the local clock is ahead of UTC at this second."""
    return _seconds(datetime.fromtimestamp(second, zone).utcoffset())


def _seconds(offset: timedelta | None) -> int:
    return 0 if offset is None else offset.days * DAY + offset.seconds


def steady(zone: ZoneInfo, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The time from `begin` to `end` cut wherever the local clock jumps: (from, to, offset)."""
    since, offset, low = begin, offset_at(zone, begin), begin
    while low < end:
        high = min(low + DAY, end)  # no zone has jumped twice within three days since 1900
        if offset_at(zone, high) != offset:
            high = _jump(zone, low, high)
            yield since, high, offset
            since, offset = high, offset_at(zone, high)
        low = high
    if since < end:
        yield since, end, offset


def _jump(zone: ZoneInfo, low: int, high: int) -> int:
    """The first second after `low` at which the clock no longer shows what it showed then, by halving."""
    offset = offset_at(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(zone, middle) == offset:
            low = middle
        else:
            high = middle
    return high


def _offsets(local: datetime, zone: ZoneInfo) -> tuple[int, int]:
    """The offsets before and after the jump this local time is caught in; twice the same without one."""
    return _seconds(zone.utcoffset(local)), _seconds(zone.utcoffset(local.replace(fold=1)))


def is_skipped(local: datetime, zone: ZoneInfo) -> bool:
    """Whether the local clock never shows this naive time."""
    before, after = _offsets(local, zone)
    return before < after


def first_second(local: datetime, zone: ZoneInfo) -> int:
    """The second a naive local time means: the first of two; where it is skipped, the jump over it."""
    before, after = _offsets(local, zone)
    wall = (local.toordinal() - EPOCH_DAY) * DAY + local.hour * 3600 + local.minute * 60 + local.second
    if before < after:
        return _jump(zone, wall - after, wall - before)
    return wall - before


def day_begins(ordinal: int, zone: ZoneInfo) -> int:
    """The second at which a local date begins, by its proleptic ordinal; TooFar past the year 9990."""
    if (ordinal - EPOCH_DAY) * DAY >= END:
        raise TooFar
    return first_second(datetime.fromordinal(ordinal), zone)
