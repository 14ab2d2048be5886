"""Deadlines as the policy writes them, with the meanings of rules.md where it leaves them out."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from complaintctl.model import Priority, Step
from complaintctl.policy.amounts import Amount
from complaintctl.policy.conditions import When
from complaintctl.policy.parts import Deadline, Instead
from complaintctl.policy.steps import MEANINGS


def deadline(step: Step, written: Mapping[str, Any]) -> Deadline:
    """The deadline of `[deadline.STEP]`."""
    meaning = MEANINGS[step]
    return Deadline(
        step=step,
        start=written.get("from", meaning.start),
        met_by=frozenset(written.get("met_by", meaning.met_by)),
        amounts=_amounts(written),
        opens=_opens(written),
        when=When.of(written.get("when")),
        instead=tuple(Instead(When.of(row["when"]), _amounts(row), _opens(row)) for row in written.get("instead", ())),
        pausable=written.get("pausable", meaning.pausable),
        restarts=written.get("restarts", meaning.restarts),
        answers=tuple(written.get("answers", ())),
        ours=frozenset(written.get("ours", ())),
    )


def _amounts(written: Mapping[str, Any]) -> Mapping[Priority, Amount]:
    """By priority, `all` standing for those not named; the most pressing first."""
    named = {priority: written.get(priority, written.get("all")) for priority in reversed(Priority)}
    return MappingProxyType({priority: Amount.parse(text) for priority, text in named.items() if text})


def _opens(written: Mapping[str, Any]) -> Amount | None:
    return Amount.parse(written["opens"]) if "opens" in written else None
