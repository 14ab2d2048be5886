"""Rows in a file of text whose cells are parted by a character: csv, tsv and their like."""

from collections.abc import Callable, Iterator, Sequence

from complaintctl.errors import ComplaintError
from complaintctl.intake import dialect
from complaintctl.intake.columns import REJECTED
from complaintctl.intake.sources import Record
from complaintctl.intake.textfile import TextFile


class Delimited:
    """The dialect is told by the first line; the header is the first record, unless its names are given."""

    def __init__(
        self,
        text: TextFile,
        *,
        delimiter: str | None,
        columns: Sequence[str] | None,
        fits: Callable[[Sequence[str]], int],
        names: frozenset[str],
        header: int | None = None,
    ) -> None:
        self._text = text
        self.form, self.encoding = "csv", text.encoding
        if columns is not None:
            fits = _as_many_as(columns)
        with text.opened() as stream:
            said = dialect.delimiter_of(delimiter) if delimiter else None
            self._dialect = dialect.sniffed(stream, delimiter=said, fits=fits, names=names, at=header)
        with text.opened() as stream:
            first = next(dialect.records(stream, self._dialect))
        if columns is not None and first.cells == [*REJECTED, *columns]:
            columns = None  # our own file of what was rejected names them
        self._named = columns is not None
        self.delimiter = self._dialect.delimiter
        self.header = columns if columns is not None else _names(first)
        self._head = first.raw
        self.above = first.line - 1 if not self._named else 0

    def records(self) -> Iterator[Record]:
        """Every row below the header, or every row of a file that has none."""
        with self._text.opened() as stream:
            found = dialect.records(stream, self._dialect)
            if not self._named:
                next(found)
            yield from found

    def rejects_head(self) -> bytes:
        """The header as it was, behind the columns for line and reason; names that were given take its place."""
        head = self._head.removeprefix("\ufeff")
        if self._named:
            end = head[len(head.rstrip("\r\n")) :] or "\n"
            head = dialect.beside(self._dialect, *self.header)[:-1] + end
        return self._text.mark + self._text.encoded(dialect.beside(self._dialect, *REJECTED) + head)

    def rejected(self, record: Record, reason: str) -> bytes:
        """The record as it was, to the byte, behind its line and reason."""
        raw = record.raw if record.raw[-1:] in "\r\n" else f"{record.raw}\n"
        return self._text.encoded(dialect.beside(self._dialect, record.line, reason) + raw)


def _names(first: Record) -> Sequence[str]:
    if isinstance(first.cells, ComplaintError):
        raise first.cells
    return [str(cell) for cell in first.cells]


def _as_many_as(columns: Sequence[str]) -> Callable[[Sequence[str]], int]:
    return lambda cells: -abs(len(cells) - len(columns))
