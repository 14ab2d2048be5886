"""What to say to a customer, filled in from the case, and what never to (le-scripts)."""

from typing import Any

from complaintctl.cases import scripts
from complaintctl.cases.case import Case
from complaintctl.words.reader import Reader


def script(reader: Reader, case: Case, situation: str | None, *, actor: str) -> dict[str, Any]:
    """The policy's script for this situation, or for the one that fits: situation, text, never, all situations."""
    known = reader.policy.scripts
    chosen = scripts.named(known, situation) if situation else scripts.fitting(known, case)
    return {
        "situation": chosen.situation,
        "text": scripts.filled(reader.label(chosen.text).strip(), _words(reader, case, actor)),
        "never": list(chosen.never.get(reader.lang) or chosen.never.get("en") or next(iter(chosen.never.values()), ())),
        "situations": [each.situation for each in known],
    }


def _words(reader: Reader, case: Case, actor: str) -> dict[str, str | None]:
    complaint = case.complaint
    due = scripts.promised(case, reader.judged_at)
    return {
        "customer": complaint.customer or reader.word("Sir or Madam"),
        "number": case.number,
        "handler": complaint.handler or actor,
        "department": reader.department(complaint.department or reader.policy.intake),
        "content": complaint.content,
        "solution": scripts.solution_of(case),
        "due": reader.shown(due) if due else None,
    }
