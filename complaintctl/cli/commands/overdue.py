"""`overdue`: the steps whose time has run out. Cron runs it: silent where there is nothing (cron-noise, cron-exit)."""

from contextlib import ExitStack
from datetime import datetime
from typing import Annotated, Any

import typer

from complaintctl.cli.counts import put_counts
from complaintctl.cli.meant import DEPARTMENT_EVER, FIELD, STEP
from complaintctl.cli.people import PERSON_THEN
from complaintctl.cli.session import Session
from complaintctl.cli.several import opened
from complaintctl.contract import STEP_NAMES
from complaintctl.discretion import listed
from complaintctl.office.together import by_urgency, called, counted, named, of_each

FOUND = 5
DRAWN = ("number", "priority", "step", "due_at", "late_minutes", "department", "handler", "content")


By = Annotated[
    str | None,
    typer.Option(metavar="FIELD", click_type=FIELD, help="Count them by this instead, as handler, department or step."),
]


def overdue(
    ctx: typer.Context,
    step: Annotated[str | None, typer.Option(click_type=STEP, help="Only this step, as contact.")] = None,
    department: Annotated[
        str | None, typer.Option(click_type=DEPARTMENT_EVER, help="Only what this department answers for.")
    ] = None,
    handler: Annotated[
        str | None, typer.Option(click_type=PERSON_THEN, help="Only what this handler answers for.")
    ] = None,
    within: Annotated[str | None, typer.Option(help="What will run out within this time too, as 4h.")] = None,
    by: By = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 5 where anything is listed.")] = False,
) -> None:
    session: Session = ctx.obj
    if step is not None:
        _check_known(step)
    until = _later(session, within) if within is not None else None
    asked: dict[str, Any] = {"step": step, "department": department, "handler": handler, "until": until}
    with ExitStack() as stack:
        offices = [each.office for each in opened(session, stack)]
        if by is not None:
            names = dict(called(offices))
            counts = of_each(offices, lambda office: office.count_overdue(by, called=names[office], **asked))
            rows = counted(counts, by)
        elif len(offices) > 1:
            rows = by_urgency(named(offices, of_each(offices, lambda office: office.overdue(**asked))))
        else:
            rows = offices[0].overdue(**asked)
    if by is not None and (rows or session.form == "json"):
        put_counts(session, rows, (by, "cases", "steps", "oldest"))
    elif rows or session.form == "json":
        _put(session, rows, several=len(offices) > 1)
    elif session.on_terminal:
        session.tell("Nothing is overdue.")
    if exit_code and rows:
        raise typer.Exit(FOUND)


def _put(session: Session, rows: list[dict[str, Any]], *, several: bool) -> None:
    told = [listed(row, reveal=session.reveals) for row in rows]
    seen = [row | {"step": f"{session.code(row['step'])} {row['law']}"} if row["law"] else row for row in told]
    office = ("office",) if several else ()
    session.rows((*STEP_NAMES, *office), told, drawn=(*office, *DRAWN), seen=seen)


def _check_known(step: str) -> None:
    from complaintctl.cases.values import check_step

    check_step(step)


def _later(session: Session, within: str) -> datetime:

    return session.office.calendar.due(session.judged_at, session.amount(within)).at
