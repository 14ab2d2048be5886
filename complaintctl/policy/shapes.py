"""What a value must look like. A shape is a function that notes what is wrong with a value at a path."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from complaintctl.errors import Misused
from complaintctl.policy.amounts import Amount, Unit
from complaintctl.policy.opening import parse_hours
from complaintctl.policy.places import Path


class Findings:
    """The mistakes found so far: path, sentence, fields."""

    def __init__(self) -> None:
        self.found: list[tuple[Path, str, dict[str, object]]] = []

    def add(self, path: Path, sentence: str, **fields: object) -> None:
        self.found.append((path, sentence, fields))


T = TypeVar("T")
Shape = Callable[[Findings, Path, Any], None]


def text(findings: Findings, path: Path, value: Any) -> None:
    if not isinstance(value, str):
        findings.add(path, "must be text.")


def name(findings: Findings, path: Path, value: Any) -> None:
    """Text with something in it."""
    if not isinstance(value, str):
        findings.add(path, "must be text.")
    elif not value.strip():
        findings.add(path, "must not be empty.")


def matching(pattern: str, sentence: str) -> Shape:
    """Text of this form; `sentence` may name it as {text}."""

    def shape(findings: Findings, path: Path, value: Any) -> None:
        if not isinstance(value, str):
            findings.add(path, "must be text.")
        elif not re.fullmatch(pattern, value):
            findings.add(path, sentence, text=value)

    return shape


def truth(findings: Findings, path: Path, value: Any) -> None:
    if not isinstance(value, bool):
        findings.add(path, "must be true or false.")


def day(findings: Findings, path: Path, value: Any) -> None:
    if not isinstance(value, date) or isinstance(value, datetime):
        findings.add(path, "must be a date without quotes, such as 2026-12-31.")


def whole(least: int) -> Shape:
    """A whole number from `least`."""

    def shape(findings: Findings, path: Path, value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            findings.add(path, "must be a whole number.")
        elif value < least:
            findings.add(path, "must be at least {least}.", least=least)

    return shape


def number(findings: Findings, path: Path, value: Any) -> bool:
    """Any number but infinity and its like; whether it is one."""
    good = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
    if not good:
        findings.add(path, "must be a number.")
    return good


def money(findings: Findings, path: Path, value: Any) -> None:
    if not number(findings, path, value):
        return
    if value < 0:
        findings.add(path, "must be at least {least}.", least=0)
    elif abs(value * 100 - round(value * 100)) > 1e-6:
        findings.add(path, "must have no more than two decimals.")


def above_zero(findings: Findings, path: Path, value: Any) -> None:
    if number(findings, path, value) and value <= 0:
        findings.add(path, "must be more than 0.")


def share(findings: Findings, path: Path, value: Any) -> None:
    if number(findings, path, value) and not 0 <= value <= 1:
        findings.add(path, "must lie between 0 and 1.")


def hours(findings: Findings, path: Path, value: Any) -> None:
    _parsed(parse_hours, findings, path, value)


def amount(findings: Findings, path: Path, value: Any) -> None:
    _parsed(Amount.parse, findings, path, value)


def amount_in(units: Iterable[Unit], sentence: str) -> Shape:
    """An amount of one of these units; `sentence` may name another as {text}."""
    allowed = frozenset(units)

    def shape(findings: Findings, path: Path, value: Any) -> None:
        parsed = _parsed(Amount.parse, findings, path, value)
        if parsed is not None and parsed.unit not in allowed:
            findings.add(path, sentence, text=value)

    return shape


def _parsed(parse: Callable[[str], T], findings: Findings, path: Path, value: Any) -> T | None:
    if not isinstance(value, str):
        findings.add(path, "must be text.")
        return None
    try:
        return parse(value)
    except Misused as mistake:
        findings.add(path, mistake.sentence, **mistake.fields)
        return None


def one_of(values: Iterable[str]) -> Shape:
    """One value of a closed list."""
    known = tuple(map(str, values))

    def shape(findings: Findings, path: Path, value: Any) -> None:
        if not isinstance(value, str):
            findings.add(path, "must be text.")
        elif value not in known:
            findings.add(path, "“{value}” is none of {known}.", value=value, known=", ".join(known))

    return shape


def list_of(shape: Shape, filled: bool = False) -> Shape:
    """A list; with `filled`, of at least one, none of them twice."""

    def check(findings: Findings, path: Path, value: Any) -> None:
        if not isinstance(value, list):
            findings.add(path, "must be a list.")
            return
        if filled and not value:
            findings.add(path, "must name at least one.")
        for place, item in enumerate(value):
            shape(findings, (*path, place), item)
            if filled and item in value[:place]:
                findings.add((*path, place), "“{value}” is named twice.", value=item)

    return check


def several(shape: Shape) -> Shape:
    """A value, or a list of at least one."""
    many = list_of(shape, filled=True)
    return lambda findings, path, value: (many if isinstance(value, list) else shape)(findings, path, value)


def by_language(shape: Shape) -> Shape:
    """A table with a value for each language, at least one."""

    def check(findings: Findings, path: Path, value: Any) -> None:
        if not isinstance(value, dict):
            findings.add(path, "must be a table by language, such as {{ en = …, zh = … }}.")
            return
        if not value:
            findings.add(path, "must name at least one.")
        for lang, inner in value.items():
            if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]+)?", lang):
                shape(findings, (*path, lang), inner)
            else:
                findings.add((*path, lang), "is not the code of a language.")

    return check


def mapping(keys: Iterable[str], shape: Shape) -> Shape:
    """A table of these keys, all of them optional and of one shape."""
    return table({}, dict.fromkeys(map(str, keys), shape))


def table(required: Mapping[str, Shape], optional: Mapping[str, Shape]) -> Shape:
    """A table with these keys and no others."""
    shapes = {**required, **optional}

    def check(findings: Findings, path: Path, value: Any) -> None:
        if not isinstance(value, dict):
            findings.add(path, "must be a table.")
            return
        for key in required:
            if key not in value:
                findings.add((*path, key), "is missing.")
        for key, inner in value.items():
            if key in shapes:
                shapes[key](findings, (*path, key), inner)
            else:
                unknown_key(findings, (*path, key), shapes)

    return check


def tables(shape: Shape) -> Shape:
    """A list of tables, `[[…]]`."""

    def check(findings: Findings, path: Path, value: Any) -> None:
        if not isinstance(value, list):
            findings.add(path, "must be a list of tables, each begun with [[{key}]].", key=path[-1])
            return
        for place, row in enumerate(value):
            shape(findings, (*path, place), row)

    return check


def unknown_key(findings: Findings, path: Path, known: Iterable[str]) -> None:
    """Notes a key that nobody reads, and the known one that looks most like it."""
    from difflib import get_close_matches

    near = get_close_matches(str(path[-1]), list(known), 1)
    if near:
        findings.add(path, "is not a known key; did you mean {near}?", near=near[0])
    else:
        findings.add(path, "is not a known key.")
