"""What people call a code, in either language, and which code they mean."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from complaintctl.locale import LANGUAGES, catalogue

if TYPE_CHECKING:
    from complaintctl.policy.schema import Policy

_VARIED = re.compile(r"[\s_\-\u2010-\u2015\u2212\u200b-\u200f\u2060\ufeff]")
_LEVELS = re.compile(r"[/／›>＞\\]")
Aliases = Mapping[str, Sequence[str]]


class Term(NamedTuple):
    """A code and what it is called: its labels in every language, and other words for it."""

    code: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text without what people vary in it: case, width, spaces, `_` and `-`, and what can't be seen."""
    return _VARIED.sub("", unicodedata.normalize("NFKC", text).casefold())


def closed(codes: Iterable[str], aliases: Aliases | None = None) -> list[Term]:
    """A closed list: its words in each language, and those that files use."""
    languages = [catalogue(lang) for lang in LANGUAGES]
    return [
        Term(code, tuple(translate(code) for translate in languages), tuple((aliases or {}).get(code, ())))
        for code in codes
    ]


def labelled(labels: Iterable[tuple[str, Mapping[str, str]]], aliases: Aliases | None = None) -> list[Term]:
    """Names that policies give: by their labels, of each policy its own; then by everybody's words for them."""
    called: dict[str, dict[str, None]] = {}
    for code, wording in labels:
        called.setdefault(code, {}).update(dict.fromkeys(wording.values()))
    return [Term(term.code, tuple(called[term.code]), (*term.names, *term.aliases)) for term in closed(called, aliases)]


def fitting(typed: str, terms: Sequence[Term]) -> list[Term]:
    """The terms that can be meant: by the code, else a label, else another word, else by how one of these begins.

    Several where each fits as well as the others; none where nothing does.
    """
    wanted = folded(typed)
    if not wanted:
        return []
    ways: tuple[Callable[[Term], bool], ...] = (
        lambda term: folded(term.code) == wanted,
        lambda term: any(folded(name) == wanted for name in term.names),
        lambda term: any(folded(name) == wanted for name in term.aliases),
        lambda term: any(folded(name).startswith(wanted) for name in (term.code, *term.names)),
        lambda term: any(folded(name).startswith(wanted) for name in term.aliases),
    )
    return next((found for way in ways if (found := [term for term in terms if way(term)])), [])


def causes(typed: str, policies: Sequence["Policy"], categories: Sequence[Term]) -> list[str]:
    """The paths that can be meant: level by level, each by code, label or beginning; or by the last ones alone.

    Levels that no policy lists are taken as they are typed, where the policy leaves that open.
    """
    levels = [level.strip() for level in _LEVELS.split(typed) if level.strip()]
    known = _pieces(policies)
    if not levels:
        return []
    if len(levels) == 1:
        found = [term.code for term in fitting(levels[0], [*categories, *known.values()])]
        return [path for path in found if "/" not in path] or found
    paths = [term.code for term in fitting(levels[0], categories)]
    for level in levels[1:]:
        paths = [below for path in paths for below in _below(path, level, known)]
    return paths or _ending_in(levels, known)


def _pieces(policies: Sequence["Policy"]) -> dict[str, Term]:
    """Each path that is listed, by how its last level is called."""
    called: dict[str, list[str]] = {}
    for each in (cause for policy in policies for cause in policy.causes):
        called.setdefault(each.path, [each.path.rpartition("/")[2]]).extend(each.label.values())
    return {path: Term(path, tuple(names)) for path, names in called.items()}


def _below(path: str, level: str, known: Mapping[str, Term]) -> list[str]:
    depth = path.count("/") + 1
    there = [term for each, term in known.items() if each.startswith(f"{path}/") and each.count("/") == depth]
    return [term.code for term in fitting(level, there)] or [f"{path}/{level}"]


def _ending_in(levels: Sequence[str], known: Mapping[str, Term]) -> list[str]:
    """The listed paths whose last levels these are."""

    def fits_above(path: str) -> bool:
        for level in reversed(levels[:-1]):
            path = path.rpartition("/")[0]
            if path not in known or not fitting(level, [known[path]]):
                return False
        return True

    return [term.code for term in fitting(levels[-1], [each for path, each in known.items() if fits_above(path)])]


def near(typed: str, names: Iterable[str]) -> list[str]:
    """The names that this one may be misspelt for: a letter or two apart, or one character of the same sound."""
    from difflib import SequenceMatcher

    wanted = typed.strip().casefold()
    found = []
    for name in names:
        other = name.casefold()
        if other.isascii() and wanted.isascii():
            alike = SequenceMatcher(None, wanted, other).ratio() >= _ALIKE
        else:
            alike = _sounds_alike(wanted, other)
        if alike and other != wanted:
            found.append(name)
    return found


_ALIKE = 0.75
_SOUND = 25
"""Characters of one sound stand next to each other in GB 2312's first level, which is sorted by it."""


def _sounds_alike(one: str, other: str) -> bool:
    """Whether they differ in one character only, and these sound alike."""
    if len(one) != len(other) or len(one) < 2:
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and abs(_place(apart[0][0]) - _place(apart[0][1])) <= _SOUND


def _place(char: str) -> int:
    """Where a character stands in GB 2312; far from all others where it doesn't."""
    try:
        row, cell = char.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return -(10**6) * ord(char)
    return (row - 0xB0) * 94 + cell - 0xA1
