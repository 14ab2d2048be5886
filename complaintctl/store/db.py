"""The file: opened, checked that it is ours, and written in transactions that have one owner."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from complaintctl.errors import Refused, Unusable

APPLICATION_ID = 0x434D504C
VERSION = 1
"""The number of migrations; tests hold it against the list."""
WAIT_SECONDS = 10.0


def connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """An open database, in autocommit; read-only unless `write`. Unusable where it is missing or not ours."""
    try:
        if not path.exists():
            raise Missing(path)
        readable = path.is_file() and os.access(path, os.R_OK | (os.W_OK if write else 0))
    except (OSError, ValueError) as error:
        raise NotReadable(path) from error
    if not readable:
        raise NotReadable(path)
    try:
        return _checked(_opened(path, "rw" if write else "ro"), path)
    except sqlite3.OperationalError as error:
        if write or not _shut_off(path, error):
            raise
    return _checked(_opened(path, "ro&immutable=1"), path)


def _shut_off(path: Path, error: sqlite3.Error) -> bool:
    """Whether it couldn't be read only for want of a directory to write in, while nobody is writing."""
    primary = error.sqlite_errorcode & 0xFF
    beside = (Path(f"{path}-{kind}") for kind in ("wal", "journal"))
    pending = any(file.exists() and file.stat().st_size for file in beside)
    return primary in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) and not pending


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
    conn = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("PRAGMA cell_size_check = ON")
    return conn


def _checked(conn: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The connection, if it is to a database of ours; else it is closed."""
    try:
        _check(conn, path)
    except BaseException:
        conn.close()
        raise
    return conn


def _check(conn: sqlite3.Connection, path: Path) -> None:
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise NotOurs(path)
    if version > VERSION:
        raise Newer(path)


@contextmanager
def created(path: Path, *, mode: int) -> Iterator[sqlite3.Connection]:
    """A new database with our schema and these file permissions, there as a whole or not at all.

    It is made beside its place under another name, and linked there when it is finished; never over a file.
    """
    if path.exists():
        raise Exists(path)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        new.chmod(mode)
        yield from _filled(new)
        os.link(new, path)
    except FileExistsError:
        raise Exists(path) from None
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from None
    finally:
        for part in (new, Path(f"{new}-wal"), Path(f"{new}-shm")):
            part.unlink(missing_ok=True)


def _filled(path: Path) -> Iterator[sqlite3.Connection]:
    from complaintctl.store.migrations import migrate

    conn = _opened(path, "rw")
    try:
        migrate(conn)
        yield conn
    finally:
        conn.close()


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, one writer at a time: waits for its turn, and rolls back whatever goes wrong."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


@contextmanager
def trial(conn: sqlite3.Connection) -> Iterator[None]:
    """The database as it is at this moment; whatever is done to it is taken back."""
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.execute("ROLLBACK")


def told(error: BaseException, path: Path | None) -> Unusable | None:
    """What an error of SQLite means to the person at the terminal; None for any other."""
    if not isinstance(error, sqlite3.Error):
        return None
    text = str(error)
    if "locked" in text or "busy" in text:
        return Busy(path)
    if "readonly" in text or "full" in text or "disk I/O" in text:
        return NotWritable(path, text)
    return Damaged(path, text)


class Missing(Unusable):
    def __init__(self, path: Path) -> None:
        super().__init__("There is no database at {path}.", hint="complaintctl --db {path} init", path=path)


class Exists(Refused):
    code = "exists"

    def __init__(self, path: Path) -> None:
        super().__init__(
            "{path} exists already; init creates only new databases.", hint="Give another file with --db.", path=path
        )


class NotReadable(Unusable):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "{path} can't be opened: it is no file, or you lack the permission.",
            hint="Check it with ls -l {path}",
            path=path,
        )


class NotWritable(Unusable):
    def __init__(self, path: Path | None, why: str) -> None:
        super().__init__("{path} can't be written: {why}.", hint="Check its permissions.", path=path, why=why)


class NotOurs(Unusable):
    def __init__(self, path: Path) -> None:
        super().__init__("{path} is not a complaintctl database.", hint="Give the right file with --db.", path=path)


class Newer(Unusable):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "{path} was written by a newer complaintctl.", hint="Upgrade the program, then try again.", path=path
        )


class Busy(Unusable):
    def __init__(self, path: Path | None) -> None:
        super().__init__("Somebody else is writing to {path}.", hint="Try again in a moment.", path=path)


class Damaged(Unusable):
    def __init__(self, path: Path | None, why: str) -> None:
        super().__init__(
            "{path} can't be used: {why}.", hint="Restore it from a backup, or give the right file.", path=path, why=why
        )
