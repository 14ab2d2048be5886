"""The one record: events, appended to a chain of hashes over digests, never changed."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from complaintctl.moments import from_stored, stored
from complaintctl.records import PRIVATE, Changes, Event
from complaintctl.store.connection import Connection, Row

if TYPE_CHECKING:
    from complaintctl.store.listing import Filter

GENESIS = "0" * 64
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode

_COLUMNS = (
    "e.seq, e.complaint, e.at, e.recorded_at, e.actor, e.login, e.action, e.changes, e.imported, e.clock, e.calendar"
)
_SELECT = f"SELECT {_COLUMNS}, p.payload FROM event e LEFT JOIN event_private p ON p.event = e.seq"
_INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_PRIVATE = "INSERT INTO event_private VALUES (?, ?, ?)"


def head(conn: Connection) -> tuple[int, str]:
    """The last event's number and hash."""
    row = conn.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return (row["seq"], _hex(row["hash"])) if row else (0, GENESIS)


def _hex(kept: Any) -> Any:
    """A hash as it is told and hashed; version 1 kept it so, since then it is kept as bytes."""
    return kept.hex() if isinstance(kept, bytes) else kept


def link(previous: str, public: Sequence[object], digest: str | None) -> str:
    """The hash of an event: over the one before, what is public of it, and the digest of what is not."""
    return sha256(f"{previous}{_dumps([*public, digest])}".encode()).hexdigest()


def digest_of(salt: bytes, payload: str) -> str:
    """What stands in the chain for the personal or free text of an event."""
    return sha256(salt + payload.encode()).hexdigest()


def parted(event: Event) -> tuple[Changes, Changes]:
    """What an event says to everybody, and what stands apart from the chain (in-private)."""
    if event.note is None and PRIVATE.isdisjoint(event.changes):
        return event.changes, {}
    private = {name: value for name, value in event.changes.items() if name in PRIVATE}
    public = {name: value for name, value in event.changes.items() if name not in PRIVATE}
    return public, private if event.note is None else private | {"note": event.note}


class Loose(NamedTuple):
    """An event as it stands in the tables, but for its place: number, case, digest and hash are still to come."""

    told: tuple[object, ...]
    private: str | None

    @classmethod
    def of(cls, event: Event) -> "Loose":
        changes, private = parted(event)
        told = (
            stored(event.at),
            stored(event.recorded_at),
            event.actor,
            event.login,
            event.action,
            _dumps(changes),
            int(event.imported),
            event.clock,
            event.calendar,
        )
        return cls(told, _dumps(private) if private else None)


class Linked(NamedTuple):
    """An event with its number and its hash, as it stands in the tables."""

    public: tuple[object, ...]
    private: tuple[int, bytes, str] | None


