"""`overdue`: the steps whose time has run out. Cron runs it: silent where there is nothing (cron-noise, cron-exit)."""

from datetime import datetime
from typing import Annotated

import typer

from complaintctl.cli.session import Session
from complaintctl.contract import STEP_NAMES
from complaintctl.discretion import listed

FOUND = 5
DRAWN = ("number", "priority", "step", "due_at", "late_minutes", "department", "handler", "content")


def overdue(
    ctx: typer.Context,
    step: Annotated[str | None, typer.Option(help="Only this step, as contact.")] = None,
    department: Annotated[str | None, typer.Option(help="Only what this department answers for.")] = None,
    handler: Annotated[str | None, typer.Option(help="Only what this handler answers for.")] = None,
    within: Annotated[str | None, typer.Option(help="What will run out within this time too, as 4h.")] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 5 where anything is listed.")] = False,
) -> None:
    session: Session = ctx.obj
    if step is not None:
        _check_known(step)
    until = _later(session, within) if within is not None else None
    rows = session.office.overdue(step=step, department=department, handler=handler, until=until)
    if rows or session.form == "json":
        told = [listed(row, reveal=session.reveals) for row in rows]
        seen = [row | {"step": f"{session.code(row['step'])} {row['law']}"} if row["law"] else row for row in told]
        session.rows(STEP_NAMES, told, drawn=DRAWN, seen=seen)
    elif session.on_terminal:
        session.tell("Nothing is overdue.")
    if exit_code and rows:
        raise typer.Exit(FOUND)


def _check_known(step: str) -> None:
    from complaintctl.cases.values import check_step

    check_step(step)


def _later(session: Session, within: str) -> datetime:
    from complaintctl.policy.amounts import Amount

    return session.office.calendar.due(session.judged_at, Amount.parse(within)).at
