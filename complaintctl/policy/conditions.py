"""Conditions as data: what a `when` of the policy asks for. rules/priority.py says whether it holds."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from complaintctl.model import Category

CHOICES = ("kind", "category", "channel", "grade", "priority", "remedy")
"""Conditions that name a value of a closed list, or several of which one must be the case's."""

AT_LEAST = ("affected_at_least", "repeats_at_least", "similar_at_least", "round_at_least")
"""Conditions that name a whole number from 1."""

CONDITIONS = (*CHOICES, "cause", "any_flag", "all_flags", *AT_LEAST, "amount_at_least")

LEVELS = 4
"""A cause has at most so many levels; the first is the category (cl-category)."""


class When(NamedTuple):
    """A `when`: any one of its tables, of which all conditions must hold; no table at all means always."""

    tables: tuple[tuple[tuple[str, Any], ...], ...] = ()

    @property
    def always(self) -> bool:
        return not self.tables

    @classmethod
    def of(cls, written: Mapping[str, Any] | list[Mapping[str, Any]] | None) -> "When":
        """The `when` as written in a checked policy: a table, a list of tables, or left out."""
        if written is None:
            return ALWAYS
        tables = [written] if isinstance(written, Mapping) else written
        return cls(tuple(_pairs(table) for table in tables))


ALWAYS = When()


def _pairs(table: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((key, _ARGUMENTS.get(key, int)(value)) for key, value in table.items())


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _choice(value: Any) -> frozenset[str]:
    return frozenset(_several(value))


def minor_units(money: float) -> int:
    """Money as the policy writes it, in hundredths of its currency."""
    return round(money * 100)


_ARGUMENTS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(CHOICES, _choice),
    "cause": _several,
    "any_flag": _choice,
    "all_flags": _choice,
    "amount_at_least": minor_units,
}


def is_cause(path: str) -> bool:
    """Whether this is the path of a cause at all: one to four levels, the first of them a category."""
    levels = path.split("/")
    named = all(level and level == level.strip() for level in levels)
    return named and len(levels) <= LEVELS and levels[0] in _CATEGORIES


def in_tree(path: str, tree: frozenset[str]) -> bool:
    """Whether the tree has this cause or one below it, or leaves it open: what lies below a leaf is."""
    if path in tree or path in _CATEGORIES or _has_below(path, tree):
        return True
    return any(path.startswith(f"{cause}/") and not _has_below(cause, tree) for cause in tree)


def _has_below(path: str, tree: frozenset[str]) -> bool:
    return any(cause.startswith(f"{path}/") for cause in tree)


_CATEGORIES = frozenset(category.value for category in Category)
