"""What a list shows: the columns, in order, and how each is worded and coloured for people."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Row = Mapping[str, object]
"""One line of a list: a value for each name; str, int, float, Decimal, bool, None, a list or a mapping."""

Justify = Literal["left", "right", "center"]


_PLAIN: Mapping[str, str] = MappingProxyType({})


class Column(NamedTuple):
    """`name` is the key in the row and the heading for programs, `title` the heading for people.

    `shown` words a value for people (a label, a local time); programs always get the value itself.
    `styles` colours a cell by its value; the key "" is for every other value there is; where a row itself
    says how, it does so under the name `style`.
    A column with a `width` has that, whatever it holds. Where all can't stand side by side, the one that is easiest
    to `spare` stays away first, by its rank; then the last ones.
    Where a terminal is too narrow, a column to `keep` stays whole, one to `wrap` goes on in the next
    line, and the others end in `…`.
    """

    name: str
    title: str = ""
    shown: Callable[[object], str] | None = None
    styles: Mapping[str, str] = _PLAIN
    keep: bool = False
    wrap: bool = False
    justify: Justify = "left"
    style: str = ""
    width: int = 0
    spare: int = 0

    @property
    def heading(self) -> str:
        """The title, or the name where there is none."""
        return self.title or self.name

    def worded(self, row: Row, cell: Callable[[object], str]) -> str:
        """The row's value in this column as people read it."""
        value = row.get(self.name)
        return cell(value) if self.shown is None else self.shown(value)
