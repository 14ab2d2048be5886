"""A whole complaint, and how its answers came about: show, explain."""

from typing import Any

import typer

from complaintctl.cases.case import Case
from complaintctl.cli import learned, repeats, timeline
from complaintctl.cli.answers import advice, case_json, deadlines_of, department_name, reasons_of
from complaintctl.cli.counting import counting
from complaintctl.cli.documents import documents_of
from complaintctl.cli.parameters import Number
from complaintctl.cli.session import Session
from complaintctl.cli.words import label
from complaintctl.moments import from_stored, stored
from complaintctl.render.text import fields

CODED = frozenset(
    "kind category channel outcome remedy responsibility preferred_channel ruled_priority ruled_grade".split()
)
HIDDEN = frozenset({"number", "next_step", "next_due_at", "overdue", "overdue_minutes", "extra"})


def show(ctx: typer.Context, number: Number) -> None:
    """Show a whole complaint: what was said, what was done, what is due (re-archive)."""
    session: Session = ctx.obj
    if session.on_terminal:
        session.given.reveal = True
    id_, case = _found(session, number)
    row = case_json(session, id_)
    if session.form == "json":
        session.json(row | _parts(session, id_, case))
        return
    _print(session, row, case, deadlines_of(session, id_), repeats.earlier_of(session, id_, case))


def _found(session: Session, number: str) -> tuple[int, Case]:
    id_ = session.id_of(number)
    return id_, session.case(id_)


def _parts(session: Session, id_: int, case: Case) -> dict[str, Any]:
    return {
        "reasons": reasons_of(session, case.complaint.reasons, case.policy),
        "deadlines": deadlines_of(session, id_),
        "events": [timeline.event_json(event, reveal=session.reveals) for event in case.events],
        "proposals": [timeline.proposal_json(proposal) for proposal in case.proposals],
        "documents": documents_of(case),
        "earlier": repeats.earlier_of(session, id_, case),
        "similar": case.complaint.similar,
        "measures": learned.measures_from(session.conn, case.number, session.judged_at),
    }


def _print(
    session: Session, row: dict[str, Any], case: Case, deadlines: list[dict[str, Any]], earlier: list[str]
) -> None:
    word = session.translate
    status = " · ".join(
        word(part)
        for part in (row["status"], row["priority"], row["grade"], "on hold" if row["on_hold"] else "")
        if part
    )
    session.say(f"{row['number']}  {status}")
    pairs = [(word(label(name)), _shown(session, name, value)) for name, value in _told(row)]
    pairs += repeats.likenesses(session, earlier, case)
    for line in fields(pairs, indent=2, width=session.breadth):
        session.say(line)
    for name, value in row.get("extra", {}).items():
        session.say(f"  {name}: {value}")
    _print_reasons(session, case)
    timeline.print_deadlines(session, deadlines)
    timeline.print_proposals(session, case)
    timeline.print_events(session, case)
    timeline.print_reviews(session, case)
    timeline.print_documents(session, documents_of(case))
    _print_measures(session, case)
    fits = advice(session, case)
    if fits and row["status"] == "assigned":
        session.say(session.word("\nWhat fits: {advice}", advice=fits))


def _print_measures(session: Session, case: Case) -> None:
    """What improvement a suggestion led to (le-ideas)."""
    measures = learned.measures_from(session.conn, case.number, session.judged_at)
    if measures:
        session.say(session.word("\nMeasures"))
        for row in measures:
            session.say(
                f"  {row['measure']}  {session.code(row['status'])}  {row['owner']}  {row['text'] or ''}".rstrip()
            )


def _told(row: dict[str, Any]) -> list[tuple[str, Any]]:
    known = ("status", "priority", "grade", "on_hold", "round", "affected")
    return [
        (name, value)
        for name, value in row.items()
        if name not in HIDDEN and name not in known and value not in (None, "", [], False)
    ]


def _shown(session: Session, name: str, value: Any) -> Any:
    if name.endswith("_at"):
        return session.shown(from_stored(value))
    if name == "flags":
        return [session.code(flag) for flag in value]
    if name == "department":
        return department_name(session, value)
    if value is True:
        return session.word("yes")
    return session.code(value) if name in CODED else value


def _print_reasons(session: Session, case: Case) -> None:
    reasons = reasons_of(session, case.complaint.reasons, case.policy)
    if reasons:
        session.say(session.word("\nWhy"))
        for reason in reasons:
            session.say(f"  {reason['rule']}: {reason['because']}")


def explain(ctx: typer.Context, number: Number) -> None:
    """Show which rules held and why, and how each deadline was counted, interval by interval (cl-grade)."""
    session: Session = ctx.obj
    id_, case = _found(session, number)
    complaint = case.complaint
    known = {rule.id: rule for rule in case.policy.rules}
    reasons = [
        reason | {"answers": list(known[reason["rule"]].answers) if reason["rule"] in known else []}
        for reason in reasons_of(session, complaint.reasons, case.policy)
    ]
    deadlines = deadlines_of(session, id_)
    counted = {(row.step, row.round, row.seq): counting(case, row) for row in case.deadlines}
    if session.form == "json":
        for row in deadlines:
            intervals = counted[row["step"], row["round"], row["seq"]]
            row["intervals"] = [timeline.interval_json(interval) for interval in intervals]
        holds_json = [
            {"round": hold.round, "from": stored(hold.start), "to": stored(hold.end) if hold.end else None}
            for hold in case.clocks.holds
        ]
        heads = {
            name: getattr(complaint, name) for name in ("number", "ruled_priority", "ruled_grade", "priority", "grade")
        }
        session.json(heads | {"reasons": reasons, "deadlines": deadlines, "holds": holds_json})
        return
    _print_ruling(session, case, reasons)
    for hold in case.clocks.holds:
        session.say(
            session.word("On hold from {start} to {end}", start=session.shown(hold.start), end=session.shown(hold.end))
        )
    for row in deadlines:
        timeline.print_counting(session, row, counted[row["step"], row["round"], row["seq"]])


def _print_ruling(session: Session, case: Case, reasons: list[dict[str, Any]]) -> None:
    complaint, word = case.complaint, session.translate
    session.say(
        session.word(
            "{number} is {priority}, {grade}; the rules say {ruled_priority}, {ruled_grade}:",
            number=complaint.number,
            priority=word(complaint.priority),
            grade=word(complaint.grade),
            ruled_priority=word(complaint.ruled_priority),
            ruled_grade=word(complaint.ruled_grade),
        )
    )
    for reason in reasons:
        answers = f" [{' '.join(reason['answers'])}]" if reason["answers"] else ""
        session.say(f"  {reason['rule']}: {reason['because']}{answers}")
    if not reasons:
        session.say(session.word("  no rule held; the policy's default for the kind stands"))
    session.say(
        session.word(
            "Counted for the rules: complaints of this customer {repeats}, customers with this cause {similar}.",
            repeats=complaint.repeats,
            similar=complaint.similar,
        )
    )
