"""What characters can draw: bars, gauges, the bars and dots of a Pareto chart, a course in one line."""

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS = "▁▂▃▄▅▆▇█"


def bar(share: float | None, length: int) -> str:
    """A share of the length, to an eighth of a character; something is never drawn as nothing."""
    if not share or share < 0:
        return ""
    whole, eighths = divmod(max(1, round(share * length * 8)), 8)
    return "█" * whole + _EIGHTHS[eighths].strip()


def gauge(share: float | None, length: int) -> str:
    """A share of a whole that is seen too; full only where nothing is missing, empty only where nothing is there."""
    if share is None:
        return ""
    full = round(share * length)
    if 0 < share < 1:
        full = min(max(full, 1), length - 1)
    return "█" * full + "░" * (length - full)


def pareto(share: float | None, cumulated: float | None, length: int) -> str:
    """A bar, and behind it a dot where the sum so far has come to."""
    drawn = bar(share, length)
    dot = round((cumulated or 0) * length) - 1
    return drawn.ljust(dot) + "•" if cumulated and dot >= len(drawn) else drawn


def sparkline(values: Sequence[float | None]) -> str:
    """A course from the first value to the last; nothing is flat on the ground, the most a full block."""
    most = max((value for value in values if value is not None), default=0)
    return "".join(" " if value is None else _HEIGHTS[_level(value, most)] for value in values)


def _level(value: float, most: float) -> int:
    if value <= 0 or most <= 0:
        return 0
    return max(1, round(value / most * (len(_HEIGHTS) - 1)))
