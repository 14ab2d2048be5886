"""What reports count, added up by the database, each figure for one span of time (le-monthly).

Against the bare names `complaint`, `deadline`, `event`: an earlier state laid over them answers too.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from complaintctl.model import WITHOUT_SATISFACTION
from complaintctl.moments import stored

Span = Mapping[str, Any]
"""`start` and `end`, the first and last instant as stored; `first` and `last`, their local
dates; `eve`, the second before the start; `day_before` and `day_after`; `whole`: nothing but whole days."""

_RECEIVED = "c.received_day BETWEEN :first AND :last AND (:whole OR c.received_at BETWEEN :start AND :end)"

COUNTED = "('close', 'hold', 'reopen', 'resolve', 'revisit', 'undo')"
"""Actions that figures are made of: the partial index on events holds these, and serves where all stand."""
_STANDING = f"""seq NOT IN (SELECT json_extract(u.changes, '$.undoes') FROM event u
    WHERE u.action = 'undo' AND u.action IN {COUNTED} AND json_extract(u.changes, '$.undoes') IS NOT NULL)"""
_HAPPENED = f"""FROM event e JOIN complaint c ON c.id = e.complaint
    WHERE e.action = :action AND e.action IN {COUNTED} AND e.at BETWEEN :start AND :end AND e.{_STANDING}"""
_TIMED = "NOT (c.untimed AND coalesce(json_extract(e.changes, '$.untimed'), 0))"


@contextmanager
def snapshot(conn: sqlite3.Connection) -> Iterator[None]:
    """One state of the file for all figures, whoever writes meanwhile: else nothing would add up."""
    if conn.in_transaction:
        yield
        return
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.execute("ROLLBACK")


def received(conn: sqlite3.Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """Cases received, by local month, kind, channel and category; duplicates and untimed ones apart."""
    sql = f"""SELECT substr(c.received_day, 1, 7) AS month, c.kind, c.channel, c.category,
        c.duplicate_of IS NOT NULL AS duplicate, c.untimed AS untimed, count(*) AS cases
        FROM complaint c WHERE {_RECEIVED} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6"""
    return _rows(conn, sql, span)


_SECOND_ROUND = f"""(SELECT min(e.at) FROM event e WHERE e.complaint = c.id AND e.{_STANDING}
    AND (e.action = 'reopen' OR e.action = 'revisit' AND json_extract(e.changes, '$.satisfied') = 0))"""
_UNKNOWN = """(SELECT min(e.at) FROM event e WHERE e.complaint = c.id AND json_extract(e.changes, '$.untimed')
    AND json_extract(e.changes, '$.status') IN ('resolved', 'revisited', 'closed'))"""
_COURSES = f"""SELECT c.received_at, c.contacted_at, c.resolved_at,
    CASE WHEN c.round > 1 THEN coalesce({_SECOND_ROUND}, '9') ELSE '9' END AS round_ends,
    CASE WHEN c.untimed THEN coalesce({_UNKNOWN}, '9') ELSE '9' END AS unknown_from
    FROM complaint c WHERE {_RECEIVED} AND c.duplicate_of IS NULL"""
_ANSWERED = """CASE WHEN contacted_at <= min(round_ends, unknown_from) THEN contacted_at
    WHEN resolved_at <= min(round_ends, unknown_from) THEN resolved_at END"""
_SOLVED = "CASE WHEN resolved_at <= unknown_from THEN resolved_at END"
_SECONDS = "max(0, strftime('%s', {until}) - strftime('%s', received_at))"
_MEDIAN = """(SELECT avg({name}) FROM (SELECT {name} FROM took WHERE {name} IS NOT NULL ORDER BY {name}
    LIMIT (SELECT 2 - count({name}) % 2 FROM took) OFFSET (SELECT (count({name}) - 1) / 2 FROM took)))"""


def times(conn: sqlite3.Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """One row: seconds from receipt to the answer of round 1 and to the first solution, of the span's cases.

    The answer is the first contact, else the resolve. A time that a past state left unknown is no duration.
    """
    figures = ", ".join(
        f"count({name}) AS {name}_cases, avg({name}) AS {name}_mean, {_MEDIAN.format(name=name)} AS {name}_median"
        for name in ("answer", "solution")
    )
    sql = f"""WITH course AS MATERIALIZED ({_COURSES}), took AS MATERIALIZED (SELECT
        {_SECONDS.format(until=_ANSWERED)} AS answer,
        {_SECONDS.format(until=_SOLVED)} AS solution FROM course)
        SELECT {figures} FROM took"""
    return _rows(conn, sql, span)


def endings(conn: sqlite3.Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """One row: cases closed (once, duplicates apart), by outcome, solutions (each), holds, cases held, most of one."""
    closed = f"SELECT count(DISTINCT c.id) {_HAPPENED} AND c.duplicate_of IS NULL AND {_TIMED}"
    solutions = f"SELECT count(*) {_HAPPENED} AND c.duplicate_of IS NULL AND {_TIMED}"
    holds = f"SELECT count(*) AS holds {_HAPPENED} AND c.duplicate_of IS NULL GROUP BY c.id"
    ends = {
        "closed": _number(conn, closed, span, "close"),
        "solutions": _number(conn, solutions, span, "resolve"),
        "reopened": _number(conn, _REOPENED, span, "reopen"),
    } | dict.fromkeys(WITHOUT_SATISFACTION, 0)
    outcomes = f"""SELECT json_extract(e.changes, '$.outcome') AS outcome, count(DISTINCT c.id) AS cases
        {_HAPPENED} AND c.duplicate_of IS NULL AND {_TIMED} GROUP BY 1"""
    for row in _rows(conn, outcomes, {**span, "action": "close"}):
        if row["outcome"] in WITHOUT_SATISFACTION:
            ends[row["outcome"]] = row["cases"]
    sql = f"""SELECT coalesce(sum(holds), 0) AS holds, count(*) AS held_cases,
        coalesce(max(holds), 0) AS most_holds FROM ({holds})"""
    return [ends | _rows(conn, sql, {**span, "action": "hold"})[0]]


def revisits(conn: sqlite3.Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """Revisits, each by its own date: how many by reached, satisfied and score; duplicates apart."""
    sql = f"""SELECT coalesce(json_extract(e.changes, '$.reached'), 1) AS reached,
        json_extract(e.changes, '$.satisfied') AS satisfied, json_extract(e.changes, '$.score') AS score,
        count(*) AS revisits {_HAPPENED} AND c.duplicate_of IS NULL AND {_TIMED}
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""
    return _rows(conn, sql, {**span, "action": "revisit"})


