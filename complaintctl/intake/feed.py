"""The rows of a file into the register: all of them or none, in the file's order (csv-vanish, csv-again)."""

import sqlite3
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from complaintctl.cases.course import fold
from complaintctl.cases.deed import Deed
from complaintctl.errors import Refused
from complaintctl.intake import history
from complaintctl.intake.faults import Fault
from complaintctl.intake.likeness import alike, most_asked_for
from complaintctl.intake.rows import Identity, Row
from complaintctl.intake.table import Skipped, Table
from complaintctl.policy.schema import Policy
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store import complaints, deadlines
from complaintctl.store.db import transaction
from complaintctl.store.events import Appender

SHOWN = 20
"""So many mistakes are told one by one, the rest counted."""


@dataclass(slots=True)
class Tally:
    """What became of the rows of a file."""

    read: int = 0
    imported: int = 0
    skipped: int = 0
    rejected: int = 0
    nameless: int = 0
    """Rows to import that have no id: they would come in again with the file."""
    mistakes: int = 0
    faults: list[Fault] = field(default_factory=list)

    def count(self, row: Row | Skipped | list[Fault]) -> None:
        self.read += 1
        if isinstance(row, Row):
            self.imported += 1
            self.nameless += "external_id" not in row.fields
        elif isinstance(row, Skipped):
            self.skipped += 1
        else:
            self.rejected += 1
            self.mistakes += len(row)
            self.faults += row[: SHOWN - len(self.faults)]


class _Known:
    """Which rows are in the register already."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._ids: dict[str, set[str]] = {}

    def __call__(self, identity: Identity) -> bool:
        source, id_ = identity
        if source not in self._ids:
            self._ids[source] = {known for known, _ in complaints.external_ids(self._conn, source)}
        return id_ in self._ids[source]


class _Numbers:
    """The next number of each day, with one look into the register for a day."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._last: dict[str, str] = {}

    def next(self, day: str) -> str:
        last = self._last.get(day)
        if last is None:
            number = complaints.next_number(self._conn, day)
        else:
            prefix, _, serial = last.rpartition("-")
            number = f"{prefix}-{int(serial) + 1:04d}"
        self._last[day] = number
        return number


class Feed:
    """Writes checked rows into the register as cases with their past."""

    def __init__(self, conn: sqlite3.Connection, rulebook: Rulebook, zone: ZoneInfo, deed: Deed) -> None:
        self._conn = conn
        self._rulebook = rulebook
        self._zone = zone
        self._deed = deed
        self._most: dict[int, int] = {}

    def trial(self, table: Table) -> Tally:
        """What an import would do; writes nothing."""
        tally = Tally()
        for row in table.rows(_Known(self._conn)):
            tally.count(row)
        return tally

    def take_in(self, table: Table) -> Tally:
        """Import the file; BadRows where any row is wrong, and then nothing is written."""
        tally = self.trial(table)
        if tally.rejected:
            raise BadRows(tally)
        with transaction(self._conn):
            tally = Tally()
            numbers, appender = _Numbers(self._conn), Appender(self._conn)
            for row in table.rows(_Known(self._conn)):
                tally.count(row)
                if isinstance(row, Row):
                    self._admit(row, numbers, appender)
            if tally.rejected:
                raise BadRows(tally)
        return tally

    def _enough(self, policy: Policy) -> int:
        if id(policy) not in self._most:
            self._most[id(policy)] = most_asked_for(policy)
        return self._most[id(policy)]

    def _admit(self, row: Row, numbers: _Numbers, appender: Appender) -> None:
        received = row.fields["received_at"]
        policy = self._rulebook.governing(row.fields.get("registered_at", received))
        repeats, similar = alike(
            self._conn, row.fields, received, policy.defaults.window, self._zone, enough=self._enough(policy)
        )
        number = numbers.next(f"{received.astimezone(self._zone):%Y-%m-%d}")
        events = history.events(
            row.fields, row.stages, self._deed, policy, number=number, repeats=repeats, similar=similar
        )
        case = fold(events, self._rulebook)
        if case is not None:  # its registration is the first of its events
            id_ = complaints.insert(self._conn, case.complaint)
            for event in events:
                appender.append(event, id_)
            deadlines.insert(self._conn, id_, case.deadlines)


class BadRows(Refused):
    """Some rows can't be imported, so none is; `tally` says which."""

    code = "bad-rows"

    def __init__(self, tally: Tally) -> None:
        super().__init__(
            "Nothing was imported: {rejected} of {read} rows can't be taken.",
            hint="Correct them, or say how to read them: complaintctl import --help",
            rejected=tally.rejected,
            read=tally.read,
        )
        self.tally = tally
