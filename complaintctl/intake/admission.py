"""One past case into the register: its number, its likes, its events, and the fold of them (in-number, in-repeat)."""

import sqlite3
from zoneinfo import ZoneInfo

from complaintctl.cases.course import fold
from complaintctl.cases.deed import Deed
from complaintctl.intake import history
from complaintctl.intake.likeness import alike, most_asked_for
from complaintctl.intake.rows import Row
from complaintctl.policy.schema import Policy
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store import complaints
from complaintctl.store.writer import Writer


class Admission:
    """Takes checked rows in, in the file's order, inside a transaction; `writer` is to be flushed at the end."""

    def __init__(self, conn: sqlite3.Connection, rulebook: Rulebook, zone: ZoneInfo, deed: Deed) -> None:
        self.writer = Writer(conn)
        self._conn = conn
        self._rulebook = rulebook
        self._zone = zone
        self._deed = deed
        self._last: dict[str, str] = {}
        self._most: dict[int, int] = {}

    def admit(self, row: Row) -> int:
        """The row as a case with its past; answers its id."""
        received = row.fields["received_at"]
        policy = self._rulebook.governing(row.fields.get("registered_at", received))
        repeats, similar = alike(
            self._conn, row.fields, received, policy.defaults.window, self._zone, enough=self._enough(policy)
        )
        number = self.next_number(received.astimezone(self._zone).date().isoformat())
        events = history.events(
            row.fields, row.stages, self._deed, policy, number=number, repeats=repeats, similar=similar
        )
        case = fold(events, self._rulebook)
        assert case is not None, "its registration is the first of its events"
        return self.writer.add(case.complaint, events, case.deadlines)

    def next_number(self, day: str) -> str:
        """The next number of a local day, with one look into the register for each day."""
        last = self._last.get(day)
        if last is None:
            number = complaints.next_number(self._conn, day)
        else:
            prefix, _, serial = last.rpartition("-")
            number = f"{prefix}-{int(serial) + 1:04d}"
        self._last[day] = number
        return number

    def _enough(self, policy: Policy) -> int:
        if id(policy) not in self._most:
            self._most[id(policy)] = most_asked_for(policy)
        return self._most[id(policy)]
