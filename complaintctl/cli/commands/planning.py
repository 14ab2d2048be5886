"""`task`: the plan of a solution that takes several steps (fu-plan)."""

from typing import Annotated, Any

import typer

from complaintctl.cli.answering import answer
from complaintctl.cli.commands import COMMANDS, LIST, READS
from complaintctl.cli.meant import DEPARTMENT, DEPARTMENT_EVER
from complaintctl.cli.parameters import Number, Reason, said
from complaintctl.cli.people import PERSON, PERSON_THEN
from complaintctl.cli.session import Session
from complaintctl.cli.subcommands import subcommands
from complaintctl.errors import Misused

task = subcommands(
    "task", "Keep the plan of a solution: what, by whom, until when.", list=COMMANDS["task"].but(READS, LIST)
)
NAMES = (
    "task number what owner department due_at first_due_at state check added_at added_by ended_at ended_by end note"
).split()
DRAWN = ("task", "owner", "department", "due_at", "state", "what")

TaskArgument = Annotated[str, typer.Argument(metavar="NUMBER/T1", help="The task: 1123-1/T1.")]
NoteOption = Annotated[str | None, typer.Option(help="What is to be said of it.", callback=said)]


@task.command("add", help="Plan one more task of a complaint.")
def add(
    ctx: typer.Context,
    number: Number,
    what: Annotated[str, typer.Option(help="What is to be done.", callback=said)],
    owner: Annotated[str, typer.Option(metavar="NAME", click_type=PERSON, help="Who does it.", callback=said)],
    until: Annotated[str, typer.Option(metavar="DATE", help="Until when; the end of the day where no time is said.")],
    check: Annotated[str | None, typer.Option(help="How one will see that it is done.", callback=said)] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="DEPARTMENT", click_type=DEPARTMENT, help="Whose task it is; else the owner's."),
    ] = None,
) -> None:
    session: Session = ctx.obj
    due = session.instant(until, end_of_day=True, ahead=True)
    case = session.office.add_task(number, what=what, owner=owner, until=due, check=check, to=to, at=session.at)
    answer(session, case)


@task.command("done", help="Write down that a task was carried out.")
def done(ctx: typer.Context, task: TaskArgument, note: NoteOption = None) -> None:
    session: Session = ctx.obj
    answer(session, session.office.finish_task(task, note=note, at=session.at))


@task.command("move", help="Give a task a later date or another owner, with a reason.")
def move(
    ctx: typer.Context,
    task: TaskArgument,
    reason: Reason,
    until: Annotated[str | None, typer.Option("--until", "--to", metavar="DATE", help="The new date.")] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="NAME", click_type=PERSON, help="Who does it now.", callback=said)
    ] = None,
) -> None:
    session: Session = ctx.obj
    if (until is None) == (owner is None):
        raise NotOneMove(task=task)
    if owner is not None:
        answer(session, session.office.give_task(task, owner=owner, reason=reason, at=session.at))
    elif until is not None:
        due = session.instant(until, end_of_day=True, ahead=True)
        answer(session, session.office.move_task(task, until=due, reason=reason, at=session.at))


class NotOneMove(Misused):
    sentence = "Give the new date or the new owner."
    hint = 'complaintctl task move {task} --until DATE --reason "…"'


@task.command("strike", help="A task is not to be done any more, with a reason.")
def strike(ctx: typer.Context, task: TaskArgument, reason: Reason) -> None:
    session: Session = ctx.obj
    answer(session, session.office.strike_task(task, reason=reason, at=session.at))


@task.command("list", help="List the tasks of a complaint, or of all; those still to be done unless --all.")
def list_(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="NUMBER", help="Only those of this complaint.")] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="NAME", click_type=PERSON_THEN, help="Only this person's.")
    ] = None,
    department: Annotated[str | None, typer.Option(click_type=DEPARTMENT_EVER, help="Only this department's.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also those that are done or struck.")] = False,
) -> None:
    session: Session = ctx.obj
    rows: list[dict[str, Any]] = [
        row
        for row in session.office.tasks(number, over=all_)
        if (owner is None or row["owner"] == owner) and (department is None or row["department"] == department)
    ]
    session.rows(NAMES, rows, drawn=DRAWN)
