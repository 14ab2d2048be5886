"""One question at a terminal, and its answer."""

from collections.abc import Mapping, Sequence

from complaintctl.cli.terminal_line import typed
from complaintctl.cli.voice import Voice
from complaintctl.render.text import harmless


def ask(
    session: Voice,
    question: str,
    choices: Sequence[str] = (),
    *,
    words: Sequence[str] = (),
    default: str = "",
    back: bool = False,
) -> str:
    """The answer to a question; empty where there is none. `words` are offered beside the choices."""
    shown = choices if session.lang == "en" else [session.code(choice) for choice in choices]
    text = session.word(question, choices=" ".join(shown))
    offered = dict.fromkeys((*shown, *choices, *words))
    return typed(harmless(text) + ":", default=default, words=list(offered), back=back).strip()


def pick(session: Voice, question: str, choices: Mapping[str, str]) -> str:
    """One of these codes, asked for until it is named, by itself or by what it is called."""
    from complaintctl.words.vocabulary import Term, fitting

    terms = [Term(code, (called,)) for code, called in choices.items()]
    text = session.word(question, choices=" ".join(choices if session.lang == "en" else choices.values()))
    while True:
        answer = typed(text + ":", words=[*choices.values(), *choices]).strip()
        if answer in choices:
            return answer
        found = fitting(answer, terms)
        if len(found) == 1:
            return found[0].code
        if answer:
            session.tell("“{answer}” is none of these.", answer=answer)


def confirmed(session: Voice, question: str, *, empty: bool) -> bool:
    """Yes or no, also in the reader's words; what an empty answer is taken for is the capital of the two."""
    answers = {"": empty, "y": True, session.word("yes"): True, "n": False, session.word("no"): False}
    choices = " [Y/n]" if empty else " [y/N]"
    while (answer := ask(session, question + choices).lower()) not in answers:
        session.tell("Answer y or n.")
    return answers[answer]
