"""What scripts and letters are filled in with: what the case says, in the reader's language."""

from complaintctl.cases import scripts
from complaintctl.cases.case import Case
from complaintctl.cases.letters import reason_of
from complaintctl.words.reader import Reader


def filling(reader: Reader, case: Case, actor: str) -> dict[str, str | None]:
    """By the names that a policy's templates have for it; None for what the case doesn't know yet."""
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
        "office": reader.label(reader.policy.label),
        "date": reader.shown(reader.judged_at)[:10],
        "received": reader.shown(complaint.received_at)[:10],
        "reason": reason_of(case),
    }
