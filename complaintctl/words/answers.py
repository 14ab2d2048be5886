"""How a case is answered: in a line, its reasons, the remedy that fits."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from complaintctl.discretion import listed
from complaintctl.moments import from_stored
from complaintctl.render.text import harmless
from complaintctl.words.reader import Reader

if TYPE_CHECKING:
    from complaintctl.cases.case import Case
    from complaintctl.policy.schema import Policy


def case_line(reader: Reader, row: Mapping[str, Any]) -> str:
    """A case in one line: how it stands and what is next."""
    words = [row["number"], reader.code(row["status"]), reader.code(row["priority"])]
    if row["on_hold"]:
        words.append(reader.word("on hold"))
    if row["outcome"]:
        words.append(reader.code(row["outcome"]))
    if row["round"] > 1:
        words.append(reader.word("round {round}", round=row["round"]))
    words += [department_name(reader, row["department"])] if row["department"] else []
    words += [harmless(row["handler"])] if row["handler"] else []
    line = " · ".join(words)
    if row["on_hold"]:
        return line + reader.word(" → nothing runs until complaintctl resume {number}", number=row["number"])
    if row["next_step"]:
        due = reader.shown(from_stored(row["next_due_at"]))
        line += reader.word(" → next: {step} by {due}", step=reader.code(row["next_step"]), due=due)
    return line


def case_beside(reader: Reader, row: Mapping[str, Any]) -> str:
    """A case among others: its number, receipt, status, and how its content begins."""
    words = (
        row["number"],
        reader.shown(from_stored(row["received_at"])),
        reader.code(row["status"]),
        harmless(listed(row, reveal=False)["content"] or ""),
    )
    return "  ".join(word for word in words if word)


def department_name(reader: Reader, code: str) -> str:
    """A department by its title, harmless on a terminal."""
    return harmless(reader.department(code))


def reasons_of(reader: Reader, ids: Sequence[str], policy: "Policy") -> list[dict[str, str]]:
    """The rules that held, each with its sentence in the reader's language."""
    known = {rule.id: rule for rule in policy.rules}
    return [{"rule": id_, "because": reader.label(known[id_].because) if id_ in known else id_} for id_ in ids]


def advice(reader: Reader, case: "Case") -> str:
    """The remedy that fits the harm, in the reader's language; empty where the policy advises none (ha-tiers)."""
    from complaintctl.cases.case import facts_of
    from complaintctl.rules.priority import holds

    facts = facts_of(case.complaint)
    fitting = (remedy for remedy in case.policy.remedies if holds(remedy.when, facts))
    return next((reader.label(remedy.advice) for remedy in fitting), "")
