"""The policy's own questions, put at a terminal to whoever calls a customer back (fu-survey)."""

from collections.abc import Mapping

from complaintctl.cases.ending import check_revisit
from complaintctl.cases.survey import Answers, NotAnAnswer, answer, answers_of
from complaintctl.cli.session import Session
from complaintctl.cli.terminal_line import typed
from complaintctl.policy.parts import Question


def ask_the_rest(session: Session, number: str, given: Mapping[str, str]) -> Answers:
    """The answers given, and those to the questions left, asked one by one; what can't be recorded asks nothing."""
    case = session.office.case(number)
    check_revisit(case, session.office.deed(session.at, case))
    answers = answers_of(session.policy, given)
    for question in session.policy.questions.values():
        if question.name not in answers and (said := _ask(session, question)) is not None:
            answers[question.name] = said
    return answers


def _ask(session: Session, question: Question) -> int | bool | None:
    """One answer; None where there is none."""
    choices = "1 2 3 4 5" if question.answer == "1-5" else f"{session.translate('yes')} {session.translate('no')}"
    text = session.word(
        "{asked} ({choices}; empty: not answered)", asked=session.label(question.label), choices=choices
    )
    while said := typed(text + ":").strip():
        try:
            return answer(question, said)
        except NotAnAnswer:
            session.tell("“{answer}” is none of these.", answer=said)
    return None
