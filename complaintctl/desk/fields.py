"""What a form asks for: each field with its words, its option on the command line, and how it is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any

from complaintctl.cases.money import minor
from complaintctl.desk.choices import Asked, Choices
from complaintctl.errors import Misused
from complaintctl.locale import N_
from complaintctl.render.text import harmless

LONGEST_TAUGHT = 24
"""Characters of a text that stand in the command line that is taught; the rest is told by three dots."""


class Kind(Enum):
    """How a field is filled in."""

    LINE = auto()
    TEXT = auto()
    CHOICE = auto()
    SEVERAL = auto()
    PAST = auto()
    AHEAD = auto()
    MONEY = auto()
    YES = auto()
    COUNT = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is the office's, `option` the command line's: empty where the value stands by itself."""

    name: str
    label: str
    option: str
    kind: Kind = Kind.LINE
    choices: Choices | None = None
    needed: bool = False
    usual: Callable[[Asked], str] = lambda _: ""
    """What it says to begin with, as it would be typed."""
    by_value: bool = False
    """Whether each value is an option of its own: `--satisfied`."""
    hidden: bool = False
    """Whether it names the customer: it is not repeated in the line that is taught."""


def value(field: Field, typed: str, asked: Asked) -> Any:
    """What was typed, as the office takes it; None for nothing. Misused where it can't be read."""
    text = typed.strip()
    if not text:
        if field.needed:
            raise Empty(what=asked.reader.translate(field.label))
        return None
    read = _READ.get(field.kind)
    return read(field, text, asked) if read else typed if field.kind is Kind.TEXT else text


def _past(_: Field, text: str, asked: Asked) -> datetime:
    from complaintctl.rules.instants import parse_instant
    from complaintctl.rules.spoken import Lean

    office = asked.reader.office
    return parse_instant(text, zone=office.zone, now=office.now, lean=Lean.PAST)


def _ahead(_: Field, text: str, asked: Asked) -> datetime:
    from complaintctl.rules.instants import parse_instant
    from complaintctl.rules.spoken import Lean

    office = asked.reader.office
    return parse_instant(text, zone=office.zone, now=office.now, end_of_day=True, lean=Lean.FUTURE)


def _count(field: Field, text: str, asked: Asked) -> int:
    if not text.isdecimal():
        raise NoCount(what=asked.reader.translate(field.label), text=text)
    return int(text)


_READ: Mapping[Kind, Callable[[Field, str, Asked], Any]] = {
    Kind.SEVERAL: lambda _, text, __: text.split(";"),
    Kind.PAST: _past,
    Kind.AHEAD: _ahead,
    Kind.MONEY: lambda field, text, asked: minor(asked.reader.translate(field.label), text),
    Kind.COUNT: _count,
    Kind.YES: lambda _, __, ___: True,
}


def spoken(fields: tuple[Field, ...], typed: Mapping[str, str]) -> Iterator[str]:
    """The words of a command line that says the same."""
    for field in fields:
        text = typed.get(field.name, "").strip()
        if not text:
            continue
        if field.by_value:
            yield f"--{text}"
        elif field.kind is Kind.YES:
            yield field.option
        else:
            for each in text.split(";") if field.kind is Kind.SEVERAL else [text]:
                yield from filter(None, (field.option, "…" if field.hidden else _short(each)))


def _short(text: str) -> str:
    line = harmless(" ".join(text.split()))
    return line if len(line) <= LONGEST_TAUGHT else f"{line[:LONGEST_TAUGHT]}…"


class Empty(Misused):
    sentence = N_("{what}: this is still missing.")


class NoCount(Misused):
    sentence = N_("{what}: “{text}” is no number.")


class NoChoice(Misused):
    sentence = N_("{what}: “{text}” is none of these.")
    hint = N_("Type a part of it and choose with the arrow keys; Enter takes it.")
