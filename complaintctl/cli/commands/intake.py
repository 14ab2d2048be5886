"""A complaint comes in, and is corrected: register, edit, priority, convert."""

from datetime import timedelta
from typing import Annotated

import typer

from complaintctl.cases.registration import NOBODY
from complaintctl.cli.answering import answer, case_json, tell_unlisted
from complaintctl.cli.case_options import Given, described, unblank
from complaintctl.cli.meant import FLAG
from complaintctl.cli.parameters import Number, Reason, code, said
from complaintctl.cli.people import PERSON
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.model import Grade, Kind, Priority
from complaintctl.words.registered import about_the_handler, about_the_lead, registered_json, registered_lines


@described
def register(
    ctx: typer.Context,
    given: Given,
    read_back: Annotated[bool, typer.Option("--read-back", help="It was read back to the customer.")] = False,
    assign: Annotated[bool, typer.Option("--assign", help="Assign it at once, by the routing table.")] = False,
    settled: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How it was settled on the spot.", callback=said)
    ] = None,
    soothed_by: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", click_type=PERSON, help="Who soothes a concern; else who writes it down.", callback=said
        ),
    ] = None,
) -> None:
    session: Session = ctx.obj
    office = session.office
    given |= {"read_back": True} if read_back else {}
    given |= {"soothed_by": soothed_by.strip()} if soothed_by else {}
    if session.asks:
        from complaintctl.cli.questions import ask_for_missing, confirm_repeat

        ask_for_missing(session, given)
        confirm_repeat(session, given, given.get("received_at") or office.moment(session.at))
    case = office.register(assign=assign, settled=settled, at=session.at, **given)
    tell_unlisted(session, given.get("cause"))
    earlier = office.earlier(case)
    if (told := about_the_lead(session, case)) is not None:
        session.tell("{warning}", warning=told)
    if session.form == "json":
        session.json(case_json(session, case.number) | registered_json(session, case, earlier))
        return
    row = office.row(case.number)
    for line in registered_lines(session, row, case, earlier, closed=_is_closed(session)):
        session.say(line)
    if row["status"] == "registered" and row["kind"] != Kind.CONCERN:
        session.tell("  → complaintctl assign {number}", number=row["number"])


def _is_closed(session: Session) -> bool:
    """Whether the office is closed when it happens."""
    at = session.office.moment(session.at)
    return not session.office.calendar.intervals(at, at + timedelta(minutes=1))[0].counted


@described
def edit(
    ctx: typer.Context,
    number: Number,
    reason: Reason,
    given: Given,
    unflag: Annotated[list[str] | None, typer.Option(click_type=FLAG, help="Take a flag off; may be repeated.")] = None,
    about_nobody: Annotated[bool, typer.Option("--about-nobody", help="It is about nobody of the staff.")] = False,
) -> None:
    session: Session = ctx.obj
    flags = unblank(unflag or [])
    if about_nobody:
        given["about"] = NOBODY
    if not (given or flags):
        raise Misused("Say what to correct, by register's options.", hint="complaintctl edit --help")
    case = session.office.edit(number, reason=reason, unflag=flags, at=session.at, **given)
    tell_unlisted(session, given.get("cause"))
    answer(session, case)
    if (told := about_the_handler(session, case)) is not None:
        session.tell("{warning}", warning=told)


def priority(
    ctx: typer.Context,
    number: Number,
    reason: Reason,
    priority: Annotated[Priority | None, typer.Argument(help="The priority it is to have.")] = None,
    grade: Annotated[Grade | None, typer.Option(help="The grade it is to have.")] = None,
) -> None:
    session: Session = ctx.obj
    chosen = {"priority": code(priority), "grade": code(grade)}
    answer(session, session.office.prioritise(number, reason=reason, at=session.at, **chosen))


def convert(ctx: typer.Context, number: Number) -> None:
    session: Session = ctx.obj
    answer(session, session.office.convert(number, at=session.at))
