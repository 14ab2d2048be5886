"""Which rules hold for a case, and hence its priority and grade (cl-priority, cl-grade)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from complaintctl.model import Facts, Grade, Priority
from complaintctl.policy.conditions import When
from complaintctl.policy.parts import Rule
from complaintctl.policy.schema import Policy


class Ruling(NamedTuple):
    """What the rules say of a case, and which of them said so."""

    priority: Priority
    grade: Grade
    reasons: tuple[Rule, ...]


def reasons(facts: Facts, policy: Policy) -> tuple[Rule, ...]:
    """The rules that hold for these facts, in the policy's order."""
    return tuple([rule for rule in policy.rules if holds(rule.when, facts)])


def ruling(facts: Facts, policy: Policy) -> Ruling:
    """All rules are tried; the highest priority wins, `major` beats `general`, else the defaults stand."""
    held = reasons(facts, policy)
    priorities = [rule.priority for rule in held if rule.priority is not None]
    major = any(rule.grade is Grade.MAJOR for rule in held)
    return Ruling(
        priority=max(priorities) if priorities else _default(facts, policy),
        grade=Grade.MAJOR if major else Grade.GENERAL,
        reasons=held,
    )


def holds(when: When, facts: Facts) -> bool:
    """Whether any table of the condition holds in full; without a table it always does."""
    for table in when.tables:
        for condition, argument in table:
            if not CONDITIONS[condition](facts, argument):
                break
        else:
            return True
    return not when.tables


def _default(facts: Facts, policy: Policy) -> Priority:
    return policy.defaults.priority["minor" if "minor" in facts.flags else facts.kind]


def _kind(facts: Facts, kinds: frozenset[str]) -> bool:
    return facts.kind in kinds


def _category(facts: Facts, categories: frozenset[str]) -> bool:
    return facts.category in categories


def _channel(facts: Facts, channels: frozenset[str]) -> bool:
    return facts.channel in channels


def _grade(facts: Facts, grades: frozenset[str]) -> bool:
    return facts.grade in grades


def _priority(facts: Facts, priorities: frozenset[str]) -> bool:
    return facts.priority in priorities


def _remedy(facts: Facts, remedies: frozenset[str]) -> bool:
    return facts.remedy in remedies


def _cause(facts: Facts, paths: tuple[str, ...]) -> bool:
    """A cause is what is named or lies below it."""
    cause = facts.cause
    return cause is not None and any(cause == path or cause.startswith(f"{path}/") for path in paths)


def _any_flag(facts: Facts, flags: frozenset[str]) -> bool:
    return not flags.isdisjoint(facts.flags)


def _all_flags(facts: Facts, flags: frozenset[str]) -> bool:
    return flags <= facts.flags


def _affected_at_least(facts: Facts, least: int) -> bool:
    return facts.affected >= least


def _amount_at_least(facts: Facts, least: int) -> bool:
    """In minor units; a case without an amount never reaches one."""
    return facts.amount is not None and facts.amount >= least


def _repeats_at_least(facts: Facts, least: int) -> bool:
    return facts.repeats >= least


def _similar_at_least(facts: Facts, least: int) -> bool:
    return facts.similar >= least


def _round_at_least(facts: Facts, least: int) -> bool:
    return facts.round >= least


CONDITIONS: dict[str, Callable[[Facts, Any], bool]] = {
    "kind": _kind,
    "category": _category,
    "cause": _cause,
    "channel": _channel,
    "grade": _grade,
    "priority": _priority,
    "remedy": _remedy,
    "any_flag": _any_flag,
    "all_flags": _all_flags,
    "affected_at_least": _affected_at_least,
    "amount_at_least": _amount_at_least,
    "repeats_at_least": _repeats_at_least,
    "similar_at_least": _similar_at_least,
    "round_at_least": _round_at_least,
}
"""One function for each condition of policy/conditions.py: facts and argument in, whether it holds out."""
