"""What to say to a customer, filled in from the case, and what never to (le-scripts)."""

from typing import Any

from complaintctl.cases import scripts
from complaintctl.cases.case import Case
from complaintctl.words.fields import filling
from complaintctl.words.reader import Reader

REVISIT = "revisit"
"""The situation in which the policy's own questions are asked."""


def questions(reader: Reader) -> list[dict[str, str]]:
    """What the policy asks at the revisit, and how it is answered (fu-survey)."""
    asked = reader.policy.questions.values()
    return [{"name": each.name, "question": reader.label(each.label), "answer": each.answer} for each in asked]


def script(reader: Reader, case: Case, situation: str | None, *, actor: str) -> dict[str, Any]:
    """The policy's script for this situation, or for the one that fits: situation, text, never, questions, all."""
    known = reader.policy.scripts
    chosen = scripts.named(known, situation) if situation else scripts.fitting(known, case)
    return {
        "situation": chosen.situation,
        "text": scripts.filled(reader.label(chosen.text).strip(), filling(reader, case, actor)),
        "never": list(chosen.never.get(reader.lang) or chosen.never.get("en") or next(iter(chosen.never.values()), ())),
        "questions": questions(reader) if chosen.situation == REVISIT else [],
        "situations": [each.situation for each in known],
    }
