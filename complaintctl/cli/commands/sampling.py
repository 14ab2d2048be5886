"""`sample`: a part of each month's cases, drawn by lot, whose priority a person checks."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from complaintctl.cli.commands import COMMANDS, LIST, READS
from complaintctl.cli.parameters import Number, code, said
from complaintctl.cli.session import Session
from complaintctl.cli.subcommands import subcommands
from complaintctl.discretion import listed
from complaintctl.errors import Misused, Refused
from complaintctl.locale import N_
from complaintctl.model import Priority
from complaintctl.moments import stored
from complaintctl.words.learning import check_word, sample_line

if TYPE_CHECKING:
    from complaintctl.cases.sampling import Check, Sample
    from complaintctl.reports.periods import Period

sample = subcommands(
    "sample",
    "Check by a sample whether the priorities are right: draw it, check it, show it.",
    show=COMMANDS["sample"].but(READS, LIST),
)
CHECKS = ("priority", "right", "should_be", "checked_at", "checked_by")
NAMES = ("number", *CHECKS, "kind", "category", "cause", "channel", "content")
DRAWN = ("number", "priority", "verdict", "should_be", "checked_by", "content")

Month = Annotated[
    str | None, typer.Option(metavar="2026-10", help="The month; where nothing is said, the last one that is over.")
]


@sample.command("draw", help="Draw a month's sample; drawn again, it takes in what has come since.")
def draw(
    ctx: typer.Context,
    month: Month = None,
    seed: Annotated[
        str | None, typer.Option(help="What the lots are cast by; a random one where nothing is said.", callback=said)
    ] = None,
) -> None:
    session: Session = ctx.obj
    asked = _month(session, month)
    if not session.office.draw_sample(asked, seed=seed, at=session.at):
        session.tell("{month} was drawn already; nothing is added.", month=asked.name)
    if asked.end >= session.now:
        session.tell("{month} isn't over; draw again when it is, and the sample takes in the rest.", month=asked.name)
    _answer(session, session.office.samples()[asked.name])


@sample.command("check", help="Write down whether the priority of a case in the sample is right.")
def check(
    ctx: typer.Context,
    number: Number,
    right: Annotated[bool, typer.Option("--right", help="Its priority is right.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="It is not.")] = False,
    should_be: Annotated[Priority | None, typer.Option(help="What it should have been.")] = None,
) -> None:
    session: Session = ctx.obj
    if right == wrong:
        raise Misused(
            "Give one of --right and --wrong.",
            hint="complaintctl sample check {number} --right | --wrong --should-be PRIORITY",
            number=number,
        )
    better = code(should_be)
    case, sample, before = session.office.check_sample(number, right=right, should_be=better, at=session.at)
    if before is not None:
        session.tell("{actor} had checked it before; this judgement counts.", actor=before.by)
    if better and case.complaint.status != "closed":
        session.tell(
            N_('It keeps its priority; to change it: complaintctl priority {number} {priority} --reason "…"'),
            number=case.number,
            priority=better,
        )
    figures = session.office.sample_row(sample)
    if session.form == "json":
        found = _found(sample.checks[case.number])
        session.json({"number": case.number, "month": sample.month} | found | {"sample": figures})
    else:
        session.say(sample_line(session, figures))


@sample.command("show", help="Show a month's sample: what was drawn and found, and how much of it was right.")
def show(ctx: typer.Context, month: Month = None) -> None:
    session: Session = ctx.obj
    samples = session.office.samples()
    asked = max(samples) if month is None and samples else _month(session, month).name
    if asked not in samples:
        raise NoSample(month=asked)
    _answer(session, samples[asked])


def _month(session: Session, text: str | None) -> "Period":
    if text is None:
        return session.office.last_over("month")
    return session.office.period("month", session.period(text))


def _answer(session: Session, sample: "Sample") -> None:
    """The sample as one object, or as the list of its cases below a line that says what they came to."""
    figures, rows = session.office.sample_row(sample), _cases(session, sample)
    if session.form == "json":
        session.json(figures | {"cases": rows})
        return
    if session.form in ("text", "table", "markdown"):
        session.say(sample_line(session, figures))
    if session.form == "text":
        for row in rows:
            session.say("  ".join([row["number"], session.code(row["priority"]), check_word(session, row)]).rstrip())
        return
    if session.form == "markdown":
        session.say("")
    session.rows(NAMES, rows, drawn=DRAWN, seen=(row | {"verdict": check_word(session, row)} for row in rows))


def _cases(session: Session, sample: "Sample") -> list[dict[str, Any]]:
    """The sample's cases, duplicates apart, those still to be checked first."""
    rows = []
    for case in session.office.complaints({"number": sample.numbers}, sort="number"):
        if case["duplicate_of"] is None:
            shown = listed(case, reveal=session.reveals)
            rows.append({name: shown.get(name) for name in NAMES} | _found(sample.checks.get(case["number"])))
    return sorted(rows, key=lambda row: row["right"] is not None)


def _found(check: "Check | None") -> dict[str, Any]:
    """What was found of a case; its priority is then the one that was judged."""
    if check is None:
        return dict.fromkeys(CHECKS[1:])
    judged = (check.priority, check.right, check.should_be, stored(check.at), check.by)
    return dict(zip(CHECKS, judged, strict=True))


class NoSample(Refused):
    code = "no-sample"
    sentence = "No sample of {month} has been drawn."
    hint = "complaintctl sample draw --month {month}"
