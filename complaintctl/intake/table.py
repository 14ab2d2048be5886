"""A file taken apart: its encoding, its dialect, its columns, and its rows one after the other."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, TextIO

from complaintctl.errors import Refused
from complaintctl.intake import decode, dialect
from complaintctl.intake.columns import FIELDS, Map, folded, known_cells, planned
from complaintctl.intake.faults import Fault
from complaintctl.intake.rows import Identity, Row, Sheet, ValueMap, digest
from complaintctl.intake.times import Times
from complaintctl.intake.values import Vocabulary

DERIVED = (
    *("number", "registered_by", "next_step", "next_due_at", "overdue", "overdue_minutes", "round", "on_hold"),
    *("ruled_priority", "ruled_grade", "duplicate_of"),
)
OURS = frozenset((*FIELDS, *DERIVED))
"""The columns an export of ours may have."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said about the file."""

    encoding: str | None = None
    delimiter: str | None = None
    maps: Sequence[Map] = ()
    values: Sequence[ValueMap] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    keep_untimed: bool = False


class Skipped:
    """A row that is there already, or was in this file before, the same."""


SKIPPED = Skipped()


class Table:
    """A seekable file of rows; read from its beginning each time `rows` is asked for."""

    def __init__(
        self,
        file: BinaryIO,
        wishes: Wishes,
        vocabulary: Vocabulary,
        times: Times,
        *,
        is_masked: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._file = file
        self.encoding = decode.known(wishes.encoding) if wishes.encoding else decode.charset(file)
        decode.check(file, self.encoding)
        names = {folded(name) for each in wishes.maps for name in each.columns.split("+")}
        with self._text() as stream:
            self._dialect = dialect.sniffed(
                stream,
                delimiter=dialect.delimiter_of(wishes.delimiter) if wishes.delimiter else None,
                fits=lambda cells: known_cells(cells) + sum(folded(cell) in names for cell in cells),
                names=OURS,
            )
        with self._text() as stream:
            _, header = next(dialect.records(stream, self._dialect))
        if isinstance(header, Refused):
            raise header
        claimed = frozenset({"source"}) if wishes.source is not None else frozenset[str]()
        self.plan = planned(header, wishes.maps, not_from_file=claimed)
        self._sheet = Sheet(
            self.plan,
            vocabulary,
            times,
            values=wishes.values,
            defaults=wishes.defaults,
            source=wishes.source,
            keep_untimed=wishes.keep_untimed,
            is_masked=is_masked,
        )

    @contextmanager
    def _text(self) -> Iterator[TextIO]:
        self._file.seek(0)
        stream = io.TextIOWrapper(self._file, encoding=self.encoding, newline="")
        try:
            yield stream
        finally:
            stream.detach()

    def rows(self, is_known: Callable[[Identity], bool]) -> Iterator[Row | Skipped | list[Fault]]:
        """Every row below the header: to be imported, there already, or wrong."""
        seen: dict[Identity, tuple[int, bytes]] = {}
        width = len(self.plan.header)
        with self._text() as stream:
            records = dialect.records(stream, self._dialect)
            next(records)
            for line, cells in records:
                if isinstance(cells, Refused):
                    yield [Fault(line, "", cells)]
                    continue
                identity = self._sheet.identity(cells) if len(cells) == width else None
                if identity is not None:
                    if is_known(identity):
                        yield SKIPPED
                        continue
                    now = digest(cells)
                    first, before = seen.setdefault(identity, (line, now))
                    if first != line:
                        yield (
                            SKIPPED
                            if before == now
                            else [Fault(line, self.plan.titled("external_id"), SameId(identity[1], first))]
                        )
                        continue
                yield self._sheet.row(line, cells)


class SameId(Refused):
    def __init__(self, id_: str, line: int) -> None:
        super().__init__("“{id}” stands in line {line} already, with other values.", id=id_, line=line)
