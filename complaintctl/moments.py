"""Instants as they are written down: UTC text of one width, so that the order of text is the order of time."""

from datetime import UTC, datetime
from functools import lru_cache

from complaintctl.errors import Misused, Unusable


def stored(instant: datetime) -> str:
    """The instant as the database keeps it: `2026-11-21T12:27:43Z`."""
    return _written(instant if instant.tzinfo is UTC else aware(instant).astimezone(UTC))


def aware(instant: datetime) -> datetime:
    """The instant, if it says of which zone it is; else Misused: the machine's zone is nobody's meaning."""
    if instant.tzinfo is None:
        raise Misused("{instant} says no time zone.", hint="datetime(…, tzinfo=UTC)", instant=instant)
    return instant


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
