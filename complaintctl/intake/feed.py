"""The rows of a file into the register: all of them or none, in the file's order (csv-vanish, csv-again)."""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from complaintctl.cases.deed import Deed
from complaintctl.errors import Refused
from complaintctl.intake.admission import Admission
from complaintctl.intake.faults import Fault
from complaintctl.intake.mistakes import Mistakes
from complaintctl.intake.plain import LONGEST_EMPTY, is_empty_word
from complaintctl.intake.rows import Row
from complaintctl.intake.sources import Record
from complaintctl.intake.table import Known, Outcome, Passed, Table
from complaintctl.intake.updates import Updates
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store.connection import Connection
from complaintctl.store.identities import Identities

if TYPE_CHECKING:
    from complaintctl.intake.columns import Plan

_OFTEN = 200
"""After so many rows whoever waits is told that it goes on."""


@dataclass(slots=True)
class Tally:
    """What became of the rows of a file."""

    read: int = 0
    imported: int = 0
    skipped: int = 0
    updated: int = 0
    rejected: int = 0
    empty: int = 0
    """Rows of nothing but blanks, passed over and not read."""
    totals: int = 0
    """Rows of totals and notes, passed over and not read."""
    nameless: int = 0
    """Rows to import that have no id: they would come in again with the file."""
    other_days_off: int = 0
    """Events recorded under a version of the days off that this register doesn't have."""
    mistakes: Mistakes = field(default_factory=Mistakes)
    hollow: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many rows to import have in a field what others write for nothing, as NULL; taken as it stands."""

    def count(self, outcome: Outcome) -> None:
        if outcome is Passed.EMPTY:
            self.empty += 1
            return
        if outcome is Passed.TOTAL:
            self.totals += 1
            return
        self.read += 1
        if isinstance(outcome, Row):
            self.imported += 1
            self.nameless += "external_id" not in outcome.fields
            self.hollow.update(
                (name, value)
                for name, value in outcome.fields.items()
                if isinstance(value, str) and len(value) <= LONGEST_EMPTY and is_empty_word(value)
            )
        elif isinstance(outcome, Known):
            self.updated += 1
        elif isinstance(outcome, list):
            self.reject(1, outcome)
        else:
            self.skipped += 1

    def reject(self, rows: int, faults: list[Fault]) -> None:
        """So many rows can't be taken, for these reasons."""
        self.rejected += rows
        self.mistakes.add(faults)


@dataclass(frozen=True, slots=True)
class How:
    """How a file is taken in: only tried or written; where `rejected` is there to take them, bad rows stop nothing."""

    write: bool = True
    rejected: Callable[[Record, list[Fault]], None] | None = None
    going_on: Callable[[float], None] = lambda _: None
    """Told now and then which share of what has been read is written, where that is another thing."""


class Feed:
    """Writes checked rows into the register as cases with their past, row by row in one pass."""

    def __init__(self, conn: Connection, rulebook: Rulebook, zone: ZoneInfo, deed: Deed) -> None:
        self._conn = conn
        self._rulebook = rulebook
        self._zone = zone
        self._deed = deed

    def take_in(self, table: Table, how: How, *, update: bool = False) -> Tally:
        """Import the file, inside a transaction.

        Where bad rows stop it nothing is written behind the first of them, the rest is only checked, and BadRows
        says so.
        """
        with closing(Admission(self._conn, self._rulebook, self._zone, self._deed)) as admission:
            return self._taken_in(table, how, admission, update=update)

    def _taken_in(self, table: Table, how: How, admission: Admission, *, update: bool) -> Tally:
        tally, write = Tally(), how.write
        updates = Updates(self._conn, self._rulebook, self._zone, self._deed)
        for record, outcome in table.rows(Identities(self._conn), update=update):
            if isinstance(outcome, Known):
                admission.catch_up()
                outcome = updates.made(outcome, admission.writer if write else None)
            elif isinstance(outcome, Row) and write:
                admission.admit(outcome)
            tally.count(outcome)
            if tally.read % _OFTEN == 0:
                how.going_on(0)
            if isinstance(outcome, list):
                write = write and how.rejected is not None
                if how.rejected is not None:
                    how.rejected(record, outcome)
        if tally.rejected and how.rejected is None:
            raise BadRows(tally)
        admission.catch_up()
        admission.writer.flush()
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
        self.plan: Plan | None = None
        """What was done with the columns, where that is known."""
