"""What reports count, added up by the database, each figure for one span of time (le-monthly).

Against the bare names `complaint`, `deadline`, `event`: an earlier state laid over them answers too.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from complaintctl.store.connection import Connection

Span = Mapping[str, Any]
"""`start` and `end`, the first and last instant as stored; `first` and `last`, their local
dates; `eve`, the second before the start; `day_before` and `day_after`; `whole`: nothing but whole days; and what
an office's own figures go by."""

RECEIVED = "c.received_day BETWEEN :first AND :last AND (:whole OR c.received_at BETWEEN :start AND :end)"

COUNTED = "('close', 'convert', 'follow', 'hold', 'letter', 'reopen', 'resolve', 'revisit', 'undo')"
"""Actions that figures are made of: the partial index on events holds these, and serves where all stand."""
STANDING = f"""seq NOT IN (SELECT json_extract(u.changes, '$.undoes') FROM event u
    WHERE u.action = 'undo' AND u.action IN {COUNTED} AND json_extract(u.changes, '$.undoes') IS NOT NULL)"""
_HAPPENED = f"""FROM event e JOIN complaint c ON c.id = e.complaint
    WHERE e.action = :action AND e.action IN {COUNTED} AND e.at BETWEEN :start AND :end AND e.{STANDING}"""
TIMED = "NOT (c.untimed AND coalesce(json_extract(e.changes, '$.untimed'), 0))"


CACHE_KIB = 64 * 1024


@contextmanager
def snapshot(conn: Connection) -> Iterator[None]:
    """One state of the file for all figures, whoever writes meanwhile: else nothing would add up.

    Several figures ask for the same pages, so more of them are kept than SQLite's own two MiB.
    """
    conn.keep_at_hand(CACHE_KIB)
    if conn.in_transaction:
        yield
        return
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.execute("ROLLBACK")


def received(conn: Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """Cases received, by local month, kind, channel and category; duplicates and untimed ones apart."""
    sql = f"""SELECT substr(c.received_day, 1, 7) AS month, c.kind, c.channel, c.category,
        c.duplicate_of IS NOT NULL AS duplicate, c.untimed AS untimed, count(*) AS cases
        FROM complaint c WHERE {RECEIVED} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6"""
    return rows_of(conn, sql, span)


_CONVERTED = f"""(SELECT e.complaint FROM event e JOIN event r ON r.complaint = e.complaint AND r.action = 'register'
    WHERE e.action = 'convert' AND e.action IN {COUNTED} AND e.{STANDING}
    AND json_extract(r.changes, '$.kind') = 'concern')"""


def concerns(conn: Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """Cases received as concerns, duplicates apart, by local month: how many, and what became of them (fu-concern)."""
    sql = f"""SELECT substr(c.received_day, 1, 7) AS month, count(*) AS raised,
        sum(c.outcome IS 'soothed') AS soothed, sum(c.kind = 'complaint') AS became_complaints,
        sum(c.kind = 'concern' AND c.status <> 'closed') AS still_open FROM complaint c
        WHERE {RECEIVED} AND c.duplicate_of IS NULL AND (c.kind = 'concern' OR c.id IN {_CONVERTED})
        GROUP BY 1 ORDER BY 1"""
    return rows_of(conn, sql, span)


def interruptions(conn: Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """One row: how often a closed case was reopened; holds, cases held, most of one; duplicates apart."""
    holds = f"SELECT count(*) AS holds {_HAPPENED} AND c.duplicate_of IS NULL GROUP BY c.id"
    sql = f"""SELECT coalesce(sum(holds), 0) AS holds, count(*) AS held_cases,
        coalesce(max(holds), 0) AS most_holds FROM ({holds})"""
    reopened = _number(conn, f"{_REOPENED} AND c.duplicate_of IS NULL", span, "reopen")
    return [{"reopened": reopened, **rows_of(conn, sql, {**span, "action": "hold"})[0]}]


_LAST_ENDING = f"""(SELECT p.action FROM event p
    WHERE p.complaint = {{case}} AND p.action IN ('close', 'reopen')
    AND {{before}} AND p.{STANDING} ORDER BY p.at DESC, p.seq DESC LIMIT 1)"""
_BEFORE_IT = _LAST_ENDING.format(case="e.complaint", before="(p.at, p.seq) < (e.at, e.seq)")
_REOPENED = f"SELECT count(*) {_HAPPENED} AND {_BEFORE_IT} = 'close'"


_BEFORE_IT_AT = _BEFORE_IT.replace("SELECT p.action", "SELECT p.at", 1)


def _open_at(instant: str) -> str:
    """How many cases were open after everything that happened up to this instant.

    Two ways in, each by an index: what is open still, and what was closed since; apart from what was closed then and
    opened again since.
    """
    there = f"c.untimed = 0 AND c.own_received_at <= {instant}"
    return f"""(SELECT count(*) FROM complaint c WHERE c.status <> 'closed' AND {there})
        + (SELECT count(*) FROM complaint c WHERE c.status = 'closed' AND c.closed_at > {instant} AND {there})
        - (SELECT count(*) FROM event e JOIN complaint c ON c.id = e.complaint
            WHERE e.action = 'reopen' AND e.action IN {COUNTED} AND e.at > {instant} AND e.{STANDING} AND {there}
            AND {_BEFORE_IT} = 'close' AND {_BEFORE_IT_AT} <= {instant})"""


def carry_over(conn: Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """One row: open before and after, counted from the cases; what came and went, counted from the events.

    Each case by its own receipt, later duplicates too. Cases with a state of unknown time are only counted.
    """
    sql = f"SELECT {_open_at(':eve')} AS open_before, {_open_at(':end')} AS open_after"
    (row,) = rows_of(conn, sql, span)
    known = f"{_HAPPENED} AND c.untimed = 0"
    as_duplicate = "(c.duplicate_of IS NOT NULL AND json_extract(e.changes, '$.outcome') IS 'duplicate')"
    untimed = "SELECT count(*) FROM complaint c WHERE c.untimed = 1 AND c.own_received_at <= :end"
    came = """SELECT (SELECT count(*) FROM complaint c WHERE c.received_day BETWEEN :day_before AND :day_after
        AND c.own_received_at BETWEEN :start AND :end AND c.own_received_at = c.received_at AND c.untimed = 0)
        + (SELECT count(*) FROM complaint c WHERE c.own_received_at BETWEEN :start AND :end
        AND c.own_received_at <> c.received_at AND c.untimed = 0)"""
    return [
        {
            "open_before": row["open_before"],
            "received": _number(conn, came, span),
            "reopened": _number(conn, f"{_REOPENED} AND c.untimed = 0", span, "reopen"),
            "closed": _number(conn, f"SELECT count(*) {known} AND NOT {as_duplicate}", span, "close"),
            "closed_as_duplicate": _number(conn, f"SELECT count(*) {known} AND {as_duplicate}", span, "close"),
            "open_after": row["open_after"],
            "untimed": _number(conn, untimed, span),
        }
    ]


def _number(conn: Connection, sql: str, span: Span, action: str = "") -> int:
    return int(conn.execute(sql, {**span, "action": action}).fetchone()[0])


def rows_of(conn: Connection, sql: str, values: Span) -> list[dict[str, Any]]:
    cursor = conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
