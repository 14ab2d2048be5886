"""Which cases are meant: from values to conditions, refused where an empty answer would pass for a good one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from complaintctl.store.listing import Filter

if TYPE_CHECKING:
    from complaintctl.rules.rulebook import Rulebook

_EQUAL = ("status", "priority", "grade", "kind", "category", "channel", "department", "handler")


class Which(TypedDict, total=False):
    """Which cases: all of it must hold; of several values one. What isn't said lets every case through."""

    status: Sequence[str]
    priority: Sequence[str]
    grade: Sequence[str]
    kind: Sequence[str]
    category: Sequence[str]
    channel: Sequence[str]
    department: Sequence[str]
    handler: Sequence[str]
    mine: str
    """This person's, whoever the handlers may be."""
    cause: str
    """This cause and all below it."""
    customer: str
    """A part of the name; so with the reference."""
    ref: str
    flag: Sequence[str]
    """All of these flags; so with tags."""
    tag: Sequence[str]
    received: tuple[datetime | None, datetime | None]
    """From, until; both included."""
    overdue: bool
    on_hold: bool
    open: bool
    number: Sequence[str]
    """Whole numbers."""


def filter_of(which: Which, rulebook: "Callable[[], Rulebook]") -> Filter:
    """The conditions these make."""
    said: dict[str, Any] = {name: value for name, value in which.items() if value not in (None, "", (), False)}
    if strange := said.keys() - _CONDITIONS.keys():
        raise TypeError(f"no filter of complaints: {', '.join(sorted(strange))}")
    for name in _EQUAL:
        if isinstance(said.get(name), str):
            said[name] = [said[name]]
    _check_known(said, rulebook)
    made = Filter()
    for name, value in said.items():
        _CONDITIONS[name](made, value)
    return made


def _lists(column: str) -> "Callable[[Filter, Sequence[str]], None]":
    def listed(made: Filter, values: Sequence[str]) -> None:
        for value in values:
            made.lists(column, value)

    return listed


def _equals(column: str) -> "Callable[[Filter, Sequence[str]], None]":
    return lambda made, values: made.equals(column, list(map(str, values)))


_CONDITIONS: "Mapping[str, Callable[[Filter, Any], None]]" = {
    **{column: _equals(column) for column in _EQUAL},
    "mine": lambda made, name: made.equals("handler", [name]),
    "cause": Filter.cause,
    "customer": lambda made, part: made.contains("customer", part),
    "ref": lambda made, part: made.contains("ref", part),
    "flag": _lists("flags"),
    "tag": _lists("tags"),
    "received": lambda made, ends: made.received(*ends),
    "overdue": lambda made, _: made.overdue(),
    "on_hold": lambda made, _: made.add("c.on_hold"),
    "open": lambda made, _: made.open_only(),
    "number": lambda made, numbers: made.numbers(numbers),
}


def _check_known(said: dict[str, Any], rulebook: "Callable[[], Rulebook]") -> None:
    """Refuse to look for a code that there isn't, or for what no policy ever had; flags go by their names."""
    if any(said.get(name) for name in _EQUAL):
        from complaintctl.cases.values import check_codes

        check_codes({name: said[name] for name in _EQUAL if name in said})
    if not any(said.get(name) for name in ("department", "cause", "flag")):
        return
    from complaintctl.cases.handling import UnknownDepartment
    from complaintctl.cases.registration import UnknownCause, UnknownFlag

    book = rulebook()
    for department in said.get("department", ()):
        if not any(policy.department(department) for policy in book.policies):
            raise UnknownDepartment(department, book.current)
    cause = said.get("cause")
    if cause and not any(policy.knows_cause(cause) for policy in book.policies):
        raise UnknownCause(cause, "complaintctl policy causes lists them; or look by --category.", book.current)
    if "flag" in said:
        said["flag"] = [book.current.flag_called(flag) for flag in said["flag"]]
    for flag in said.get("flag", ()):
        if not any(flag in policy.flags for policy in book.policies):
            raise UnknownFlag(flag, book.current)
