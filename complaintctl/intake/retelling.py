"""Cases out of the rows of a log, wherever in it they stand: all of them or none (event logs)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from complaintctl.cases.case import Case
from complaintctl.errors import Refused
from complaintctl.intake.columns import Plan
from complaintctl.intake.faults import Fault
from complaintctl.intake.feed import BadRows, How, Tally
from complaintctl.intake.sources import Record, Source, placed
from complaintctl.intake.table import Passed
from complaintctl.store.connection import Connection
from complaintctl.store.staging import Staged, Staging
from complaintctl.store.writer import Writer

Told = tuple[str, str, str, str]
"""A row taken apart: the case's source and id, the row's turn among the others, and what it tells as text."""
_OFTEN = 500
"""So many rows are read, or written, before anybody hears of it."""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A row that can't be taken, of a case that is known by source and id: it keeps the case out."""

    source: str
    id: str
    faults: list[Fault]


class Log(Protocol):
    """What a file tells of cases, several rows for each."""

    source: Source
    plan: Plan

    def told(self, record: Record) -> Told | Spoilt | Passed | list[Fault]:
        """What a row tells, and of which case."""

    def case(self, rows: Sequence[Staged]) -> Case | Passed | list[Fault]:
        """The case that all its rows make."""

    def admit(self, case: Case, writer: Writer) -> int:
        """Write the case down; answers its id."""

    def finish(self, rows: Iterable[tuple[int, Staged]], writer: Writer) -> None:
        """Write down what waited for all cases to be in; `rows` by their turn, each with its case's id."""


class Retelling:
    """Reads a log to its end, then makes its cases one after the other; memory holds the rows of one."""

    def __init__(self, conn: Connection, log: Log, how: How) -> None:
        self._conn = conn
        self._log = log
        self._how = how
        self._bad = how.rejected or (lambda _, __: None)
        self._tally = Tally()

    def take_in(self) -> Tally:
        """Import the file, inside a transaction, as `Feed` does; with a bad row its whole case stays out."""
        staging, writer, tally = Staging(self._conn), Writer(self._conn), self._tally
        self._read(staging)
        for rows in staging.cases():
            case = self._made(rows)
            self._how.going_on((tally.imported + tally.skipped) / staging.rows)
            if isinstance(case, Case) and self._how.write and (self._how.rejected or not tally.rejected):
                staging.settle(rows[0], self._log.admit(case, writer))
        if tally.rejected and self._how.rejected is None:
            raise BadRows(tally)
        writer.flush()
        self._log.finish(staging.settled(), writer)
        return tally

    def _read(self, staging: Staging) -> None:
        for place, record in enumerate(self._log.source.records()):
            told = self._log.told(record)
            if isinstance(told, Spoilt):
                staging.add(Staged(told.source, told.id, "", record.line, "", ""))
                told = told.faults
            if isinstance(told, tuple):
                staging.add(Staged(*told[:3], record.line, told[3], _kept(record)))
            else:
                told = placed(told, record) if isinstance(told, list) else told
                self._tally.count(told)
                if isinstance(told, list):
                    self._bad(record, told)
            if place % _OFTEN == 0:
                self._how.going_on(0)

    def _made(self, rows: Sequence[Staged]) -> Case | None:
        """The case that these rows make; None where it is here already, or stays out."""
        whole, spoilt = [row for row in rows if row.told], [row for row in rows if not row.told]
        self._tally.read += len(whole)
        case = self._log.case(whole) if whole else Passed.EMPTY
        if spoilt and not isinstance(case, Passed):
            self._tally.reject(len(whole), [])
            for row in whole:
                self._give_back(row, [Fault(row.line, "", OthersBad(line=spoilt[0].line))])
            return None
        self._count(whole, case)
        return case if isinstance(case, Case) else None

    def _give_back(self, row: Staged, faults: list[Fault]) -> None:
        self._bad(Record(row.line, *json.loads(row.record)), faults)

    def _count(self, rows: Sequence[Staged], case: Case | Passed | list[Fault]) -> None:
        tally = self._tally
        if isinstance(case, Case):
            tally.imported += len(rows)
        elif isinstance(case, list):
            tally.reject(len(rows), case)
            for row in rows:
                self._give_back(row, case)
        else:
            tally.skipped += len(rows)


def _kept(record: Record) -> str:
    """What makes the record again if it must be given back: its own text, or its cells where it has none."""
    return json.dumps([[] if record.raw else record.cells, record.raw], ensure_ascii=False)


class OthersBad(Refused):
    sentence = "It belongs to the same complaint as line {line}, which can't be taken."
