"""Which instant a local time means, and where a local clock jumps. Seconds count from 1970 in UTC."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from complaintctl.errors import Misused

DAY: Final = 86_400
CENTURY: Final = 36_525
"""Days; more working time than that is no answer but a slip of the pen, and costs seconds to walk."""
KEPT: Final = 40_000
"""So many days are remembered, a century of them; then memory begins anew."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
END: Final = (date(9990, 1, 1).toordinal() - EPOCH_DAY) * DAY
"""No answer lies behind this: past it, datetime itself ends."""


class TooFar(Misused):
    """The answer would lie where no calendar reaches."""

    sentence = "That is too far ahead: no calendar reaches there."
    hint = "Use a smaller amount."


def second_of(instant: datetime) -> int:
    """The whole seconds since 1970 of an aware instant."""
    since = instant - _EPOCH
    return since.days * DAY + since.seconds


def instant_of(second: int) -> datetime:
    """The instant in UTC; TooFar past the year 9990."""
    if second >= END:
        raise TooFar
    return datetime.fromtimestamp(second, UTC)


def offset_at(zone: ZoneInfo, second: int) -> int:
    """How many seconds the local clock is ahead of UTC at this second."""
    offset = _steady_offset(zone, second // DAY)
    return _offset(zone, second) if offset is None else offset


def _offset(zone: ZoneInfo, second: int) -> int:
    return _seconds(datetime.fromtimestamp(second, zone).utcoffset())


@lru_cache(maxsize=KEPT)
def _steady_offset(zone: ZoneInfo, day: int) -> int | None:
    """The offset that holds all through a day since 1970 and the days beside it; None where the clock jumps.

    No local clock is a day away from UTC, so that of a steady day the local time too means one instant only.
    """
    begin, end = (day - 1) * DAY, (day + 2) * DAY
    pieces = list(steady(zone, begin, end)) if end < END else []
    return pieces[0][2] if len(pieces) == 1 else None


def ordinal_at(zone: ZoneInfo, second: int) -> int:
    """The local date at this second, by its proleptic ordinal."""
    return (second + offset_at(zone, second)) // DAY + EPOCH_DAY


def _seconds(offset: timedelta | None) -> int:
    return 0 if offset is None else offset.days * DAY + offset.seconds


def steady(zone: ZoneInfo, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The time from `begin` to `end` cut wherever the local clock jumps: (from, to, offset)."""
    since, offset, low = begin, _offset(zone, begin), begin
    while low < end:
        high = min(low + DAY, end)  # no zone has jumped twice within three days since 1900
        if _offset(zone, high) != offset:
            high = _jump(zone, low, high)
            yield since, high, offset
            since, offset = high, _offset(zone, high)
        low = high
    if since < end:
        yield since, end, offset


def _jump(zone: ZoneInfo, low: int, high: int) -> int:
    """The first second after `low` at which the clock no longer shows what it showed then, by halving."""
    offset = _offset(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, middle) == offset:
            low = middle
        else:
            high = middle
    return high


def _offsets(local: datetime, zone: ZoneInfo) -> tuple[int, int]:
    """The offsets before and after the jump this local time is caught in; twice the same without one."""
    return _seconds(zone.utcoffset(local)), _seconds(zone.utcoffset(local.replace(fold=1)))


def is_skipped(local: datetime, zone: ZoneInfo) -> bool:
    """Whether the local clock never shows this naive time."""
    if _steady_offset(zone, local.toordinal() - EPOCH_DAY) is not None:
        return False
    before, after = _offsets(local, zone)
    return before < after


def first_second(local: datetime, zone: ZoneInfo) -> int:
    """The second a naive local time means: the first of two; where it is skipped, the jump over it."""
    day = local.toordinal() - EPOCH_DAY
    wall = day * DAY + local.hour * 3600 + local.minute * 60 + local.second
    steady_offset = _steady_offset(zone, day)
    if steady_offset is not None:
        return wall - steady_offset
    before, after = _offsets(local, zone)
    if before < after:
        return _jump(zone, wall - after, wall - before)
    return wall - before


def day_begins(ordinal: int, zone: ZoneInfo) -> int:
    """The second at which a local date begins, by its proleptic ordinal; TooFar past the year 9990."""
    if (ordinal - EPOCH_DAY) * DAY >= END:
        raise TooFar
    return first_second(datetime.fromordinal(ordinal), zone)
