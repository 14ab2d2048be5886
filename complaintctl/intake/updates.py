"""What another system says now of a case that is here already: changed descriptive fields, as a correction."""

from typing import Any
from zoneinfo import ZoneInfo

from complaintctl.cases.case import Case
from complaintctl.cases.course import fold
from complaintctl.cases.deed import Deed
from complaintctl.cases.registration import taken_over
from complaintctl.errors import ComplaintError, Unusable
from complaintctl.intake.faults import Fault
from complaintctl.intake.likeness import alike
from complaintctl.intake.table import Known, Passed
from complaintctl.records import PERSONAL, Complaint, Event
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store import events
from complaintctl.store.connection import Connection
from complaintctl.store.writer import Writer

DESCRIPTIVE = (
    "channel preferred_channel category cause content demand customer phone email ref flags tags affected amount "
    "received_at extra"
).split()
"""What a later file may correct. What was done with a case, and when, is written down here and nowhere else."""


class Updates:
    """Brings cases up to rows. An empty cell takes nothing away; of a customer who was erased nothing comes back."""

    def __init__(self, conn: Connection, rulebook: Rulebook, zone: ZoneInfo, deed: Deed) -> None:
        self._conn = conn
        self._rulebook = rulebook
        self._zone = zone
        self._deed = deed

    def made(self, known: Known, writer: Writer | None) -> Known | Passed | list[Fault]:
        """What became of the row: brought up, the same as ever, or wrong. Written where there is a writer."""
        case = fold(events.of_case(self._conn, known.complaint), self._rulebook)
        if case is None:
            raise Unusable("The register holds a case without its registration.", hint="complaintctl verify")
        given = news(known.row.fields, case.complaint)
        if not given or any(event.action == "erase" for event in case.events):
            return Passed.SKIPPED
        try:
            event = self._correction(case, given, known.complaint)
        except ComplaintError as error:
            return [Fault(known.row.line, "", error)]
        if writer is not None:
            self._record(case, event, known.complaint, writer)
        return known

    def _correction(self, case: Case, given: dict[str, Any], complaint: int) -> Event:
        current = {name: getattr(case.complaint, name) for name in ("phone", "email", "ref", "cause", "anonymous")}
        received = given.get("received_at") or case.complaint.received_at
        assert received is not None
        policy = self._rulebook.current
        repeats, similar = alike(
            self._conn, current | given, received, policy.defaults.window, self._zone, but=complaint
        )
        return taken_over(case, self._deed, given, policy, repeats=repeats, similar=similar, note="import --update")

    def _record(self, case: Case, event: Event, complaint: int, writer: Writer) -> None:
        writer.append(event, complaint)
        after = fold([*case.events, event], self._rulebook)
        assert after is not None
        writer.put(complaint, after.complaint, after.deadlines)


def news(fields: dict[str, Any], complaint: Complaint) -> dict[str, Any]:
    """What the row says otherwise than the register."""
    given = {name: fields[name] for name in DESCRIPTIVE if fields.get(name) not in (None, "", [], {})}
    if "extra" in given:
        given["extra"] = complaint.extra | given["extra"]
    known = {name: getattr(complaint, name) for name in given}
    known["received_at"] = complaint.own_received_at
    news = {name: value for name, value in given.items() if _in_any_order(value) != _in_any_order(known[name])}
    if "flags" in news:
        news["unflag"] = [flag for flag in complaint.flags if flag not in news["flags"]]
    if complaint.anonymous and PERSONAL & news.keys():
        news["anonymous"] = False
    return news


def _in_any_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value
