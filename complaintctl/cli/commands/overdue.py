"""`overdue`: the steps whose time has run out. Cron runs it, so it is silent where there is nothing to say."""

from datetime import datetime
from typing import Annotated

import typer

from complaintctl.cli.discretion import listed
from complaintctl.cli.options import NotOneOf
from complaintctl.cli.session import Session
from complaintctl.moments import from_stored
from complaintctl.store import register

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
    """List open steps past their due time: highest priority first, then earliest due (cron-noise, cron-exit)."""
    session: Session = ctx.obj
    now = session.judged_at
    which = register.Filter()
    if step is not None:
        which.add("o.step = :step", step=_known(step))
    if department is not None:
        _check_department(session, department)
        which.add("o.department = :department", department=department)
    if handler is not None:
        which.add("o.handler = :handler", handler=handler)
    until = _later(session, within) if within is not None else None
    rows = register.overdue_steps(session.conn, which, now, until=until)
    if rows or session.form == "json":
        _show(session, rows)
    elif session.on_terminal:
        session.tell("Nothing is overdue.")
    if exit_code and rows:
        raise typer.Exit(FOUND)


def _known(step: str) -> str:
    from complaintctl.model import Step

    if step not in tuple(Step):
        raise NotOneOf("--step", step, tuple(Step))
    return step


def _check_department(session: Session, department: str) -> None:
    from complaintctl.cli.filters import check_known

    check_known(session, departments=[department])


def _show(session: Session, rows: list[dict[str, object]]) -> None:
    for row in rows:
        row["late_minutes"], row["late_office_minutes"] = _minutes_late(session, str(row["due_at"]))
    shown = [listed(row, reveal=session.reveals) for row in rows]
    session.rows(register.STEP_NAMES, shown, drawn=DRAWN)


def _minutes_late(session: Session, due_at: str) -> tuple[int, int]:
    due, now = from_stored(due_at), session.judged_at
    if now <= due:
        return 0, 0
    office = session.calendar.between(due, now).seconds
    return int((now - due).total_seconds()) // 60, office // 60


def _later(session: Session, within: str) -> datetime:
    from complaintctl.policy.amounts import Amount

    return session.calendar.due(session.judged_at, Amount.parse(within)).at
