"""`drill`: a past case without names, asked about, compared, kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from complaintctl.cases.drills import ASKED
from complaintctl.cli.asking import pick
from complaintctl.cli.commands import COMMANDS, LIST, READS, RECORDS
from complaintctl.cli.meant import DEPARTMENT
from complaintctl.cli.parameters import code, said
from complaintctl.cli.people import PERSON_THEN
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.locale import N_
from complaintctl.model import Category, Priority
from complaintctl.office.drilling import drill_row, may_be_drilled, summed
from complaintctl.render.text import fields
from complaintctl.words.answers import department_name, reasons_of
from complaintctl.words.learning import drill_lines, drill_verdict

if TYPE_CHECKING:
    from complaintctl.cases.case import Case
    from complaintctl.cases.drills import Drill

EACH = (
    *("held_at", "trainee", "number", "right", "asked", "score"),
    *ASKED,
    *(f"expected_{name}" for name in ASKED),
    "useful",
)
SUMMED = (
    *("trainee", "drills", "score"),
    *(f"{name}_right" for name in ASKED),
    *("first_half", "second_half", "before", "after", "useful", "rated"),
)
_QUESTIONS = {
    "category": N_("Which category ({choices})"),
    "priority": N_("Which priority ({choices})"),
    "department": N_("Which department ({choices})"),
}
_USUAL = (("affected", 1), ("repeats", 1))


Trainee = Annotated[
    str | None,
    typer.Option(metavar="NAME", click_type=PERSON_THEN, help="Who is drilled; else who acts.", callback=said),
]
AnsweredDepartment = Annotated[
    str | None, typer.Option(metavar="DEPARTMENT", click_type=DEPARTMENT, help="The trainee's answer.", callback=said)
]


def drill(
    ctx: typer.Context,
    number: Annotated[
        str | None, typer.Argument(metavar="[NUMBER]", help="A closed complaint; one is drawn where none is named.")
    ] = None,
    trainee: Trainee = None,
    category: Annotated[Category | None, typer.Option(help="The trainee's answer.")] = None,
    priority: Annotated[Priority | None, typer.Option(help="The trainee's answer.")] = None,
    to: AnsweredDepartment = None,
    useful: Annotated[
        int | None,
        typer.Option(min=1, max=5, help="How useful it was, 1 to 5; without answers: the trainee's last drill."),
    ] = None,
    results: Annotated[
        bool, typer.Option("--results", help="Show what the drills came to; with --trainee one person's, one by one.")
    ] = False,
) -> None:
    session: Session = ctx.obj
    if results:
        session.become(COMMANDS["drill"].but(READS, LIST), "--results")
        _results(session, trainee)
        return
    session.become(COMMANDS["drill"].but(RECORDS), None)
    who = trainee or session.office.actor
    given = {"category": code(category), "priority": code(priority), "department": to}
    answers = {name: answer for name, answer in given.items() if answer is not None}
    if useful is not None and not answers:
        _told_useful(session, session.office.rate_drill(who, useful, number=number, at=session.at))
        return
    case = session.office.past_case(who, at=session.at) if number is None else session.office.case(number)
    may_be_drilled(case)
    if _asked(session, case, who, answers):
        held = session.office.drill(case, who, answers, at=session.at)
        if useful is not None:
            held = session.office.rate_drill(who, useful, number=case.number, at=session.at)
        _compare(session, case, held)
        if session.asks and useful is None and (said := _ask_useful(session)) is not None:
            session.office.rate_drill(who, said, number=case.number, at=session.at)


def _asked(session: Session, case: "Case", who: str, answers: dict[str, str]) -> bool:
    """Put the case, and fill in the answers at a terminal; in a pipe without any it is only put, to be answered."""
    if not answers or session.asks:
        _put(session, case, session.office.question(case))
    if session.asks:
        _ask(session, answers)
    elif not answers:
        session.tell(
            N_("Answer with: complaintctl drill {number} --trainee {trainee} --category … --priority … --to …"),
            number=case.number,
            trainee=who,
        )
        return False
    if lacking := [name for name in ASKED if name not in answers]:
        raise Unanswered(case.number, lacking)
    return True


def _choices(session: Session) -> dict[str, Sequence[str]]:
    return {
        "category": tuple(map(str, Category)),
        "priority": tuple(map(str, Priority)),
        "department": tuple(department.name for department in session.policy.departments),
    }


def _put(session: Session, case: "Case", question: dict[str, Any]) -> None:
    """The case as it is asked about; on standard error where the result is to be json."""
    if session.form == "json" and not session.asks:
        session.json({"number": case.number} | question | {"choices": _choices(session)})
        return
    shown = question | {"channel": session.code(question["channel"])}
    shown = {name: value for name, value in shown.items() if value is not None and (name, value) not in _USUAL}
    for line in fields([(session.translate(name), value) for name, value in shown.items()], width=session.width):
        session.tell("{line}", line=line) if session.form == "json" else session.say(line)


def _ask(session: Session, answers: dict[str, str]) -> None:
    """What the trainee has not answered yet, at the terminal."""
    for name, choices in _choices(session).items():
        if name not in answers:
            named = {choice: department_name(session, choice) for choice in choices} if name == "department" else {}
            answers[name] = pick(session, _QUESTIONS[name], {c: named.get(c) or session.code(c) for c in choices})


def _ask_useful(session: Session) -> int | None:
    """What the trainee says of the drill, asked once they have seen how it compares; None where they don't."""
    choices = {score: score for score in ("", *map(str, range(1, 6)))}
    choice = pick(session, N_("How useful was it, from 1 to 5 (empty: no answer)"), choices)
    return int(choice) if choice else None


