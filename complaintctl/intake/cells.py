"""How one field of a row is read: from its cells, by --value and --default and the reader that knows its meaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from complaintctl.errors import ComplaintError, Refused
from complaintctl.intake.columns import Column, folded
from complaintctl.intake.faults import BadOption
from complaintctl.intake.nested import Cell, Nested
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
        """What stands in its column, or its columns joined by spaces."""
        if len(self.column.places) == 1:
            cell = cells[self.column.places[0]]
            if not self.column.others or (bare(cell) if isinstance(cell, str) else cell):
                return cell
            return next((other for place in self.column.others if (other := cells[place])), cell)
        if self.item is not None:
            return ";".join(part for place in self.column.places if (part := bare(str(cells[place]))))
        return " ".join(part for place in self.column.places if (part := str(cells[place]).strip()))

    def text(self, cells: Sequence[Cell]) -> str:
        """What it says, unread; empty where it says nothing."""
        written = bare(str(self.written(cells)))
        meant = self._meant(written)
        return (written if meant is None else meant) or self.default or ""

    def value(self, cells: Sequence[Cell]) -> Any:
        """What it says, None where it says nothing; ComplaintError where that can't be read."""
        written = self.written(cells)
        if not written:
            return self.default
        try:
            return self._value(written) if isinstance(written, str) else self._nested(written)
        except ComplaintError:
            if self.forgiving:
                return self.default
            raise

    def _value(self, written: str) -> Any:
        text = bare(written)
        if self.empties and text.casefold() in self.empties:
            return self.default
        meant = None
        if self._replaced:
            meant = self._meant(text)
            if meant is None and self.item:
                return self._listed(items(text))
            text = text if meant is None else meant
        if not text:
            return self.default
        if self.column.field in PERSONAL and self.is_masked(text):
            raise Masked(text=text)
        if self.read is None:
            return text
        return self.read(text)

    def _nested(self, written: Nested) -> Any:
        """A list of texts, where the field takes one; nothing else can be nested."""
        listed = written.items()
        if self.item is None or listed is None:
            raise Structured(text=written.text)
        return self._listed(listed)

    def _listed(self, written: Sequence[str]) -> Any:
        """Each item as it is read, or as those that --value gives for it."""
        assert self.item is not None
        words = [word for item in written for word in self._words(item)]
        return [*dict.fromkeys(map(self.item, words))] if words or not written else self.default

    def _words(self, item: str) -> list[str]:
        meant = self._meant(item)
        if meant is not None:
            return items(meant)
        return [item] if item else []

    def _meant(self, written: str) -> str | None:
        """What --value says of what is written; None where it says nothing."""
        return self._replaced.get(written, self._replaced.get(folded(written)))


class Structured(Refused):
    sentence = "{text} is a list or an object where one value belongs."
