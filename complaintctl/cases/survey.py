"""What customers are asked at the revisit, and what they may answer (fu-survey)."""

from collections.abc import Mapping
from unicodedata import normalize

from complaintctl.errors import Misused, OneOf, Refused
from complaintctl.policy.parts import Question
from complaintctl.policy.schema import Policy

Answers = dict[str, int | bool]
"""By the names of the questions: 1 to 5, or yes and no."""
YES = frozenset({"yes", "y", "true", "是", "会", "愿意", "好"})
NO = frozenset({"no", "n", "false", "否", "不", "不会", "不愿意"})
POINTS = frozenset("12345")


def answers_of(policy: Policy, said: Mapping[str, str | int | bool]) -> Answers:
    """The answers as they are kept; Refused for a question that isn't asked, Misused for an answer it can't have."""
    answers: Answers = {}
    for name, value in said.items():
        question = _asked(policy, name)
        if question.name in answers:
            raise AnsweredTwice(question=question.name)
        answers[question.name] = answer(question, value)
    return answers


def answer(question: Question, said: str | int | bool) -> int | bool:
    """One answer as it is kept."""
    text = normalize("NFKC", str(said)).strip().casefold()
    if question.answer == "1-5" and text in POINTS:
        return int(text)
    if question.answer == "yes-no" and text in YES | NO:
        return text in YES
    raise NotAnAnswer(question, str(said))


def _asked(policy: Policy, name: str) -> Question:
    called = {question.name: question for question in policy.questions.values()}
    called |= {title: question for question in policy.questions.values() for title in question.label.values()}
    if name not in called:
        raise UnknownQuestion(name, policy)
    return called[name]


class UnknownQuestion(Refused):
    code = "unknown-question"

    def __init__(self, name: str, policy: Policy) -> None:
        super().__init__(
            "The policy asks no question “{name}”.",
            hint="Questions: {questions}",
            name=name,
            questions=OneOf({name: each.label for name, each in policy.questions.items()}) or "–",
        )


class AnsweredTwice(Misused):
    sentence = "{question} is answered twice; give one answer to each question."
    hint = "complaintctl revisit NUMBER --answer {question}=…"


class NotAnAnswer(Misused):
    def __init__(self, question: Question, text: str) -> None:
        super().__init__(
            "“{text}” doesn't answer {question}; it is one of: {answers}.",
            text=text,
            question=question.name,
            answers="1 2 3 4 5" if question.answer == "1-5" else OneOf.codes(("yes", "no")),
        )
