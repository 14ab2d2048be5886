"""The review that all departments hold together after each quarter (le-quarter)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from complaintctl.cases.deed import Deed
from complaintctl.errors import Refused
from complaintctl.records import Event

ACTIONS = ("quarter_review",)


class Review(NamedTuple):
    """That it was held, and what came of it; the note None once erased."""

    quarter: str
    at: datetime
    actor: str
    note: str | None


def held(deed: Deed, quarter: str, end: datetime, *, note: str) -> Event:
    """The review of a quarter (`2026Q3`, which ended at this instant) was held."""
    if deed.at <= end:
        raise NotOver(quarter=quarter)
    return deed.event("quarter_review", {"quarter": quarter}, note=note)


def folded(events: Iterable[Event]) -> dict[str, Review]:
    """The reviews held, by quarter; of several of one quarter the last."""
    return {
        event.changes["quarter"]: Review(event.changes["quarter"], event.at, event.actor, event.note)
        for event in events
        if event.action == "quarter_review"
    }


class NotOver(Refused):
    sentence = "{quarter} isn't over yet."
    hint = "complaintctl report --quarter {quarter}"
