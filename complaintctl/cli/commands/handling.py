"""A complaint in hand: assign, contact, progress, note, escalate, told."""

from typing import TYPE_CHECKING, Annotated

import typer

from complaintctl.cli.answering import answer, each
from complaintctl.cli.meant import DEPARTMENT, TOLD
from complaintctl.cli.parameters import Note, Number, Numbers, Reason, code, said
from complaintctl.cli.people import PERSON
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.model import Channel

if TYPE_CHECKING:
    from complaintctl.cases.case import Case


def assign(
    ctx: typer.Context,
    numbers: Annotated[
        list[str] | None,
        typer.Argument(metavar="NUMBER…", help="One or more complaints; - reads them from standard input."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(click_type=DEPARTMENT, help="The department; by the routing table where it is missing."),
    ] = None,
    handler: Annotated[
        str | None, typer.Option(click_type=PERSON, help="The customer's contact; else the department's lead.")
    ] = None,
    unassigned: Annotated[bool, typer.Option("--unassigned", help="All that wait to be assigned.")] = False,
) -> None:
    session: Session = ctx.obj
    if unassigned == bool(numbers):
        raise Misused("Name the complaints to assign, or give --unassigned.", hint="complaintctl assign --unassigned")
    office = session.office
    waiting = office.unassigned() if unassigned else list(numbers or ())

    def do(number: str) -> "Case":
        case = office.assign(number, to=to, handler=handler, at=session.at)
        if absent := case.events[-1].changes.get("instead_of"):
            sentence = "{number}: {absent} is away; {handler} stands in."
            session.tell(sentence, number=case.number, absent=absent, handler=case.complaint.handler)
        return case

    each(session, waiting, do, all_=unassigned)


def contact(
    ctx: typer.Context,
    number: Number,
    note: Note,
    channel: Annotated[Channel | None, typer.Option(help="How the customer was spoken to.")] = None,
    not_reached: Annotated[bool, typer.Option("--not-reached", help="A try that did not reach the customer.")] = False,
) -> None:
    session: Session = ctx.obj
    reached = not not_reached
    answer(session, session.office.contact(number, note=note, channel=code(channel), reached=reached, at=session.at))


def progress(ctx: typer.Context, number: Number, note: Note) -> None:
    session: Session = ctx.obj
    answer(session, session.office.progress(number, note=note, at=session.at))


def note(
    ctx: typer.Context,
    number: Number,
    note: Note,
    private: Annotated[bool, typer.Option("--private", help="Only for those who ask to see everything.")] = False,
) -> None:
    session: Session = ctx.obj
    answer(session, session.office.note(number, note=note, private=private, at=session.at))


def escalate(ctx: typer.Context, number: Number, reason: Reason) -> None:
    session: Session = ctx.obj
    case = session.office.escalate(number, reason=reason, at=session.at)
    answer(session, case)
    if manager := case.events[-1].changes.get("to"):
        session.tell("Now it is with {manager}.", manager=manager)
    else:
        session.tell("The policy names no manager for this department; give one with policy set.")


def told(
    ctx: typer.Context,
    numbers: Numbers,
    who: Annotated[str, typer.Option(click_type=TOLD, help="Who was told, as the policy names them.", callback=said)],
) -> None:
    session: Session = ctx.obj
    named = {session.translate(tell.who): tell.who for tell in session.policy.tells}
    who = named.get(who, who)
    unnamed = bool(named) and who not in named.values()
    if unnamed:
        session.tell("The policy doesn't name “{who}”; it names: {named}.", who=who, named=", ".join(named))
    each(session, numbers, lambda number: session.office.told(number, who=who, at=session.at))
    if unnamed and len(numbers) == 1:
        session.tell("  → complaintctl undo {number}", number=numbers[0])
