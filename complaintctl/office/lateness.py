"""How late steps were, elapsed and in office time: what is open still is counted up to now (clock-lateness)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from complaintctl.moments import from_stored
from complaintctl.rules.deadlines import lateness
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store import groups
from complaintctl.store.connection import Connection
from complaintctl.store.figures import Span


def late_steps(conn: Connection, span: Span, now: datetime, rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    """Steps due in the span that were late, by step: how many, and their seconds of lateness, elapsed and office."""
    yield from groups.ended_late(conn, span)
    for row in groups.running_late(conn, span, now):
        calendar = rulebook.calendar(rulebook.governing(from_stored(row["start_at"])))
        elapsed, office = lateness(from_stored(row["due_at"]), now, calendar)
        yield {"step": row["step"], "law": row["law"], "count": 1, "seconds": elapsed, "office_seconds": office}
