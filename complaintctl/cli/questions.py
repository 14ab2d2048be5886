"""What is asked at a terminal, and only there."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import typer

from complaintctl.cases.registration import missing
from complaintctl.cli.asking import ask, confirmed, pick
from complaintctl.cli.case_options import Given
from complaintctl.cli.meant import CAUSE, FLAG, closed
from complaintctl.cli.session import Session
from complaintctl.cli.terminal_line import BACK
from complaintctl.errors import ComplaintError
from complaintctl.locale import N_
from complaintctl.model import Category, Channel, Kind
from complaintctl.words.answers import case_beside
from complaintctl.words.codes import label

FEWEST = 5
"""Digits of a phone number; 12345 is one."""

LATEST = 3
"""So many of the cases with the same cause are shown; the rest is a figure."""

Take = Callable[[Session, Given, str], bool]
"""Takes an answer; false where it can't be taken, and that was said."""


class Question(NamedTuple):
    """What is asked of a case: when, in which words, what is offered, and how the answer is taken."""

    name: str
    words: str
    wanted: Callable[[Session, Given], bool]
    take: Take
    offered: Callable[[Session], Sequence[str]] = lambda _: ()
    choices: tuple[str, ...] = ()


def ask_for_missing(session: Session, given: Given) -> None:
    """Ask for each field that is still needed, then what makes it weigh; before it is saved all is shown once more.

    One may go back to the question before, and from the summary to any.
    """
    if missing(given):
        said = frozenset(given)
        asked = _asked(session, given, said)
        while (again := _agreed(session, given, asked)) is not None:
            _forget(given, again.name)
            _put(session, given, again)
            asked = list(dict.fromkeys([*asked, *_asked(session, given, said | frozenset(given))]))
    if given.get("kind") == Kind.CONCERN and "soothed_by" not in given:
        soother = ask(session, N_("Who soothes it (empty: you)"))
        given |= {"soothed_by": soother} if soother else {}


def _asked(session: Session, given: Given, said: frozenset[str]) -> list[Question]:
    """Put all questions that are wanted, in their order; answers which were those."""
    asked: list[Question] = []
    place = 0
    while place < len(QUESTIONS):
        question = QUESTIONS[place]
        if question.name in said or question in asked or not question.wanted(session, given):
            place += 1
        elif _put(session, given, question, first=not asked):
            asked.append(question)
        elif asked:
            before = asked.pop()
            _forget(given, before.name)
            place = QUESTIONS.index(before)
    return asked


def _put(session: Session, given: Given, question: Question, *, first: bool = False) -> bool:
    """Put one question until its answer can be taken; false where one wants to go back."""
    if first:
        session.tell("Shift-Tab or < goes back to the question before, Alt-Enter begins a new line.")
    while True:
        answer = ask(session, question.words, question.choices, words=question.offered(session), back=True)
        if answer == BACK:
            return False
        if question.take(session, given, answer):
            return True


def _forget(given: Given, name: str) -> None:
    for each in ("anonymous", name) if name == "customer" else (name, "cause") if name == "category" else (name,):
        given.pop(each, None)


def _agreed(session: Session, given: Given, asked: Sequence[Question]) -> Question | None:
    """All that was said, to be agreed to; the question that is to be put again, None where all is well."""
    session.tell("")
    for number, question in enumerate(asked, start=1):
        title, value = session.word(label(question.name)), _shown(session, given, question.name)
        session.tell("  {number}  {title}: {value}", number=number, title=title, value=value)
    while True:
        answer = ask(session, N_("Save it? (Enter: yes; a number: change that; n: no)")).lower()
        if answer in ("", "y", session.word("yes")):
            return None
        if answer in ("n", session.word("no")):
            raise typer.Abort
        if answer.isdecimal() and 1 <= int(answer) <= len(asked):
            return asked[int(answer) - 1]
        session.tell("Answer with Enter, a number or n.")


def _shown(session: Session, given: Given, name: str) -> str:
    """What was said, as people read it."""
    value = given.get(name)
    if name == "customer" and given.get("anonymous"):
        return session.word("anonymous")
    if name == "category" and "cause" in given:
        return session.cause(given["cause"])
    if name == "flags":
        return ", ".join(session.flag(flag) for flag in value or ()) or "–"
    if isinstance(value, datetime):
        return session.shown(value)
    if name in ("channel", "category") and value:
        return session.code(value)
    return str(value) if value else "–"


def _is_missing(option: str) -> Callable[[Session, Given], bool]:
    return lambda _, given: option in missing(given)


def _choose(name: str, choices: Sequence[str]) -> Take:
    """Take one of the choices, by its code or as people call it."""

    def take(session: Session, given: Given, answer: str) -> bool:
        if not answer:
            return False
        code = closed(session, answer, choices)
        if code is None:
            session.tell("“{answer}” is none of these.", answer=answer)
            return False
        given[name] = code
        return True

    return _told(take)


def _told(take: Take) -> Take:
    """What can't be taken is told, and asked again."""

    def taken(session: Session, given: Given, answer: str) -> bool:
        try:
            return take(session, given, answer)
        except ComplaintError as error:
            session.tell("{why}", why=error.message(session.translate))
            return False

    return taken


