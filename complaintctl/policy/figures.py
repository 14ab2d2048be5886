"""Deadlines as the policy writes them, with the meanings of rules.md where it leaves them out."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from complaintctl.model import Priority, Step
from complaintctl.policy.amounts import BY_DATE, Amount
from complaintctl.policy.conditions import ALWAYS, When
from complaintctl.policy.parts import Deadline, Instead, Tell
from complaintctl.policy.steps import MEANINGS, TOLD_AFTER, told


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


def timed_tells(tells: Sequence[Tell]) -> Iterator[tuple[str, Deadline]]:
    """The deadlines of those `[[tell]]` that have a time, by key: `tell-1`, `tell-2` …"""
    timed = [(tell, tell.within) for tell in tells if tell.within is not None]
    for number, (tell, within) in enumerate(timed, 1):
        yield (
            f"{Step.TELL}-{number}",
            Deadline(
                step=Step.TELL,
                start=TOLD_AFTER[tell.on],
                met_by=frozenset({told(tell.who)}),
                amounts=dict.fromkeys(Priority, within),
                opens=None,
                when=tell.when,
                instead=(),
                pausable=False,
                restarts=True,
                answers=(),
                ours=frozenset(),
            ),
        )


def _of_cases(step: Step, *, pausable: bool) -> Deadline:
    """Of a step that no policy times by priority: who starts it says when it is due."""
    return Deadline(
        step=step,
        start=str(step),
        met_by=frozenset(),
        amounts=dict.fromkeys(Priority, BY_DATE),
        opens=None,
        when=ALWAYS,
        instead=(),
        pausable=pausable,
        restarts=True,
        answers=(),
        ours=frozenset(),
    )


OF_CASES = {Step.TASK: _of_cases(Step.TASK, pausable=True), Step.FOLLOW: _of_cases(Step.FOLLOW, pausable=False)}
"""Tasks and follow-ups: any number a case, each ended by its own action (fu-plan, fu-follow)."""


def _amounts(written: Mapping[str, Any]) -> Mapping[Priority, Amount]:
    """By priority, `all` standing for those not named; the most pressing first."""
    named = {priority: written.get(priority, written.get("all")) for priority in reversed(Priority)}
    return MappingProxyType({priority: Amount.parse(text) for priority, text in named.items() if text})


def _opens(written: Mapping[str, Any]) -> Amount | None:
    return Amount.parse(written["opens"]) if "opens" in written else None
