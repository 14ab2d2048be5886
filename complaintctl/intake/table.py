"""A file taken apart: its columns, and its rows one after the other, each checked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from complaintctl.errors import ComplaintError, Refused
from complaintctl.intake import plain
from complaintctl.intake.columns import DERIVED, FIELDS, folded
from complaintctl.intake.faults import Fault
from complaintctl.intake.nested import Cell
from complaintctl.intake.rows import Identity, Row, Sheet, digest
from complaintctl.intake.sources import Record, placed
from complaintctl.intake.totals import is_total
from complaintctl.store.identities import Identities

_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
A_SHEET = 10**8
"""More rows than a sheet can have: what comes on the next one begins behind."""
OURS = frozenset((*FIELDS, *DERIVED))
"""The columns an export of ours may have."""


class Passed(Enum):
    """Rows that change nothing."""

    SKIPPED = auto()
    """There already, or in this file before, the same."""
    EMPTY = auto()
    """Nothing but blanks between its delimiters."""
    TOTAL = auto()
    """A row of totals, or a note below the table."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row of a case that is in the register already, by the case's id."""

    row: Row
    complaint: int


Outcome = Row | Known | Passed | list[Fault]


class Table:
    """The rows of a source, bound to the fields they fill."""

    def __init__(self, sheet: Sheet) -> None:
        self.source, self.plan = sheet.source, sheet.plan
        self._sheet = sheet
        self._header = bare(sheet.source.header)
        self.controls = 0
        """Rows in which a terminal's own codes stand: they are kept."""

    def rows(self, identities: Identities, *, update: bool = False) -> Iterator[tuple[Record, Outcome]]:
        """Every row below the header, with what it is; `update`: what is there already is checked as well."""
        for record in self.source.records():
            if not isinstance(record.cells, ComplaintError) and _CONTROLS.search("".join(map(str, record.cells))):
                self.controls += 1
            outcome = self._outcome(record, identities, update=update)
            yield record, placed(outcome, record) if isinstance(outcome, list) else outcome

    def _outcome(self, record: Record, identities: Identities, *, update: bool) -> Outcome:
        row = shaped(record.line, record.cells, self._header)
        return row if not isinstance(row, tuple) else self._checked(record, row, identities, update=update)

    def _checked(self, record: Record, cells: Sequence[Cell], identities: Identities, *, update: bool) -> Outcome:
        line, place = record.line, record.order or record.line
        identity = self._sheet.identity(cells)
        known = None
        if identity is not None:
            now = digest(cells)
            first, before = identities.first(identity, place, now)
            if first != place:
                return Passed.SKIPPED if before == now else [self._repeated(line, identity, first)]
            known = identities.case(identity)
            if known is not None and not update:
                return Passed.SKIPPED
        row = self._sheet.row(line, cells)
        return Known(row, known) if known is not None and isinstance(row, Row) else row

    def _repeated(self, line: int, identity: Identity, first: int) -> Fault:
        return Fault(line, self.plan.titled("external_id"), SameId(id=identity[1], line=first % A_SHEET))


def shaped(
    line: int, cells: Sequence[Cell] | ComplaintError, header: Sequence[str]
) -> tuple[Cell, ...] | Literal[Passed.EMPTY, Passed.TOTAL] | list[Fault]:
    """The cells of a row, as many as the `bare` header has, or why they are none."""
    if isinstance(cells, ComplaintError):
        return [Fault(line, "", cells)]
    if not any(cells) or _is_blank(cells):
        return Passed.EMPTY
    if is_total(cells):
        return Passed.TOTAL
    if len(cells) != len(header):
        if (fitted := _fitted(cells, header)) is None:
            return [Fault(line, "", Ragged(found=len(cells), wanted=len(header)))]
        cells = fitted
    if cells[0] and folded(str(cells[0])) == header[0] and bare(cells) == header:
        return [Fault(line, "", HeaderAgain())]
    if line > 1 and str(cells[0]).startswith("\ufeff"):
        return [Fault(line, "", MarkWithin())]
    return tuple(cells)


def bare(cells: Sequence[Cell]) -> list[str]:
    """The cells of a header without what people vary in it."""
    return [folded(cell) if isinstance(cell, str) else "" for cell in cells]


def _is_blank(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) and not plain.bare(cell) for cell in cells)


def _fitted(cells: Sequence[Cell], header: Sequence[str]) -> Sequence[Cell] | None:
    """The cells without blank ones behind the last column, or with those of columns that have no name; else None."""
    wide = len(header)
    if len(cells) > wide:
        return cells[:wide] if _is_blank(cells[wide:]) else None
    return [*cells, *header[len(cells) :]] if not any(header[len(cells) :]) else None


class Ragged(Refused):
    sentence = "The row has {found} cells where the header has {wanted}."


class HeaderAgain(Refused):
    sentence = "This is the header again: two files seem to have been joined."


class MarkWithin(Refused):
    sentence = "A byte order mark stands before the row: two files seem to have been joined."


class SameId(Refused):
    sentence = "“{id}” stands in line {line} already, with other values."