def _category(session: Session, given: Given, answer: str) -> bool:
    """A category, or a cause, which has one."""
    path = CAUSE.meant(session, answer) if answer else ""
    if "/" in path and any(policy.knows_cause(path) for policy in session.policies):
        given |= {"cause": path, "category": path.split("/")[0]}
        return True
    return _choose("category", tuple(map(str, Category)))(session, given, answer)


def _customer(_: Session, given: Given, answer: str) -> bool:
    given |= {"customer": answer} if answer else {"anonymous": True}
    return True


def _phone(session: Session, given: Given, answer: str) -> bool:
    if answer and sum(char.isdigit() for char in answer) < FEWEST:
        session.tell("A phone number has at least {fewest} digits; leave it empty if there is none.", fewest=FEWEST)
        return False
    if answer:
        given["phone"] = answer
        return True
    for name, question in _OTHER_WAYS:
        if other := ask(session, question):
            given[name] = other
            return True
    session.tell("The customer needs a way to be reached; else begin again with --anonymous.")
    return False


def _content(_: Session, given: Given, answer: str) -> bool:
    given |= {"content": answer} if answer else {}
    return bool(answer)


def _received(session: Session, given: Given, answer: str) -> bool:
    if answer:
        given["received_at"] = session.office.moment(session.instant(answer))
    return True


def _flags(session: Session, given: Given, answer: str) -> bool:
    pieces = [piece.strip() for piece in re.split("[,，、;；]", answer)]
    parted = ";".join(re.sub(r"\s+", ";", each) if _are_codes(session, each) else each for each in pieces)
    flags = [flag for flag in FLAG.meant(session, parted).split(";") if flag]
    if unknown := [flag for flag in flags if flag not in session.policy.flags]:
        session.tell("“{answer}” is none of these.", answer=" ".join(unknown))
        return False
    given["flags"] = list(dict.fromkeys(flags))
    return True


def _are_codes(session: Session, answer: str) -> bool:
    """Whether the words between blanks are flags each; a label may have blanks itself."""
    known = {session.code(flag).replace(" ", "_") for flag in session.policy.flags} | set(session.policy.flags)
    return all(word in known for word in answer.split())


def _demand(_: Session, given: Given, answer: str) -> bool:
    given |= {"demand": answer} if answer else {}
    return True


def _causes(session: Session) -> list[str]:
    """The causes by their labels, level by level, and by their paths."""
    paths = [cause.path for cause in session.policy.causes if "/" in cause.path]
    return [*(session.cause(path).replace(" › ", "/") for path in paths), *paths]


def _flag_words(session: Session) -> list[str]:
    return [session.flag(flag) for flag in sorted(session.policy.flags)]


_OTHER_WAYS = (("email", N_("E-mail (empty: none)")), ("ref", N_("Plate, order or policy number (empty: none)")))
_CHANNELS, _CATEGORIES = tuple(map(str, Channel)), tuple(map(str, Category))
QUESTIONS = (
    Question(
        "channel", N_("Channel ({choices})"), _is_missing("--channel"), _choose("channel", _CHANNELS), choices=_CHANNELS
    ),
    Question("category", N_("Category ({choices})"), _is_missing("--category"), _told(_category), _causes, _CATEGORIES),
    Question("content", N_("What happened"), _is_missing("--content"), _content),
    Question("customer", N_("Customer's name (empty: anonymous)"), _is_missing("--customer"), _customer),
    Question("phone", N_("Phone"), _is_missing("--phone"), _told(_phone)),
    Question(
        "flags", N_("What weighs more ({choices}; empty: none of it)"), lambda *_: True, _told(_flags), _flag_words
    ),
    Question("demand", N_("What the customer asks for (empty: nothing)"), lambda *_: True, _demand),
    Question(
        "received_at", N_("When it came in (empty: now)"), lambda session, _: session.at is None, _told(_received)
    ),
)


def confirm_repeat(session: Session, given: Given, received: datetime) -> None:
    """Show earlier cases like this one before saving; where the customer has some, let the clerk stop (in-repeat)."""
    earlier, similar, others = session.office.repeats(given, received, LATEST)
    if earlier:
        session.tell("The same customer's earlier cases:")
        _tell_cases(session, earlier)
    if others:
        session.tell("Customers with this cause lately, this one included: {count}. The latest:", count=similar)
        _tell_cases(session, others)
    if earlier and not confirmed(session, session.word("Register another one?"), empty=True):
        raise typer.Abort


def _tell_cases(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        session.tell("  {line}", line=case_beside(session, row))


def ask_for_parameter(session: Session, param: Any) -> str:
    """What a command needs and wasn't told; asked for until it is said."""
    choices = tuple(getattr(param.type, "choices", ()))
    question = str(param.help or param.name).removesuffix(".").removesuffix("。")
    if choices:
        return pick(session, question + " ({choices})", {str(each): session.code(str(each)) for each in choices})
    offered = _OFFERED.get(str(param.name))
    if offered is not None and (words := offered(session)):
        session.tell("  {words}", words=", ".join(words))
    while not (answer := ask(session, question)):
        pass
    return answer


def _to_be_told(session: Session) -> list[str]:
    return [session.translate(tell.who) for tell in session.policy.tells]


_OFFERED: Mapping[str, Callable[[Session], list[str]]] = {"who": _to_be_told}
"""What may be answered, where the policy knows it."""
