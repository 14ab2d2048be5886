"""What may be written down: codes of the closed lists, whole sums of money, scores; whoever asks (in-record)."""

from collections.abc import Iterable, Mapping
from typing import Any

from complaintctl.errors import Misused, NotOneOf
from complaintctl.model import (
    Category,
    Channel,
    Grade,
    Kind,
    Outcome,
    Priority,
    Remedy,
    Responsibility,
    Role,
    RootCause,
    Status,
    Step,
)

LISTS: Mapping[str, frozenset[str]] = {
    name: frozenset(map(str, codes))
    for name, codes in {
        "kind": Kind,
        "category": Category,
        "channel": Channel,
        "preferred_channel": Channel,
        "priority": Priority,
        "grade": Grade,
        "status": Status,
        "remedy": Remedy,
        "proposed_remedy": Remedy,
        "responsibility": Responsibility,
        "outcome": Outcome,
        "root_cause": RootCause,
        "role": Role,
    }.items()
}
"""By the names of an event, which codes there are."""
LEAST = {"affected": 1, "amount": 0, "cost": 0, "proposed_cost": 0, "score": 1}
"""Whole numbers, and the least each may be."""
ITEMS = ("flags", "tags")


def check(changes: Mapping[str, Any]) -> None:
    """Misused where a value isn't one of its list, no whole number, or too small."""
    for name, value in changes.items():
        if value is None:
            continue
        if name in LISTS and value not in LISTS[name]:
            raise NotOneOf(_option(name), str(value), sorted(LISTS[name]))
        if name in LEAST and (not isinstance(value, int) or value < LEAST[name]):
            raise NotWhole(name, value)
        if name in ITEMS and not isinstance(value, list):
            raise Misused("{option} needs a list of words.", option=_option(name))


def check_codes(asked: Mapping[str, Iterable[str]]) -> None:
    """Misused where one of several values asked for is none of its list."""
    for name, values in asked.items():
        for value in values:
            check({name: value})


def check_step(step: str | None) -> None:
    """Misused where there is no such step."""
    if step is not None and step not in tuple(Step):
        raise NotOneOf("--step", step, tuple(Step))


def _option(name: str) -> str:
    """As it is called on the command line."""
    return f"--{name.removeprefix('proposed_').replace('_', '-')}"


class NotWhole(Misused):
    def __init__(self, name: str, value: object) -> None:
        super().__init__(
            "{option} can't be “{value}”; it is a whole number, {least} or more.",
            option=_option(name),
            value=value,
            least=LEAST[name],
        )
