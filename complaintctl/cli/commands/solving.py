"""What is offered, decided, answered and carried out: propose, approve, reject, accept, decline, resolve."""

from typing import TYPE_CHECKING, Annotated

import typer

from complaintctl.cases import solving
from complaintctl.cases.case import Case
from complaintctl.cases.deed import Deed
from complaintctl.cli import recording
from complaintctl.cli.answers import advice
from complaintctl.cli.parameters import Number, Reason, money, said
from complaintctl.cli.registry import N_
from complaintctl.model import Remedy, Responsibility
from complaintctl.moments import stored
from complaintctl.records import Event

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

RemedyOption = Annotated[Remedy | None, typer.Option(help="What kind of remedy it is.")]
Cost = Annotated[str | None, typer.Option(help="What it costs the house.")]
Remark = Annotated[str | None, typer.Option("--note", help="A remark.")]


def propose(
    ctx: typer.Context,
    number: Number,
    solution: Annotated[str, typer.Option(help="What is to be done.")],
    remedy: RemedyOption = None,
    cost: Cost = None,
    owner: Annotated[str | None, typer.Option(help="Who does it.")] = None,
    until: Annotated[str | None, typer.Option(help="Until when.")] = None,
    check: Annotated[str | None, typer.Option(help="How one will see that it worked.")] = None,
) -> None:
    """Propose what to do, by whom, until when, at what cost (ha-propose)."""
    session: Session = ctx.obj
    minor = money("--cost", cost)
    date = stored(session.instant(until, end_of_day=True)) if until else None
    recording.one(
        session,
        number,
        lambda case, deed: solving.proposed(
            case,
            deed,
            solution=solution,
            remedy=str(remedy) if remedy else None,
            cost=minor,
            owner=owner,
            until=date,
            check=check,
        ),
    )
    if fits := advice(session, session.case(session.id_of(number))):
        session.tell(N_("What fits: {advice}"), advice=fits)


def approve(ctx: typer.Context, number: Number, note: Remark = None) -> None:
    """Agree to a proposal on behalf of the house (ha-approve)."""
    recording.one(ctx.obj, number, lambda case, deed: solving.approved(case, deed, note=note))


def reject(ctx: typer.Context, number: Number, reason: Reason) -> None:
    """Turn a proposal down on behalf of the house (ha-approve)."""
    recording.one(ctx.obj, number, lambda case, deed: solving.rejected(case, deed, reason=reason))


def accept(ctx: typer.Context, number: Number, note: Remark = None) -> None:
    """Write down that the customer agrees to the proposal (ha-propose)."""
    recording.one(ctx.obj, number, lambda case, deed: solving.accepted(case, deed, note=note))


def decline(ctx: typer.Context, number: Number, reason: Reason) -> None:
    """Write down that the customer declines the proposal (ha-propose)."""
    recording.one(ctx.obj, number, lambda case, deed: solving.declined(case, deed, reason=reason))


def resolve(
    ctx: typer.Context,
    number: Number,
    solution: Annotated[
        str | None,
        typer.Option(help="What was done; taken over from the agreed proposal where it is missing."),
    ] = None,
    remedy: RemedyOption = None,
    cost: Cost = None,
    responsibility: Annotated[Responsibility | None, typer.Option(help="Who answers for it.")] = None,
    cause: Annotated[str | None, typer.Option(help="The cause as it was established, up to four levels.")] = None,
    agreement: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The written agreement, to be kept with the complaint.", callback=said),
    ] = None,
) -> None:
    """Write down the solution (ha-cause, ha-approve, ha-agreement)."""
    session: Session = ctx.obj
    minor = money("--cost", cost)

    def build(case: Case, deed: Deed) -> Event:
        return solving.resolved(
            case,
            deed,
            session.policy,
            solution=solution,
            remedy=str(remedy) if remedy else None,
            cost=minor,
            responsibility=str(responsibility) if responsibility else None,
            cause=cause,
        )

    if agreement is None:
        recording.one(session, number, build)
        return
    from complaintctl.cli import documents

    (paper,) = documents.read(session, [agreement])
    recording.answer(session, documents.with_agreement(session, number, paper, build))
