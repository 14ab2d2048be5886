"""Our own export of events: the same cases again, with their numbers, their times, and who wrote what down when."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.cases.course import fold
from complaintctl.errors import ComplaintError, OfCase, Refused
from complaintctl.intake.changes import fits, is_whole
from complaintctl.intake.columns import Column, Plan
from complaintctl.intake.faults import Fault, NotATable
from complaintctl.intake.retelling import Spoilt, Told
from complaintctl.intake.sources import Record, Source
from complaintctl.intake.table import Passed, Ragged
from complaintctl.intake.times import Times
from complaintctl.moments import from_stored, stored
from complaintctl.records import BACKDATED, MONEY, Event
from complaintctl.rules.lifecycle import ALLOWED
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store import complaints, events
from complaintctl.store.connection import Connection
from complaintctl.store.staging import Staged
from complaintctl.store.writer import Writer

COLUMNS = frozenset(
    "number seq at recorded_at actor login action note changes undone clock imported calendar masked".split()
)
"""An export of events has them all."""
_SAME = ("at", "recorded_at", "actor", "login")
"""Two registrations of one number in which all of these agree are the same."""
_NUMBER = re.compile(r"C\d{8}-\d{4,9}")
_SHOWN = 60
_ACTIONS = BACKDATED | ALLOWED.keys() | {"register", "erase"}
_BATCH = 500
_MALFORMED = (ArithmeticError, AttributeError, ComplaintError, LookupError, TypeError, ValueError)
"""What is come upon where changes are none that a command of ours has written."""


def is_ours(header: Sequence[str]) -> bool:
    """Whether these are the columns of an export of events."""
    return COLUMNS.issubset(header)


class Chronicle:
    """A file of events, and the cases they make."""

    def __init__(self, source: Source, times: Times, rulebook: Rulebook, conn: Connection) -> None:
        self.source = source
        columns = [Column(name, (place,), name) for place, name in enumerate(source.header)]
        used, left = (tuple(each for each in columns if (each.field in COLUMNS) is ours) for ours in (True, False))
        self.plan = Plan(tuple(source.header), used, (), left)
        self.other_days_off = 0
        """Events recorded under days off that this register doesn't have."""
        self._times = times
        self._rulebook = rulebook
        self._conn = conn
        self._numbers: dict[tuple[str, int], int] = {}
        """Of each event that another takes back, by its case and its number in the file: its number here."""

    # -- a row ----------------------------------------------------------------------------------------

    def told(self, record: Record) -> Told | Spoilt | list[Fault]:
        """What the row tells, or what is wrong with it; MaskedEvents where the whole file is of no use."""
        if isinstance(record.cells, ComplaintError):
            return [Fault(record.line, "", record.cells)]
        if len(record.cells) != len(self.source.header):
            return [Fault(record.line, "", Ragged(found=len(record.cells), wanted=len(self.source.header)))]
        cells = dict(zip(self.source.header, record.cells, strict=True))
        if str(cells["masked"]).lower() != "false":
            raise MaskedEvents
        told: dict[str, Any] = {}
        for column, read in _READERS.items():
            try:
                told[column] = read(cells[column])
            except _MALFORMED:
                fault = Fault(record.line, column, NotOurs(text=str(cells[column])[:_SHOWN]))
                return Spoilt("", told["number"], [fault]) if "number" in told else [fault]
        for column in ("at", "recorded_at"):
            try:
                told[column] = stored(self._times.read(str(cells[column])))
            except ComplaintError as error:
                return Spoilt("", told["number"], [Fault(record.line, column, error)])
        if told["calendar"] not in self._rulebook.snapshots:
            told["calendar"] = self._rulebook.version
            self.other_days_off += 1
        if told["action"] == "attach":
            told["changes"]["elsewhere"] = True
        return "", told.pop("number"), f"{told['seq']:012d}", json.dumps(told, ensure_ascii=False)

    # -- a case ---------------------------------------------------------------------------------------

    def case(self, rows: Sequence[Staged]) -> Case | Passed | list[Fault]:
        """The case that these rows make: Passed where it is here already."""
        number, first = rows[0].id, rows[0].line
        rows = [row for _, row in _each_once((0, row) for row in rows)]
        told = [_event(row) for row in rows]
        if wrong := self._wrong(number, told, rows):
            return [wrong]
        known = complaints.id_of(self._conn, number)
        if known is not None:
            here = events.of_case(self._conn, known)[0]
            same = all(getattr(here, name) == getattr(told[0], name) for name in _SAME)
            return Passed.SKIPPED if same else [Fault(first, "number", Another(number))]
        try:
            case = fold(told, self._rulebook)
        except _MALFORMED:
            return [Fault(first, "changes", NoCase(number))]
        assert case is not None, "its registration is the first of its events"
        outside = case.complaint.external_id
        taken = complaints.by_external_id(self._conn, case.complaint.source, outside) if outside else None
        return [Fault(first, "changes", SameOutside(id=str(outside), number=taken))] if taken else case

    def _wrong(self, number: str, told: Sequence[Event], rows: Sequence[Staged]) -> Fault | None:
        """What stands against these events being a case's, in the order they were recorded."""
        before: set[int] = set()
        for event, row in zip(told, rows, strict=True):
            if (event.action == "register") != (not before):
                return Fault(row.line, "action", NoRegistration(number))
            if event.seq in before:
                return Fault(row.line, "seq", Twice(seq=event.seq))
            if not is_whole(event.action, event.changes):
                return Fault(row.line, "changes", NotOurs(text=json.dumps(event.changes, ensure_ascii=False)[:_SHOWN]))
            if event.action == "undo":
                if event.changes.get("undoes") not in before:
                    return Fault(row.line, "changes", NotOurs(text=json.dumps(event.changes)))
                self._numbers[number, event.changes["undoes"]] = 0
            before.add(event.seq)
        if told[0].changes.get("number") != number:
            return Fault(rows[0].line, "number", NotOurs(text=number))
        return None

    # -- writing --------------------------------------------------------------------------------------

    def admit(self, case: Case, writer: Writer) -> int:
        """The case without its events: those of all cases stand in one order, that of their recording."""
        return writer.add(case.complaint, (), case.deadlines)

    def finish(self, rows: Iterable[tuple[int, Staged]], writer: Writer) -> None:
        """The events; what one of them takes back goes by its number here."""
        for place, (complaint, row) in enumerate(_each_once(rows)):
            event = _event(row)
            key = row.id, event.seq
            if event.action == "undo":
                event.changes["undoes"] = self._numbers[row.id, event.changes["undoes"]]
            writer.append(event, complaint)
            if key in self._numbers:
                self._numbers[key] = event.seq
            if place % _BATCH == 0:
                writer.flush()
        writer.flush()


