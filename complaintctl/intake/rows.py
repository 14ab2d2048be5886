"""The rows of a file, each checked: the fields it gives, or what is wrong with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from complaintctl.cases.registration import CauseElsewhere
from complaintctl.errors import ComplaintError, Refused
from complaintctl.intake import history
from complaintctl.intake.cells import Binding
from complaintctl.intake.columns import Column, check_meant, planned
from complaintctl.intake.faults import BadOption, Fault
from complaintctl.intake.nested import Cell
from complaintctl.intake.plain import bare, is_empty_word
from complaintctl.intake.sources import Source
from complaintctl.intake.times import Times
from complaintctl.intake.values import PERSONAL, TIMES, Vocabulary
from complaintctl.intake.wishes import ValueMap, Wishes
from complaintctl.model import Category, Kind

Identity = tuple[str, str]
"""`source` and `external_id`: what a row is known by when its file comes again (csv-again)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be imported: instants in UTC, money in minor units, closed lists as codes."""

    line: int
    fields: dict[str, Any]
    stages: history.Stages


_NEEDED = ("content", "received_at", "channel", "category")


class Sheet:
    """The columns of a source bound to the fields they fill; checks one row after the other."""

    def __init__(
        self,
        source: Source,
        wishes: Wishes,
        vocabulary: Vocabulary,
        times: Times,
        *,
        is_masked: Callable[[str], bool] = lambda _: False,
    ) -> None:
        claimed = frozenset({"source"}) if wishes.source is not None else frozenset[str]()
        self.plan = planned(source.header, wishes.maps, not_from_file=claimed, filled=wishes.defaults, log=wishes.log)
        self.source = source
        self._source = wishes.source
        self._keep_untimed = wishes.keep_untimed
        self._times = times
        self._empties = wishes.empties
        readers = vocabulary.readers() | dict.fromkeys((*TIMES, "at"), times.read)
        if wishes.log:
            readers["status"] = vocabulary.step
        listed: dict[str, Callable[[str], str]] = {"flags": lambda text: vocabulary.code("flags", text), "tags": str}

        def bound(column: Column) -> Binding:
            return Binding(
                column, readers.get(column.field), listed.get(column.field), is_masked, empties=wishes.empties
            )

        self._bindings = {column.field: bound(column) for column in self.plan.used}
        self._stand_ins = {place: each for each in self._bindings.values() for place in each.column.others}
        for field, value in wishes.defaults.items():
            check_meant("--default", field, log=wishes.log)
            binding = self._bindings.setdefault(field, bound(Column(field, (), field)))
            binding.fill(value, forgiving=vocabulary.closed(field))
        for each in wishes.values:
            self._replace(each)

    def _replace(self, each: ValueMap) -> None:
        columns = [binding.column for binding in self._bindings.values()]
        titles = [title for column in columns for title in (column.title, column.field)]
        name, value = each.split([*self.plan.header, *titles])
        if not value:
            raise BadOption(
                "--value {column}: there is no value before the =.",
                hint="What fills empty cells is --default NAME=VALUE.",
                column=name,
            )
        bindings = [binding for binding in self._bindings.values() if binding.answers_to(name)]
        if not bindings:
            raise BadOption(
                "--value: column “{column}” fills nothing that a value could be given to.",
                hint='Map it first: --map "{column}=NAME"',
                column=name,
            )
        for binding in bindings:
            binding.replace(value, each.code, name=name)

    def identity(self, cells: Sequence[Cell]) -> Identity | None:
        """What the row is known by; None where it names no id."""
        id_ = self._text("external_id", cells)
        if not id_ or is_empty_word(id_):
            return None  # what stands for nothing makes no two rows the same
        return (self._source if self._source is not None else self._text("source", cells)), id_

    def _text(self, field: str, cells: Sequence[Cell]) -> str:
        binding = self._bindings.get(field)
        return binding.text(cells) if binding else ""

    def row(self, line: int, cells: Sequence[Cell]) -> Row | list[Fault]:
        """The row as it can be imported, or everything that is wrong with it."""
        fields, faults = self.read(line, cells)
        return self.rounded(line, fields, faults)

    def value(self, field: str, cells: Sequence[Cell]) -> Any:
        """What the row says of one field, None where it says nothing; ComplaintError where that can't be read."""
        binding = self._bindings.get(field)
        return binding.value(cells) if binding else None

    def read(self, line: int, cells: Sequence[Cell]) -> tuple[dict[str, Any], list[Fault]]:
        """The fields of a row, each by itself, and what can't be read."""
        fields: dict[str, Any] = {}
        faults: list[Fault] = []
        for field, binding in self._bindings.items():
            try:
                value = binding.value(cells)
            except ComplaintError as error:
                faults.append(Fault(line, binding.column.title, error))
            else:
                if value is not None:
                    fields[field] = value
        if isinstance(fields.get("score"), bool):
            fields.setdefault("satisfied", fields.pop("score"))
        if extra := self._extra(cells):
            fields["extra"] = extra
        return fields, faults

    def rounded(self, line: int, fields: dict[str, Any], faults: list[Fault]) -> Row | list[Fault]:
        """The fields as a row that can be imported, or everything that is wrong with them, and was before."""
        stages = self._rounded_off(line, fields, faults)
        return faults if faults or stages is None else Row(line, fields, stages)

    def _extra(self, cells: Sequence[Cell]) -> dict[str, str]:
        """What no field takes, by the names of its columns; an object called `extra` is taken apart."""
        extra: dict[str, str] = {}
        for column in self.plan.kept:
            cell = cells[column.places[0]]
            if (stands_in := self._stand_ins.get(column.places[0])) and _is_same(stands_in.written(cells), cell):
                continue
            if isinstance(cell, str):
                if (text := bare(cell)) and text.casefold() not in self._empties:
                    extra[column.title] = text
            elif column.title == "extra" and (members := cell.members()) is not None:
                extra |= members
            elif cell:
                extra[column.title] = cell.text
        return extra

    def _rounded_off(self, line: int, fields: dict[str, Any], faults: list[Fault]) -> history.Stages | None:
        """What follows from the fields together: category, kind, source; what is missing or contradicts."""
        self._agree(fields)
        for name in [name for name in _NEEDED if name not in fields]:
            title = self.plan.titled(name)
            if all(fault.column != title for fault in faults):
                faults.append(Fault(line, title, Missing(name)))
        cause, category = fields.get("cause"), fields.get("category")
        if cause and cause.split("/")[0] != category:
            faults.append(Fault(line, self.plan.titled("cause"), CauseElsewhere(cause=cause, category=str(category))))
        fields.setdefault("kind", Kind.SUGGESTION if category == Category.SUGGESTION else Kind.COMPLAINT)
        if self._source is not None:
            fields["source"] = self._source
        if not PERSONAL & fields.keys():
            fields["anonymous"] = True
        if "received_at" not in fields:
            return None
        try:
            found = history.stages(fields, keep_untimed=self._keep_untimed)
        except history.Contradiction as error:
            if faults and not isinstance(error, history.NoTime):
                return None  # it may only follow from what can't be read
            faults.append(Fault(line, self.plan.titled(error.field), self._explained(error, fields)))
            return None
        return None if faults else found

    def _explained(self, error: history.Contradiction, fields: dict[str, Any]) -> history.Contradiction:
        """Where a time lies before another of its day, its row may have meant the day alone."""
        if isinstance(error, history.OutOfOrder) and self._times.is_date_before(
            fields[error.field], fields[error.before]
        ):
            return history.DateAlone(error.field, error.before)
        return error

    def _agree(self, fields: dict[str, Any]) -> None:
        """A cause names its category; a default for one gives way to what the file says of the other."""
        cause = fields.get("cause")
        if cause is None:
            return
        category = fields.setdefault("category", cause.split("/")[0])
        if cause.split("/")[0] != category:
            if self._is_default("category", category):
                fields["category"] = cause.split("/")[0]
            elif self._is_default("cause", cause):
                del fields["cause"]

    def _is_default(self, field: str, value: str) -> bool:
        binding = self._bindings.get(field)
        return binding is not None and binding.default == value


def _is_same(cell: Cell, other: Cell) -> bool:
    return cell == other or (isinstance(cell, str) and isinstance(other, str) and bare(cell) == bare(other))


def digest(cells: Sequence[Cell]) -> bytes:
    """Tells equal rows from others without keeping them."""
    return blake2b(repr(cells).encode(), digest_size=16).digest()


class Missing(Refused):
    def __init__(self, field: str) -> None:
        sentences = {
            "content": "There is no content; a complaint needs what happened.",
            "received_at": "There is no time of receipt; a complaint needs received_at.",
            "channel": "There is no channel; fill it with --default channel=other where the file has none.",
            "category": "There is neither category nor cause; fill it with --default category=other.",
        }
        super().__init__(sentences[field])
        self.field = field
