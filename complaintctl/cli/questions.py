"""What is asked at a terminal, and only there."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import typer

from complaintctl.cases.registration import missing
from complaintctl.cli.asking import ask, confirmed, pick
from complaintctl.cli.case_options import Given
from complaintctl.cli.session import Session
from complaintctl.locale import N_
from complaintctl.model import Category, Channel, Kind
from complaintctl.words.answers import case_beside

_QUESTIONS = {
    "--channel": ("channel", N_("Channel ({choices})"), tuple(map(str, Channel))),
    "--category": ("category", N_("Category ({choices})"), tuple(map(str, Category))),
    "--customer": ("customer", N_("Customer's name (empty: anonymous)"), ()),
    "--phone": ("phone", N_("Phone"), ()),
    "--content": ("content", N_("What happened"), ()),
}
FEWEST = 5
"""Digits of a phone number; 12345 is one."""

LATEST = 3
"""So many of the cases with the same cause are shown; the rest is a figure."""

_OTHER_WAYS = (("email", N_("E-mail (empty: none)")), ("ref", N_("Plate, order or policy number (empty: none)")))


def ask_for_missing(session: Session, given: Given) -> None:
    """Ask for each field that is still needed, until it has an answer that can be taken; then what makes it weigh."""
    asked = False
    while lacking := missing(given):
        asked = True
        name, question, choices = _QUESTIONS[lacking[0]]
        answer = ask(session, question, choices)
        if name == "customer" and not answer:
            given["anonymous"] = True
        elif name == "phone" and not answer:
            _ask_another_way(session, given)
        elif name == "phone" and sum(char.isdigit() for char in answer) < FEWEST:
            session.tell("A phone number has at least {fewest} digits; leave it empty if there is none.", fewest=FEWEST)
        elif choices:
            _choose(session, given, name, answer, choices)
        elif answer:
            given[name] = answer
    if given.get("kind") == Kind.CONCERN and "soothed_by" not in given:
        soother = ask(session, N_("Who soothes it (empty: you)"))
        given |= {"soothed_by": soother} if soother else {}
    if asked:
        _ask_what_weighs(session, given)


def _choose(session: Session, given: Given, name: str, answer: str, choices: Sequence[str]) -> None:
    """Take one of the choices, by its code or as the reader's language has it."""
    named = {session.code(choice): choice for choice in choices} | {choice: choice for choice in choices}
    if answer in named:
        given[name] = named[answer]
    elif answer:
        session.tell("“{answer}” is none of these.", answer=answer)


def _ask_another_way(session: Session, given: Given) -> None:
    """Who leaves no phone number must be reached otherwise."""
    for name, question in _OTHER_WAYS:
        if answer := ask(session, question):
            given[name] = answer
            return
    session.tell("The customer needs a way to be reached; else begin again with --anonymous.")


def _ask_what_weighs(session: Session, given: Given) -> None:
    """The flags, which priority and grade go by, and what the customer asks for; both may be left empty."""
    flags, labels = sorted(session.policy.flags), session.policy.flag_labels
    shown = [session.label(labels[flag]) if flag in labels else flag for flag in flags]
    while "flags" not in given and flags:
        answer = _flags_in(session, ask(session, N_("What weighs more ({choices}; empty: none of it)"), shown))
        if unknown := [flag for flag in answer if flag not in flags]:
            session.tell("“{answer}” is none of these.", answer=" ".join(unknown))
        else:
            given["flags"] = list(dict.fromkeys(answer))
    if "demand" not in given and (demand := ask(session, N_("What the customer asks for (empty: nothing)"))):
        given["demand"] = demand


def _flags_in(session: Session, answer: str) -> list[str]:
    """The flags that were typed, by blanks or commas apart: a label may have blanks itself; others as they are."""
    words = {session.code(flag).replace(" ", "_"): flag for flag in session.policy.flags}
    pieces = [piece.strip() for piece in re.split("[,，、;；]", answer)]
    labelled = {piece: session.policy.flag_called(piece) for piece in pieces}
    typed = [word for piece in pieces for word in ([piece] if labelled[piece] != piece else piece.split())]
    return [words.get(word, session.policy.flag_called(word)) for word in typed]


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
