"""The register as it stood, folded from the events up to then and laid over its tables."""

from collections.abc import Iterator
from datetime import datetime

from complaintctl.cases.course import fold
from complaintctl.moments import stored
from complaintctl.records import Complaint, Deadline
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store import events
from complaintctl.store.connection import Connection
from complaintctl.store.rewind import rewind as lay_over
from complaintctl.store.rewind import rewind_office


def rewind(conn: Connection, rulebook: Rulebook, as_of: datetime, known_at: datetime | None) -> None:
    """Let the connection answer as of then; later events of an instant to come there are none."""
    then, known = stored(as_of), stored(known_at) if known_at else None
    rewind_office(conn, then, known)
    later = events.touched(conn, then, known)
    if later:
        touched = [id_ for id_ in later if id_ is not None]
        lay_over(conn, then, known, touched, list(_standing(conn, rulebook, touched, as_of, known_at)))


def _standing(
    conn: Connection, rulebook: Rulebook, touched: list[int], as_of: datetime, known_at: datetime | None
) -> Iterator[tuple[int, Complaint, list[Deadline]]]:
    """Those of the cases that there were then, as they stood."""
    for id_ in touched:
        known = [
            event
            for event in events.of_case(conn, id_)
            if event.at <= as_of and (known_at is None or event.recorded_at <= known_at)
        ]
        case = fold(known, rulebook)
        if case is not None:
            yield id_, case.complaint, case.deadlines
