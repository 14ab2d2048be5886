"""The customer asked, the case ended or begun again: revisit, close, reopen, review, audit, undo."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from complaintctl.cases.survey import AnsweredTwice
from complaintctl.cli.answering import answer, each
from complaintctl.cli.parameters import Note, Number, Numbers, Reason, code, said
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.locale import N_
from complaintctl.model import Channel, Outcome, RootCause

if TYPE_CHECKING:
    from complaintctl.cases.case import Case


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
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar="QUESTION=VALUE", help="What the customer answered to a question; may be repeated."),
    ] = None,
    close: Annotated[bool, typer.Option("--close", help="Close it too, if the customer is satisfied.")] = False,
) -> None:
    session: Session = ctx.obj
    if satisfied + dissatisfied + not_reached != 1:
        raise NotOneAnswer(number=number)
    if close and not satisfied:
        raise ClosesNothing(number=number)
    if answer and not_reached:
        raise Unasked(number=number)
    answers: dict[str, Any] = _parted(answer or [])
    if session.asks and not not_reached:
        from complaintctl.cli.survey import ask_the_rest

        answers = ask_the_rest(session, number, answers)
    if dissatisfied and comment is None:
        comment = _why(session, number)
    words = {"comment": comment, "suggestion": suggestion, "channel": code(channel)}

    def do(number: str) -> "Case":
        found = None if not_reached else satisfied
        return session.office.revisit(
            number, satisfied=found, score=score, answers=answers, close=close, at=session.at, **words
        )

    each(session, [number], do)


def _why(session: Session, number: str) -> str | None:
    """What an unhappy customer says; asked at a terminal, and missed elsewhere."""
    if session.asks:
        from complaintctl.cli.asking import ask

        return ask(session, N_("What the customer is not satisfied with (empty: not said)")) or None
    session.tell('Nothing is written down of why: complaintctl note {number} --note "…"', number=number)
    return None


def _parted(given: list[str]) -> dict[str, str]:
    """The answers by question."""
    parts = [each.replace("＝", "=", 1).partition("=") for each in given]
    if any(not (equals and name.strip() and value.strip()) for name, equals, value in parts):
        raise Misused("Give each answer as QUESTION=VALUE.", hint="complaintctl revisit NUMBER --answer attitude=5")
    names = [name.strip() for name, _, _ in parts]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise AnsweredTwice(question=twice)
    return {name.strip(): value for name, _, value in parts}


class Unasked(Misused):
    sentence = "Who was not reached has answered nothing: leave --answer out."
    hint = "complaintctl revisit {number} --not-reached"


class NotOneAnswer(Misused):
    sentence = "Give one of --satisfied, --dissatisfied and --not-reached."
    hint = "complaintctl revisit {number} --satisfied | --dissatisfied | --not-reached"


class ClosesNothing(Misused):
    sentence = "Only a satisfied customer closes a case: --close goes with --satisfied."
    hint = "complaintctl revisit {number} --satisfied --close"


def close(
    ctx: typer.Context,
    numbers: Numbers,
    outcome: Annotated[Outcome | None, typer.Option(help="How it ended; satisfied where nothing is said.")] = None,
    duplicate_of: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The case that this one is a duplicate of.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; for a case withdrawn or referred.")] = None,
) -> None:
    session: Session = ctx.obj
    ended = {"outcome": code(outcome), "duplicate_of": duplicate_of, "reason": reason}
    each(session, numbers, lambda number: session.office.close(number, **ended, at=session.at))


def follow(
    ctx: typer.Context,
    number: Number,
    well: Annotated[bool, typer.Option("--well", help="All is still well.")] = False,
    relapsed: Annotated[bool, typer.Option("--relapsed", help="It is not: another round begins.")] = False,
    note: Annotated[str | None, typer.Option(help="What was found.", callback=said)] = None,
) -> None:
    session: Session = ctx.obj
    if well == relapsed:
        raise NotOneFinding(number=number)
    answer(session, session.office.follow(number, well=well, note=note, at=session.at))


class NotOneFinding(Misused):
    sentence = "Give one of --well and --relapsed."
    hint = "complaintctl follow {number} --well | --relapsed"


def reopen(ctx: typer.Context, number: Number, reason: Reason) -> None:
    session: Session = ctx.obj
    answer(session, session.office.reopen(number, reason=reason, at=session.at))


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
    session: Session = ctx.obj
    case = session.office.review(
        number,
        root_cause=str(root_cause),
        note=note,
        went_well=went_well,
        went_badly=went_badly,
        repeat=repeat,
        training=training,
        at=session.at,
    )
    answer(session, case)


def audit(ctx: typer.Context, number: Number, note: Note) -> None:
    session: Session = ctx.obj
    answer(session, session.office.audit(number, note=note, at=session.at))


def undo(ctx: typer.Context, number: Number) -> None:
    session: Session = ctx.obj
    case = session.office.undo(number, at=session.at)
    answer(session, case)
    session.tell("Taken back: {action}.", action=session.code(case.events[-1].changes["action"]))
