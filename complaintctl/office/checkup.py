"""What `doctor` looks at: the environment, the file, the policy, the calendar; each look says what it found."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from complaintctl.findings import Finding, Level, wrong
from complaintctl.moments import from_stored
from complaintctl.office.absences import unattended
from complaintctl.office.enactment import NEAR
from complaintctl.office.premises import Premises
from complaintctl.office.rulebook import installed_library
from complaintctl.store import calendars, health, staff

MEGABYTE = 1_000_000


def findings(office: Premises, variables: Sequence[str]) -> Iterator[Finding]:
    """Everything that was looked at, in the order of the house: from the machine to the office's calendar.

    `variables` are those of the environment that are set.
    """
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        "environment", Level.FINE, "Python {python}, SQLite {sqlite}", python=python, sqlite=office.conn.version
    )
    if variables:
        yield Finding("environment", Level.FINE, "Set: {names}", names=" ".join(variables))
    for look in (_clock, _permissions, _room, _soundness, _log, _deciders, _unattended, _orphans, _calendar):
        yield from look(office)


def _clock(office: Premises) -> Iterator[Finding]:
    if office.clock == "set":
        yield Finding("clock", Level.HINT, "COMPLAINTCTL_NOW says that it is {now}.", now=office.shown(office.now))
    last = health.last_recorded(office.conn)
    latest = from_stored(last) if last is not None else None
    if latest is not None and latest > office.now:
        yield wrong(
            "clock",
            "The last event was recorded at {last}, later than now.",
            "Set the machine's clock right.",
            last=office.shown(latest),
        )


def _permissions(office: Premises) -> Iterator[Finding]:
    mode = stat.S_IMODE(office.place.stat().st_mode)
    written = f"{office.place} {mode:04o}"
    if os.name == "posix" and mode & 0o007:
        yield wrong("file", "{file}: others may read it.", f"chmod o= {office.place}", file=written)
    else:
        yield Finding("file", Level.FINE, "{file}", file=written)


def _room(office: Premises) -> Iterator[Finding]:
    size, free = office.place.stat().st_size, shutil.disk_usage(office.place.parent).free
    level, advice = (Level.WRONG, "Make room.") if free < 2 * size else (Level.FINE, "")
    sizes = {"size": size // MEGABYTE, "free": free // MEGABYTE}
    yield Finding("file", level, "{size} MB, {free} MB free beside it", advice, **sizes)


def _soundness(office: Premises) -> Iterator[Finding]:
    found = office.conn.findings(quick=True)
    for finding in found:
        yield wrong("file", "{finding}", "complaintctl verify", finding=finding)
    if not found:
        yield Finding("file", Level.FINE, "SQLite finds nothing wrong with it.")


def _log(office: Premises) -> Iterator[Finding]:
    if office.conn.journal() != "wal":
        told = "It keeps no write-ahead log: who reads has to wait for who writes."
        yield Finding("file", Level.HINT, told, f'sqlite3 {office.place} "PRAGMA journal_mode = WAL"')


def _deciders(office: Premises) -> Iterator[Finding]:
    policy = office.policy
    yield Finding("policy", Level.FINE, "{name} version {version}", name=policy.name, version=policy.version)
    if policy.approval is None:
        return
    held = {person["role"] for person in staff.staff(office.conn) if not person["left_at"]}
    deciding = sorted(map(str, policy.approval.decided_by))
    if not held.intersection(deciding):
        told = "Nobody on the staff may decide on proposals."
        yield Finding("staff", Level.HINT, told, f"complaintctl staff add NAME --role {deciding[0]}")


def _unattended(office: Premises) -> Iterator[Finding]:
    """Work that waits for somebody who isn't there, and for nobody else (fu-handover)."""
    for name, count, gone in unattended(office):
        if gone:
            advice = f"complaintctl list --handler {name}; complaintctl task list --owner {name}"
            yield wrong(
                "staff", "{count} pieces of work wait for {name}, who has left.", advice, count=count, name=name
            )
        else:
            told = "{count} pieces of work wait for {name}, who is away, and so is whoever stands in."
            yield wrong("staff", told, f"complaintctl staff away {name} …", count=count, name=name)


def _orphans(office: Premises) -> Iterator[Finding]:
    known = {department.name for department in office.policy.departments}
    for department, cases in health.open_by_department(office.conn):
        if department not in known:
            yield wrong(
                "policy",
                "{cases} open complaints are with {department}, which the policy doesn't know.",
                f"complaintctl list --department {department}",
                cases=cases,
                department=department,
            )


def _calendar(office: Premises) -> Iterator[Finding]:
    made = calendars.calendar_made(office.conn, calendars.latest_calendar(office.conn)[0])
    library = made["library"] or "–"
    certain = made["confirmed_until"] or made["decreed_until"]
    if certain is None:
        yield Finding("calendar", Level.FINE, "Days off: {library}", library=library)
        return
    near = office.now.date() + NEAR > date.fromisoformat(certain)
    advice = "pip install -U holidays" if near and installed_library() == made["library"] else ""
    told = "Days off are certain until {until} ({library})."
    yield Finding("calendar", Level.HINT if near else Level.FINE, told, advice, until=certain, library=library)
