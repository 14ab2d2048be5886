"""`sample`: a part of each month's cases, drawn by lot, whose priority a person checks."""

import json
import secrets
from typing import Annotated, Any

import typer

from complaintctl.cases import sampling
from complaintctl.cli import registers
from complaintctl.cli.discretion import listed
from complaintctl.cli.learned import all_samples, sample_row
from complaintctl.cli.parameters import Number, said
from complaintctl.cli.registry import COMMANDS, LIST, N_, ONE
from complaintctl.cli.report_words import worded
from complaintctl.cli.session import Session
from complaintctl.errors import Misused, Refused
from complaintctl.model import Priority
from complaintctl.moments import stored
from complaintctl.reports import periods
from complaintctl.reports.measures import ACCURACY
from complaintctl.reports.periods import Period
from complaintctl.rules.lifecycle import IsDuplicate
from complaintctl.store import events, learning, register

sample = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Check by a sample whether the priorities are right: draw it, check it, show it.",
)

RECORDING = COMMANDS["sample"]._replace(reads=False, forms=ONE)
SHOWING = COMMANDS["sample"]._replace(records=False, forms=LIST)
CHECKS = ("priority", "right", "should_be", "checked_at", "checked_by")
NAMES = ("number", *CHECKS, "kind", "category", "cause", "channel", "content")
DRAWN = ("number", "priority", "verdict", "should_be", "checked_by", "content")

Month = Annotated[
    str | None, typer.Option(metavar="2026-10", help="The month; where nothing is said, the last one that is over.")
]


@sample.callback()
def chosen(ctx: typer.Context) -> None:
    """Check by a sample whether the priorities are right."""
    session: Session = ctx.obj
    session.become(SHOWING if ctx.invoked_subcommand == "show" else RECORDING, ctx.invoked_subcommand)


@sample.command("draw", help="Draw a month's sample; drawn again, it takes in what has come since.")
def draw(
    ctx: typer.Context,
    month: Month = None,
    seed: Annotated[
        str | None, typer.Option(help="What the lots are cast by; a random one where nothing is said.", callback=said)
    ] = None,
) -> None:
    """Draw the policy's share of a month's cases by lot, to check their priority (cl-sample)."""
    session: Session = ctx.obj
    asked = _month(session, month)
    with session.writing():
        known = all_samples(session.conn).get(asked.name)
        numbers = learning.received(session.conn, asked.first.isoformat(), asked.last.isoformat())
        cast_by = seed or (known.seed if known else secrets.token_hex(8))
        share = session.policy.sample_share
        event = sampling.drawn(session.deed(), known, asked.name, numbers, share, cast_by)
        if event is not None:
            events.Appender(session.conn).append(event, None)
    if event is None:
        session.tell("{month} was drawn already; nothing is added.", month=asked.name)
    if asked.end >= session.now:
        session.tell("{month} isn't over; draw again when it is, and the sample takes in the rest.", month=asked.name)
    _answer(session, all_samples(session.conn)[asked.name])


