"""The file: opened, checked that it is ours and of this version, made."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from complaintctl.errors import Unusable
from complaintctl.store.connection import Connection
from complaintctl.store.engines import sqlite
from complaintctl.store.errors import Exists, Missing, Newer, NotOurs, NotReadable, NotWritable
from complaintctl.store.version import APPLICATION_ID, VERSION


def connect(path: Path, *, write: bool = False, upgrade: bool = True) -> Connection:
    """An open database; read-only unless `write`. Unusable where it is missing or not ours.

    One of an earlier version is read as it is, and brought to this one before anything is written.
    """
    try:
        if not path.exists():
            raise Missing(path=path)
        readable = path.is_file() and os.access(path, os.R_OK | (os.W_OK if write else 0))
    except (OSError, ValueError) as error:
        raise NotReadable(path=path) from error
    if not readable:
        raise NotReadable(path=path)
    conn = sqlite.opened(path, write=write)
    try:
        if _version(conn, path) < VERSION:
            if write and upgrade:
                from complaintctl.store.migrations import brought_up

                conn.upgraded_from = brought_up(conn)
            else:
                from complaintctl.store.earlier import lay_over

                lay_over(conn)
    except BaseException:
        conn.close()
        raise
    return conn


def _version(conn: sqlite.Connection, path: Path) -> int:
    application, version = conn.header()
    if application != APPLICATION_ID or version < 1:
        raise NotOurs(path=path)
    if version > VERSION:
        raise Newer(path=path)
    return version


@contextmanager
def created(path: Path, *, mode: int) -> Iterator[Connection]:
    """A new database with our schema and these file permissions, there as a whole or not at all.

    It is made beside its place under another name, and linked there when it is finished; never over a file.
    """
    if path.exists():
        raise Exists(path=path)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        new.chmod(mode)
        yield from _filled(new)
        os.link(new, path)
    except FileExistsError:
        raise Exists(path=path) from None
    except OSError as error:
        raise NotWritable(path=path, why=error.strerror or str(error)) from None
    finally:
        for part in sqlite.parts(new):
            part.unlink(missing_ok=True)


def _filled(path: Path) -> Iterator[Connection]:
    from complaintctl.store.migrations import migrate

    conn = sqlite.opened(path, write=True)
    try:
        conn.execute("PRAGMA journal_mode = WAL")  # who reads needn't wait for who writes
        migrate(conn)
        yield conn
    finally:
        conn.close()


def told(error: BaseException, path: Path | None) -> Unusable | None:
    """What an error of an engine means to the person at the terminal; None for any other."""
    return sqlite.meaning(error, path)
