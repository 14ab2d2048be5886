"""What changed between two policies, key by key; entries that have a name are compared by it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from complaintctl.policy.places import Path, written

NAMED = {
    "department": "name",
    "cause": "path",
    "flag": "name",
    "rule": "id",
    "script": "situation",
    "letter": "kind",
    "question": "name",
}
"""By the section, the key that an entry is known by."""
PACK = "pack"
"""The section of what the packs of the law say, kept with a policy: each known by its own head."""
WHOLE = frozenset({"when"})
"""Keys whose value reads as one."""


class Difference(NamedTuple):
    """One key, with its value before and after; None where there is none."""

    path: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What changed from the one policy's data to the other's, in the order of the documents."""
    return list(_compared((), before, after))


def _compared(path: Path, before: Any, after: Any) -> Iterator[Difference]:
    if before == after or (path[:1] == (PACK,) and len(path) < 3 and None in (before, after)):
        return  # of a pack that comes or goes, `policy.packs` tells
    sides = _tables(path, before, after)
    if sides is None:
        yield Difference(written(path), before, after)
        return
    one, other = sides
    for key in dict.fromkeys((*one, *other)):
        yield from _compared((*path, key), one.get(key), other.get(key))


def _tables(path: Path, before: Any, after: Any) -> tuple[Mapping[Any, Any], Mapping[Any, Any]] | None:
    """Both sides by their keys, where there is something to compare inside."""
    if path and path[-1] in WHOLE:
        return None
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return before, after
    if path and (_are_tables(before) or _are_tables(after)):
        return _by_name(path[-1], before or []), _by_name(path[-1], after or [])
    return None


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _by_name(section: str | int, rows: list[Mapping[str, Any]]) -> dict[str | int, Mapping[str, Any]]:
    if section == PACK:
        return {row[PACK]["name"]: row for row in rows}
    key = NAMED.get(str(section))
    return {place if key is None else row[key]: row for place, row in enumerate(rows)}
