"""Instants as they are written down: UTC text of one width, so that the order of text is the order of time."""

from datetime import UTC, datetime
from functools import lru_cache

from complaintctl.errors import Unusable


def stored(instant: datetime) -> str:
    """The instant as the database keeps it: `2026-11-21T12:27:43Z`."""
    return _written(instant if instant.tzinfo is UTC else instant.astimezone(UTC))


@lru_cache(maxsize=4096)
def _written(instant: datetime) -> str:
    """A case writes each of its instants many times, and its neighbours run out at the same closing."""
    return instant.isoformat()[:19] + "Z"


def from_stored(text: str) -> datetime:
    """The instant the database keeps; Unusable where it isn't one."""
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise Unusable(
            "The database holds “{text}” where a time should be.", hint="complaintctl verify", text=text
        ) from error
