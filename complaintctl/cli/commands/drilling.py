"""`drill`: a past case without names, asked about, compared, kept."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from complaintctl.cases import drills
from complaintctl.cases.case import Case
from complaintctl.cases.drills import Drill
from complaintctl.cases.nameless import nameless
from complaintctl.cli.answers import department_name, reasons_of
from complaintctl.cli.learned import all_drills
from complaintctl.cli.parameters import said
from complaintctl.cli.questions import pick
from complaintctl.cli.registry import COMMANDS, LIST, N_, ONE
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.model import Category, Priority
from complaintctl.moments import stored
from complaintctl.render.text import fields
from complaintctl.reports.layout import rate
from complaintctl.store import events, learning, office, register

HOLDING = COMMANDS["drill"]._replace(reads=False, forms=ONE)
LOOKING = COMMANDS["drill"]._replace(records=False, forms=LIST)
EACH = (
    "held_at",
    "trainee",
    "number",
    "right",
    "asked",
    "score",
    *drills.ASKED,
    *(f"expected_{n}" for n in drills.ASKED),
)
SUMMED = ("trainee", "drills", "score", *(f"{name}_right" for name in drills.ASKED), "first_half", "second_half")
SHOWN = ("channel", "affected", "amount", "repeats", "content", "demand")
_QUESTIONS = {
    "category": N_("Which category ({choices})"),
    "priority": N_("Which priority ({choices})"),
    "department": N_("Which department ({choices})"),
}


def drill(
    ctx: typer.Context,
    number: Annotated[
        str | None, typer.Argument(metavar="[NUMBER]", help="A closed complaint; one is drawn where none is named.")
    ] = None,
    trainee: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who is drilled; else who acts.", callback=said)
    ] = None,
    category: Annotated[Category | None, typer.Option(help="The trainee's answer.")] = None,
    priority: Annotated[Priority | None, typer.Option(help="The trainee's answer.")] = None,
    to: Annotated[str | None, typer.Option(metavar="DEPARTMENT", help="The trainee's answer.", callback=said)] = None,
    results: Annotated[
        bool, typer.Option("--results", help="Show what the drills came to; with --trainee one person's, one by one.")
    ] = False,
) -> None:
    """Show a past case without names, ask for category, priority and department, compare (le-training)."""
    session: Session = ctx.obj
    session.become(LOOKING if results else HOLDING, "--results" if results else None)
    if results:
        _print_results(session, trainee)
        return
    who = trainee or session.actor
    case = session.case(_drawn(session, who) if number is None else session.id_of(number))
    drills.expected(case)
    given = {"category": category, "priority": priority, "department": to}
    answers = {name: str(answer) for name, answer in given.items() if answer is not None}
    question = _question(session, case)
    if not answers or session.asks:
        _put(session, case, question)
    if session.asks:
        _ask(session, answers)
    elif not answers:
        session.tell(
            N_("Answer with: complaintctl drill {number} --trainee {trainee} --category … --priority … --to …"),
            number=case.number,
            trainee=who,
        )
        return
    if lacking := [name for name in drills.ASKED if name not in answers]:
        raise Unanswered(case.number, lacking)
    with session.writing():
        event = drills.drilled(session.deed(), session.policy, case, who, answers)
        events.Appender(session.conn).append(event, None)
    (held,) = drills.folded([event])
    _compare(session, case, held)


def _drawn(session: Session, who: str) -> int:
    """A closed case by lot: a training case, as long as this trainee has not had them all (le-review)."""
    seen = {held.number for held in all_drills(session.conn) if held.trainee == who}
    seed = f"{who}:{stored(session.at)}"
    training = learning.for_training(session.conn)
    fresh = [number for number in training if number not in seen]
    number = drills.chosen(fresh or learning.closed(session.conn, seed), seen, seed)
    if number is None:
        raise drills.NoPastCase
    return session.id_of(number)


def _question(session: Session, case: Case) -> dict[str, Any]:
    """What the trainee is shown: what intake heard, without names."""
    complaint = case.complaint
    persons, values = list(_persons(session, case)), list(_values(case))
    shown = {name: getattr(complaint, name) for name in SHOWN}
    for name in ("content", "demand"):
        shown[name] = nameless(shown[name], persons, values) if shown[name] else None
    shown["amount"] = register.in_units(complaint.amount) if complaint.amount is not None else None
    return shown


def _persons(session: Session, case: Case) -> Iterator[str]:
    """Everybody who had to do with the case, or might have."""
    yield from filter(None, (case.complaint.customer, case.complaint.handler, case.complaint.registered_by))
    for event in case.events:
        yield event.actor
        yield from (event.changes[name] for name in ("handler", "customer", "owner") if event.changes.get(name))
    yield from (person["name"] for person in office.staff(session.conn))
    for department in session.policy.departments:
        yield from filter(None, (department.lead, department.manager))


def _values(case: Case) -> Iterator[str]:
    complaint = case.complaint
    yield from filter(None, (complaint.phone, complaint.email, complaint.ref, *complaint.extra.values()))


def _choices(session: Session) -> dict[str, Sequence[str]]:
    return {
        "category": tuple(map(str, Category)),
        "priority": tuple(map(str, Priority)),
        "department": tuple(department.name for department in session.policy.departments),
    }


def _put(session: Session, case: Case, question: dict[str, Any]) -> None:
    """The case as it is asked about; on standard error where the result is to be json."""
    if session.form == "json" and not session.asks:
        session.json({"number": case.number} | question | {"choices": _choices(session)})
        return
    shown = question | {"channel": session.code(question["channel"])}
    shown = {name: value for name, value in shown.items() if value is not None and (name, value) not in _USUAL}
    for line in fields([(session.translate(name), value) for name, value in shown.items()], width=session.width):
        session.tell("{line}", line=line) if session.form == "json" else session.say(line)


_USUAL = (("affected", 1), ("repeats", 1))


def _ask(session: Session, answers: dict[str, str]) -> None:
    """What the trainee has not answered yet, at the terminal."""
    for name, choices in _choices(session).items():
        if name not in answers:
            named = {choice: department_name(session, choice) for choice in choices} if name == "department" else {}
            answers[name] = pick(session, _QUESTIONS[name], {c: named.get(c) or session.code(c) for c in choices})


def _compare(session: Session, case: Case, held: Drill) -> None:
    """The answers beside what the case came to, and why."""
    reasons = reasons_of(session, case.complaint.reasons, case.policy)
    row = _row(held)
    if session.form == "json":
        told = {"given": held.given, "expected": held.expected, "right": held.right, "score": row["score"]}
        session.json({"trainee": held.trainee, "number": held.number} | told | {"reasons": reasons})
        return
    for name in drills.ASKED:
        session.say(_verdict(session, name, held))
    for reason in reasons:
        session.say(f"  {reason['rule']}: {reason['because']}")
    if case.complaint.priority != case.complaint.ruled_priority:
        session.say(
            session.word(
                "  The rules say {ruled}; a person made it {priority}.",
                ruled=session.code(case.complaint.ruled_priority),
                priority=session.code(case.complaint.priority),
            )
        )
    figures = {"right": row["right"], "asked": row["asked"]}
    session.say(session.word("{number}: {right} of {asked} right.", number=held.number, **figures))


def _verdict(session: Session, name: str, held: Drill) -> str:
    given, expected = (_worded(session, name, answers[name]) for answers in (held.given, held.expected))
    if name in held.right:
        return session.word(N_("✓ {question}: {given}"), question=session.code(name), given=given)
    return session.word(
        N_("✗ {question}: {given}; it was {expected}"), question=session.code(name), given=given, expected=expected
    )


def _missed(session: Session, held: Drill) -> str:
    return "; ".join(_verdict(session, name, held) for name in drills.ASKED if name not in held.right)


def _worded(session: Session, name: str, answer: str) -> str:
    return department_name(session, answer) if name == "department" else session.code(answer)


def _row(held: Drill) -> dict[str, Any]:
    right, asked = len(held.right), len(drills.ASKED)
    heads = {"held_at": stored(held.at), "trainee": held.trainee, "number": held.number}
    score = rate(right, asked)["value"]
    expected = {f"expected_{name}": held.expected[name] for name in drills.ASKED}
    return heads | {"right": right, "asked": asked, "score": score} | dict(held.given) | expected


def _print_results(session: Session, trainee: str | None) -> None:
    """Each trainee's drills summed up, earlier ones beside later ones; or one trainee's, one by one."""
    held = [each for each in all_drills(session.conn) if trainee in (None, each.trainee)]
    if trainee is not None:
        seen = (_row(each) | {"missed": _missed(session, each)} for each in held)
        session.rows(EACH, map(_row, held), drawn=("held_at", "number", "score", "missed"), seen=seen)
        return
    summed = []
    for known in drills.progress(held):
        parts = {f"{name}_right": rate(*part)["value"] for name, part in known.parts.items()}
        halves = {"first_half": rate(*known.first_half)["value"], "second_half": rate(*known.second_half)["value"]}
        heads = {"trainee": known.trainee, "drills": known.drills, "score": rate(*known.all)["value"]}
        summed.append(heads | parts | halves)
    session.rows(SUMMED, summed, drawn=SUMMED)


class Unanswered(Misused):
    def __init__(self, number: str, lacking: Sequence[str]) -> None:
        super().__init__(
            "The drill lacks an answer: {options}.",
            hint="complaintctl drill {number} --category … --priority … --to …",
            number=number,
            options=" ".join("--to" if name == "department" else f"--{name}" for name in lacking),
        )
