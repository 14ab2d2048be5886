"""The answer to a new complaint: what to read out, who takes it, whom to tell, what is next."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.telling import to_tell
from complaintctl.model import Kind, Part, Priority
from complaintctl.moments import from_stored
from complaintctl.render.text import fields
from complaintctl.rules.recusal import same, stands_aside
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
    proposed = reader.department_led(department_for(facts_of(case.complaint), policy))
    pairs: list[tuple[str, object]] = [
        (word("Number"), row["number"]),
        (word("Priority"), f"{word(row['priority'])}, {word(row['grade'])} ({because})"),
        (word("Soothed by"), row["handler"]) if row["kind"] == Kind.CONCERN else (word("Department"), proposed),
    ]
    if beside["tell"]:
        pairs.append((word("To be told"), ", ".join(map(word, beside["tell"]))))
    if row["priority"] == Priority.URGENT and policy.opening.duty and closed:
        pairs.append((word("On duty"), reader.label(policy.opening.duty)))
    if earlier:
        pairs.append((word("Same customer"), ", ".join(earlier)))
    if row["next_step"]:
        pairs.append((word("Next"), f"{word(row['next_step'])}, {reader.shown(from_stored(row['next_due_at']))}"))
    yield from fields(pairs)


def about_the_lead(reader: Reader, case: Case) -> str | None:
    """A warning where the case would be given to whom it is about; None where it wouldn't (fu-recuse)."""
    proposed = reader.policy.department(department_for(facts_of(case.complaint), reader.policy))
    if proposed is None or not proposed.lead or not same(case.complaint.about, proposed.lead):
        return None
    return reader.word(
        "{lead}, whom it is about, leads {department}: complaintctl assign {number} --handler NAME",
        lead=proposed.lead,
        department=reader.department(proposed.name),
        number=case.number,
    )


def about_the_handler(reader: Reader, case: Case) -> str | None:
    """A warning where the case is in the hands of whom it turned out to be about."""
    complaint = case.complaint
    if not stands_aside(case.policy, complaint, complaint.handler, Part.HANDLER):
        return None
    return reader.word(
        "{handler}, whom it is about, has it in hand: complaintctl assign {number} --handler NAME",
        handler=complaint.handler,
        number=case.number,
    )
