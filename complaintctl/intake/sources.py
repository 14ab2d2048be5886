"""A file of rows, whatever its form: the names of its columns, and its records one after the other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from complaintctl.errors import ComplaintError

Cell = str | list[str] | dict[str, str]
"""Text; where the form has more than text, a list of texts or an object of texts as well."""


class Record(NamedTuple):
    """A row as it stands in the file: the physical line it begins in, its cells or what broke it, its own text."""

    line: int
    cells: Sequence[Cell] | ComplaintError
    raw: str = ""


class Source(Protocol):
    """A file that can be read from its beginning any number of times."""

    @property
    def header(self) -> Sequence[str]:
        """The names of the columns."""

    def records(self) -> Iterator[Record]:
        """Every row below the header."""

    def rejects_head(self) -> bytes:
        """What a file of rejected rows begins with."""

    def rejected(self, record: Record, reason: str) -> bytes:
        """A row as it was, with its line and what is wrong with it."""
