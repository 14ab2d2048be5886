"""The clock stopped, run on, or set later: hold, resume, extend."""

from typing import Annotated

import typer

from complaintctl.cli.answering import answer, each
from complaintctl.cli.parameters import Number, Numbers, Reason
from complaintctl.cli.session import Session


def hold(
    ctx: typer.Context,
    numbers: Numbers,
    reason: Reason,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="When to be reminded of it; the end of the day without a time.")
    ] = None,
) -> None:
    session: Session = ctx.obj
    then = session.instant(until, end_of_day=True) if until else None
    each(session, numbers, lambda number: session.office.hold(number, reason=reason, until=then, at=session.at))


def resume(ctx: typer.Context, numbers: Numbers) -> None:
    session: Session = ctx.obj
    each(session, numbers, lambda number: session.office.resume(number, at=session.at))


def extend(
    ctx: typer.Context,
    number: Number,
    step: Annotated[str, typer.Argument(metavar="STEP", help="The step, as resolve.")],
    to: Annotated[str, typer.Option(help="The new date; the end of the day where no time is said.")],
    reason: Reason,
) -> None:
    session: Session = ctx.obj
    due = session.instant(to, end_of_day=True)
    answer(session, session.office.extend(number, step, to=due, reason=reason, at=session.at))
