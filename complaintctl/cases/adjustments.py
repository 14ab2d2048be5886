"""Points given or taken by hand, with a reason, by who may decide it (le-points)."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from complaintctl.cases.deed import Deed
from complaintctl.cases.handling import UnknownDepartment
from complaintctl.cases.solving import MayNotDecide
from complaintctl.errors import Misused
from complaintctl.policy.schema import Policy
from complaintctl.records import Event
from complaintctl.rules import approval

ACTIONS = ("adjust",)
_POINTS = r"[+-]?[0-9]{1,4}"


class Adjustment(NamedTuple):
    """Points a department was given (or, below zero, lost); `at` in UTC, the reason None once erased."""

    at: datetime
    actor: str
    department: str
    points: int
    reason: str | None


def points(text: str) -> int:
    """A whole number of points other than 0, with its sign or none; Misused else."""
    written = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    if not re.fullmatch(_POINTS, written) or not int(written):
        raise Misused("“{text}” is no number of points.", hint="Write a whole number: +3 gives, -3 takes.", text=text)
    return int(written)


def adjusted(deed: Deed, policy: Policy, department: str, points: int, *, reason: str) -> Event:
    """The points of a department are adjusted from this instant on (le-points)."""
    known = policy.department_called(department)
    if known is None:
        raise UnknownDepartment(department, policy)
    if not approval.is_decider(policy, deed.role):
        raise MayNotDecide(policy, deed)
    return deed.event("adjust", {"department": known.name, "points": points}, note=reason)


def folded(events: Iterable[Event]) -> list[Adjustment]:
    """All adjustments, in the order of their own time."""
    made = [
        Adjustment(event.at, event.actor, event.changes["department"], event.changes["points"], event.note)
        for event in events
        if event.action == "adjust"
    ]
    return sorted(made, key=lambda adjustment: adjustment.at)
