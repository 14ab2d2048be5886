"""The answer to a new complaint: what to read out, who takes it, whom to tell, what is next."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.telling import to_tell
from complaintctl.model import Priority
from complaintctl.moments import from_stored
from complaintctl.render.text import fields
from complaintctl.rules.routing import department_for
from complaintctl.words.answers import reasons_of
from complaintctl.words.reader import Reader


def registered_json(reader: Reader, case: Case, earlier: Sequence[str]) -> dict[str, Any]:
    """What stands beside the case: the rules' reasons, the same customer's earlier cases, whom to tell."""
    tell = to_tell(reader.policy, facts_of(case.complaint), case.complaint.status)
    return {"reasons": reasons_of(reader, case.complaint.reasons, reader.policy), "earlier": earlier, "tell": tell}


def registered_lines(
    reader: Reader, row: Mapping[str, Any], case: Case, earlier: Sequence[str], *, closed: bool
) -> Iterator[str]:
    """The same as labelled values; who is on duty where it is urgent and the office `closed`."""
    policy, word = reader.policy, reader.translate
    beside = registered_json(reader, case, earlier)
    because = "; ".join(reason["because"] for reason in beside["reasons"]) or word("no rule held")
    proposed = reader.department(department_for(facts_of(case.complaint), policy))
    pairs: list[tuple[str, object]] = [
        (word("Number"), row["number"]),
        (word("Priority"), f"{word(row['priority'])}, {word(row['grade'])} ({because})"),
        (word("Department"), proposed),
    ]
    if beside["tell"]:
        pairs.append((word("To be told"), ", ".join(map(word, beside["tell"]))))
    if row["priority"] == Priority.URGENT and policy.opening.duty and closed:
        pairs.append((word("On duty"), policy.opening.duty))
    if earlier:
        pairs.append((word("Same customer"), ", ".join(earlier)))
    if row["next_step"]:
        pairs.append((word("Next"), f"{word(row['next_step'])}, {reader.shown(from_stored(row['next_due_at']))}"))
    yield from fields(pairs)
