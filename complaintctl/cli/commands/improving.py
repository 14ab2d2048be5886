"""`measure`: improvements from the first proposal to the check of whether their cause got rarer."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from complaintctl.cases import effects, measures, quarters
from complaintctl.cases.effects import Share
from complaintctl.cases.measures import Measure
from complaintctl.cli import registers
from complaintctl.cli.learned import all_measures, measure_row
from complaintctl.cli.parameters import said
from complaintctl.cli.registry import COMMANDS, LIST, N_, ONE
from complaintctl.cli.report_words import worded
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.model import MeasureStatus
from complaintctl.moments import stored
from complaintctl.records import Event
from complaintctl.render.text import harmless
from complaintctl.reports import periods
from complaintctl.reports.measures import SHARES
from complaintctl.rules.lifecycle import IsDuplicate
from complaintctl.store import events, learning

if TYPE_CHECKING:
    from complaintctl.cases.deed import Deed

measure = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Keep improvements: proposed, approved, carried out, checked for whether they helped.",
)

RECORDING = COMMANDS["measure"]._replace(reads=False, forms=ONE)
LISTING = COMMANDS["measure"]._replace(records=False, forms=LIST)
NAMES = (
    "measure status cause text owner due_at overdue from added_at added_by approved_at approved_by done_at done_by "
    "checked_at checked_by effective before after note"
).split()
DRAWN = ("measure", "stands", "owner", "due_at", "why", "text")

Which = Annotated[str, typer.Argument(metavar="MEASURE", help="The measure: M3, or 3.")]
NoteOption = Annotated[str | None, typer.Option(help="What is to be said of it.", callback=said)]


@measure.callback()
def chosen(ctx: typer.Context) -> None:
    """Keep improvements."""
    session: Session = ctx.obj
    session.become(LISTING if ctx.invoked_subcommand == "list" else RECORDING, ctx.invoked_subcommand)


@measure.command("add", help="Propose an improvement.")
def add(
    ctx: typer.Context,
    text: Annotated[str, typer.Option(help="What is to be done.", callback=said)],
    owner: Annotated[str, typer.Option(metavar="NAME", help="Who sees to it.", callback=said)],
    due: Annotated[str, typer.Option(metavar="DATE", help="Until when.")],
    cause: Annotated[str | None, typer.Option(metavar="PATH", help="The cause that it is to make rarer.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="NUMBER", help="The suggestion or complaint that gave the idea.")
    ] = None,
) -> None:
    """Propose an improvement, against a cause or after an idea (le-measures, le-hot, le-ideas)."""
    session: Session = ctx.obj
    until = session.instant(due, end_of_day=True)
    with session.writing():
        source = _source(session, from_) if from_ else None
        known = all_measures(session.conn)
        event = measures.added(
            session.deed(), session.policy, known, text=text, owner=owner, due=until, cause=cause, source=source
        )
        events.Appender(session.conn).append(event, None)
    made = measures.folded([event])[event.changes["measure"]]
    _answer(session, made)
    if made.approved_at is not None:
        session.tell("Approved by being proposed: {actor} may decide it.", actor=made.added_by)
    else:
        session.tell(N_("Next, by who decides: complaintctl measure approve {measure}"), measure=made.name)


def _source(session: Session, number: str) -> str:
    """The whole number of the case that gave the idea; a duplicate points to the other."""
    complaint = session.case(session.id_of(number)).complaint
    if complaint.duplicate_of is not None:
        raise IsDuplicate(complaint.number, complaint.duplicate_of)
    return complaint.number


@measure.command("list", help="List the measures.")
def list_(
    ctx: typer.Context,
    status: Annotated[list[MeasureStatus] | None, typer.Option(help="Only those that stand so.")] = None,
    cause: Annotated[str | None, typer.Option(metavar="PATH", help="Only those that concern this cause.")] = None,
    owner: Annotated[str | None, typer.Option(metavar="NAME", help="Only this person's.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose date has passed.")] = False,
) -> None:
    """All measures, in the order they were proposed (le-measures)."""
    session: Session = ctx.obj
    now = session.judged_at
    rows = [
        measure_row(known, now)
        for known in all_measures(session.conn).values()
        if (not status or known.status in status)
        and (cause is None or known.concerns(cause))
        and (owner is None or known.owner == owner)
        and (not overdue or known.overdue(now))
    ]
    seen = (row | {"stands": _stands(row), "why": _why(row)} for row in rows)
    session.rows(NAMES, rows, drawn=DRAWN, seen=seen)


def _stands(row: dict[str, Any]) -> str:
    """Its status, and what people look for behind it: whether it is overdue, whether it helped."""
    if row["effective"] is not None:
        return "helped" if row["effective"] else "not_helped"
    return "overdue" if row["overdue"] else str(row["status"])


def _why(row: dict[str, Any]) -> str:
    """The case that gave the idea and the cause it is against, the one that is short first."""
    return " ".join(filter(None, (row["from"], row["cause"])))


@measure.command("approve", help="Agree to a measure on behalf of the house; by that it begins.")
def approve(ctx: typer.Context, which: Which, note: NoteOption = None) -> None:
    """Agree to a measure, by a role that decides (le-measures)."""
    session: Session = ctx.obj
    _act(session, which, lambda known, deed: measures.approved(known, deed, session.policy, note=note))


@measure.command("done", help="Write down that a measure was carried out.")
def done(ctx: typer.Context, which: Which, note: NoteOption = None) -> None:
    """Write down that a measure was carried out (le-measures)."""
    _act(ctx.obj, which, lambda known, deed: measures.done(known, deed, note=note))


@measure.command("drop", help="Give a measure up, with a reason; it stays on record.")
def drop(ctx: typer.Context, which: Which, reason: Annotated[str, typer.Option(help="Why.", callback=said)]) -> None:
    """Give up a measure that isn't carried out (le-ideas)."""
    _act(ctx.obj, which, lambda known, deed: measures.dropped(known, deed, reason=reason))


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
    """Whether the cause got rarer, in equal periods before the start and after the end (le-measures)."""
    session: Session = ctx.obj
    if effective and not_effective:
        raise Misused("Give one of --effective and --not-effective.")
    judged = effective if effective or not_effective else None

    def build(known: Measure, deed: "Deed") -> Event:
        shares = _shares(session, known, deed, judged=judged is not None)
        return measures.checked(known, deed, shares, said=judged, note=note)

    _act(session, which, build)


