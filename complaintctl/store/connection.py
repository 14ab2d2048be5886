"""What the store asks of a database, whatever engine it lies in, and the transactions it writes in."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

Row = Any
"""A row of an answer: a value by the name of its column, or by its place."""
Cursor = Any
"""Rows, read as they are asked for: iterated, or by `fetchone` and `fetchall`."""


class Connection(Protocol):
    """An open database, in autocommit; what goes wrong is one of the store's own errors."""

    place: Path
    upgraded_from: Path | None
    """Where the file lies as it was before it was brought to this version, if it was."""

    version: str
    """Which engine this is, as `3.40.1`."""

    @property
    def in_transaction(self) -> bool: ...
    @property
    def is_settled(self) -> bool:
        """Whether something was written for good, or nothing more can be: the connection is closed."""

    def execute(self, sql: str, values: Any = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, values: Iterable[Any], /) -> Cursor:
        """Run one statement for each of these values."""

    def tuples(self, sql: str, values: Any = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer without their names: for a million of them."""

    def begin_writing(self) -> None:
        """Begin a transaction that writes, once it is this one's turn."""

    def keep_at_hand(self, kibibytes: int) -> None:
        """Keep so much in memory: many lookups at random are to come."""

    def lay_aside_in_memory(self) -> None:
        """Let temporary tables touch no disk."""

    def stamp(self) -> tuple[int, int]:
        """Another one once something was committed: by others, by this connection."""

    def journal(self) -> str:
        """How it is written: `wal` where who reads needn't wait for who writes."""

    def findings(self, *, quick: bool) -> list[str]:
        """What the engine's own checks find wrong, in its own words."""

    def dangling(self) -> list[str]:
        """The tables of rows that point nowhere."""

    def copy_to(self, target: Path) -> None:
        """An online copy into a new file, for its owner alone."""

    def write_anew(self) -> bool:
        """Leave nothing of what was deleted in the file, the search index or the log; False while others read."""

    def close(self) -> None: ...


@contextmanager
def transaction(conn: Connection) -> Iterator[None]:
    """All or nothing, one writer at a time: waits for its turn, and rolls back whatever goes wrong."""
    conn.begin_writing()
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


@contextmanager
def trial(conn: Connection) -> Iterator[None]:
    """The database as it is at this moment; whatever is done to it is taken back."""
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.execute("ROLLBACK")
