"""What each action does to a case and its clocks; whatever isn't named here only meets the steps it meets."""

from collections.abc import Callable
from datetime import datetime

from complaintctl.cases.case import Case
from complaintctl.cases.proposals import PROPOSING, apply_proposal
from complaintctl.model import Kind, Step
from complaintctl.moments import from_stored
from complaintctl.policy.steps import told
from complaintctl.records import Event


def _register(case: Case, event: Event) -> None:
    complaint, clocks = case.complaint, case.clocks
    received = complaint.received_at or event.at
    complaint.received_at = complaint.own_received_at = received
    complaint.registered_at, complaint.registered_by = event.at, event.actor
    complaint.received_day = clocks.calendar.date_of(received).isoformat()
    clocks.starts = {"received": received, "registered": event.at}
    clocks.round_start = event.at
    clocks.soother = complaint.handler if complaint.kind == Kind.CONCERN else None
    if event.changes.get("unjudged"):
        clocks.passed.add(Step.REGISTER)
    clocks.happened("register", event.at)


def _assign(case: Case, event: Event) -> None:
    complaint, clocks = case.complaint, case.clocks
    complaint.assigned_at = complaint.assigned_at or event.at
    clocks.starts.setdefault("assigned", event.at)
    clocks.assigned(complaint.department, complaint.handler, event.at)
    clocks.happened("assign", event.at)


def _contact(case: Case, event: Event) -> None:
    if event.changes.get("reached", True):
        case.complaint.contacted_at = case.complaint.contacted_at or event.at
        case.clocks.happened("contact", event.at)
    else:
        case.tries += 1


def simply(case: Case, event: Event) -> None:
    case.clocks.happened(event.action, event.at)


def _escalate(case: Case, event: Event) -> None:
    complaint = case.complaint
    if complaint.department is not None:
        case.clocks.assigned(complaint.department, complaint.handler, event.at)
    case.clocks.happened("escalate", event.at)


def _told(case: Case, event: Event) -> None:
    case.clocks.happened(event.action, event.at)
    case.clocks.happened(told(event.changes["who"]), event.at)


def _propose(case: Case, event: Event) -> None:
    apply_proposal(case.proposals, event, case.complaint.round)
    case.clocks.happened(event.action, event.at)


def _edit(case: Case, event: Event) -> None:
    case.clocks.happened(event.action, event.at)
    complaint, before = case.complaint, case.complaint.own_received_at
    if "received_at" in event.changes and before is not None and complaint.received_at is not None:
        complaint.own_received_at = own = complaint.received_at
        complaint.received_at = min(own, case.duplicates_received_at or own)
        complaint.received_day = case.calendar.date_of(complaint.received_at).isoformat()
        case.clocks.received(before, own, event.at)


def _duplicate(case: Case, event: Event) -> None:
    if "received_at" in event.changes:
        case.duplicates_received_at = case.complaint.received_at


def _resolve(case: Case, event: Event) -> None:
    complaint, clocks = case.complaint, case.clocks
    _end_hold(case, event.at)
    complaint.resolved_at = complaint.resolved_at or event.at
    clocks.happened("resolve", event.at)
    clocks.starts["resolved"] = event.at
    unjudged = event.changes.get("unjudged", event.imported)
    if unjudged:
        clocks.passed.add(Step.REPORTED)
    clocks.starts["reported"] = event.at if unjudged else max(event.recorded_at, event.at)


def _revisit(case: Case, event: Event) -> None:
    complaint = case.complaint
    if not event.changes.get("reached", True):
        case.tries += 1
        return
    complaint.revisited_at = event.at
    complaint.satisfied, complaint.score = event.changes.get("satisfied"), event.changes.get("score")
    case.clocks.happened("revisit", event.at)
    if complaint.satisfied is False:
        _new_round(case, event)


def _close(case: Case, event: Event) -> None:
    _end_hold(case, event.at)
    case.complaint.closed_at = event.at
    case.clocks.happened("close", event.at)
    if not event.imported:
        case.clocks.closed(event.at, duplicate=case.complaint.duplicate_of is not None)


def _reopen(case: Case, event: Event) -> None:
    case.complaint.closed_at = case.complaint.outcome = None
    case.clocks.happened("reopen", event.at)
    _new_round(case, event)


def _new_round(case: Case, event: Event) -> None:
    _end_hold(case, event.at)
    case.tries = 0
    policy = case.rulebook.governing(event.at, event.calendar)
    calendar = case.rulebook.calendar(policy, event.calendar)
    case.clocks.new_round(policy, calendar, event.at, judged=not event.imported)
    case.complaint.round = case.clocks.round


def _hold(case: Case, event: Event) -> None:
    case.clocks.happened(event.action, event.at)
    case.complaint.on_hold = True
    case.clocks.held(event.at)


def _end_hold(case: Case, at: datetime) -> None:
    if case.complaint.on_hold:
        case.complaint.on_hold = False
        case.clocks.resumed(at)


def _resume(case: Case, event: Event) -> None:
    case.clocks.happened(event.action, event.at)
    _end_hold(case, event.at)


def _extend(case: Case, event: Event) -> None:
    case.clocks.happened(event.action, event.at)
    row, due = case.clocks.current(event.changes["step"]), from_stored(event.changes["due_at"])
    # A contact written down afterwards may have brought another row into its place.
    if row is not None and row.due_at < due:
        case.clocks.extended(row, due)


def _recalendar(case: Case, event: Event) -> None:
    case.clocks.recalendared(event.at)


EFFECTS: dict[str, Callable[[Case, Event], None]] = {
    "register": _register,
    "assign": _assign,
    "contact": _contact,
    "resolve": _resolve,
    "revisit": _revisit,
    "close": _close,
    "reopen": _reopen,
    "hold": _hold,
    "resume": _resume,
    "extend": _extend,
    "edit": _edit,
    "escalate": _escalate,
    "told": _told,
    "duplicate": _duplicate,
    **dict.fromkeys(PROPOSING, _propose),
    "calendar": _recalendar,
}
