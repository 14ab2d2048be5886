"""The steps that have a deadline: what starts each, and which are left behind, outlive a round, or come but once."""

from collections.abc import Mapping
from datetime import datetime

from complaintctl.model import Facts, Kind, Step
from complaintctl.policy.laws import key_of_law
from complaintctl.policy.parts import Deadline as Rule
from complaintctl.records import Deadline
from complaintctl.rules.priority import holds

OUTLIVE_THE_ROUND = frozenset({Step.REVIEW, Step.AUDIT})
"""Neither a new round nor closing ends these."""
ONCE = frozenset({Step.REGISTER, Step.ASSIGN})
OF_CONCERNS = frozenset({Step.REGISTER, Step.CONTACT})
"""All that a concern starts; the rest starts where it becomes a complaint (fu-concern)."""
BEFORE_THE_ROUND = frozenset({"received", "registered", "assigned"})
"""What a later round doesn't bring again; its own start stands for it."""
BEHIND = {
    "assigned": frozenset({"register", "assign"}),
    "resolved": frozenset({"register", "assign", "contact", "progress", "propose", "resolve"}),
    "revisited": frozenset({"register", "assign", "contact", "progress", "propose", "resolve", "revisit"}),
}
"""The actions that a case in an imported past state has behind it, told or not."""


def key_of(row: Deadline) -> str:
    """Under which key of a policy's `steps` its rule stands."""
    if row.law is not None:
        return key_of_law(row.law)
    return f"{row.step}-{row.seq}" if row.step == Step.TELL else row.step


def once_a_case(rule: Rule) -> bool:
    """A deadline someone else set, or an audit: no reopening starts it again."""
    return not rule.restarts and rule.start in BEFORE_THE_ROUND


def applies(rule: Rule, facts: Facts) -> bool:
    """Whether a case with these facts has this step at all."""
    return (facts.kind != Kind.CONCERN or rule.step in OF_CONCERNS) and holds(rule.when, facts)


def starts_at(rule: Rule, round_: int, round_start: datetime | None, starts: Mapping[str, datetime]) -> datetime | None:
    """When the clock of a step starts in this round; None as long as it doesn't."""
    if round_ > 1 and rule.start in BEFORE_THE_ROUND and not once_a_case(rule):
        return None if rule.step in ONCE or rule.step == Step.TELL else round_start
    return starts.get(rule.start)


def passed_by(rule: Rule, status: str) -> bool:
    """Whether a case told to be in this past state has the step behind it."""
    return status == "closed" or not rule.met_by.isdisjoint(BEHIND.get(status, frozenset()))
