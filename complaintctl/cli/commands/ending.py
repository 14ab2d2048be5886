"""The customer asked, the case ended or begun again: revisit, close, reopen, review, audit, undo."""

from typing import Annotated

import typer

from complaintctl.cases import ending
from complaintctl.cases.case import Case
from complaintctl.cases.deed import Deed
from complaintctl.cli import recording
from complaintctl.cli.parameters import Note, Number, Numbers, Reason
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.model import Channel, Outcome, RootCause
from complaintctl.records import Event


def revisit(
    ctx: typer.Context,
    number: Number,
    satisfied: Annotated[bool, typer.Option("--satisfied", help="The customer is satisfied.")] = False,
    dissatisfied: Annotated[bool, typer.Option("--dissatisfied", help="The customer is not.")] = False,
    not_reached: Annotated[bool, typer.Option("--not-reached", help="The customer could not be reached.")] = False,
    score: Annotated[int | None, typer.Option(min=1, max=5, help="The customer's score.")] = None,
    comment: Annotated[str | None, typer.Option(help="What the customer says.")] = None,
    suggestion: Annotated[str | None, typer.Option(help="What the customer would improve.")] = None,
    channel: Annotated[Channel | None, typer.Option(help="How the customer was called back.")] = None,
    close: Annotated[bool, typer.Option("--close", help="Close it too, if the customer is satisfied.")] = False,
) -> None:
    """Write down what the customer says of the solution (re-revisit, re-score)."""
    session: Session = ctx.obj
    if satisfied + dissatisfied + not_reached != 1:
        raise Misused(
            "Give one of --satisfied, --dissatisfied and --not-reached.",
            hint="complaintctl revisit {number} --satisfied | --dissatisfied | --not-reached",
            number=number,
        )
    if close and not satisfied:
        raise Misused(
            "Only a satisfied customer closes a case: --close goes with --satisfied.",
            hint="complaintctl revisit {number} --satisfied --close",
            number=number,
        )

    def do(number: str) -> int:
        with session.writing():
            id_ = session.id_of(number)
            case = session.case(id_)
            deed = session.deed(case)
            event = ending.revisited(
                case,
                deed,
                satisfied=None if not_reached else satisfied,
                score=score,
                comment=comment,
                suggestion=suggestion,
                channel=str(channel) if channel else None,
            )
            case = recording.record(session, id_, case, event)
            if close:
                recording.record(session, id_, case, ending.closed(case, deed))
        return id_

    recording.each(session, [number], do)


def close(
    ctx: typer.Context,
    numbers: Numbers,
    outcome: Annotated[Outcome | None, typer.Option(help="How it ended; satisfied where nothing is said.")] = None,
    duplicate_of: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The case that this one is a duplicate of.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; for a case withdrawn or referred.")] = None,
) -> None:
    """Close complaints whose customers are satisfied, or for another reason (re-close)."""
    session: Session = ctx.obj
    ended = str(outcome) if outcome else None

    def do(number: str) -> int:
        with session.writing():
            id_ = session.id_of(number)
            case = session.case(id_)
            deed = session.deed(case)
            other_id = session.id_of(duplicate_of) if duplicate_of else None
            other = session.case(other_id) if other_id is not None else None
            event = ending.closed(case, deed, outcome=ended, reason=reason, other=other)
            recording.record(session, id_, case, event)
            if other_id is not None and other is not None:
                recording.record(session, other_id, other, ending.pointed_to(other, deed, case))
        return id_

    recording.each(session, numbers, do)


def reopen(ctx: typer.Context, number: Number, reason: Reason) -> None:
    """Begin another round of a complaint that wasn't over (re-again)."""
    recording.one(ctx.obj, number, lambda case, deed: ending.reopened(case, deed, reason=reason))


def review(
    ctx: typer.Context,
    number: Number,
    root_cause: Annotated[RootCause, typer.Option(help="What was at the root of it.")],
    note: Note,
    went_well: Annotated[str | None, typer.Option(help="What went well.")] = None,
    went_badly: Annotated[str | None, typer.Option(help="What didn't.")] = None,
    repeat: Annotated[str | None, typer.Option(help="What to do again.")] = None,
    training: Annotated[bool, typer.Option("--training", help="Make it a training case.")] = False,
) -> None:
    """Write down what is learned from a complaint (le-review)."""
    recording.one(
        ctx.obj,
        number,
        lambda case, deed: ending.reviewed(
            case,
            deed,
            root_cause=str(root_cause),
            note=note,
            went_well=went_well,
            went_badly=went_badly,
            repeat=repeat,
            training=training,
        ),
    )


def audit(ctx: typer.Context, number: Number, note: Note) -> None:
    """Write down that a broken rule was reported to audit (as-regulator)."""
    recording.one(ctx.obj, number, lambda case, deed: ending.audited(case, deed, note=note))


def undo(ctx: typer.Context, number: Number) -> None:
    """Take back the last action on a complaint; both stay in the timeline, struck out."""
    session: Session = ctx.obj
    taken_back: list[str] = []

    def build(case: Case, deed: Deed) -> Event:
        event = ending.undone(case, deed)
        pointed_to = case.complaint.duplicate_of
        if pointed_to is not None and event.changes["action"] == "close":
            _unpoint(session, pointed_to, case, deed)
        taken_back.append(event.changes["action"])
        return event

    recording.one(session, number, build)
    session.tell("Taken back: {action}.", action=session.code(taken_back[-1]))


def _unpoint(session: Session, number: str, duplicate: Case, deed: Deed) -> None:
    """The other case was not pointed to after all: its own receipt counts again."""
    id_ = session.id_of(number)
    other = session.case(id_)
    event = ending.no_longer_pointed_to(other, deed, duplicate)
    recording.record(session, id_, other, event)
