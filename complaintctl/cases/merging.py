"""Several cases turn out to be one person's: what one of them knows, all then do (in-repeat)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.cases.deed import Deed, may
from complaintctl.errors import Misused, Refused
from complaintctl.records import Changes, Event

Keys = Mapping[str, Callable[[str | None], str | None]]
"""For phone, e-mail and reference: what makes two of them the same."""


def merged(cases: Sequence[tuple[Case, Deed]], keys: Keys, keep: str | None) -> list[tuple[Case, Event]]:
    """An event for each case that learns something; where they contradict each other, the case `keep` holds.

    Two cases have the same customer when the first of these that both have is equal; once all have all, they do.
    """
    known = [case for case, _ in cases]
    _check_several(known, keep)
    if keep is not None:
        known.sort(key=lambda case: case.number != keep)
    data = {"customer": next((case.complaint.customer for case in known if case.complaint.customer), None)}
    for name, key in keys.items():
        data[name] = _agreed(known, name, key, keep)
    events = []
    for case, deed in cases:
        changes = _learned(case, data, keys, whole=keep is not None)
        if changes:
            may(case, deed, "merge")
            events.append((case, deed.event("merge", changes)))
    if not events:
        raise SameAlready
    return events


def _check_several(cases: Sequence[Case], keep: str | None) -> None:
    numbers = {case.number for case in cases}
    if len(numbers) < len(cases) or len(numbers) < 2:
        raise Misused("To merge customers, give two or more different complaints.")
    if keep is not None and keep not in numbers:
        raise Misused("{number} is not among the complaints to merge.", number=keep)


def _agreed(cases: Sequence[Case], name: str, key: Callable[[str | None], str | None], keep: str | None) -> str | None:
    """What the cases hold, the first that holds any leading; refused where two differ and none is kept."""
    holders = [case for case in cases if key(_of(case, name))]
    if not holders:
        return None
    first = holders[0]
    other = next((case for case in holders if key(_of(case, name)) != key(_of(first, name))), None)
    if other is not None and first.number != keep:
        raise Contradicting(first.number, other.number, name)
    return _of(first, name)


def _of(case: Case, name: str) -> str | None:
    return None if case.complaint.anonymous else getattr(case.complaint, name)


def _learned(case: Case, data: Mapping[str, str | None], keys: Keys, *, whole: bool) -> Changes:
    """What a case lacks, or (`whole`) holds otherwise."""
    changes: dict[str, Any] = {}
    for name, value in data.items():
        own = _of(case, name)
        key = keys.get(name, str)
        if value is not None and (not own or (whole and key(own) != key(value))):
            changes[name] = value
    if changes and case.complaint.anonymous:
        changes["anonymous"] = False
    return changes


class Contradicting(Refused):
    code = "contradicting"

    def __init__(self, number: str, other: str, name: str) -> None:
        sentences = {
            "phone": "{number} and {other} have different phones; one person's can only be one of them.",
            "email": "{number} and {other} have different e-mail addresses; one person's can only be one of them.",
            "ref": "{number} and {other} have different references; one person's can only be one of them.",
        }
        super().__init__(
            sentences[name],
            hint="Say whose data holds: complaintctl customer merge … --keep {number}",
            number=number,
            other=other,
        )


class SameAlready(Refused):
    sentence = "These complaints have the same customer already; nothing was changed."
