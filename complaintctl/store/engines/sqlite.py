"""SQLite: a file opened, asked, copied and written anew; what it says of trouble, in the store's own words."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from complaintctl.errors import Unusable
from complaintctl.store.errors import Busy, Damaged, NotOpened, NotUsable, NotWritable, TooOld
from complaintctl.store.names import by_language

WAIT_SECONDS = 10.0
LEAST = "3.37.0"
"""The first that knows STRICT tables."""
BESIDE = ("wal", "shm", "journal")
"""What SQLite keeps beside a file, behind its name and a dash."""


class Connection(sqlite3.Connection):
    """An open file. What goes wrong while rows are read comes as SQLite says it: `meaning` tells what it means."""

    place = Path()
    upgraded_from: Path | None = None
    version = sqlite3.sqlite_version

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        try:
            return super().execute(sql, values)
        except sqlite3.Error as error:
            raise _told(error, self.place) from error

    def executemany(self, sql: str, values: Iterable[Any], /) -> sqlite3.Cursor:
        try:
            return super().executemany(sql, values)
        except sqlite3.Error as error:
            raise _told(error, self.place) from error

    def tuples(self, sql: str, values: Any = ()) -> Iterator[tuple[Any, ...]]:
        cursor = self.cursor()
        cursor.row_factory = None
        return cursor.execute(sql, values)

    def header(self) -> tuple[int, int]:
        """Whose file it is, and of which version."""
        return self.pragma("application_id"), self.pragma("user_version")

    def mark(self, application: int, version: int) -> None:
        """Say whose file it is, and of which version."""
        self.execute(f"PRAGMA application_id = {application}")
        self.execute(f"PRAGMA user_version = {version}")

    def begin_writing(self) -> None:
        self.execute("BEGIN IMMEDIATE")

    @property
    def is_settled(self) -> bool:
        try:
            return self.total_changes > 0 and not self.in_transaction
        except sqlite3.ProgrammingError:
            return True

    def pragma(self, name: str) -> Any:
        """What a setting, or a check in one word, answers."""
        return self.execute(f"PRAGMA {name}").fetchone()[0]

    def keep_at_hand(self, kibibytes: int) -> None:
        self.execute(f"PRAGMA cache_size = -{kibibytes}")

    def lay_aside_in_memory(self) -> None:
        self.execute("PRAGMA temp_store = MEMORY")

    def stamp(self) -> tuple[int, int]:
        return self.pragma("data_version"), self.total_changes

    def journal(self) -> str:
        return str(self.pragma("journal_mode"))

    def findings(self, *, quick: bool) -> list[str]:
        check = "quick_check" if quick else "integrity_check"
        return [finding for (finding,) in self.execute(f"PRAGMA {check}") if finding != "ok"]

    def dangling(self) -> list[str]:
        return [row[0] for row in self.execute("PRAGMA foreign_key_check")]

    def copy_to(self, target: Path) -> None:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(target)) as copy:
            self.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # so that it is one file, wherever it is taken

    def write_anew(self) -> bool:
        self.execute("INSERT INTO search (search) VALUES ('rebuild')")
        self.execute("VACUUM")
        return not self.pragma("wal_checkpoint(TRUNCATE)")


_DAMAGE = ("malformed", "not a database", "corrupt", "disk image", "encrypted")
"""What SQLite says of a file that is damaged, or none of its own; nothing else is mended by a backup."""


def meaning(error: BaseException, place: Path | None) -> Unusable | None:
    """What an error of SQLite means to who asked; None for any other."""
    return _told(error, place) if isinstance(error, sqlite3.Error) else None


def _told(error: sqlite3.Error, place: Path | None) -> Unusable:
    text = str(error)
    if "locked" in text or "busy" in text:
        return Busy(path=place)
    if "readonly" in text or "full" in text or "disk I/O" in text:
        return NotWritable(path=place, why=text)
    if any(word in text for word in _DAMAGE):
        return Damaged(path=place, why=text)
    if "unable to open" in text or "authorization" in text or "access permission" in text:
        return NotOpened(path=place, why=text)
    return NotUsable(path=place, why=text)


def opened(path: Path, *, write: bool) -> Connection:
    """The file; read where nothing can be written beside it, as long as nobody writes."""
    try:
        return _opened(path, "rw" if write else "ro")
    except sqlite3.OperationalError as error:
        if write or not _shut_off(path, error):
            raise _told(error, path) from error
    return _opened(path, "ro&immutable=1")


def in_memory() -> Connection:
    """An empty database that is gone when it is closed."""
    conn = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    conn.row_factory = sqlite3.Row
    conn.create_collation("names", _compared)
    return conn


def _compared(one: str, other: str) -> int:
    """Which name comes first, -1, 0 or 1."""
    first, second = by_language(one), by_language(other)
    return (first > second) - (first < second)


def _opened(path: Path, mode: str) -> Connection:
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
    conn = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, factory=Connection)
    conn.place = path
    conn.row_factory = sqlite3.Row
    conn.create_collation("names", _compared)
    try:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "application_id"):
            sqlite3.Connection.execute(conn, f"PRAGMA {pragma}")
    except BaseException:
        conn.close()
        raise
    return conn


def _shut_off(path: Path, error: sqlite3.Error) -> bool:
    """Whether it couldn't be read only for want of a directory to write in, while nobody is writing."""
    primary = error.sqlite_errorcode & 0xFF
    files = [Path(f"{path}-{kind}") for kind in ("wal", "journal")]
    pending = any(file.exists() and file.stat().st_size for file in files)
    return primary in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) and not pending


def check_version() -> None:
    """TooOld where this SQLite can't make a register."""
    if sqlite3.sqlite_version_info < tuple(map(int, LEAST.split("."))):
        raise TooOld(engine=sqlite3.sqlite_version, least=LEAST)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one after the other, without what is remarked between them."""
    lines: list[str] = []
    for line in script.splitlines():
        if lines or (line and not line.startswith("--")):
            lines.append(line)
        if lines and sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines).rstrip(";")
            lines = []


def parts(path: Path) -> list[Path]:
    """The file, and all that may lie beside it."""
    return [path, *(Path(f"{path}-{kind}") for kind in BESIDE)]
