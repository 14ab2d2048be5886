"""The course of a case: its events, applied in the order of their own time, become the case as it stands.

This fold is the only way from events to a row: live commands, imports, `--as-of` and `verify` all take it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from complaintctl.cases.clocks import Clocks
from complaintctl.cases.proposals import PROPOSING, apply_proposal
from complaintctl.cases.waits import Waits
from complaintctl.model import Facts, Status, Step
from complaintctl.moments import from_stored
from complaintctl.policy.schema import Policy
from complaintctl.policy.steps import told
from complaintctl.records import BACKDATED, COLUMNS, INSTANTS, Complaint, Deadline, Event, Proposal
from complaintctl.rules.rulebook import Rulebook
from complaintctl.rules.worktime import Calendar

_FIELDS = frozenset(COLUMNS)
_FACTS = frozenset(Facts.__dataclass_fields__)
PAST = frozenset({Status.RESOLVED, Status.REVISITED, Status.CLOSED})
"""States that an imported case reaches leaving steps behind."""


@dataclass(slots=True)
class Case:
    """A case as folded: the complaint, its clocks, its proposals, and what the next action must know."""

    complaint: Complaint
    clocks: Clocks
    rulebook: Rulebook
    events: Sequence[Event]
    proposals: list[Proposal] = field(default_factory=list)
    tries: int = 0
    """Tries of this round that did not reach the customer."""
    last_at: datetime | None = None
    """The latest time of the actions that may not be backdated."""
    waits: Waits = field(default_factory=Waits)
    """How long the customer has waited for an answer and for the solution."""
    duplicates_received_at: datetime | None = None
    """The receipt of a duplicate, where it is earlier than the case's own."""
    facts: Facts | None = None
    """What the rules read of it, after the last event."""

    @property
    def number(self) -> str:
        return self.complaint.number

    @property
    def policy(self) -> Policy:
        """The policy that governs the round."""
        return self.clocks.policy

    @property
    def calendar(self) -> Calendar:
        return self.clocks.calendar

    @property
    def deadlines(self) -> list[Deadline]:
        return self.clocks.all


def facts_of(complaint: Complaint) -> Facts:
    """What the rules read of a complaint."""
    return Facts(
        kind=complaint.kind,
        category=complaint.category,
        cause=complaint.cause,
        channel=complaint.channel,
        flags=frozenset(complaint.flags),
        affected=complaint.affected,
        amount=complaint.amount,
        repeats=complaint.repeats,
        similar=complaint.similar,
        grade=complaint.grade,
        priority=complaint.priority,
        remedy=complaint.remedy,
        round=complaint.round,
    )


def in_course(events: Iterable[Event]) -> list[Event]:
    """Events in the order they take effect: the registration, then by their own time; undone ones left out."""
    events = list(events)
    undone = {event.changes["undoes"] for event in events if event.action == "undo"}
    for event in events:
        event.undone = event.action == "undo" or event.seq in undone
    standing = [event for event in events if not event.undone]
    return sorted(standing, key=lambda event: (event.action != "register", event.at, event.seq))


def fold(events: Sequence[Event], rulebook: Rulebook) -> Case | None:
    """The case these events make; None where its registration is not among them."""
    course = in_course(events)
    if not course or course[0].action != "register":
        return None
    first = course[0]
    policy = rulebook.governing(first.at, first.calendar)
    case = Case(Complaint(), Clocks(policy, rulebook.calendar(policy, first.calendar)), rulebook, events)
    for event in course:
        apply(case, event)
    return case


def apply(case: Case, event: Event) -> None:
    """Let one event take effect on the case and its deadlines."""
    complaint, clocks = case.complaint, case.clocks
    clocks.calendar = case.rulebook.calendar(clocks.policy, event.calendar)
    clocks.passing(event.at)
    for name, value in event.changes.items():
        if name in _FIELDS:
            setattr(complaint, name, from_stored(value) if name in INSTANTS and value else value)
    if event.action not in BACKDATED:
        case.last_at = max(event.at, case.last_at or event.at)
    if event.changes.get("untimed"):
        _leave_behind(case, event)
    else:
        case.waits.happened(event, complaint.round)
        _EFFECTS.get(event.action, _simply)(case, event)
    case.waits.measure(event, complaint, clocks.calendar)
    if case.facts is None or case.facts.round != complaint.round or not _FACTS.isdisjoint(event.changes):
        case.facts = facts_of(complaint)
    facts = case.facts
    if complaint.status != Status.CLOSED:
        clocks.refresh(event.at, facts)
    if event.action in ("contact", "progress") and event.changes.get("reached", True):
        clocks.reported_again(event.at, facts)
    if event.imported and not event.changes.get("untimed") and complaint.status in PAST:
        clocks.passed_over(complaint.status, event.at)
    clocks.foresee(event.at, facts)


def _leave_behind(case: Case, event: Event) -> None:
    """A past state whose time nobody knows: no deadline is judged by it, and no wait ends after it."""
    if case.complaint.status in PAST:
        case.waits.is_unknown = True
    if event.action == "assign":
        case.clocks.assigned(case.complaint.department, case.complaint.handler, event.at)
    case.clocks.passed_over(case.complaint.status, event.at)


def _register(case: Case, event: Event) -> None:
    complaint, clocks = case.complaint, case.clocks
    received = complaint.received_at or event.at
    complaint.received_at = complaint.own_received_at = received
    complaint.registered_at, complaint.registered_by = event.at, event.actor
    complaint.received_day = clocks.calendar.date_of(received).isoformat()
    clocks.starts = {"received": received, "registered": event.at}
    clocks.round_start = event.at
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


def _simply(case: Case, event: Event) -> None:
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


_EFFECTS: dict[str, Callable[[Case, Event], None]] = {
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