def _each_once(rows: Iterable[tuple[int, Staged]]) -> Iterator[tuple[int, Staged]]:
    """Without the rows that only say the one before them again."""
    before = None
    for complaint, row in rows:
        if (row.id, row.told) != before:
            yield complaint, row
        before = row.id, row.told


def _event(row: Staged) -> Event:
    told = json.loads(row.told)
    return Event(**told | {name: from_stored(told[name]) for name in ("at", "recorded_at")})


def _number(cell: Any) -> str:
    if not _NUMBER.fullmatch(cell):
        raise ValueError(cell)
    return str(cell)


def _changes(cell: Any) -> dict[str, Any]:
    """As they were, money in minor units."""
    found = json.loads(str(cell))
    told = {name: int(Decimal(str(value)) * 100) if name in MONEY and value else value for name, value in found.items()}
    if not all(fits(name, value) for name, value in told.items()):
        raise ValueError(cell)
    json.dumps(told, ensure_ascii=False).encode()
    return told


def _text(cell: Any) -> str:
    if not cell or not isinstance(cell, str):
        raise ValueError(cell)
    return cell


def _action(cell: Any) -> str:
    if cell not in _ACTIONS:
        raise ValueError(cell)
    return str(cell)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "number": _number,
    "seq": int,
    "actor": _text,
    "login": _text,
    "action": _action,
    "note": lambda cell: _text(cell) if cell else None,
    "changes": _changes,
    "clock": lambda cell: {"real": "real", "set": "set"}[cell],
    "imported": lambda cell: {"true": True, "false": False}[cell.lower()],
    "calendar": int,
}


class MaskedEvents(NotATable):
    code = "masked"
    sentence = "This export is masked: what people said and who they are isn't in it."
    hint = "Make it again with --reveal."


class NotOurs(Refused):
    sentence = "“{text}” is nothing that an export of events has there."


class NoRegistration(OfCase):
    sentence = "The events of {number} don't begin with its one registration; the file lacks some of them."
    hint = "Export the case whole."


class Twice(Refused):
    sentence = "Event {seq} of this case is in the file twice, with different contents."


class NoCase(OfCase):
    sentence = "The events of {number} make no case: their changes are not as they were written."


class Another(OfCase):
    sentence = "{number} is another complaint in this register."


class SameOutside(Refused):
    sentence = "“{id}” is the external id of {number} in this register."
