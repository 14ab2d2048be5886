"""The search index: brought on by all that write, a batch at a time; what it hasn't reached is read (re-archive).

It covers all events up to a mark. A case with a later event, or as it stood at an earlier time, is read instead.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from heapq import merge
from time import perf_counter
from typing import Any

from complaintctl.moments import stored
from complaintctl.phones import numbers
from complaintctl.store import listing
from complaintctl.store.complaints import phone_key, ref_key
from complaintctl.store.connection import Connection, Cursor, Row, transaction
from complaintctl.store.rewind import rewound
from complaintctl.store.terms import Query, folded

BATCH = 250
"""Events that a transaction takes along: some milliseconds."""
_LONG_BATCH = 2_000
_FIELDS = ("number", "content", "demand", "solution", "customer", "phone", "email", "ref", "cause")
_SAID = ("note", "comment", "suggestion", "proposed", "check", "solution", "went_well", "went_badly", "repeat")
_SERIALS = 25
"""Bits of a place that hold the case's id; those above hold its second of receipt, so that the newest come first."""
_CASE_OF = f"(s.rowid & {(1 << _SERIALS) - 1})"
_PLACE = f"(CAST(strftime('%s', received_at) AS INTEGER) << {_SERIALS}) | id"
_LAST_DIGITS = 4


def catch_up(conn: Connection, events: int = BATCH) -> bool:
    """Index the next events that aren't yet, inside a transaction; whether there were any."""
    sql = "SELECT seq, complaint FROM event WHERE seq > (SELECT seq FROM search_mark) ORDER BY seq LIMIT ?"
    news = conn.execute(sql, (events,)).fetchall()
    if not news:
        return False
    for id_, place, told, private in _texts(conn, {row["complaint"] for row in news} - {None}):
        known = conn.execute("SELECT place FROM search_place WHERE complaint = ?", (id_,)).fetchone()
        if known is not None:
            conn.execute("DELETE FROM search WHERE rowid = ?", tuple(known))
        conn.execute("INSERT INTO search (rowid, told, private) VALUES (?, ?, ?)", (place, told, private))
        conn.execute("INSERT OR REPLACE INTO search_place VALUES (?, ?)", (id_, place))
    conn.execute("UPDATE search_mark SET seq = ?", (news[-1]["seq"],))
    return True


def go_on(conn: Connection, seconds: float) -> None:
    """Index what an import brought, batch after batch, for about so long; the next who write do the rest."""
    until = perf_counter() + seconds
    more = True
    while more and perf_counter() < until:
        with transaction(conn):
            more = catch_up(conn, _LONG_BATCH)


def _texts(conn: Connection, ids: Iterable[int]) -> Iterator[tuple[int, int, str, str]]:
    """For each of these cases its id, its place in the index, its words, and those of its private notes."""
    among = {"ids": json.dumps(sorted(ids))}
    said: dict[int, list[Row]] = {}
    sql = """SELECT e.complaint, e.seq, e.action, e.changes, p.payload FROM event e
        LEFT JOIN event_private p ON p.event = e.seq
        WHERE e.complaint IN (SELECT value FROM json_each(:ids))
        AND (p.payload IS NOT NULL AND e.action <> 'register' OR e.action = 'undo') ORDER BY e.complaint, e.seq"""
    for row in conn.execute(sql, among):
        said.setdefault(row["complaint"], []).append(row)
    sql = f"""SELECT id, {_PLACE} AS place, tags, {", ".join(_FIELDS)} FROM complaint
        WHERE id IN (SELECT value FROM json_each(:ids))"""
    for row in conn.execute(sql, among):
        told, private = _said(said.get(row["id"], ()))
        yield row["id"], row["place"], folded([*_written(row), *told]), folded(private)


def _written(row: Row) -> Iterator[str | None]:
    """What the case itself holds; number, phone and reference also in the other ways they are said."""
    yield from (row[name] for name in _FIELDS)
    yield from json.loads(row["tags"])
    yield from (row["number"].removeprefix("C"), ref_key(row["ref"]))
    for phone in map(phone_key, numbers(row["phone"] or "")):
        yield from (phone, phone and phone[-_LAST_DIGITS:])


def _said(events: Iterable[Row]) -> tuple[list[str], list[str]]:
    """The notes and comments of events, and the private ones; what was taken back is left out."""
    told: list[str] = []
    private: list[str] = []
    known = [(row, json.loads(row["changes"])) for row in events]
    undone = {changes["undoes"] for row, changes in known if row["action"] == "undo"}
    for row, changes in known:
        if row["seq"] not in undone and row["action"] != "undo":
            whole = changes | json.loads(row["payload"])
            texts = (whole[name] for name in _SAID if isinstance(whole.get(name), str))
            (private if changes.get("private") else told).extend(texts)
    return told, private


def found(
    conn: Connection, query: Query, which: listing.Filter, now: datetime, *, private: bool
) -> Iterator[dict[str, Any]]:
    """The cases that hold the query and pass the filter, the newest first, judged at `now`; private notes on demand."""
    unread = _unread(conn)
    read = [
        id_ for id_, _, told, hidden in _read(conn, unread) if query.stands_in(told, *([hidden] if private else []))
    ]
    columns = "" if private else "{told} : "
    indexed = _rows(
        conn,
        f"search s CROSS JOIN complaint c ON c.id = {_CASE_OF}",
        ["s.search MATCH :words", *which.conditions],
        "s.rowid DESC",
        which.values | {"now": stored(now), "words": f"{columns}({query.expression})"},
    )
    others = _rows(
        conn,
        "complaint c",
        ["c.id IN (SELECT value FROM json_each(:read))", *which.conditions],
        listing.SORTS["received_at"],
        which.values | {"now": stored(now), "read": json.dumps(read)},
    )
    current = (row for row in indexed if row["id"] not in unread)
    newest_first = merge(current, others, key=lambda row: (row["received_at"], row["id"]), reverse=True)
    yield from (listing.case_row(row, now) for row in newest_first)


def mentioning(conn: Connection, query: Query) -> set[int]:
    """The ids of the cases that hold the query, private notes apart."""
    unread = _unread(conn)
    indexed = conn.tuples(
        f"SELECT {_CASE_OF} FROM search s WHERE s.search MATCH ?", (f"{{told}} : ({query.expression})",)
    )
    read = {id_ for id_, _, told, _ in _read(conn, unread) if query.stands_in(told)}
    return read | {id_ for (id_,) in indexed if id_ not in unread}


def _rows(conn: Connection, source: str, conditions: Iterable[str], order: str, values: Mapping[str, Any]) -> Cursor:
    sql = f"{listing.CASE.format(source=source)} WHERE {' AND '.join(conditions)} ORDER BY {order}"
    return conn.execute(sql, values)


def _unread(conn: Connection) -> set[int]:
    """The cases that the index doesn't hold as they stand: changed since, or looked at as they once were."""
    sql = """SELECT DISTINCT complaint FROM main.event
        WHERE seq > (SELECT seq FROM search_mark) AND complaint IS NOT NULL"""
    return {id_ for (id_,) in conn.execute(sql)} | set(rewound(conn))


def _read(conn: Connection, ids: Iterable[int]) -> Iterator[tuple[int, int, str, str]]:
    """The words of many cases, a few at a time so that they needn't all be in memory."""
    left = sorted(ids)
    for start in range(0, len(left), BATCH):
        yield from _texts(conn, left[start : start + BATCH])
