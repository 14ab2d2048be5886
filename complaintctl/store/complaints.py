"""The register's rows: saved from the fold, found by number and by customer, listed by filters."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from complaintctl.moments import from_stored, stored
from complaintctl.records import COLUMNS, INSTANTS, Complaint
from complaintctl.store.connection import Connection, Row

LISTS = frozenset({"flags", "tags", "reasons", "extra"})
BOOLEANS = frozenset({"on_hold", "satisfied", "anonymous", "untimed"})
KEYS = ("phone_key", "email_key", "ref_key", "cause_key", "serial")
STORED = ("id", *COLUMNS, *KEYS)
_PLACES_OF_INSTANTS = tuple(place for place, name in enumerate(COLUMNS) if name in INSTANTS)
_PLACES_OF_LISTS = tuple(place for place, name in enumerate(COLUMNS) if name in LISTS)
_fields = attrgetter(*COLUMNS)
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
"""In the order of names, as events keep them: the same row comes out of a fold from the file."""
CAUSE_LEVELS = 3
_KEYS_REMEMBERED = 256
"""A case's keys are asked for when its likes are looked up, and again when it is written."""


@lru_cache(maxsize=_KEYS_REMEMBERED)
def phone_key(phone: str | None) -> str | None:
    """The digits that tell a phone apart, without China's country code."""
    digits = "".join(char for char in unicodedata.normalize("NFKC", phone or "") if char.isdigit())
    for prefix in ("0086", "86"):
        if digits.startswith(prefix) and len(digits) - len(prefix) == 11:
            digits = digits.removeprefix(prefix)
    return digits or None


@lru_cache(maxsize=_KEYS_REMEMBERED)
def email_key(email: str | None) -> str | None:
    """An address without case and blanks."""
    return unicodedata.normalize("NFKC", email or "").strip().casefold() or None


@lru_cache(maxsize=_KEYS_REMEMBERED)
def ref_key(ref: str | None) -> str | None:
    """A plate, order or policy number without case, blanks and dashes."""
    folded = unicodedata.normalize("NFKC", ref or "").upper()
    return "".join(char for char in folded if char.isalnum()) or None


def cause_key(cause: str | None) -> str | None:
    """The first three levels of a cause."""
    return "/".join(cause.split("/")[:CAUSE_LEVELS]) if cause else None


class Customer(NamedTuple):
    """Whom a case is about: two are the same when the first of these that both have is equal (in-repeat)."""

    phone: str | None
    email: str | None
    ref: str | None

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "Customer":
        """The keys of a complaint's customer data."""
        return cls(phone_key(fields.get("phone")), email_key(fields.get("email")), ref_key(fields.get("ref")))

    @property
    def known(self) -> bool:
        return bool(self.phone or self.email or self.ref)

    def is_same(self, other: "Customer") -> bool:
        for ours, theirs in ((self.phone, other.phone), (self.email, other.email), (self.ref, other.ref)):
            if ours and theirs:
                return ours == theirs
        return False


NOBODY = Customer(None, None, None)


def insert(conn: Connection, complaint: Complaint, id_: int | None = None, table: str = "complaint") -> int:
    """Write the row of a new case; answers its id."""
    return insert_columns(conn, columns(complaint), id_, table)


def insert_columns(conn: Connection, values: Sequence[Any], id_: int | None = None, table: str = "complaint") -> int:
    """Write the row of a new case, as `columns` gives it; answers its id."""
    return int(conn.execute(_insert_into(table), [id_, *values]).lastrowid or 0)


@cache
def _insert_into(table: str) -> str:
    return f"INSERT INTO {table} ({', '.join(STORED)}) VALUES ({', '.join('?' * len(STORED))})"


def update(conn: Connection, complaint: Complaint, id_: int) -> None:
    """Write the row of a known case as it stands now."""
    marks = ", ".join(f"{name} = ?" for name in STORED[1:])
    conn.execute(f"UPDATE complaint SET {marks} WHERE id = ?", [*columns(complaint), id_])


def columns(complaint: Complaint) -> list[Any]:
    """A complaint as the table keeps it, behind its id: its own columns, and the keys it is looked up by."""
    values = list(_fields(complaint))
    for place in _PLACES_OF_INSTANTS:
        if (instant := values[place]) is not None:
            values[place] = stored(instant)
    for place in _PLACES_OF_LISTS:
        values[place] = _dumps(inner) if (inner := values[place]) else str(inner)  # [] and {} are the same in JSON
    values += (phone_key(complaint.phone), email_key(complaint.email), ref_key(complaint.ref))
    values += (cause_key(complaint.cause), int(complaint.number.rpartition("-")[2]))
    return values


def complaint_of(row: Row) -> Complaint:
    """The complaint a row holds."""
    return Complaint(**{name: _from_column(name, row[name]) for name in COLUMNS})