def _shares(session: Session, known: Measure, deed: "Deed", *, judged: bool) -> list[Share]:
    """How often the cause came before and after; nothing where the measure names none, or is judged too early."""
    measures.may_check(known, deed)
    if known.cause is None or known.approved_at is None or known.done_at is None:
        return []
    began, ended, today = (
        instant.astimezone(session.zone).date() for instant in (known.approved_at, known.done_at, deed.at)
    )
    if judged and not effects.comparable(ended, today):
        return []
    found = []
    for days in effects.compared(known.name, began, ended, today):
        first, last = (day.isoformat() for day in days)
        found.append(Share(first, last, *learning.of_cause(session.conn, known.cause, first, last)))
    return found


def _act(session: Session, which: str, build: Callable[[Measure, "Deed"], Event]) -> None:
    with session.writing():
        known = measures.named(all_measures(session.conn), which)
        events.Appender(session.conn).append(build(known, session.deed()), None)
    _answer(session, all_measures(session.conn)[known.name])


def _answer(session: Session, known: Measure) -> None:
    row = measure_row(known, session.now)
    if session.form == "json":
        session.json(row)
        return
    source = session.word("from {number}", number=known.source) if known.source else ""
    words = [known.name, session.code(known.status), source, known.cause or "", harmless(known.owner)]
    words += [session.shown(known.due_at), harmless(known.text or "")]
    session.say(" · ".join(filter(None, words)))
    if known.status == "checked":
        session.say(verdict(session, row))


def verdict(session: Session, row: dict[str, Any]) -> str:
    """Whether it helped, and what that rests on."""
    helped = session.word(N_("It helped.")) if row["effective"] else session.word(N_("It did not help."))
    if row["before"] is None:
        return helped
    shown = {field.path: worded(session, field, row) for field in SHARES}
    dates = {f"{name}_{end}": row[name][end] for name in shown for end in ("first", "last")}
    told = session.word(
        "{cause}: {before} of complaints {before_first} to {before_last}; {after} {after_first} to {after_last}.",
        cause=row["cause"],
        **shown,
        **dates,
    )
    return f"{helped} {told}"


@measure.command("review", help="Write down that the departments held their review of a quarter.")
def review(
    ctx: typer.Context,
    quarter: Annotated[str, typer.Argument(metavar="2026Q3", help="The quarter.")],
    note: Annotated[str, typer.Option(help="What came of it.", callback=said)],
) -> None:
    """Write down that the cross-department review of a quarter was held; `today` then asks no more (le-quarter)."""
    session: Session = ctx.obj
    period = registers.named(session, "quarter", periods.check("quarter", quarter))
    with session.writing():
        event = quarters.held(session.deed(), period.name, period.end, note=note)
        events.Appender(session.conn).append(event, None)
    (held,) = quarters.folded([event]).values()
    if session.form == "json":
        session.json(held._asdict() | {"at": stored(held.at)})
    else:
        session.say(session.word("The review of {quarter} is written down.", quarter=held.quarter))
