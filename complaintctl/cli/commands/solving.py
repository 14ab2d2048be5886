"""What is offered, decided, answered and carried out: propose, approve, reject, accept, decline, resolve."""

from typing import Annotated

import typer

from complaintctl.cli.answering import answer, tell_unlisted
from complaintctl.cli.meant import CAUSE
from complaintctl.cli.parameters import Number, code, money, said
from complaintctl.cli.people import PERSON
from complaintctl.cli.session import Session
from complaintctl.locale import N_
from complaintctl.model import Remedy, Responsibility
from complaintctl.words.answers import advice

RemedyOption = Annotated[Remedy | None, typer.Option(help="What kind of remedy it is.")]
Cost = Annotated[str | None, typer.Option(help="What it costs the house.")]
Remark = Annotated[str | None, typer.Option("--note", "--reason", help="A remark.")]
Why = Annotated[str, typer.Option("--reason", "--note", help="Why.", callback=said)]


def propose(
    ctx: typer.Context,
    number: Number,
    solution: Annotated[str, typer.Option(help="What is to be done.")],
    remedy: RemedyOption = None,
    cost: Cost = None,
    owner: Annotated[str | None, typer.Option(click_type=PERSON, help="Who does it.")] = None,
    until: Annotated[str | None, typer.Option(help="Until when.")] = None,
    check: Annotated[str | None, typer.Option(help="How one will see that it worked.")] = None,
) -> None:
    session: Session = ctx.obj
    case = session.office.propose(
        number,
        solution=solution,
        remedy=code(remedy),
        cost=money("--cost", cost),
        owner=owner,
        until=session.instant(until, end_of_day=True, ahead=True) if until else None,
        check=check,
        at=session.at,
    )
    answer(session, case)
    if fits := advice(session, case):
        session.tell(N_("What fits: {advice}"), advice=fits)


def approve(ctx: typer.Context, number: Number, note: Remark = None) -> None:
    session: Session = ctx.obj
    answer(session, session.office.approve(number, note=note, at=session.at))


def reject(ctx: typer.Context, number: Number, reason: Why) -> None:
    session: Session = ctx.obj
    answer(session, session.office.reject(number, reason=reason, at=session.at))


def accept(ctx: typer.Context, number: Number, note: Remark = None) -> None:
    session: Session = ctx.obj
    answer(session, session.office.accept(number, note=note, at=session.at))


def decline(ctx: typer.Context, number: Number, reason: Why) -> None:
    session: Session = ctx.obj
    answer(session, session.office.decline(number, reason=reason, at=session.at))


def resolve(
    ctx: typer.Context,
    number: Number,
    solution: Annotated[
        str | None, typer.Option(help="What was done; taken over from the agreed proposal where it is missing.")
    ] = None,
    remedy: RemedyOption = None,
    cost: Cost = None,
    responsibility: Annotated[Responsibility | None, typer.Option(help="Who answers for it.")] = None,
    cause: Annotated[
        str | None, typer.Option(click_type=CAUSE, help="The cause as it was established, up to four levels.")
    ] = None,
    agreement: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The written agreement, to be kept with the complaint.", callback=said),
    ] = None,
) -> None:
    from complaintctl.office.documents import read

    session: Session = ctx.obj
    minor = money("--cost", cost)
    papers = read(session.office, [agreement]) if agreement is not None else [None]
    case = session.office.resolve(
        number,
        solution=solution,
        remedy=code(remedy),
        cost=minor,
        responsibility=code(responsibility),
        cause=cause,
        agreement=papers[0],
        at=session.at,
    )
    tell_unlisted(session, cause)
    answer(session, case)
