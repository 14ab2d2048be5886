"""`--as-of` and `--known-at`: the register as it stood, folded from the events up to then."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from complaintctl.cases.course import fold
from complaintctl.moments import stored
from complaintctl.records import Complaint, Deadline
from complaintctl.store import events
from complaintctl.store.rewind import rewind as lay_over
from complaintctl.store.rewind import rewind_office

if TYPE_CHECKING:
    from complaintctl.cli.session import Session
    from complaintctl.rules.rulebook import Rulebook


def rewind(session: "Session", conn: sqlite3.Connection) -> None:
    """Let the connection answer as of then; later events of an instant to come there are none.

    Cases are folded by all there is to know of policies and days off, because their events name what they go by.
    """
    session.adopt(conn)
    as_of = session.judged_at
    known_at = session.instant(session.given.known_at, end_of_day=True) if session.given.known_at else None
    then, known = stored(as_of), stored(known_at) if known_at else None
    rulebook = session.rulebook
    rewind_office(conn, then, known)
    later = events.touched(conn, then, known)
    if later:
        touched = [id_ for id_ in later if id_ is not None]
        lay_over(conn, then, known, touched, list(_standing(conn, rulebook, touched, as_of, known_at)))
    session.forget_policy()


def _standing(
    conn: sqlite3.Connection, rulebook: "Rulebook", touched: list[int], as_of: datetime, known_at: datetime | None
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
