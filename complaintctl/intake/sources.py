"""A file of rows, whatever its form: the names of its columns, and its records one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from complaintctl.errors import ComplaintError
from complaintctl.intake.faults import Fault
from complaintctl.intake.nested import Cell


class Record(NamedTuple):
    """A row as it stands in the file: the physical line it begins in, its cells or what broke it, its own text.

    `sheet` is the name of its sheet, where several are read.
    `object` counts the objects of an array from 1, where several begin in that line; else it is 0.
    """

    line: int
    cells: Sequence[Cell] | ComplaintError
    raw: str = ""
    object: int = 0
    sheet: str = ""
    order: int = 0
    """Where it stands among all rows, where its line doesn't tell: on several sheets."""


def placed(faults: list[Fault], record: Record) -> list[Fault]:
    """What is wrong with the record, told with its place among the objects of its line."""
    if not record.object and not record.sheet:
        return faults
    return [replace(fault, object=record.object, sheet=record.sheet) for fault in faults]


class Source(Protocol):
    """A file that can be read from its beginning any number of times."""

    form: str
    """What it is written in: csv, json, jsonl, xlsx."""

    @property
    def header(self) -> Sequence[str]:
        """The names of the columns."""

    def records(self) -> Iterator[Record]:
        """Every row below the header."""

    def rejects_head(self) -> bytes:
        """What a file of rejected rows begins with."""

    def rejected(self, record: Record, reason: str) -> bytes:
        """A row as it was, with its line and what is wrong with it."""
