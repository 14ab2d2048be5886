"""The tasks of a case as their events make them: a solution that takes several steps is a plan (fu-plan)."""

from collections.abc import Sequence

from complaintctl.records import Event, Task


def added_task(tasks: list[Task], event: Event, round_: int) -> Task:
    """The task that an event adds to these."""
    said = event.changes
    task = Task(
        said["task"], round_, event.at, event.actor, said.get("what"), said["owner"], said.get("to"), said.get("check")
    )
    tasks.append(task)
    return task


def changed_task(tasks: Sequence[Task], event: Event) -> None:
    """Let a task be done, struck, moved or given to somebody else."""
    task = next((task for task in tasks if task.seq == event.changes["task"]), None)
    if task is None:
        return
    task.note = event.note or task.note
    if event.action == "task_give":
        task.owner, task.department = event.changes["owner"], event.changes.get("to")
    elif event.action in _ENDS:
        task.end, task.ended_at, task.ended_by = _ENDS[event.action], event.at, event.actor


_ENDS = {"task_done": "done", "task_strike": "struck"}


def open_tasks(tasks: Sequence[Task], round_: int) -> list[Task]:
    """The tasks of the round that are neither done nor struck."""
    return [task for task in tasks if task.end is None and task.round == round_]