def _told_useful(session: Session, held: "Drill") -> None:
    if session.form == "json":
        session.json({"trainee": held.trainee, "number": held.number, "useful": held.useful})
    else:
        told = {"trainee": held.trainee, "number": held.number, "useful": held.useful}
        session.say(session.word("{trainee} found the drill on {number} useful: {useful} of 5.", **told))


def _compare(session: Session, case: "Case", held: "Drill") -> None:
    """The answers beside what the case came to, and why."""
    if session.form == "json":
        reasons = reasons_of(session, case.complaint.reasons, case.policy)
        score = drill_row(held)["score"]
        told = {"given": held.given, "expected": held.expected, "right": held.right, "score": score}
        told |= {"useful": held.useful}
        session.json({"trainee": held.trainee, "number": held.number} | told | {"reasons": reasons})
        return
    for line in drill_lines(session, case, held):
        session.say(line)


def _results(session: Session, trainee: str | None) -> None:
    """Each trainee's drills summed up, earlier ones beside later ones; or one trainee's, one by one."""
    held = [each for each in session.office.drills() if trainee in (None, each.trainee)]
    if trainee is None:
        rows = summed(held)
        everybody = session.word("all")
        seen = [row | {"trainee": row["trainee"] or everybody} for row in rows]
        session.rows(SUMMED, rows, drawn=SUMMED, seen=seen)
        return
    told = (drill_row(each) | {"missed": _missed(session, each)} for each in held)
    session.rows(EACH, map(drill_row, held), drawn=("held_at", "number", "score", "missed", "useful"), seen=told)


def _missed(session: Session, held: "Drill") -> str:
    return "; ".join(drill_verdict(session, name, held) for name in ASKED if name not in held.right)


class Unanswered(Misused):
    def __init__(self, number: str, lacking: Sequence[str]) -> None:
        super().__init__(
            "The drill lacks an answer: {options}.",
            hint="complaintctl drill {number} --category … --priority … --to …",
            number=number,
            options=" ".join("--to" if name == "department" else f"--{name}" for name in lacking),
        )
