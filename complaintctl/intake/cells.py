"""How one field of a row is read: from its cells, by --value and --default and the reader that knows its meaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from complaintctl.errors import ComplaintError, Refused
from complaintctl.intake.columns import Column, folded
from complaintctl.intake.faults import BadOption
from complaintctl.intake.nested import Cell
from complaintctl.intake.plain import bare
from complaintctl.intake.values import PERSONAL, Masked, Reader, items


@dataclass(slots=True)
class Binding:
    """Where a field stands, by which reader it is read, what replaces what, and what fills it.

    `item` reads one of several, where the field takes a list.
    """

    column: Column
    read: Reader | None
    item: Callable[[str], str] | None
    is_masked: Callable[[str], bool]
    default: Any = None
    forgiving: bool = False
    """What can't be read is the default."""
    empties: frozenset[str] = frozenset()
    """What stands for nothing, as --empty says."""
    _replaced: dict[str, str] = field(default_factory=dict)

    def answers_to(self, name: str) -> bool:
        """Whether it fills its field from a column of this name, or the field is called so."""
        return bool(self.column.places) and folded(name) in (folded(self.column.title), folded(self.column.field))

    def fill(self, value: str, *, forgiving: bool) -> None:
        """--default; BadOption where the field can't have this value."""
        try:
            if self.column.field in PERSONAL and self.is_masked(value):
                raise Masked(text=value)
            self.default = self.read(value) if self.read else value
        except ComplaintError as error:
            raise BadOption("--default {field}: {why}", field=self.column.field, why=error) from error
        self.forgiving = forgiving

    def replace(self, value: str, code: str, *, name: str) -> None:
        """--value; BadOption where the field can't have what it is said to mean."""
        try:
            if code and self.read:
                self.read(code)
        except ComplaintError as error:
            raise BadOption("--value {column}: {why}", column=name, why=error) from error
        self._replaced[value] = self._replaced[folded(value)] = code

    def written(self, cells: Sequence[Cell]) -> Cell:
        """What stands in its column, or its columns joined by spaces; what stands for nothing is left out."""
        places = self.column.places
        if len(places) != 1:
            return " ".join(bare(str(cells[place])) for place in places if self.says(cells[place]))
        cell = cells[places[0]]
        if not self.column.others or self.says(cell):
            return cell
        return next((other for place in self.column.others if self.says(other := cells[place])), cell)

    def says(self, cell: Cell) -> bool:
        """Whether a cell says anything: it is neither blank nor one of what stands for nothing."""
        if not isinstance(cell, str):
            return bool(cell)
        text = bare(cell)
        return bool(text) and not (self.empties and text.casefold() in self.empties)

    def text(self, cells: Sequence[Cell]) -> str:
        """What it says, unread; empty where it says nothing."""
        cell = self.written(cells)
        written = bare(str(cell)) if self.says(cell) else ""
        meant = self._meant(written)
        return (written if meant is None else meant) or self.default or ""

    def value(self, cells: Sequence[Cell]) -> Any:
        """What it says, None where it says nothing; ComplaintError where that can't be read."""
        try:
            return self._single(self.written(cells)) if self.item is None else self._listed(cells, self.item)
        except ComplaintError:
            if self.forgiving:
                return self.default
            raise

    def _single(self, written: Cell) -> Any:
        if not self.says(written):
            return self.default
        if not isinstance(written, str):
            raise Structured(text=written.text)
        text = bare(written)
        if self._replaced and (meant := self._meant(text)) is not None:
            text = meant
        if not text:
            return self.default
        if self.column.field in PERSONAL and self.is_masked(text):
            raise Masked(text=text)
        if self.read is None:
            return text
        return self.read(text)

    def _listed(self, cells: Sequence[Cell], read: Callable[[str], str]) -> Any:
        """The members that all of its columns have, each once, as they are read or as --value gives for them."""
        words = [word for place in self.column.places for word in self._words(cells[place])]
        return [*dict.fromkeys(map(read, words))] or self.default

    def _words(self, cell: Cell) -> list[str]:
        """The members in one cell: of an array its items, of a text its parts."""
        if not self.says(cell):
            return []
        if not isinstance(cell, str):
            listed = cell.items()
            if listed is None or any(each.startswith("{") for each in listed):
                raise Structured(text=cell.text)
            return [word for item in listed for word in self._member(bare(item))]
        meant = self._meant(bare(cell))
        if meant is not None:
            return items(meant)
        return [word for item in items(cell) for word in self._member(item)]

    def _member(self, item: str) -> list[str]:
        meant = self._meant(item)
        if meant is not None:
            return items(meant)
        return [item] if self.says(item) else []

    def _meant(self, written: str) -> str | None:
        """What --value says of what is written; None where it says nothing."""
        return self._replaced.get(written, self._replaced.get(folded(written)))


class Structured(Refused):
    sentence = "{text} is a list or an object where one value belongs."
    hint = 'What stands within is named by its path: --map "COLUMN.NAME=…"'