def deadlines(conn: sqlite3.Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """Steps due in the span, judged at `now`, duplicates' in no rate; lateness in seconds, a mean.

    `extended` are those of the ones in time that had another date first; `by_first_date` kept the first date.
    """
    run_out = "(d.ended_at IS NULL AND d.due_at < coalesce(d.held_since, :now))"
    late = f"((d.how = 'met' AND d.met_at > d.due_at) OR d.how = 'late' OR {run_out})"
    until = "coalesce(d.met_at, d.ended_at, :now)"
    sql = f"""SELECT d.step, count(*) AS deadlines,
        sum(d.how = 'met' AND d.met_at <= d.due_at) AS in_time,
        sum(d.how = 'met' AND d.met_at <= d.due_at AND d.extended) AS extended,
        sum(d.how = 'met' AND d.met_at <= d.first_due_at) AS by_first_date,
        sum(d.how = 'met' AND d.met_at > d.due_at) AS met_late, sum(d.how = 'late') AS never_met,
        sum({run_out}) AS overdue,
        sum(d.ended_at IS NULL AND d.held_since IS NOT NULL AND NOT {run_out}) AS held,
        sum(d.ended_at IS NULL AND d.held_since IS NULL AND NOT {run_out}) AS open,
        sum(d.how = 'cancelled') AS cancelled,
        avg(CASE WHEN {late} THEN strftime('%s', {until}) - strftime('%s', d.due_at) END) AS lateness
        FROM deadline d WHERE d.due_at BETWEEN :start AND :end
        AND d.complaint NOT IN (SELECT id FROM complaint WHERE duplicate_of IS NOT NULL) GROUP BY d.step"""
    return [
        {name: value or 0 if name != "lateness" else value for name, value in row.items()}
        for row in _rows(conn, sql, {**span, "now": stored(now)})
    ]


_LAST_ENDING = f"""(SELECT p.action FROM event p
    WHERE p.complaint = {{case}} AND p.action IN ('close', 'reopen')
    AND {{before}} AND p.{_STANDING} ORDER BY p.at DESC, p.seq DESC LIMIT 1)"""
_BEFORE_IT = _LAST_ENDING.format(case="e.complaint", before="(p.at, p.seq) < (e.at, e.seq)")
_REOPENED = f"SELECT count(*) {_HAPPENED} AND {_BEFORE_IT} = 'close'"


def _open_at(instant: str) -> str:
    """The condition that a case was open after everything that happened up to this instant."""
    last = _LAST_ENDING.format(case="c.id", before=f"p.at <= {instant}")
    return f"""c.own_received_at <= {instant} AND CASE
        WHEN c.round = 1 THEN coalesce(c.closed_at, '9') > {instant}
        ELSE coalesce({last}, '') <> 'close' END"""


def carry_over(conn: sqlite3.Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """One row: open before and after, counted from the cases; what came and went, counted from the events.

    Each case by its own receipt, later duplicates too. Cases with a state of unknown time are only counted.
    """
    opened = f"""coalesce(sum({_open_at(":eve")}), 0) AS open_before,
        coalesce(sum({_open_at(":end")}), 0) AS open_after"""
    # two ways in, each by an index: what is open still, and what was closed since
    sql = f"""SELECT sum(open_before) AS open_before, sum(open_after) AS open_after FROM (
        SELECT {opened} FROM complaint c WHERE c.status <> 'closed' AND c.untimed = 0 UNION ALL
        SELECT {opened} FROM complaint c WHERE c.status = 'closed' AND c.closed_at > :eve
        AND c.untimed = 0)"""
    (row,) = _rows(conn, sql, span)
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


def _number(conn: sqlite3.Connection, sql: str, span: Span, action: str = "") -> int:
    return int(conn.execute(sql, {**span, "action": action}).fetchone()[0])


def _rows(conn: sqlite3.Connection, sql: str, values: Span) -> list[dict[str, Any]]:
    cursor = conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
