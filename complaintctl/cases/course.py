"""The course of a case: its events, applied in the order of their own time, become the case as it stands.

This fold is the only way from events to a row: live commands, imports, `--as-of` and `verify` all take it.
"""

from collections.abc import Iterable, Sequence

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.clocks import Clocks
from complaintctl.cases.turns import EFFECTS, simply
from complaintctl.model import Facts, Status
from complaintctl.moments import from_stored
from complaintctl.records import BACKDATED, COLUMNS, INSTANTS, Complaint, Event
from complaintctl.rules.rulebook import Rulebook

_FIELDS = frozenset(COLUMNS)
_FACTS = frozenset(Facts.__dataclass_fields__)
PAST = frozenset({Status.RESOLVED, Status.REVISITED, Status.CLOSED})
"""States that an imported case reaches leaving steps behind."""


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
        EFFECTS.get(event.action, simply)(case, event)
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
