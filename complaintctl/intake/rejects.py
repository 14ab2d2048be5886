"""The bad rows of a file, written out as they were, each with its line and what is wrong with it."""

from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile

from complaintctl.errors import ComplaintError
from complaintctl.intake.faults import Fault
from complaintctl.intake.sources import Record, Source

_IN_MEMORY = 1 << 20
_PIECE = 1 << 16


class Rejects:
    """Gathered while the file is read, in the file's own form."""

    def __init__(self, source: Source, word: Callable[[ComplaintError], str]) -> None:
        self._source = source
        self._word = word
        self._gathered = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 closed by `close`
        self._gathered.write(source.rejects_head())

    def add(self, record: Record, faults: list[Fault]) -> None:
        """A bad row with all that is wrong with it."""
        told = [": ".join(filter(None, (fault.column, self._word(fault.error)))) for fault in faults]
        self._gathered.write(self._source.rejected(record, "; ".join(told)))

    def pieces(self) -> Iterator[bytes]:
        """All of it."""
        self._gathered.seek(0)
        while piece := self._gathered.read(_PIECE):
            yield piece

    def close(self) -> None:
        self._gathered.close()
