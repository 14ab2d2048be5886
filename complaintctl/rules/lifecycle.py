"""Which action may follow which state, and what it lacks where it may not."""

from collections.abc import Mapping

from complaintctl.errors import Refused
from complaintctl.model import Status
from complaintctl.policy.steps import ACTIONS

REGISTERED, ASSIGNED, RESOLVED, REVISITED, CLOSED = Status
OPEN = frozenset({REGISTERED, ASSIGNED, RESOLVED, REVISITED})
IN_HAND = frozenset({REGISTERED, ASSIGNED})

ALLOWED: Mapping[str, frozenset[Status]] = {
    **{action: OPEN for action in ACTIONS if action != "register"},  # but for those that follow
    **dict.fromkeys(("assign", "hold", "resume"), IN_HAND),
    **dict.fromkeys(("propose", "approve", "reject", "accept", "decline", "resolve"), frozenset({ASSIGNED})),
    **dict.fromkeys(("task_add", "task_done", "task_move", "task_give", "task_strike"), IN_HAND),
    "revisit": frozenset({RESOLVED}),
    "follow": frozenset({CLOSED}),
    "reopen": frozenset({RESOLVED, REVISITED, CLOSED}),
    **dict.fromkeys(("review", "audit"), frozenset(Status) - {REGISTERED}),
    **dict.fromkeys(("letter", "undo", "merge"), frozenset(Status)),
}

_STANDS = {
    REGISTERED: "{number} is registered but not assigned yet.",
    ASSIGNED: "{number} is assigned but not resolved yet.",
    RESOLVED: "{number} is resolved and waits for the revisit.",
    REVISITED: "{number} is revisited and its customer satisfied.",
    CLOSED: "{number} is closed.",
}
_ASSIGN = "complaintctl assign {number}"
_RESOLVE = 'complaintctl resolve {number} --solution "…"'
_REVISIT = "complaintctl revisit {number} --satisfied | --dissatisfied | --not-reached"
_CLOSE = "complaintctl close {number}"
_REOPEN = 'complaintctl reopen {number} --reason "…"'


def supplies(status: Status, action: str) -> str:
    """The command that brings a case from this state towards one where the action is allowed."""
    if status in (REGISTERED, ASSIGNED):
        return _ASSIGN if status is REGISTERED else _RESOLVE
    if action == "close" and status is RESOLVED:
        return _REVISIT
    if action == "revisit" and status is REVISITED:
        return _CLOSE
    return _REOPEN


class WrongState(Refused):
    """The state stands against the action; the hint names the command that supplies what is missing."""

    code = "wrong-state"

    def __init__(self, number: str, status: str, action: str) -> None:
        super().__init__(_STANDS[Status(status)], hint=supplies(Status(status), action), number=number)


class IsDuplicate(Refused):
    """Commands on a duplicate are refused, naming the other case."""

    code = "duplicate"
    sentence = "{number} is a duplicate of {other}; what happens is kept there."
    hint = "complaintctl show {other}"


def check(number: str, status: str, action: str, duplicate_of: str | None) -> None:
    """Refuse an action that may not follow this state."""
    if duplicate_of is not None and action != "undo":
        raise IsDuplicate(number=number, other=duplicate_of)
    if status not in ALLOWED[action]:
        raise WrongState(number, status, action)
