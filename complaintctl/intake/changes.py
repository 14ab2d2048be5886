"""What a command of ours can have written into an event: a file of them is believed no further than that."""

from collections.abc import Mapping
from typing import Any

from complaintctl.errors import ComplaintError
from complaintctl.model import Category, Channel, Grade, Kind, Outcome, Priority, Remedy, Responsibility, Status
from complaintctl.moments import from_stored
from complaintctl.records import PRIVATE, Complaint

_CLOSED: Mapping[str, frozenset[str]] = {
    "status": frozenset(Status),
    "kind": frozenset(Kind),
    "priority": frozenset(Priority),
    "grade": frozenset(Grade),
    "category": frozenset(Category),
    "channel": frozenset(Channel),
    "preferred_channel": frozenset(Channel),
    "outcome": frozenset(Outcome),
    "responsibility": frozenset(Responsibility),
    "remedy": frozenset(Remedy),
    "by": frozenset(Channel),
}
_KINDS = {name: str(field.type) for name, field in Complaint.__dataclass_fields__.items()}
_LISTS = frozenset(name for name, kind in _KINDS.items() if kind.startswith("list"))
_NUMBERS = frozenset(name for name, kind in _KINDS.items() if "int" in kind or "bool" in kind)
_WRITTEN = frozenset({"letter", "by", "language", "owner", "to", "instead_of", "who", "soothed_by", "step", "law"})
_TEXTS = (frozenset(_KINDS) | PRIVATE | _WRITTEN) - _LISTS - _NUMBERS - {"extra"}
_EMPTY = frozenset(name for name, kind in _KINDS.items() if "None" in kind)
"""What an event may say there is none of; of all else it says nothing then."""
_TRUTHS = frozenset(name for name, kind in _KINDS.items() if "bool" in kind) | {"well", "reached"}
_FROM_ONE = frozenset({"affected", "repeats", "similar", "round", "task", "undoes"})
_NEEDED: Mapping[str, frozenset[str]] = {
    "letter": frozenset({"letter", "by", "language"}),
    "task_add": frozenset({"task", "owner", "until"}),
    "task_move": frozenset({"task", "until"}),
    "task_give": frozenset({"task", "owner"}),
    "task_done": frozenset({"task"}),
    "task_strike": frozenset({"task"}),
    "follow": frozenset({"well"}),
}
"""Without which these actions would be none."""
_BIGGEST = 1 << 63


def fits(name: str, value: Any) -> bool:
    """Whether a command of ours can have written this value there."""
    if value is None:
        return name in _EMPTY
    if name == "extra":
        return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    if name == "answers":
        return isinstance(value, dict) and all(isinstance(each, bool) or each in range(1, 6) for each in value.values())
    listed = isinstance(value, list) and all(isinstance(each, str) for each in value)
    if name in _LISTS:
        return listed
    if name in _TEXTS:
        return isinstance(value, str) and value in _CLOSED.get(name, (value,))
    if name in _TRUTHS:
        return value in (True, False)
    if name in _FROM_ONE:
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value < _BIGGEST
    is_number = isinstance(value, int) and abs(value) < _BIGGEST
    return is_number or (name not in _NUMBERS and (listed or isinstance(value, str)))


def is_whole(action: str, changes: Mapping[str, Any]) -> bool:
    """Whether nothing is missing that the action goes by, and what it says of a time is one."""
    if not _NEEDED.get(action, frozenset()) <= changes.keys():
        return False
    if "until" not in changes or action == "propose":  # how long a proposal stands is said in words
        return True
    try:
        return from_stored(changes["until"]).tzinfo is not None
    except ComplaintError:
        return False