class Appender:
    """Appends events to the chain, inside a transaction; knows the last link so that many cost one look."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._seq, self._hash = head(conn)

    def append(self, event: Event, complaint: int | None) -> Event:
        """Write the event down and give it its number in the chain."""
        self.write([self.linked(event, complaint)])
        return event

    def linked(self, event: Event, complaint: int | None) -> Linked:
        """The event as the next of the chain, with its number; still to be written, in this order."""
        linked = self.chained(Loose.of(event), complaint)
        event.seq = self._seq
        return linked

    def chained(self, event: Loose, complaint: int | None) -> Linked:
        """The same of an event that has its shape already."""
        self._seq += 1
        digest = kept = None
        if event.private is not None:
            salt = os.urandom(16)
            digest, kept = digest_of(salt, event.private), (self._seq, salt, event.private)
        public = (self._seq, complaint, *event.told)
        self._hash = link(self._hash, public, digest)
        return Linked((*public, digest and bytes.fromhex(digest), bytes.fromhex(self._hash)), kept)

    def write(self, news: Sequence[Linked]) -> None:
        """Write linked events down."""
        self._conn.executemany(_INSERT, [each.public for each in news])
        self._conn.executemany(_INSERT_PRIVATE, [each.private for each in news if each.private is not None])


def of_case(conn: Connection, complaint: int) -> list[Event]:
    """The events of a case, in the order of recording."""
    return [_event(row) for row in conn.execute(f"{_SELECT} WHERE e.complaint = ? ORDER BY e.seq", (complaint,))]


def of_office(conn: Connection, actions: Sequence[str]) -> list[Event]:
    """The events of no case with these actions, in the order of recording: they are few, and looked up by index."""
    sql = f"{_SELECT} WHERE e.complaint IS NULL AND e.action IN (SELECT value FROM json_each(?)) ORDER BY e.seq"
    return [_event(row) for row in conn.execute(sql, (json.dumps(actions),))]


class Told(NamedTuple):
    """An event as it is told: instants as UTC text, `imported` as kept."""

    seq: int
    at: str
    recorded_at: str
    actor: str
    login: str
    action: str
    imported: int
    clock: str
    calendar: int
    changes: dict[str, Any]
    note: str | None


def records(conn: Connection, which: "Filter", now: datetime) -> Iterator[tuple[str, bool, Told]]:
    """The events of the cases that a filter, judged at `now`, lets through; each with its case's number before it,
    and whether it was taken back.
    """
    sql = f"""SELECT c.number, e.action = 'undo'
            OR e.seq IN (SELECT changes ->> 'undoes' FROM event WHERE action = 'undo'),
        e.seq, e.at, e.recorded_at, e.actor, e.login, e.action, e.imported, e.clock, e.calendar, e.changes, p.payload
        FROM event e JOIN complaint c ON c.id = e.complaint
        LEFT JOIN event_private p ON p.event = e.seq{which.where()} ORDER BY e.seq"""
    for number, undone, *public, changes, payload in conn.tuples(sql, which.values | {"now": stored(now)}):
        yield number, bool(undone), Told._make((*public, *_parts(changes, payload)))


def _parts(changes: str, payload: str | None) -> tuple[dict[str, Any], str | None]:
    """What an event changed and its note, from what is public of it and what stands apart."""
    told: dict[str, Any] = json.loads(changes)
    if not payload:
        return told, None
    private = json.loads(payload)
    note = private.pop("note", None)
    return told | private, note


def touched(conn: Connection, as_of: str, known_at: str | None) -> list[int | None]:
    """The cases with an event later than these instants; None among them for events of no case."""
    sql = "SELECT DISTINCT complaint FROM main.event WHERE at > ? OR recorded_at > ?"
    return [row[0] for row in conn.execute(sql, (as_of, known_at or "9"))]


def _event(row: Row) -> Event:
    seq, _, at, recorded_at, actor, login, action, changes, imported, clock, calendar, payload = row
    told, note = _parts(changes, payload)
    return Event(
        from_stored(at),
        from_stored(recorded_at),
        actor,
        login,
        action,
        told,
        note=note,
        imported=bool(imported),
        clock=clock,
        calendar=calendar,
        seq=seq,
    )


def broken_links(conn: Connection, advance: Callable[[int], None] = lambda _: None) -> Iterator[tuple[int, str]]:
    """Where the chain doesn't hold: the event's number and what is wrong with it (history).

    `advance` is told of every event that was looked at.
    """
    expected, previous = 1, GENESIS
    sql = f"""SELECT {_COLUMNS}, e.digest, e.hash, p.salt, p.payload, p.event AS kept
        FROM main.event e LEFT JOIN event_private p ON p.event = e.seq ORDER BY e.seq"""
    for *public, kept_digest, kept_hash, salt, payload, kept in conn.tuples(sql):
        seq, digest, hash_ = public[0], _hex(kept_digest), _hex(kept_hash)
        if seq != expected:
            yield expected, "missing"
        if link(previous, public, digest) != hash_:
            yield seq, "changed"
        if payload is not None and digest_of(salt or b"", payload) != digest:
            yield seq, "private part changed"
        if digest is not None and kept is None:
            yield seq, "private part missing"
        expected, previous = seq + 1, hash_
        advance(1)
    for row in conn.execute("SELECT event FROM event_private WHERE event NOT IN (SELECT seq FROM main.event)"):
        yield row[0], "private part without its event"


def told(conn: Connection, number: str) -> list[str]:
    """Who was told of a case; what was taken back tells nobody."""
    sql = """SELECT e.changes ->> 'who' FROM event e JOIN complaint c ON c.id = e.complaint
        WHERE c.number = ? AND e.action = 'told' AND NOT EXISTS (SELECT 1 FROM event u
            WHERE u.complaint = c.id AND u.action = 'undo' AND u.changes ->> 'undoes' = e.seq)"""
    return [row[0] for row in conn.execute(sql, (number,))]
