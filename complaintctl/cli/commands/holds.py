"""The clock stopped, run on, or set later: hold, resume, extend."""

from typing import Annotated

import typer

from complaintctl.cli.answering import answer, each
from complaintctl.cli.meant import STEP
from complaintctl.cli.parameters import Number, Numbers, Reason
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.model import Step


def hold(
    ctx: typer.Context,
    numbers: Numbers,
    reason: Reason,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="When to be reminded of it; the end of the day without a time.")
    ] = None,
) -> None:
    session: Session = ctx.obj
    then = session.instant(until, end_of_day=True, ahead=True) if until else None
    each(session, numbers, lambda number: session.office.hold(number, reason=reason, until=then, at=session.at))


def resume(ctx: typer.Context, numbers: Numbers) -> None:
    session: Session = ctx.obj
    each(session, numbers, lambda number: session.office.resume(number, at=session.at))


def extend(
    ctx: typer.Context,
    number: Number,
    step: Annotated[str, typer.Argument(metavar="STEP", click_type=STEP, help="The step, as resolve.")],
    reason: Reason,
    to: Annotated[str | None, typer.Option(help="The new date; the end of the day where no time is said.")] = None,
    law: Annotated[
        str | None, typer.Option(metavar="PACK.ID", help="The clock that a law set: its next extension is taken.")
    ] = None,
) -> None:
    session: Session = ctx.obj
    if (to is None) == (law is None) or (law is not None and step != Step.STATUTORY):
        raise NotOneDate(number=number, step=step)
    if to is None:
        case = session.office.extend_by_law(number, str(law), reason=reason, at=session.at)
        answer(session, case)
        session.tell("The customer is to be told: complaintctl letter {number} --kind delay", number=case.number)
        return
    due = session.instant(to, end_of_day=True, ahead=True)
    answer(session, session.office.extend(number, step, to=due, reason=reason, at=session.at))


class NotOneDate(Misused):
    sentence = "Give the new date with --to; of a clock that a law set, name the law instead."
    hint = 'complaintctl extend {number} {step} --to DATE | statutory --law PACK.ID --reason "…"'
