"""What is done to a plan: its tasks added, done, moved, given to others, struck (fu-plan)."""

from collections.abc import Sequence
from datetime import datetime

from complaintctl.cases.case import Case
from complaintctl.cases.deed import Deed, may
from complaintctl.cases.handling import UnknownDepartment
from complaintctl.cases.tasks import open_tasks
from complaintctl.errors import Refused, Unreadable
from complaintctl.moments import stored
from complaintctl.policy.schema import Policy
from complaintctl.records import Deadline, Event, Task
from complaintctl.rules import recusal
from complaintctl.rules.deadlines import run_out
from complaintctl.rules.instants import shown


def task_added(
    case: Case,
    deed: Deed,
    policy: Policy,
    *,
    what: str,
    owner: str,
    until: datetime,
    check: str | None = None,
    to: str | None = None,
) -> Event:
    """One more task of the round; `to` is the department that answers for it, else the case's own."""
    may(case, deed, "task_add")
    recusal.check_owner(case.policy, case.complaint, owner)
    if until < deed.at:
        raise OverAlready(number=case.number, until=shown(until, case.calendar.zone))
    changes = {
        "task": len(case.tasks) + 1,
        "what": what,
        "owner": owner,
        "until": stored(until),
        "check": check,
        "to": _department(policy, to) or case.complaint.department,
    }
    return deed.event("task_add", changes)


def task_done(case: Case, deed: Deed, seq: int, *, note: str | None = None) -> Event:
    """A task was carried out."""
    may(case, deed, "task_done")
    return deed.event("task_done", {"task": _open(case, seq).seq}, note=note)


def task_moved(case: Case, deed: Deed, seq: int, *, until: datetime, reason: str) -> Event:
    """A task gets a later date, before its time is over; the first stays on record (ha-adjust)."""
    may(case, deed, "task_move")
    row = _row(case, seq)
    if run_out(row, deed.at):
        raise TaskRunOut(number=case.number, task=f"T{seq}", due=shown(row.due_at, case.calendar.zone))
    if until <= row.due_at or until < deed.at:
        raise OnlyLater(number=case.number, task=f"T{seq}", after=shown(max(row.due_at, deed.at), case.calendar.zone))
    return deed.event("task_move", {"task": seq, "until": stored(until)}, note=reason)


def task_given(
    case: Case, deed: Deed, policy: Policy, seq: int, *, owner: str, reason: str, to: str | None = None
) -> Event:
    """A task goes to somebody else; its date stays (fu-handover)."""
    may(case, deed, "task_give")
    task = _open(case, seq)
    recusal.check_owner(case.policy, case.complaint, owner)
    return deed.event(
        "task_give", {"task": seq, "owner": owner, "to": _department(policy, to) or task.department}, note=reason
    )


def task_struck(case: Case, deed: Deed, seq: int, *, reason: str) -> Event:
    """A task is not to be done any more."""
    may(case, deed, "task_strike")
    return deed.event("task_strike", {"task": _open(case, seq).seq}, note=reason)


def check_carried_out(case: Case) -> None:
    """Refuse a solution as long as a task of it is open."""
    if found := open_tasks(case.tasks, case.complaint.round):
        raise StillToDo(case.number, found)


def _open(case: Case, seq: int) -> Task:
    task = next((task for task in case.tasks if task.seq == seq), None)
    if task is None:
        raise NoSuchTask(case, seq)
    if task.end is not None or task not in open_tasks(case.tasks, case.complaint.round):
        raise TaskOver(number=case.number, task=task.name)
    return task


def _row(case: Case, seq: int) -> Deadline:
    _open(case, seq)
    row = case.clocks.task(seq)
    assert row is not None
    return row


def _department(policy: Policy, called: str | None) -> str | None:
    if called is None:
        return None
    department = policy.department_called(called)
    if department is None:
        raise UnknownDepartment(called, policy)
    return department.name


class NotATask(Unreadable):
    sentence = "“{text}” names no task; write NUMBER/T1."
    hint = "complaintctl task list"


class OverAlready(Refused):
    sentence = "A task of {number} can't be due at {until}: that is over already."
    hint = 'complaintctl task add {number} --what "…" --owner NAME --until DATE'


class NoSuchTask(Refused):
    code = "no-such-task"

    def __init__(self, case: Case, seq: int) -> None:
        super().__init__(
            "{number} has no task {task}; it has: {tasks}.",
            hint="complaintctl task list {number} --all",
            number=case.number,
            task=f"T{seq}",
            tasks=" ".join(task.name for task in case.tasks) or "–",
        )


class TaskOver(Refused):
    sentence = "Task {task} of {number} is over."
    hint = "complaintctl task list {number} --all"


class TaskRunOut(Refused):
    sentence = "The time of task {task} of {number} ran out at {due}; it can only be moved before that."
    hint = "complaintctl task done {number}/{task}"


class OnlyLater(Refused):
    sentence = "Task {task} of {number} can only be moved to later than {after}."
    hint = 'complaintctl task move {number}/{task} --until DATE --reason "…"'


class StillToDo(Refused):
    code = "tasks-open"

    def __init__(self, number: str, tasks: Sequence[Task]) -> None:
        super().__init__(
            "{number} can't be resolved while tasks of it are open: {tasks}.",
            hint='complaintctl task done {number}/{first} | task strike {number}/{first} --reason "…"',
            number=number,
            first=tasks[0].name,
            tasks=", ".join(f"{task.name} ({task.owner})" for task in tasks),
        )
