"""The rows of a file into the register: all of them or none, in the file's order (csv-vanish, csv-again)."""

import sqlite3
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from complaintctl.cases.deed import Deed
from complaintctl.errors import Refused
from complaintctl.intake.admission import Admission
from complaintctl.intake.faults import Fault
from complaintctl.intake.rows import Identity, Row
from complaintctl.intake.table import Skipped, Table
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store import complaints
from complaintctl.store.db import transaction

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


class Feed:
    """Writes checked rows into the register as cases with their past."""

    def __init__(self, conn: sqlite3.Connection, rulebook: Rulebook, zone: ZoneInfo, deed: Deed) -> None:
        self._conn = conn
        self._rulebook = rulebook
        self._zone = zone
        self._deed = deed

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
            admission = Admission(self._conn, self._rulebook, self._zone, self._deed)
            for row in table.rows(_Known(self._conn)):
                tally.count(row)
                if isinstance(row, Row):
                    admission.admit(row)
            admission.writer.flush()
            if tally.rejected:
                raise BadRows(tally)
        return tally


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
