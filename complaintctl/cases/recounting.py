"""The days off have changed: what still runs is counted again, and nothing else moves (rules.md)."""

from dataclasses import replace
from datetime import datetime

from complaintctl.cases.case import Case
from complaintctl.cases.course import fold
from complaintctl.cases.deed import Deed
from complaintctl.records import Event


def recounted(case: Case, deed: Deed, before: int) -> Event | None:
    """The event that counts the running steps by the deed's days off, not those `before`; None if none of them moves.

    It never precedes what was done to the case, so that nothing that has ended is judged again.
    """
    at = max(deed.at, *(event.at for event in case.events))
    event = replace(deed, at=at).event("calendar")
    event.seq = 1 + max(other.seq for other in case.events)
    was, now = (_dates(case, replace(event, calendar=version)) for version in (before, deed.calendar))
    moved = sorted({step for key, step in now if was.get((key, step)) != now[key, step]})
    if not moved:
        return None
    event.changes = {"moved": moved}
    return event


def _dates(case: Case, event: Event) -> dict[tuple[tuple[int, int], str], tuple[datetime, bool]]:
    """When each step is due, and whether that is provisional, once this has happened."""
    after = fold([*case.events, event], case.rulebook)
    rows = after.deadlines if after is not None else []
    return {((row.round, row.seq), row.step): (row.due_at, row.provisional) for row in rows}
