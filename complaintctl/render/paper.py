"""A form on paper: blocks of fields, a log, boxes to sign in. Words come translated; what is empty is to be written."""

from collections.abc import Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """A field: its label and value, boxes to tick, or `lines` to write on; `span` of four columns."""

    label: str
    value: str = ""
    span: int = 1
    choices: Sequence[str] = ()
    ticked: str = ""
    lines: int = 1


class Grid(NamedTuple):
    """Fields side by side; spans add up to whole rows of four."""

    title: str
    cells: Sequence[Cell]


class Log(NamedTuple):
    """What happened, a row each, and empty rows to go on by hand."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    spare: int = 0


class Signatures(NamedTuple):
    """Boxes to sign in, each with a place for the date, under the sentence that is signed."""

    title: str
    sentence: str
    boxes: Sequence[str]
    date: str


Block = Grid | Log | Signatures


class Paper(NamedTuple):
    lang: str
    house: str
    title: str
    label: str
    """What stands before the number."""
    number: str
    remark: str
    """A line under the title: the round, the state."""
    blocks: Sequence[Block]
    footer: str
