"""Event logs of other systems: several rows for one case, so that reopenings and reassignments come along."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.cases.course import fold
from complaintctl.cases.registration import taken_over
from complaintctl.errors import ComplaintError, Refused
from complaintctl.intake import history
from complaintctl.intake.admission import Admission
from complaintctl.intake.aliases import LOG_ALIASES
from complaintctl.intake.faults import Fault
from complaintctl.intake.nested import packed, unpacked
from complaintctl.intake.passage import Passage, Said
from complaintctl.intake.retelling import Spoilt, Told
from complaintctl.intake.rows import Row, Sheet
from complaintctl.intake.sources import Record
from complaintctl.intake.table import Passed, bare, shaped
from complaintctl.intake.updates import DESCRIPTIVE, news
from complaintctl.moments import from_stored, stored
from complaintctl.records import Event
from complaintctl.store import complaints
from complaintctl.store.staging import Staged
from complaintctl.store.writer import Writer

_WHOSE = ("phone", "email", "ref", "anonymous", "cause")
"""What others are told to be like this one by."""


class EventLog:
    """The rows of a log bound to the fields they fill, and the cases they make."""

    def __init__(self, sheet: Sheet, admission: Admission) -> None:
        self.source, self.plan = sheet.source, sheet.plan
        self._sheet = sheet
        self._header = bare(sheet.source.header)
        self._admission = admission

    def told(self, record: Record) -> Told | Spoilt | Passed | list[Fault]:
        """Whose row it is and when its turn is; what else it says is read when all rows of the case are there."""
        cells = shaped(record.line, record.cells, self._header)
        if not isinstance(cells, tuple):
            return cells
        identity = self._sheet.identity(cells)
        if identity is None:
            return [Fault(record.line, self.plan.titled("external_id"), NoId())]
        try:
            at = self._sheet.value("at", cells)
        except ComplaintError as error:
            return Spoilt(*identity, [Fault(record.line, self.plan.titled("at"), error)])
        if at is None:
            return Spoilt(*identity, [Fault(record.line, self.plan.titled("at"), NoInstant())])
        return *identity, stored(at), packed(cells)

    def case(self, rows: Sequence[Staged]) -> Case | Passed | list[Fault]:
        """The case that these rows make: Passed where it is here already. Its number is still to come."""
        if complaints.by_external_id(self._admission.conn, rows[0].source, rows[0].id) is not None:
            return Passed.SKIPPED
        said: list[Said] = []
        faults: list[Fault] = []
        for row in _in_order(rows):
            fields, wrong = self._sheet.read(row.line, unpacked(row.told))
            said.append(Said(row.line, from_stored(row.turn), fields))
            faults += wrong
        first = said[0]
        given = {name: value for name, value in first.fields.items() if name not in LOG_ALIASES and name != "status"}
        registered = self._sheet.rounded(first.line, {"received_at": first.at} | given, faults)
        if not isinstance(registered, Row):
            return registered
        if registered.fields["received_at"] > first.at:
            return [Fault(first.line, self.plan.titled("received_at"), history.OutOfOrder("at", "received_at"))]
        return self._retold(said, registered.fields)

    def _retold(self, said: Sequence[Said], fields: dict[str, Any]) -> Case | list[Fault]:
        """The case from what is said of it; `fields` are what its registration sets."""
        first, *others = said
        if fields["received_at"] < first.at:
            fields["registered_at"] = first.at
        deed = self._admission.deed
        by = {"registered_by": first.fields.get("actor", deed.actor)}
        policy, repeats, similar = self._admission.circumstances(fields)
        registration = history.registration(
            by | fields, deed, policy=policy, number="", repeats=repeats, similar=similar
        )
        passage = Passage(registration, deed)
        passage.begin(first)
        described = {name: fields[name] for name in DESCRIPTIVE if name in fields}
        for row in others:
            now = {name: row.fields[name] for name in DESCRIPTIVE if name in row.fields}
            correction = None
            if any(described.get(name) != value for name, value in now.items()):
                described |= now
                try:
                    correction = self._correction(passage.events, row, now)
                except ComplaintError as error:
                    return [Fault(row.line, "", error)]
            passage.go_on(row, correction)
        passage.end()
        return self._folded(passage.events)

    def _correction(self, events: Sequence[Event], row: Said, now: dict[str, Any]) -> Event | None:
        """What a later row says otherwise of the complaint, the rules tried again."""
        case = self._folded(events)
        given = news(now, case.complaint)
        if not given:
            return None
        fields = {name: getattr(case.complaint, name) for name in ("received_at", *_WHOSE)} | given
        policy, repeats, similar = self._admission.circumstances(fields)
        deed = replace(self._admission.deed, at=row.at, actor=row.fields.get("actor", self._admission.deed.actor))
        event = taken_over(case, deed, given, policy, repeats=repeats, similar=similar, note="import --events")
        event.imported = True
        return event

    def _folded(self, events: Sequence[Event]) -> Case:
        case = fold(events, self._admission.rulebook)
        assert case is not None, "its registration is the first of its events"
        return case

    def admit(self, case: Case, writer: Writer) -> int:
        """The case with its number, and its events behind each other."""
        assert case.complaint.own_received_at is not None
        number = self._admission.next_number(case.complaint.own_received_at)
        case.complaint.number = case.events[0].changes["number"] = number
        return writer.add(case.complaint, case.events, case.deadlines)

    def finish(self, rows: Iterable[tuple[int, Staged]], writer: Writer) -> None:
        """Nothing waits."""


def _in_order(rows: Sequence[Staged]) -> Sequence[Staged]:
    """By time; of several at once, as the file goes: where it begins with the newest, from below."""
    newest_first = min(rows, key=_line).turn > max(rows, key=_line).turn
    return sorted(sorted(rows, key=_line, reverse=newest_first), key=lambda row: row.turn)


def _line(row: Staged) -> int:
    return row.line


class NoId(Refused):
    sentence = "There is no external_id; a row of a log must say which case it is of."


class NoInstant(Refused):
    sentence = "There is no time; a row of a log must say when it was, at."
