"""Many cases into the register, inside one transaction: events and new deadlines are written in batches."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from complaintctl.records import Complaint, Deadline, Event
from complaintctl.store import complaints, deadlines
from complaintctl.store.connection import Connection
from complaintctl.store.events import Appender, Linked, Loose

_BATCH = 500
"""So many cases wait for their events and deadlines to be written: more are no faster, only bigger."""


_CACHE_KIB = 40_000
"""Pages kept at hand: indexes are met at random, and of SQLite's own 2 MiB most would be written many times over."""


class Shaped(NamedTuple):
    """A new case as the tables keep it, but for its id and its events' places in the chain."""

    complaint: Sequence[Any]
    events: Sequence[Loose]
    deadlines: Sequence[deadlines.Columns]

    @classmethod
    def of(cls, complaint: Complaint, events: Iterable[Event], rows: Iterable[Deadline]) -> "Shaped":
        return cls(complaints.columns(complaint), [*map(Loose.of, events)], [*map(deadlines.columns, rows)])


class Writer:
    """Writes new cases whole: the row at once, its events and deadlines by the next `flush`, which ends the work."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        conn.keep_at_hand(_CACHE_KIB)
        self._appender = Appender(conn)
        self._events: list[Linked] = []
        self._deadlines: list[deadlines.Columns] = []
        self._waiting = 0

    def add(self, complaint: Complaint, events: Iterable[Event], rows: Iterable[Deadline]) -> int:
        """Take a new case in; answers its id. The events follow each other in the order given."""
        return self.take(Shaped.of(complaint, events, rows))

    def take(self, case: Shaped) -> int:
        """The same of a case that has its shape already."""
        id_ = complaints.insert_columns(self._conn, case.complaint)
        self._events += [self._appender.chained(event, id_) for event in case.events]
        self._deadlines += [[id_, *row] for row in case.deadlines]
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.flush()
        return id_

    def append(self, event: Event, complaint: int) -> None:
        """Let an event of a case that was here before follow, and give it its number."""
        self._events.append(self._appender.linked(event, complaint))

    def put(self, id_: int, complaint: Complaint, rows: Sequence[Deadline]) -> None:
        """Write the row and the deadlines of a case that was here before, as they are now."""
        complaints.update(self._conn, complaint, id_)
        deadlines.save(self._conn, id_, rows)
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits; nothing else may append to the chain before."""
        self._appender.write(self._events)
        deadlines.insert_all(self._conn, self._deadlines)
        self._events, self._deadlines, self._waiting = [], [], 0