def _from_column(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in LISTS:
        return json.loads(value)
    if name in INSTANTS:
        return from_stored(value)
    return bool(value) if name in BOOLEANS else value


def next_number(conn: Connection, day: str) -> str:
    """The next number of a local day, `C20261121-0001`; never reused, because nothing is deleted (in-number)."""
    prefix = f"C{day.replace('-', '')}-"
    sql = "SELECT max(serial) FROM complaint WHERE number >= ? AND number < ?"
    (last,) = conn.execute(sql, (prefix, f"{prefix}~")).fetchone()
    return f"{prefix}{(last or 0) + 1:04d}"


def id_of(conn: Connection, number: str) -> int | None:
    """The id behind a whole number."""
    row = conn.execute("SELECT id FROM complaint WHERE number = ?", (number,)).fetchone()
    return row["id"] if row else None


def by_cause(conn: Connection) -> list[tuple[str, int, int]]:
    """Each cause that a case has: how many cases, how many of them open; duplicates apart."""
    sql = """SELECT cause, count(*), sum(status <> 'closed') FROM complaint
        WHERE cause IS NOT NULL AND duplicate_of IS NULL GROUP BY cause"""
    return [tuple(row) for row in conn.execute(sql)]


def known(conn: Connection, numbers: Sequence[str]) -> list[str]:
    """Those of these whole numbers that there are."""
    sql = "SELECT number FROM complaint WHERE number IN (SELECT value FROM json_each(?))"
    return [row["number"] for row in conn.execute(sql, (json.dumps(list(numbers)),))]


def ending_in(conn: Connection, month_and_day: str, serial: int) -> list[str]:
    """The numbers of this month and day (`1121`) and serial, in any year, the latest first."""
    sql = "SELECT number FROM complaint WHERE number LIKE ? ORDER BY number DESC"
    return [row["number"] for row in conn.execute(sql, (f"C____{month_and_day}-{serial:04d}",))]


class Like(NamedTuple):
    """What makes a case like another: whose it is, what it is about, and when it was received."""

    number: str
    kind: str
    received_at: str
    customer: Customer
    """Nobody that is known where the case is anonymous."""
    cause_key: str | None


def of_customer(conn: Connection, customer: Customer, since: str, until: str, *, but: int | None = None) -> list[Like]:
    """The same customer's cases received in this time, each once, duplicates apart."""
    found = {}
    for column, key in (("phone", customer.phone), ("email", customer.email), ("ref", customer.ref)):
        if key:
            sql = f"""SELECT id, {_LIKE} FROM complaint WHERE {column}_key = ? AND received_at BETWEEN ? AND ?
                AND duplicate_of IS NULL AND NOT anonymous"""
            for id_, *row in conn.execute(sql, (key, since, until)):
                like = _like(row)
                if id_ != but and customer.is_same(like.customer):
                    found[like.number] = like
    return list(found.values())


def with_cause(conn: Connection, key: str, since: str, until: str, *, but: int | None = None) -> Iterator[Like]:
    """The cases with this cause (three levels of it) received in this time, by their receipt, duplicates apart."""
    sql = f"""SELECT id, {_LIKE} FROM complaint
        WHERE cause_key = ? AND received_at BETWEEN ? AND ? AND duplicate_of IS NULL ORDER BY received_at"""
    return (_like(row) for id_, *row in conn.execute(sql, (key, since, until)) if id_ != but)


_LIKE = "number, kind, received_at, cause_key, phone_key, email_key, ref_key, anonymous"


def _like(row: Sequence[Any]) -> Like:
    number, kind, received_at, cause, *keys, anonymous = row
    return Like(number, kind, received_at, NOBODY if anonymous else Customer._make(keys), cause)


def latest_alike(conn: Connection, cause: str, since: str, until: str, limit: int) -> list[str]:
    """The numbers of the latest cases with this cause (three levels of it) in this time, concerns apart."""
    sql = """SELECT number FROM complaint WHERE cause_key = ? AND received_at BETWEEN ? AND ?
        AND duplicate_of IS NULL AND kind <> 'concern' ORDER BY received_at DESC, id DESC LIMIT ?"""
    return [row["number"] for row in conn.execute(sql, (cause_key(cause), since, until, limit))]


def by_external_id(conn: Connection, source: str, external_id: str) -> str | None:
    """The number of the case that has this id in another system."""
    sql = "SELECT number FROM complaint WHERE source = ? AND external_id = ?"
    row = conn.execute(sql, (source, external_id)).fetchone()
    return row["number"] if row else None


def received_between(conn: Connection, since: datetime | None, until: datetime | None) -> list[int]:
    """The ids of the cases received in this time, both ends included, in the order of receipt."""
    sql = "SELECT id FROM complaint WHERE received_at BETWEEN ? AND ? ORDER BY received_at, id"
    ends = (stored(since) if since else "", stored(until) if until else "~")
    return [row[0] for row in conn.execute(sql, ends)]


def unassigned(conn: Connection) -> list[str]:
    """The numbers of the cases that wait to be assigned, the earliest first; concerns are with whoever soothes them."""
    sql = """SELECT number FROM complaint WHERE status = 'registered' AND kind <> 'concern'
        ORDER BY received_at, id"""
    return [row["number"] for row in conn.execute(sql)]


def open_of(conn: Connection, handler: str) -> list[tuple[int, str]]:
    """Id and number of the open cases that somebody handles, as they came in."""
    sql = "SELECT id, number FROM complaint WHERE status <> 'closed' AND handler = ? ORDER BY received_at, id"
    return [tuple(row) for row in conn.execute(sql, (handler,))]


def by_id(conn: Connection, id_: int) -> Complaint:
    """The complaint with this id."""
    return complaint_of(conn.execute("SELECT * FROM complaint WHERE id = ?", (id_,)).fetchone())


def count(conn: Connection) -> int:
    """How many cases there are."""
    (number,) = conn.execute("SELECT count(*) FROM complaint").fetchone()
    return int(number)
