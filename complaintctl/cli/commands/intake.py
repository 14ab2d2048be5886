"""A complaint comes in, and is corrected: register, edit, priority."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from complaintctl.cases import handling
from complaintctl.cases import registration as intake
from complaintctl.cases.case import Case
from complaintctl.cases.deed import Deed
from complaintctl.cases.registration import Given
from complaintctl.cases.telling import to_tell
from complaintctl.cli import recording
from complaintctl.cli.answers import case_json, in_language, reasons_of
from complaintctl.cli.case_options import described, unblank
from complaintctl.cli.parameters import Number, Reason, said
from complaintctl.cli.session import Session
from complaintctl.errors import Misused, Refused
from complaintctl.intake import likeness
from complaintctl.model import Grade, Kind, Outcome, Priority
from complaintctl.moments import from_stored
from complaintctl.records import Event
from complaintctl.render.text import fields
from complaintctl.rules.routing import department_for
from complaintctl.store import complaints


@described
def register(
    ctx: typer.Context,
    given: Given,
    read_back: Annotated[bool, typer.Option("--read-back", help="It was read back to the customer.")] = False,
    assign: Annotated[bool, typer.Option("--assign", help="Assign it at once, by the routing table.")] = False,
    settled: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How it was settled on the spot.", callback=said)
    ] = None,
) -> None:
    """Put a new complaint in the register (in-record, in-confirm, ha-spot)."""
    session: Session = ctx.obj
    if read_back:
        given["read_back"] = True
    if session.asks:
        from complaintctl.cli.questions import ask_for_missing, confirm_repeat

        session.policy  # noqa: B018 a missing database is told before anything is asked
        ask_for_missing(session, given)
        confirm_repeat(session, given, given.get("received_at") or session.at)
    id_, case, earlier = _admitted(session, given, assign=assign or settled is not None, settled=settled)
    _answer(session, id_, case, earlier)


def _admitted(session: Session, given: Given, *, assign: bool, settled: str | None) -> tuple[int, Case, list[str]]:
    policy = session.policy
    given = intake.completed(given, policy)
    with session.writing():
        deed = session.deed()
        if given.get("external_id"):
            _check_new(session, given)
        received = given.get("received_at") or deed.at
        earlier = _earlier(session, given, received)
        number = complaints.next_number(session.conn, f"{received.astimezone(session.zone):%Y-%m-%d}")
        repeats, similar = _alike(session, given, received)
        event = intake.registered(deed, given, policy, number=number, repeats=repeats, similar=similar)
        id_, case = recording.admit(session, event)
        if assign:
            contact = deed.actor if settled is not None else None
            case = recording.record(session, id_, case, handling.assigned(case, deed, policy, handler=contact))
        if settled is not None:
            case = _settled(session, id_, case, deed, settled)
    return id_, case, earlier


def _settled(session: Session, id_: int, case: Case, deed: Deed, solution: str) -> Case:
    """Resolved on the spot; an enquiry is answered with that (ha-spot)."""
    from complaintctl.cases.ending import closed
    from complaintctl.cases.solving import NotProposed, resolved

    try:
        case = recording.record(session, id_, case, resolved(case, deed, session.policy, solution=solution))
    except NotProposed:
        raise NotOnTheSpot from None
    if case.complaint.kind == Kind.ENQUIRY:
        case = recording.record(session, id_, case, closed(case, deed, outcome=Outcome.ANSWERED))
    return case


def _check_new(session: Session, given: Given) -> None:
    known = complaints.by_external_id(session.conn, given.get("source", ""), given["external_id"])
    if known is not None:
        raise Refused(
            "{external_id} of “{source}” is in the register already: {number}.",
            hint="complaintctl show {number}",
            external_id=given["external_id"],
            source=given.get("source", ""),
            number=known,
        )


def _earlier(session: Session, given: Given, received: datetime) -> list[str]:
    return likeness.earlier(session.conn, given, received, session.policy.defaults.window, session.zone)


def _alike(session: Session, given: Given, received: datetime, but: int | None = None) -> tuple[int, int]:
    window = session.policy.defaults.window
    return likeness.alike(session.conn, given, received, window, session.zone, but=but)


def _alike_of(session: Session, case: Case, given: Given, id_: int) -> tuple[int, int]:
    """The same for a registered case, with what is about to be corrected."""
    complaint = case.complaint
    current = {name: getattr(complaint, name) for name in ("phone", "email", "ref", "cause", "anonymous")}
    received = given.get("received_at") or complaint.received_at
    assert received is not None
    return _alike(session, current | given, received, but=id_)


def _answer(session: Session, id_: int, case: Case, earlier: list[str]) -> None:
    from complaintctl.cases.case import facts_of

    policy = session.policy
    facts = facts_of(case.complaint)
    tell = to_tell(policy, facts, case.complaint.status)
    proposed = department_for(facts, policy)
    reasons = reasons_of(session, case.complaint.reasons, policy)
    row = case_json(session, id_)
    if session.form == "json":
        session.json(row | {"reasons": reasons, "earlier": earlier, "tell": tell})
        return
    department = policy.department(proposed)
    word = session.translate
    because = "; ".join(reason["because"] for reason in reasons) or word("no rule held")
    pairs: list[tuple[str, object]] = [
        (word("Number"), row["number"]),
        (word("Priority"), f"{word(row['priority'])}, {word(row['grade'])} ({because})"),
        (word("Department"), in_language(department.label, session.lang) if department else proposed),
    ]
    if tell:
        pairs.append((word("To be told"), ", ".join(map(word, tell))))
    if row["priority"] == Priority.URGENT and policy.opening.duty and _is_closed(session, session.at):
        pairs.append((word("On duty"), policy.opening.duty))
    if earlier:
        pairs.append((word("Same customer"), ", ".join(earlier)))
    if row["next_step"]:
        pairs.append((word("Next"), f"{word(row['next_step'])}, {session.shown(from_stored(row['next_due_at']))}"))
    for line in fields(pairs):
        session.say(line)
    if row["status"] == "registered":
        session.tell("  → complaintctl assign {number}", number=row["number"])


def _is_closed(session: Session, at: datetime) -> bool:
    """Whether the office is closed at this instant."""
    return not session.calendar.intervals(at, at + timedelta(minutes=1))[0].counted


@described
def edit(
    ctx: typer.Context,
    number: Number,
    reason: Reason,
    given: Given,
    unflag: Annotated[list[str] | None, typer.Option(help="Take a flag off; may be repeated.")] = None,
) -> None:
    """Correct what was written down; rules and deadlines follow (cl-priority)."""
    session: Session = ctx.obj
    if flags := unblank(unflag or []):
        given["unflag"] = flags
    if not given:
        raise Misused("Say what to correct, by register's options.", hint="complaintctl edit --help")

    def build(case: Case, deed: Deed) -> Event:
        repeats, similar = _alike_of(session, case, given, session.id_of(number))
        return intake.edited(case, deed, given, session.policy, repeats=repeats, similar=similar, reason=reason)

    recording.one(session, number, build)


def priority(
    ctx: typer.Context,
    number: Number,
    reason: Reason,
    priority: Annotated[Priority | None, typer.Argument(help="The priority it is to have.")] = None,
    grade: Annotated[Grade | None, typer.Option(help="The grade it is to have.")] = None,
) -> None:
    """Overrule priority or grade, with a reason; the rules' own answer stays beside it (cl-priority)."""
    session: Session = ctx.obj
    chosen = {"priority": str(priority) if priority else None, "grade": str(grade) if grade else None}
    recording.one(session, number, lambda case, deed: intake.prioritised(case, deed, reason=reason, **chosen))


def convert(ctx: typer.Context, number: Number) -> None:
    """Make a complaint of an enquiry or suggestion, never the other way round (in-consult)."""
    session: Session = ctx.obj

    def build(case: Case, deed: Deed) -> Event:
        repeats, similar = _alike_of(session, case, {}, session.id_of(number))
        return intake.converted(case, deed, repeats=repeats, similar=similar)

    recording.one(session, number, build)


class NotOnTheSpot(Refused):
    code = "not-approved"

    def __init__(self) -> None:
        super().__init__(
            "This can't be settled on the spot: its solution needs a proposal and a decision.",
            hint="Register it without --settled, then: complaintctl propose NUMBER …",
        )