@sample.command("check", help="Write down whether the priority of a case in the sample is right.")
def check(
    ctx: typer.Context,
    number: Number,
    right: Annotated[bool, typer.Option("--right", help="Its priority is right.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="It is not.")] = False,
    should_be: Annotated[Priority | None, typer.Option(help="What it should have been.")] = None,
) -> None:
    """Write down a person's judgement of one case's priority; the case keeps the one it has (cl-sample)."""
    session: Session = ctx.obj
    if right == wrong:
        raise Misused(
            "Give one of --right and --wrong.",
            hint="complaintctl sample check {number} --right | --wrong --should-be PRIORITY",
            number=number,
        )
    with session.writing():
        case = session.case(session.id_of(number))
        if case.complaint.duplicate_of is not None:
            raise IsDuplicate(case.number, case.complaint.duplicate_of)
        drawn = sampling.sample_of(all_samples(session.conn), case.number)
        before = drawn.checks.get(case.number)
        better = str(should_be) if should_be else None
        event = sampling.checked(
            session.deed(), drawn, case.number, case.complaint.priority, right=right, should_be=better
        )
        events.Appender(session.conn).append(event, None)
    if before is not None:
        session.tell("{actor} had checked it before; this judgement counts.", actor=before.by)
    if better and case.complaint.status != "closed":
        session.tell(
            N_('It keeps its priority; to change it: complaintctl priority {number} {priority} --reason "…"'),
            number=case.number,
            priority=better,
        )
    _answer_check(session, all_samples(session.conn)[drawn.month], case.number)


@sample.command("show", help="Show a month's sample: what was drawn and found, and how much of it was right.")
def show(ctx: typer.Context, month: Month = None) -> None:
    """The cases of a sample, those to be checked first, and the share that was right (cl-sample)."""
    session: Session = ctx.obj
    _answer(session, _newest(session) if month is None else _of(session, _month(session, month)))


def _month(session: Session, text: str | None) -> Period:
    if text is not None:
        return registers.named(session, "month", periods.check("month", text))
    return registers.last_over(session, "month")


def _of(session: Session, month: Period) -> sampling.Sample:
    sample = all_samples(session.conn).get(month.name)
    if sample is None:
        raise NoSample(month.name)
    return sample


def _newest(session: Session) -> sampling.Sample:
    samples = all_samples(session.conn)
    return samples[max(samples)] if samples else _of(session, _month(session, None))


def _answer(session: Session, sample: sampling.Sample) -> None:
    """The sample as one object, or as the list of its cases below a line that says what they came to."""
    figures = sample_row(session.conn, sample)
    rows = _cases(session, sample)
    if session.form == "json":
        session.json(figures | {"cases": rows})
        return
    if session.form in ("text", "table", "markdown"):
        session.say(_summary(session, figures))
    if session.form == "text":
        for row in rows:
            session.say("  ".join([row["number"], session.code(row["priority"]), _verdict(session, row)]).rstrip())
        return
    if session.form == "markdown":
        session.say("")
    session.rows(NAMES, rows, drawn=DRAWN, seen=(row | {"verdict": _verdict(session, row)} for row in rows))


def _summary(session: Session, figures: dict[str, Any]) -> str:
    return session.word(
        N_("Sample of {month}: {drawn} of {received} cases, {checked} checked; right: {accuracy}"),
        **figures | {"accuracy": worded(session, ACCURACY, figures)},
    )


def _cases(session: Session, sample: sampling.Sample) -> list[dict[str, Any]]:
    """The sample's cases, duplicates apart, those still to be checked first."""
    which = register.Filter()
    which.add("c.number IN (SELECT value FROM json_each(:drawn))", drawn=json.dumps(sample.numbers))
    which.add("c.duplicate_of IS NULL")
    rows = []
    for case in register.cases(session.conn, which, session.judged_at, sort="number"):
        shown = listed(case, reveal=session.reveals)
        rows.append({name: shown.get(name) for name in NAMES} | _found(sample.checks.get(case["number"])))
    return sorted(rows, key=lambda row: row["right"] is not None)


def _found(check: sampling.Check | None) -> dict[str, Any]:
    """What was found of a case; its priority is then the one that was judged."""
    if check is None:
        return dict.fromkeys(CHECKS[1:])
    judged = (check.priority, check.right, check.should_be, stored(check.at), check.by)
    return dict(zip(CHECKS, judged, strict=True))


def _verdict(session: Session, row: dict[str, Any]) -> str:
    if row["right"] is None:
        return ""
    return session.word("yes") if row["right"] else session.word("no")


def _answer_check(session: Session, sample: sampling.Sample, number: str) -> None:
    figures = sample_row(session.conn, sample)
    if session.form == "json":
        session.json({"number": number, "month": sample.month} | _found(sample.checks[number]) | {"sample": figures})
    else:
        session.say(_summary(session, figures))


class NoSample(Refused):
    code = "no-sample"

    def __init__(self, month: str) -> None:
        super().__init__(
            "No sample of {month} has been drawn.", hint="complaintctl sample draw --month {month}", month=month
        )
