"""The rows of a file, each checked: the fields it gives, or what is wrong with it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from complaintctl.cases.registration import CauseElsewhere
from complaintctl.errors import ComplaintError, Refused
from complaintctl.intake import history
from complaintctl.intake.columns import Column, Plan, check_meant, folded
from complaintctl.intake.faults import BadOption, Fault
from complaintctl.intake.sources import Cell
from complaintctl.intake.times import Times
from complaintctl.intake.values import LISTS, PERSONAL, TEXTS, TIMES, Masked, Reader, Vocabulary, items
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


@dataclass(slots=True)
class _Cell:
    """How one field is read: where it stands, what replaces what, by which reader, and what fills it."""

    column: Column
    read: Reader | None
    replaced: dict[str, str]
    default: Any = None
    forgiving: bool = False

    def meant(self, written: str) -> str | None:
        """What `--value` says of what is written; None where it says nothing."""
        return self.replaced.get(written, self.replaced.get(folded(written)))


class Sheet:
    """A file's columns bound to the fields they fill; checks one row after the other."""

    def __init__(
        self,
        plan: Plan,
        vocabulary: Vocabulary,
        times: Times,
        wishes: Wishes,
        *,
        is_masked: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._plan = plan
        self._source = wishes.source
        self._keep_untimed = wishes.keep_untimed
        self._is_masked = is_masked
        self._readers = vocabulary.readers() | dict.fromkeys((*TIMES, "at"), times.read)
        if wishes.log:
            self._readers["status"] = vocabulary.step
        self._vocabulary = vocabulary
        self._cells = {column.field: _Cell(column, self._readers.get(column.field), {}) for column in plan.used}
        for field, value in wishes.defaults.items():
            check_meant("--default", field, log=wishes.log)
            self._fill(field, value)
        for each in wishes.values:
            self._replace(each)

    def _fill(self, field: str, value: str) -> None:
        cell = self._cells.setdefault(field, _Cell(Column(field, (), field), self._readers.get(field), {}))
        try:
            if field in PERSONAL and self._is_masked(value):
                raise Masked(value)
            cell.default = cell.read(value) if cell.read else value
        except ComplaintError as error:
            raise BadOption("--default {field}: {why}", field=field, why=error.message()) from error
        cell.forgiving = self._vocabulary.closed(field)

    def _replace(self, each: ValueMap) -> None:
        titles = [title for cell in self._cells.values() for title in (cell.column.title, cell.column.field)]
        name, value = each.split([*self._plan.header, *titles])
        if not value:
            raise BadOption(
                "--value {column}: there is no value before the =.",
                hint="What fills empty cells is --default NAME=VALUE.",
                column=name,
            )
        cells = [
            cell
            for cell in self._cells.values()
            if cell.column.places and folded(name) in (folded(cell.column.title), folded(cell.column.field))
        ]
        if not cells:
            raise BadOption(
                "--value: column “{column}” fills nothing that a value could be given to.",
                hint='Map it first: --map "{column}=NAME"',
                column=name,
            )
        for cell in cells:
            try:
                if each.code and cell.read:
                    cell.read(each.code)
            except ComplaintError as error:
                raise BadOption("--value {column}: {why}", column=name, why=error.message()) from error
            cell.replaced[value] = cell.replaced[folded(value)] = each.code

    def identity(self, cells: Sequence[Cell]) -> Identity | None:
        """What the row is known by; None where it names no id."""
        id_ = self._text("external_id", cells)
        if not id_:
            return None
        return (self._source if self._source is not None else self._text("source", cells)), id_

    def _text(self, field: str, cells: Sequence[Cell]) -> str:
        cell = self._cells.get(field)
        if cell is None:
            return ""
        written = _plain(_written(cell.column.places, cells)).strip()
        meant = cell.meant(written)
        written = written if meant is None else meant
        return written or (cell.default or "")

    def row(self, line: int, cells: Sequence[Cell]) -> Row | list[Fault]:
        """The row as it can be imported, or everything that is wrong with it."""
        fields, faults = self.read(line, cells)
        return self.rounded(line, fields, faults)

    def value(self, field: str, cells: Sequence[Cell]) -> Any:
        """What the row says of one field, None where it says nothing; ComplaintError where that can't be read."""
        cell = self._cells.get(field)
        return None if cell is None else self._value(field, cell, _written(cell.column.places, cells))

    def read(self, line: int, cells: Sequence[Cell]) -> tuple[dict[str, Any], list[Fault]]:
        """The fields of a row, each by itself, and what can't be read."""
        fields: dict[str, Any] = {}
        faults: list[Fault] = []
        for field, cell in self._cells.items():
            written = _written(cell.column.places, cells)
            try:
                value = self._value(field, cell, written) if written else cell.default
            except ComplaintError as error:
                faults.append(Fault(line, cell.column.title, error))
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
        for column in self._plan.kept:
            cell = cells[column.places[0]]
            if isinstance(cell, str):
                if cell.strip():
                    extra[column.title] = cell
            elif column.title == "extra" and isinstance(cell, dict):
                extra |= cell
            elif cell:
                extra[column.title] = _plain(cell)
        return extra

    def _value(self, field: str, cell: _Cell, written: Cell) -> Any:
        if not isinstance(written, str):
            return self._listed(field, cell, written)
        text = written.strip()
        if not text:
            return cell.default
        meant = cell.meant(text)
        if meant is None and cell.replaced and field in LISTS:
            return self._listed(field, cell, items(text))
        text = text if meant is None else meant
        if not text:
            return cell.default
        if field in PERSONAL and self._is_masked(text):
            raise Masked(text)
        if cell.read is None:
            return written if field in TEXTS and meant is None else text
        try:
            return cell.read(text)
        except ComplaintError:
            if cell.forgiving:
                return cell.default
            raise

    def _listed(self, field: str, cell: _Cell, written: list[str] | dict[str, str]) -> Any:
        """Flags and tags as the list they are; nothing else can be one."""
        if not written:
            return cell.default
        if field not in LISTS or isinstance(written, dict):
            raise Structured(_plain(written))
        words = [word for item in written for word in _words(cell, item)]
        try:
            codes = words if field == "tags" else [self._vocabulary.code(field, word) for word in words]
            return list(dict.fromkeys(codes))
        except ComplaintError:
            if cell.forgiving:
                return cell.default
            raise

    def _rounded_off(self, line: int, fields: dict[str, Any], faults: list[Fault]) -> history.Stages | None:
        """What follows from the fields together: category, kind, source; what is missing or contradicts."""
        self._agree(fields)
        for name in [name for name in _NEEDED if name not in fields]:
            title = self._plan.titled(name)
            if all(fault.column != title for fault in faults):
                faults.append(Fault(line, title, Missing(name)))
        cause, category = fields.get("cause"), fields.get("category")
        if cause and cause.split("/")[0] != category:
            faults.append(Fault(line, self._plan.titled("cause"), CauseElsewhere(cause, str(category))))
        fields.setdefault("kind", Kind.SUGGESTION if category == Category.SUGGESTION else Kind.COMPLAINT)
        if self._source is not None:
            fields["source"] = self._source
        if not PERSONAL & fields.keys():
            fields["anonymous"] = True
        if faults:
            return None
        try:
            return history.stages(fields, keep_untimed=self._keep_untimed)
        except history.Contradiction as error:
            faults.append(Fault(line, self._plan.titled(error.field), error))
            return None

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
        cell = self._cells.get(field)
        return cell is not None and cell.default == value


def _words(cell: _Cell, item: str) -> list[str]:
    """An item of a list, or those that `--value` gives for it."""
    meant = cell.meant(item)
    return items(meant) if meant is not None else [item] if item else []


def _written(places: Sequence[int], cells: Sequence[Cell]) -> Cell:
    if len(places) == 1:
        return cells[places[0]]
    return " ".join(part for place in places if (part := _plain(cells[place]).strip()))


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)


def digest(cells: Sequence[Cell]) -> bytes:
    """Tells equal rows from others without keeping them."""
    return blake2b(repr(cells).encode(), digest_size=16).digest()


class Structured(Refused):
    def __init__(self, text: str) -> None:
        super().__init__("{text} is a list or an object where one value belongs.", text=text)


class Missing(Refused):
    def __init__(self, field: str) -> None:
        sentences = {
            "content": "There is no content; a complaint needs what happened.",
            "received_at": "There is no time of receipt; a complaint needs received_at.",
            "channel": "There is no channel; fill it with --default channel=other where the file has none.",
            "category": "There is neither category nor cause; fill it with --default category=other.",
        }
        super().__init__(sentences[field])
