"""One question at a terminal, and its answer."""

from collections.abc import Mapping, Sequence

import typer

from complaintctl.cli.voice import Voice


def ask(session: Voice, question: str, choices: Sequence[str] = ()) -> str:
    """The answer to a question; empty where there is none."""
    shown = choices if session.lang == "en" else [session.code(choice) for choice in choices]
    text = session.word(question, choices=" ".join(shown))
    return str(typer.prompt(text, default="", show_default=False, err=True)).strip()


def pick(session: Voice, question: str, choices: Mapping[str, str]) -> str:
    """One of these codes, asked for until it is named, by itself or by what it is called."""
    named = {called: code for code, called in choices.items()} | {code: code for code in choices}
    text = session.word(question, choices=" ".join(choices if session.lang == "en" else choices.values()))
    while (answer := str(typer.prompt(text, default="", show_default=False, err=True)).strip()) not in named:
        if answer:
            session.tell("“{answer}” is none of these.", answer=answer)
    return named[answer]


def confirmed(session: Voice, question: str, *, empty: bool) -> bool:
    """Yes or no, also in the reader's words; what an empty answer is taken for is the capital of the two."""
    answers = {"": empty, "y": True, session.word("yes"): True, "n": False, session.word("no"): False}
    choices = " [Y/n]" if empty else " [y/N]"
    while (answer := ask(session, question + choices).lower()) not in answers:
        session.tell("Answer y or n.")
    return answers[answer]
