"""`--as-of` and `--known-at`: the register as it stood, folded from the events up to then."""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from complaintctl.cases.course import fold
from complaintctl.moments import stored
from complaintctl.records import Complaint, Deadline
from complaintctl.store import events
from complaintctl.store.rewind import rewind as lay_over

if TYPE_CHECKING:
    from complaintctl.cli.session import Session


def rewind(session: "Session", conn: sqlite3.Connection) -> None:
    """Let the connection answer as of then; later events of an instant to come there are none."""
    session.adopt(conn)
    as_of = session.judged_at
    known_at = session.instant(session.given.known_at, end_of_day=True) if session.given.known_at else None
    later = events.touched(conn, stored(as_of), stored(known_at) if known_at else None)
    if not later:
        return
    touched = [id_ for id_ in later if id_ is not None]

    def then() -> Iterator[tuple[int, Complaint, list[Deadline]]]:
        for id_ in touched:
            known = [
                event
                for event in events.of_case(conn, id_)
                if event.at <= as_of and (known_at is None or event.recorded_at <= known_at)
            ]
            case = fold(known, session.rulebook)
            if case is not None:
                yield id_, case.complaint, case.deadlines

    lay_over(conn, stored(as_of), stored(known_at) if known_at else None, touched, list(then()))
