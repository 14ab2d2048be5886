"""What may be written down: codes of the closed lists, whole sums of money, scores; whoever asks (in-record)."""

from collections.abc import Iterable, Mapping
from typing import Any

from complaintctl import model
from complaintctl.errors import Misused, NotOneOf

LISTS: Mapping[str, frozenset[str]] = {
    name: frozenset(map(str, codes))
    for name, codes in {
        "kind": model.Kind,
        "category": model.Category,
        "channel": model.Channel,
        "by": model.Channel,
        "preferred_channel": model.Channel,
        "priority": model.Priority,
        "grade": model.Grade,
        "status": model.Status,
        "remedy": model.Remedy,
        "proposed_remedy": model.Remedy,
        "responsibility": model.Responsibility,
        "outcome": model.Outcome,
        "root_cause": model.RootCause,
        "role": model.Role,
    }.items()
}
"""By the names of an event, which codes there are."""
WHOLE = {name: range(10**17) for name in ("amount", "cost", "proposed_cost")} | {
    "affected": range(1, 10**9 + 1),
    "score": range(1, 6),
    "useful": range(1, 6),
}
"""Whole numbers, and what each may be."""
ITEMS = ("flags", "tags")


def check(changes: Mapping[str, Any]) -> None:
    """Misused where a value isn't one of its list, no whole number, or too small."""
    for name, value in changes.items():
        if value is None:
            continue
        if name in LISTS and value not in LISTS[name]:
            raise NotOneOf(_option(name), str(value), sorted(LISTS[name]))
        if name in WHOLE and (not isinstance(value, int) or value not in WHOLE[name]):
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
    if step is not None and step not in tuple(model.Step):
        raise NotOneOf("--step", step, tuple(model.Step))


def _option(name: str) -> str:
    """As it is called on the command line."""
    return f"--{'channel' if name == 'by' else name.removeprefix('proposed_').replace('_', '-')}"


class NotWhole(Misused):
    def __init__(self, name: str, value: object) -> None:
        super().__init__(
            "{option} can't be “{value}”; it is a whole number from {least} to {most}.",
            option=_option(name),
            value=value,
            least=WHOLE[name][0],
            most=WHOLE[name][-1],
        )
