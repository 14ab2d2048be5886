"""What `doctor` looks at: the environment, the file, the policy, the calendar; each says what it found."""

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from complaintctl.cli.enactment import NEAR
from complaintctl.cli.registry import N_
from complaintctl.cli.rulebook import installed_library
from complaintctl.moments import from_stored
from complaintctl.store import health, office

if TYPE_CHECKING:
    from complaintctl.cli.session import Session


class Level(StrEnum):
    """`wrong` is a finding, a `hint` may be meant."""

    FINE = "fine"
    HINT = "hint"
    WRONG = "wrong"


LEVELS = (N_("fine"), N_("hint"), N_("wrong"))


class Finding(NamedTuple):
    """What one look has shown, and what to do about it."""

    subject: str
    level: Level
    message: str
    advice: str = ""


def findings(session: "Session") -> Iterator[Finding]:
    """Everything that was looked at, in the order of the house: from the machine to the office's calendar."""
    for look in (_machine, _clock, _permissions, _room, _soundness, _log, _deciders, _orphans, _calendar):
        yield from look(session)


def _machine(session: "Session") -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    told = session.word("Python {python}, SQLite {sqlite}", python=python, sqlite=sqlite3.sqlite_version)
    yield Finding("environment", Level.FINE, told)
    named = sorted(name for name in session.environ if name.startswith("COMPLAINTCTL_") and session.environ[name])
    if named:
        yield Finding("environment", Level.FINE, session.word("Set: {names}", names=" ".join(named)))


def _clock(session: "Session") -> Iterator[Finding]:
    if session.clock == "set":
        yield Finding(
            "clock", Level.HINT, session.word("COMPLAINTCTL_NOW says that it is {now}.", now=session.shown(session.now))
        )
    last = health.last_recorded(session.conn)
    latest = from_stored(last) if last is not None else None
    if latest is not None and latest > session.now:
        yield Finding(
            "clock",
            Level.WRONG,
            session.word("The last event was recorded at {last}, later than now.", last=session.shown(latest)),
            session.word("Set the machine's clock right."),
        )


def _permissions(session: "Session") -> Iterator[Finding]:
    mode = stat.S_IMODE(session.path.stat().st_mode)
    written = f"{session.path} {mode:04o}"
    if os.name == "posix" and mode & 0o007:
        yield Finding(
            "file", Level.WRONG, session.word("{file}: others may read it.", file=written), f"chmod o= {session.path}"
        )
    else:
        yield Finding("file", Level.FINE, written)


def _room(session: "Session") -> Iterator[Finding]:
    size, free = session.path.stat().st_size, shutil.disk_usage(session.path.parent).free
    level = Level.WRONG if free < 2 * size else Level.FINE
    megabyte = 1_000_000
    told = session.word("{size} MB, {free} MB free beside it", size=size // megabyte, free=free // megabyte)
    yield Finding("file", level, told, session.word("Make room.") if level is Level.WRONG else "")


def _soundness(session: "Session") -> Iterator[Finding]:
    found = health.quick_check(session.conn)
    for finding in found:
        yield Finding("file", Level.WRONG, finding, "complaintctl verify")
    if not found:
        yield Finding("file", Level.FINE, session.word("SQLite finds nothing wrong with it."))


def _log(session: "Session") -> Iterator[Finding]:
    if health.journal(session.conn) != "wal":
        yield Finding(
            "file",
            Level.HINT,
            session.word("It keeps no write-ahead log: who reads has to wait for who writes."),
            f'sqlite3 {session.path} "PRAGMA journal_mode = WAL"',
        )


def _deciders(session: "Session") -> Iterator[Finding]:
    policy = session.policy
    yield Finding(
        "policy", Level.FINE, session.word("{name} version {version}", name=policy.name, version=policy.version)
    )
    if policy.approval is None:
        return
    held = {person["role"] for person in office.staff(session.conn) if not person["left_at"]}
    deciding = sorted(map(str, policy.approval.decided_by))
    if not held.intersection(deciding):
        yield Finding(
            "staff",
            Level.HINT,
            session.word("Nobody on the staff may decide on proposals."),
            f"complaintctl staff add NAME --role {deciding[0]}",
        )


def _orphans(session: "Session") -> Iterator[Finding]:
    known = {department.name for department in session.policy.departments}
    for department, cases in health.open_by_department(session.conn):
        if department not in known:
            yield Finding(
                "policy",
                Level.WRONG,
                session.word(
                    "{cases} open complaints are with {department}, which the policy doesn't know.",
                    cases=cases,
                    department=department,
                ),
                f"complaintctl list --department {department}",
            )


def _calendar(session: "Session") -> Iterator[Finding]:
    made = office.calendar_made(session.conn, office.latest_calendar(session.conn)[0])
    library = made["library"] or "–"
    certain = made["confirmed_until"] or made["decreed_until"]
    if certain is None:
        yield Finding("calendar", Level.FINE, session.word("Days off: {library}", library=library))
        return
    told = session.word(
        "Days off are certain until {until} ({library}).", until=certain, library=made["library"] or "–"
    )
    near = session.now.date() + NEAR > date.fromisoformat(certain)
    advice = "pip install -U holidays" if near and installed_library() == made["library"] else ""
    yield Finding("calendar", Level.HINT if near else Level.FINE, told, advice)
