"""What time it is: the one place that reads the machine's clock. Whoever opens an office may give it another."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Answers an aware instant in UTC, whole seconds, each time it is asked."""


def machine_clock() -> datetime:
    """Now, by the machine."""
    return datetime.now(UTC).replace(microsecond=0)
