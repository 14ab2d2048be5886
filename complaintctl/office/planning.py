"""A solution that takes several steps: its plan, a task for each (fu-plan)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from complaintctl.moments import aware
from complaintctl.office.acting import Acting

if TYPE_CHECKING:
    from complaintctl.cases.case import Case
    from complaintctl.records import Task


class Planning(Acting):
    """An office that plans what it has promised. A task is named as `1123-1/T1`: the case's number, whole or short."""

    def add_task(
        self,
        number: str,
        *,
        what: str,
        owner: str,
        until: datetime,
        check: str | None = None,
        to: str | None = None,
        at: datetime | None = None,
    ) -> "Case":
        """One more task, for whomever of whatever department; `to` is that, else the owner's own, else the case's."""
        from complaintctl.cases.planning import task_added
        from complaintctl.office.absences import by_name, stands_in

        due, owner = aware(until), stands_in(self, at)(by_name(self, owner))
        department = to or self._department_of(owner)
        return self.act(
            number,
            lambda case, deed: task_added(
                case, deed, self.policy, what=what, owner=owner, until=due, check=check, to=department
            ),
            at,
        )

    def _department_of(self, owner: str) -> str | None:
        """Of which department somebody on the staff is, if it is still one."""
        from complaintctl.store.staff import person

        known = person(self.conn, owner)
        return known["department"] if known and self.policy.department(known["department"] or "") else None

    def finish_task(self, task: str, *, note: str | None = None, at: datetime | None = None) -> "Case":
        """Write down that a task was carried out."""
        from complaintctl.cases.planning import task_done

        number, seq = named(task)
        return self.act(number, lambda case, deed: task_done(case, deed, seq, note=note), at)

    def move_task(self, task: str, *, until: datetime, reason: str, at: datetime | None = None) -> "Case":
        """Give a task a later date, with a reason; the first stays on record (ha-adjust)."""
        from complaintctl.cases.planning import task_moved

        due, (number, seq) = aware(until), named(task)
        return self.act(number, lambda case, deed: task_moved(case, deed, seq, until=due, reason=reason), at)

    def give_task(
        self, task: str, *, owner: str, reason: str, to: str | None = None, at: datetime | None = None
    ) -> "Case":
        """Hand a task to somebody else; its date stays (fu-handover)."""
        from complaintctl.cases.planning import task_given
        from complaintctl.office.absences import by_name, stands_in

        (number, seq), owner = named(task), stands_in(self, at)(by_name(self, owner))
        department = to or self._department_of(owner)
        return self.act(
            number,
            lambda case, deed: task_given(case, deed, self.policy, seq, owner=owner, reason=reason, to=department),
            at,
        )

    def strike_task(self, task: str, *, reason: str, at: datetime | None = None) -> "Case":
        """A task is not to be done any more, with a reason."""
        from complaintctl.cases.planning import task_struck

        number, seq = named(task)
        return self.act(number, lambda case, deed: task_struck(case, deed, seq, reason=reason), at)

    def tasks(self, number: str | None = None, *, over: bool = False) -> list[dict[str, Any]]:
        """The tasks of a case, or of all, the earliest due first; with `over` those too that are done or struck."""
        from complaintctl.office.shapes import task
        from complaintctl.store.deadlines import cases_with_tasks

        ids = [self.id_of(number)] if number is not None else cases_with_tasks(self.conn, over=over)
        cases = map(self.folded, ids)
        found = [
            task(case, each, self.judged_at) for case in cases for each in case.tasks if over or _is_open(case, each)
        ]
        return sorted(found, key=lambda row: (row["due_at"], row["task"]))


def _is_open(case: "Case", task: "Task") -> bool:
    return task.end is None and task.round == case.complaint.round and case.complaint.closed_at is None


def named(task: str) -> tuple[str, int]:
    """The case's number as it was written, and the number of the task in it; NotATask where it is neither."""
    from complaintctl.cases.planning import NotATask

    number, _, name = task.strip().rpartition("/")
    seq = name.strip().upper().removeprefix("T")
    if not number or not (seq.isascii() and seq.isdigit()):
        raise NotATask(task)
    return number, int(seq)
