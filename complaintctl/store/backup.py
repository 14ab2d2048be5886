"""An online copy of the register: taken while others write, checked, and put in its place as a whole."""

import os
from contextlib import closing
from pathlib import Path

from complaintctl.errors import Refused, Unusable
from complaintctl.store import events
from complaintctl.store.connection import Connection
from complaintctl.store.db import connect
from complaintctl.store.engines import sqlite
from complaintctl.store.errors import NotOurs, NotWritable


def copied(conn: Connection, source: Path, target: Path, *, keep: int) -> list[Path]:
    """A checked copy at `target`, as readable as the source; answers the copies kept, the newest first.

    Earlier ones move on to `target.1`, `target.2` … and go beyond `keep`. Whatever goes wrong, they stay as they are.
    """
    check_place(source, target)
    new = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        conn.copy_to(new)
        check_sound(new)
        new.chmod(source.stat().st_mode & 0o777)
        return _in_place(new, target, keep)
    except OSError as error:
        raise NotWritable(path=target, why=error.strerror or str(error)) from None
    finally:
        for part in sqlite.parts(new):
            part.unlink(missing_ok=True)


def check_place(source: Path, target: Path) -> None:
    """Refuse to write over the register, or over anything that is no copy of one."""
    if target.exists() and target.samefile(source):
        raise Itself(path=target)
    if target.exists():
        try:
            connect(target).close()
        except Unusable:
            raise NotOurs(path=target) from None


def check_sound(copy: Path) -> None:
    """Refuse a copy that SQLite finds damaged or whose chain doesn't hold; Unsound says where."""
    with closing(connect(copy, write=True, upgrade=False)) as read:
        findings = read.findings(quick=False)
        findings += [f"{seq}: {what}" for seq, what in events.broken_links(read)]
        if findings:
            raise Unsound(finding=findings[0])


def _in_place(new: Path, target: Path, keep: int) -> list[Path]:
    places = [target, *(target.with_name(f"{target.name}.{age}") for age in range(1, keep))]
    for older, newer in zip(reversed(places), [*reversed(places[:-1]), new], strict=True):
        if newer.exists():
            newer.replace(older)
    age = keep
    while (gone := target.with_name(f"{target.name}.{age}")).exists() and age:
        gone.unlink()
        age += 1
    return [place for place in places if place.exists()]


class Itself(Refused):
    sentence = "{path} is the register itself; a backup needs a place of its own."


class Unsound(Unusable):
    sentence = "The register isn't sound, so no backup was made of it and older ones were kept: {finding}."
    hint = "complaintctl verify"
