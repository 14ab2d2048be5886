"""`measure`: improvements from the first proposal to the check of whether their cause got rarer."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from complaintctl.cli.commands import COMMANDS, LIST, READS
from complaintctl.cli.meant import CAUSE, CAUSE_EVER
from complaintctl.cli.parameters import said
from complaintctl.cli.people import PERSON, PERSON_THEN
from complaintctl.cli.session import Session
from complaintctl.cli.subcommands import subcommands
from complaintctl.errors import Misused
from complaintctl.locale import N_
from complaintctl.model import MeasureStatus
from complaintctl.moments import stored
from complaintctl.office.learned import measure_row
from complaintctl.words.learning import measure_lines, whole_measure

if TYPE_CHECKING:
    from complaintctl.cases.measures import Measure

measure = subcommands(
    "measure",
    "Keep improvements: proposed, approved, carried out, checked for whether they helped.",
    list=COMMANDS["measure"].but(READS, LIST),
    show=COMMANDS["measure"].but(READS),
)
NAMES = (
    "measure status cause text owner due_at overdue from added_at added_by approved_at approved_by done_at done_by "
    "checked_at checked_by effective before after note"
).split()
DRAWN = ("measure", "stands", "owner", "due_at", "why", "text")

Which = Annotated[str, typer.Argument(metavar="MEASURE", help="The measure: M3, or 3.")]
NoteOption = Annotated[str | None, typer.Option(help="What is to be said of it.", callback=said)]


@measure.command("add", help="Propose an improvement.")
def add(
    ctx: typer.Context,
    text: Annotated[str, typer.Option(help="What is to be done.", callback=said)],
    owner: Annotated[str, typer.Option(metavar="NAME", click_type=PERSON, help="Who sees to it.", callback=said)],
    due: Annotated[str, typer.Option(metavar="DATE", help="Until when.")],
    cause: Annotated[
        str | None, typer.Option(metavar="PATH", click_type=CAUSE, help="The cause that it is to make rarer.")
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="NUMBER", help="The suggestion or complaint that gave the idea.")
    ] = None,
) -> None:
    session: Session = ctx.obj
    until = session.instant(due, end_of_day=True, ahead=True)
    made = session.office.add_measure(text=text, owner=owner, due=until, cause=cause, source=from_, at=session.at)
    _answer(session, made)
    if made.approved_at is not None:
        session.tell("Approved by being proposed: {actor} may decide it.", actor=made.added_by)
    else:
        session.tell(N_("Next, by who decides: complaintctl measure approve {measure}"), measure=made.name)


@measure.command("list", help="List the measures.")
def list_(
    ctx: typer.Context,
    status: Annotated[list[MeasureStatus] | None, typer.Option(help="Only those that stand so.")] = None,
    cause: Annotated[
        str | None, typer.Option(metavar="PATH", click_type=CAUSE_EVER, help="Only those that concern this cause.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="NAME", click_type=PERSON_THEN, help="Only this person's.")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose date has passed.")] = False,
) -> None:
    session: Session = ctx.obj
    now = session.judged_at
    rows = [
        measure_row(known, now)
        for known in session.office.measures().values()
        if (not status or known.status in status)
        and (cause is None or known.concerns(cause))
        and (owner is None or known.owner == owner)
        and (not overdue or known.overdue(now))
    ]
    seen = (row | {"stands": _stands(row), "why": _why(session, row)} for row in rows)
    session.rows(NAMES, rows, drawn=DRAWN, seen=seen)


def _stands(row: dict[str, Any]) -> str:
    """Its status, and what people look for behind it: whether it is overdue, whether it helped."""
    if row["effective"] is not None:
        return "helped" if row["effective"] else "not_helped"
    return "overdue" if row["overdue"] else str(row["status"])


def _why(session: Session, row: dict[str, Any]) -> str:
    """The case that gave the idea and the cause it is against, the one that is short first."""
    return " ".join(filter(None, (row["from"], session.cause(row["cause"]) if row["cause"] else None)))


@measure.command("show", help="Show one measure whole.")
def show(ctx: typer.Context, which: Which) -> None:
    session: Session = ctx.obj
    known = session.office.measure(which)
    row = measure_row(known, session.judged_at)
    if session.form == "json":
        session.json(row)
        return
    for line in whole_measure(session, row):
        session.say(line)


@measure.command("approve", help="Agree to a measure on behalf of the house; by that it begins.")
def approve(ctx: typer.Context, which: Which, note: NoteOption = None) -> None:
    session: Session = ctx.obj
    _answer(session, session.office.approve_measure(which, note=note, at=session.at))


@measure.command("done", help="Write down that a measure was carried out.")
def done(ctx: typer.Context, which: Which, note: NoteOption = None) -> None:
    session: Session = ctx.obj
    _answer(session, session.office.finish_measure(which, note=note, at=session.at))


@measure.command("drop", help="Give a measure up, with a reason; it stays on record.")
def drop(ctx: typer.Context, which: Which, reason: Annotated[str, typer.Option(help="Why.", callback=said)]) -> None:
    session: Session = ctx.obj
    _answer(session, session.office.drop_measure(which, reason=reason, at=session.at))


@measure.command(
    "check", help="See whether a measure helped: its cause's share before it and after, or your judgement."
)
def check(
    ctx: typer.Context,
    which: Which,
    effective: Annotated[bool, typer.Option("--effective", help="In your judgement it helped.")] = False,
    not_effective: Annotated[bool, typer.Option("--not-effective", help="In your judgement it didn't.")] = False,
    note: NoteOption = None,
) -> None:
    session: Session = ctx.obj
    if effective and not_effective:
        raise Misused("Give one of --effective and --not-effective.")
    judged = effective if effective or not_effective else None
    _answer(session, session.office.check_measure(which, effective=judged, note=note, at=session.at))


def _answer(session: Session, known: "Measure") -> None:
    row = measure_row(known, session.now)
    if session.form == "json":
        session.json(row)
        return
    for line in measure_lines(session, known, row):
        session.say(line)


@measure.command("review", help="Write down that the departments held their review of a quarter.")
def review(
    ctx: typer.Context,
    quarter: Annotated[str, typer.Argument(metavar="2026Q3", help="The quarter.")],
    note: Annotated[str, typer.Option(help="What came of it.", callback=said)],
) -> None:
    session: Session = ctx.obj
    held = session.office.hold_review(
        session.office.period("quarter", session.period(quarter)), note=note, at=session.at
    )
    if session.form == "json":
        session.json(held._asdict() | {"at": stored(held.at)})
    else:
        session.say(session.word("The review of {quarter} is written down.", quarter=held.quarter))
