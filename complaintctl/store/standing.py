"""Every case as the tables keep it, beside what its events would have them keep."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from complaintctl.records import Complaint, Deadline, Event
from complaintctl.store import complaints, deadlines, events
from complaintctl.store.connection import Connection

_key = itemgetter(slice(4))
"""The id of the case, round, step and running number: what the table of deadlines is in the order of."""


class Standing(NamedTuple):
    """A case: its events in the order of recording, its row and its deadlines in the columns of their tables."""

    id: int
    number: str
    events: list[Event]
    row: tuple[Any, ...]
    deadlines: list[tuple[Any, ...]]

    def differing(self, complaint: Complaint, rows: Sequence[Deadline]) -> list[str]:
        """The columns that hold something else than this fold, and `deadlines` where one of those does."""
        folded = (self.id, *complaints.columns(complaint))
        names = [name for name, a, b in zip(complaints.STORED, folded, self.row, strict=True) if a != b]
        due = sorted([(self.id, *deadlines.columns(row)) for row in rows], key=_key)
        return names if due == self.deadlines else [*names, "deadlines"]


def cases(conn: Connection) -> Iterator[Standing]:
    """All cases, by id."""
    due = f"SELECT {', '.join(deadlines.STORED)} FROM deadline WHERE complaint = ? ORDER BY round, step, seq"
    place = complaints.STORED.index("number")
    for row in conn.tuples(f"SELECT {', '.join(complaints.STORED)} FROM complaint ORDER BY id"):
        id_ = row[0]
        yield Standing(id_, row[place], events.of_case(conn, id_), row, list(conn.tuples(due, (id_,))))
