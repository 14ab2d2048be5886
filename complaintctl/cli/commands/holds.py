"""The clock stopped, run on, or set later: hold, resume, extend."""

from typing import Annotated

import typer

from complaintctl.cases import handling
from complaintctl.cli import recording
from complaintctl.cli.parameters import Number, Numbers, Reason
from complaintctl.cli.session import Session


def hold(ctx: typer.Context, numbers: Numbers, reason: Reason) -> None:
    """Let the clock stand still while the customer's answer is awaited (ha-hold)."""
    session: Session = ctx.obj
    recording.each(
        session,
        numbers,
        lambda number: recording.act(session, number, lambda case, deed: handling.held(case, deed, reason=reason)),
    )


def resume(ctx: typer.Context, numbers: Numbers) -> None:
    """Let the clock run on; what was held moves by the time it was held (ha-hold)."""
    session: Session = ctx.obj
    recording.each(session, numbers, lambda number: recording.act(session, number, handling.resumed))


def extend(
    ctx: typer.Context,
    number: Number,
    step: Annotated[str, typer.Argument(metavar="STEP", help="The step, as resolve.")],
    to: Annotated[str, typer.Option(help="The new date; the end of the day where no time is said.")],
    reason: Reason,
) -> None:
    """Move a deadline to a later date, with a reason; the first date stays on record (ha-adjust)."""
    session: Session = ctx.obj
    due = session.instant(to, end_of_day=True)
    handling.known_step(step)
    recording.one(session, number, lambda case, deed: handling.extended(case, deed, step, to=due, reason=reason))
