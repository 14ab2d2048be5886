"""Checks of `when`: the form of its conditions, and whether they can ever hold."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from complaintctl.model import FLAGS, Category, Channel, Grade, Kind, Priority, Remedy
from complaintctl.policy.conditions import AT_LEAST, CONDITIONS, in_tree, is_cause
from complaintctl.policy.places import Path
from complaintctl.policy.shapes import Findings, Shape, matching, money, one_of, several, unknown_key, whole

FLAG = matching(r"[^\s;,]+", "“{text}” can't be a flag: it must have no blanks, commas or semicolons.")
CAUSE = matching(
    "(?:" + "|".join(Category) + r")(?:/[^/]*[^/\s][^/]*){0,3}",
    "“{text}” is not the path of a cause: at most four levels, the first of them a category.",
)

_SHAPES: dict[str, Shape] = {
    "kind": several(one_of(Kind)),
    "category": several(one_of(Category)),
    "channel": several(one_of(Channel)),
    "grade": several(one_of(Grade)),
    "priority": several(one_of(Priority)),
    "remedy": several(one_of(Remedy)),
    "cause": several(CAUSE),
    "any_flag": several(FLAG),
    "all_flags": several(FLAG),
    "amount_at_least": money,
    **dict.fromkeys(AT_LEAST, whole(1)),
}

_NOT_IN_RULES = dict.fromkeys(("priority", "grade", "remedy"), "can never hold: rules are tried before this is known.")
_NOT_BUT_IN_DEADLINES = {"round_at_least": "can never hold: only deadlines know the round."}


def when(in_rule: bool = False, in_deadline: bool = False) -> Shape:
    """A table of conditions, or a list of such tables."""
    refused = {**(_NOT_IN_RULES if in_rule else {}), **({} if in_deadline else _NOT_BUT_IN_DEADLINES)}

    def shape(findings: Findings, path: Path, value: Any) -> None:
        if not isinstance(value, list):
            _conditions(findings, path, value, refused)
            return
        if not value:
            findings.add(path, "can never hold: the list is empty.")
        for place, row in enumerate(value):
            _conditions(findings, (*path, place), row, refused)

    return shape


def _conditions(findings: Findings, path: Path, value: Any, refused: dict[str, str]) -> None:
    if not isinstance(value, dict):
        findings.add(path, "must be a table of conditions.")
        return
    if not value:
        findings.add(path, "names no condition; leave `when` out where it should always hold.")
    for key, argument in value.items():
        if key not in CONDITIONS:
            unknown_key(findings, (*path, key), CONDITIONS)
        elif key in refused:
            findings.add((*path, key), refused[key])
        else:
            _SHAPES[key](findings, (*path, key), argument)


def impossible(findings: Findings, data: dict[str, Any]) -> None:
    """Notes the conditions that fit their form and still can never hold in this policy."""
    tree = frozenset(_texts([row.get("path") for row in _dicts(data.get("cause"))]))
    flags = _flags(data)
    for path, conditions in _tables(data, ()):
        _against_category(findings, path, conditions)
        for key in ("any_flag", "all_flags"):
            for flag in _texts(conditions.get(key)):
                _against_flags(findings, (*path, key), flag, *flags)
        for cause in _texts(conditions.get("cause")):
            if tree and is_cause(cause) and not in_tree(cause, tree):
                findings.add((*path, "cause"), "“{cause}” is not in the tree of causes.", cause=cause)


def _against_category(findings: Findings, path: Path, conditions: dict[str, Any]) -> None:
    categories = set(_texts(conditions.get("category")))
    firsts = {cause.split("/")[0] for cause in _texts(conditions.get("cause"))}
    if categories and firsts and not categories & firsts:
        findings.add(path, "can never hold: the cause lies in another category.")


def _flags(data: dict[str, Any]) -> tuple[frozenset[str], str]:
    """The flags that may be named, and what to say of others; empty where the policy lists none of its own."""
    head = data.get("policy")
    declared = head.get("flags") if isinstance(head, dict) else None
    known = frozenset((*FLAGS, *_texts([row.get("name") for row in _dicts(data.get("flag"))]), *_texts(declared)))
    if "flag" in data:
        return known, "“{flag}” is not a flag; add it as a [[flag]]."
    return known, "“{flag}” is not a flag; add it to policy.flags." if declared is not None else ""


def _against_flags(findings: Findings, path: Path, flag: str, known: frozenset[str], refusal: str) -> None:
    """Naming a flag makes it, unless the policy lists its own; one that looks misspelt is refused."""
    if flag in known:
        return
    near = get_close_matches(flag, sorted(known), 1, 0.85)
    if near:
        findings.add(path, "“{flag}” is not a flag; did you mean {near}?", flag=flag, near=near[0])
    elif refusal:
        findings.add(path, refusal, flag=flag)


def _tables(value: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every table of conditions in the document, with its path."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        here: Path = (*path, key)
        if key != "when":
            yield from _tables(item, here)
        elif isinstance(item, dict):
            yield here, item
        else:
            yield from (((*here, place), row) for place, row in enumerate(_dicts(item)))


def _dicts(value: Any) -> list[dict[str, Any]]:
    """A list of tables as it is, but with an empty table for what isn't one."""
    return [row if isinstance(row, dict) else {} for row in value] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
