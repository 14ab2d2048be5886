"""What each action does to a case and its clocks; whatever isn't named here only meets the steps it meets."""

from collections.abc import Callable
from datetime import datetime

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.proposals import PROPOSING, apply_proposal
from complaintctl.cases.tasks import added_task, changed_task, open_tasks
from complaintctl.model import Kind, Outcome, Step
from complaintctl.moments import from_stored
from complaintctl.policy.steps import told
from complaintctl.records import Event

NOT_FOLLOWED = frozenset({Outcome.DUPLICATE, Outcome.WITHDRAWN, Outcome.REFERRED, Outcome.SOOTHED})
"""After these nobody calls again (fu-follow)."""


def _register(case: Case, event: Event) -> None:
    complaint, clocks = case.complaint, case.clocks
    received = complaint.received_at or event.at
    complaint.received_at = complaint.own_received_at = received
    complaint.registered_at, complaint.registered_by = event.at, event.actor
    day = clocks.calendar.date_of(received)
    complaint.received_day = day.isoformat()
    clocks.received_on(day)
    clocks.starts = {"received": received, "registered": event.at}
    clocks.round_start = event.at
    clocks.soother = complaint.handler if complaint.kind == Kind.CONCERN else None
    if event.changes.get("unjudged"):
        clocks.passed.add(Step.REGISTER)
    clocks.happened("register", event.at)


def _assign(case: Case, event: Event) -> None:
    complaint, clocks = case.complaint, case.clocks
    if "status" not in event.changes and not event.imported:  # handed over, and sent nowhere
        clocks.assigned(complaint.department, complaint.handler, event.at)
        return
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


def _letter(case: Case, event: Event) -> None:
    case.clocks.happened(event.action, event.at)
    case.clocks.happened(f"letter:{event.changes['letter']}", event.at)


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
        case.clocks.received_on(case.calendar.date_of(own))


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
    for task in open_tasks(case.tasks, case.complaint.round):
        task.end, task.ended_at, task.ended_by = "struck", event.at, event.actor
    if not event.imported:
        case.clocks.closed(event.at, duplicate=case.complaint.duplicate_of is not None)
        if case.complaint.outcome not in NOT_FOLLOWED:
            case.clocks.followed_up(event.at, facts_of(case.complaint))


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
    until = event.changes.get("until")
    case.clocks.held(event.at, from_stored(until) if until else None, event.note)


def _end_hold(case: Case, at: datetime) -> None:
    if case.complaint.on_hold:
        case.complaint.on_hold = False
        case.clocks.resumed(at)


def _resume(case: Case, event: Event) -> None:
    case.clocks.happened(event.action, event.at)
    _end_hold(case, event.at)


def _extend(case: Case, event: Event) -> None:
    case.clocks.happened(event.action, event.at)
    law, due = event.changes.get("law"), from_stored(event.changes["due_at"])
    row = case.clocks.law(law) if law else case.clocks.current(event.changes["step"])
    # A contact written down afterwards may have brought another row into its place.
    if row is not None and row.due_at < due:
        case.clocks.extended(row, due, event.changes.get("extension"))


def _task_add(case: Case, event: Event) -> None:
    task = added_task(case.tasks, event, case.complaint.round)
    due = from_stored(event.changes["until"])
    case.clocks.task_added(task.seq, due, task.owner, task.department, event.at)


def _task(case: Case, event: Event) -> None:
    changed_task(case.tasks, event)
    row = case.clocks.task(event.changes["task"])
    if row is None:
        return
    match event.action:
        case "task_done":
            case.clocks.done(row, event.at)
        case "task_strike":
            case.clocks.struck(row, event.at)
        case "task_give":
            row.handler, row.department = event.changes["owner"], event.changes.get("to")
        case _:
            case.clocks.extended(row, from_stored(event.changes["until"]))


def _follow(case: Case, event: Event) -> None:
    for row in case.clocks.to_follow(event.at):
        case.clocks.done(row, event.at)


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
    "task_add": _task_add,
    **dict.fromkeys(("task_done", "task_move", "task_give", "task_strike"), _task),
    "follow": _follow,
    "letter": _letter,
    **dict.fromkeys(PROPOSING, _propose),
    "calendar": _recalendar,
}
