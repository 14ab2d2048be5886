"""Past cases into the register: each gets its number and its likes, is made, and written (in-number, in-repeat)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from complaintctl.cases.deed import Deed
from complaintctl.intake.likeness import Unwritten, alike, most_asked_for
from complaintctl.intake.making import Order, Workshop, maker
from complaintctl.intake.rows import Row
from complaintctl.policy.schema import Policy
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store import complaints
from complaintctl.store.connection import Connection
from complaintctl.store.writer import Writer

_BATCH = 200
"""So many cases are made at once: with more, those still to be written are only more to look through."""


class Admission:
    """Takes checked rows in, in the file's order, inside a transaction.

    At the end it is to catch up, its `writer` to be flushed, and itself to be closed.
    """

    def __init__(self, conn: Connection, rulebook: Rulebook, zone: ZoneInfo, deed: Deed) -> None:
        self.writer = Writer(conn)
        self.conn = conn
        self.rulebook = rulebook
        self._zone = zone
        self.deed = deed
        self._workshop = Workshop(maker(rulebook, deed))
        self._orders: list[Order] = []
        self._unwritten = Unwritten()
        self._last: dict[str, str] = {}
        self._most: dict[int, int] = {}

    def admit(self, row: Row) -> None:
        """The row as a case with its past; written some batches later."""
        number = self.next_number(row.fields["received_at"])
        _, repeats, similar = self.circumstances(row.fields)
        self._orders.append(Order(row.fields, row.stages, number, repeats, similar))
        self._unwritten.add(number, row.fields)
        if len(self._orders) >= _BATCH:
            self._hand_over()

    def catch_up(self) -> None:
        """Let all that was admitted be in the register."""
        while self._unwritten:
            self._hand_over()

    def close(self) -> None:
        """End what works beside."""
        self._workshop.close()

    def _hand_over(self) -> None:
        orders, self._orders = self._orders, []
        for case in self._workshop.exchange(orders):
            self.writer.take(case)
            self._unwritten.forget()

    def circumstances(self, fields: Mapping[str, Any]) -> tuple[Policy, int, int]:
        """The policy a case is registered under, and how many are like it: of its customer, and with its cause."""
        received = fields["received_at"]
        policy = self.rulebook.governing(fields.get("registered_at", received))
        repeats, similar = alike(
            self.conn,
            fields,
            received,
            policy.defaults.window,
            self._zone,
            enough=self._enough(policy),
            unwritten=self._unwritten,
        )
        return policy, repeats, similar

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
