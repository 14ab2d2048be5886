"""Hours of the day as people count them: 下午3点 is 15:00, 昨晚12点 is one of two midnights."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from complaintctl.rules.spoken.tongue import Said

_DAY: Final = timedelta(days=1)
NOON: Final = 12
CLOCK: Final = frozenset({"hour", "minute", "minutes", "second", "part", "halfday"})
"""The slots that say a time of day."""


class Part(NamedTuple):
    """A part of the day: the hour it stands for alone, the hours said of it as they are, and those 12 later.

    Of a part `over` midnight the small hours are of the next day, and 12 may be the midnight before or after.
    """

    usual: int
    plain: range
    later: range = range(0)
    over: bool = False


PARTS: Mapping[str, Part] = {
    "small hours": Part(3, range(6)),
    "morning": Part(8, range(4, 12)),
    "forenoon": Part(10, range(12)),
    "noon": Part(12, range(11, 15), range(1, 3)),
    "afternoon": Part(15, range(12, 20), range(1, 8)),
    "dusk": Part(18, range(16, 21), range(4, 9)),
    "evening": Part(20, range(17, 24), range(5, 12), over=True),
    "night": Part(0, range(21, 24), range(9, 12), over=True),
    "am": Part(0, range(12)),
    "pm": Part(12, range(12, 13), range(1, 12)),
}


def clocks(day: date, said: Said, *, is_named: bool) -> list[date]:
    """The times that can be meant of this day; the day alone where no time is said.

    Where the day is named a night may be the one before it or after; where it isn't, there is one of each a day.
    ValueError where the clock has no such hour.
    """
    part = said.get("part", said.get("halfday"))
    if "hour" not in said and part is None:
        return [day]
    minute = int(said.get("minutes", said.get("minute", 0)))
    second = int(said.get("second", 0))
    hours = _hours(str(part) if part else None, said, is_named=is_named)
    if "halfday" in said:  # beside a part of the day, as in `last night at 2am`
        hours = [(days, hour) for days, hour in hours if (hour >= NOON) == (said["halfday"] == "pm")]
    if not hours:
        raise ValueError(said)
    return [datetime.combine(day + _DAY * days, time(hour, minute, second)) for days, hour in hours]


def _hours(named: str | None, of: Said, *, is_named: bool) -> list[tuple[int, int]]:
    """Each hour that can be meant, with the days after this one."""
    said = of.get("hour")
    if named is None:
        hour = _whole(said)
        return [(1, 0)] if hour == 24 else [(0, hour)]
    part = PARTS[named]
    hour = part.usual if said is None else _whole(said)
    if part.over and hour in (0, 12, 24) and not (named == "evening" and said is None):
        return [(1, 0)] if hour == 24 else [(0, 0), (1, 0)] if is_named else [(0, 0)]
    if part.over and hour in range(1, 5 + (named == "night")):
        both = is_named and (named == "night" or not of.get("day"))  # 昨晚2点 is today's, but 今晚2点, 周三晚2点?
        return [(0, hour), (1, hour)] if both else [(int(is_named), hour)]
    if named in ("small hours", "am") and hour == 12:
        return [(0, 0)]
    if hour in part.later:
        return [(0, hour + 12)]
    if hour in part.plain:
        return [(0, hour)]
    raise ValueError(hour)


def _whole(hour: float | str | None) -> int:
    if hour is None or int(hour) != hour:
        raise ValueError(hour)
    return int(hour)
