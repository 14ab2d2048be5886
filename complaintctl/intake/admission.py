"""One past case into the register: its number, its likes, its events, and the fold of them (in-number, in-repeat)."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any
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
        self.conn = conn
        self.rulebook = rulebook
        self._zone = zone
        self.deed = deed
        self._last: dict[str, str] = {}
        self._most: dict[int, int] = {}

    def admit(self, row: Row) -> int:
        """The row as a case with its past; answers its id."""
        number = self.next_number(row.fields["received_at"])
        events = history.events(row.fields, row.stages, self.deed, number=number, **self.circumstances(row.fields))
        case = fold(events, self.rulebook)
        assert case is not None, "its registration is the first of its events"
        return self.writer.add(case.complaint, events, case.deadlines)

    def circumstances(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The policy a case is registered under, and how many are like it."""
        received = fields["received_at"]
        policy = self.rulebook.governing(fields.get("registered_at", received))
        repeats, similar = alike(
            self.conn, fields, received, policy.defaults.window, self._zone, enough=self._enough(policy)
        )
        return {"policy": policy, "repeats": repeats, "similar": similar}

    def next_number(self, received: datetime) -> str:
        """The next number of that local day, with one look into the register for each day."""
        day = received.astimezone(self._zone).date().isoformat()
        last = self._last.get(day)
        if last is None:
            number = complaints.next_number(self.conn, day)
        else:
            prefix, _, serial = last.rpartition("-")
            number = f"{prefix}-{int(serial) + 1:04d}"
        self._last[day] = number
        return number

    def _enough(self, policy: Policy) -> int:
        if id(policy) not in self._most:
            self._most[id(policy)] = most_asked_for(policy)
        return self._most[id(policy)]
