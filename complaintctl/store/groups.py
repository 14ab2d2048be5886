"""What reports count by any field of a case: each figure a row for each value of it (le-monthly).

Rows are sums, so that those of several registers can be added up; shares and means are made of them afterwards.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from complaintctl.moments import stored
from complaintctl.store.figures import HAPPENED, RECEIVED, TIMED, Span, rows_of

FIELDS = {
    "channel": "c.channel",
    "kind": "c.kind",
    "category": "c.category",
    "cause": "c.cause",
    "priority": "c.priority",
    "grade": "c.grade",
    "department": "c.department",
    "handler": "c.handler",
    "status": "c.status",
    "outcome": "c.outcome",
    "responsibility": "c.responsibility",
    "remedy": "c.remedy",
    "round": "c.round",
    "score": "c.score",
    "source": "nullif(c.source, '')",
    "preferred_channel": "c.preferred_channel",
    "registered_by": "c.registered_by",
    "weekday": "substr('sunmontuewedthufrisat', 1 + 3 * strftime('%w', c.received_day), 3)",
    "office": ":office",
}
"""What cases can be told apart by; a weekday is that of the receipt."""
LISTS = {"flag": "flags", "tag": "tags"}
"""Of these a case may have several: it stands under each."""
_ANSWERING = {"department": "d.department", "handler": "d.handler"}
"""A deadline belongs to whoever answers for it, which need not be whom the case is with."""


def _key(by: str | None) -> str:
    if by is None:
        return "NULL"
    return "listed.value" if by in LISTS else FIELDS[by]


def _each(by: str | None) -> str:
    return (
        f", json_each(CASE c.{LISTS[by]} WHEN '[]' THEN '[null]' ELSE c.{LISTS[by]} END) listed" if by in LISTS else ""
    )


def cases(conn: sqlite3.Connection, span: Span, _now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Cases received, duplicates apart: all, complaints, and complaints of customers who had complained before."""
    sql = f"""SELECT {_key(by)} AS key, count(*) AS received, sum(c.kind = 'complaint') AS complaints,
        sum(c.kind = 'complaint' AND c.repeats > 1) AS repeats
        FROM complaint c{_each(by)} WHERE {RECEIVED} AND c.duplicate_of IS NULL GROUP BY 1"""
    return rows_of(conn, sql, span)


def closings(conn: sqlite3.Connection, span: Span, _now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Cases closed, each once, duplicates apart."""
    sql = f"""SELECT {_key(by)} AS key, count(DISTINCT c.id) AS closed {HAPPENED.format(each=_each(by))}
        AND c.duplicate_of IS NULL AND {TIMED} GROUP BY 1"""
    return rows_of(conn, sql, {**span, "action": "close"})


def revisits(conn: sqlite3.Connection, span: Span, _now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Revisits, each by its own date: how many by reached, satisfied and score; duplicates apart."""
    sql = f"""SELECT {_key(by)} AS key, coalesce(json_extract(e.changes, '$.reached'), 1) AS reached,
        json_extract(e.changes, '$.satisfied') AS satisfied, json_extract(e.changes, '$.score') AS score,
        count(*) AS revisits {HAPPENED.format(each=_each(by))} AND c.duplicate_of IS NULL AND {TIMED}
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""
    return rows_of(conn, sql, {**span, "action": "revisit"})


def solutions(conn: sqlite3.Connection, span: Span, _now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Solutions, each by its own date, and what they cost in minor units; by remedy: the solution's own."""
    key = "json_extract(e.changes, '$.remedy')" if by == "remedy" else _key(by)
    sql = f"""SELECT {key} AS key, count(*) AS solutions,
        coalesce(sum(json_extract(e.changes, '$.cost')), 0) AS cost
        {HAPPENED.format(each=_each(by))} AND c.duplicate_of IS NULL AND {TIMED} GROUP BY 1"""
    return rows_of(conn, sql, {**span, "action": "resolve"})


RUN_OUT = "(d.ended_at IS NULL AND d.due_at < coalesce(d.held_since, :now))"
"""An open step is overdue; one that was held before it ran out is not."""
LATE = f"((d.how = 'met' AND d.met_at > d.due_at) OR d.how = 'late' OR {RUN_OUT})"
NO_DUPLICATE = "d.complaint NOT IN (SELECT id FROM complaint WHERE duplicate_of IS NOT NULL)"


def deadlines(conn: sqlite3.Connection, span: Span, now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Steps due in the span, judged at `now`, duplicates' in no rate; `lateness` the seconds of all that were late.

    `extended` are those of the ones in time that had another date first; `by_first_date` kept the first date.
    """
    key = _ANSWERING.get(by or "", _key(by))
    cases = "" if by in (None, "office", *_ANSWERING) else f"JOIN complaint c ON c.id = d.complaint{_each(by)}"
    until = "coalesce(d.met_at, d.ended_at, :now)"
    sql = f"""SELECT {key} AS key, d.step, count(*) AS deadlines,
        sum(d.how = 'met' AND d.met_at <= d.due_at) AS in_time,
        sum(d.how = 'met' AND d.met_at <= d.due_at AND d.extended) AS extended,
        sum(d.how = 'met' AND d.met_at <= d.first_due_at) AS by_first_date,
        sum(d.how = 'met' AND d.met_at > d.due_at) AS met_late, sum(d.how = 'late') AS never_met,
        sum({RUN_OUT}) AS overdue,
        sum(d.ended_at IS NULL AND d.held_since IS NOT NULL AND NOT {RUN_OUT}) AS held,
        sum(d.ended_at IS NULL AND d.held_since IS NULL AND NOT {RUN_OUT}) AS open,
        sum(d.how = 'cancelled') AS cancelled,
        sum(CASE WHEN {LATE} THEN strftime('%s', {until}) - strftime('%s', d.due_at) END) AS lateness
        FROM deadline d {cases} WHERE d.due_at BETWEEN :start AND :end AND {NO_DUPLICATE} GROUP BY 1, 2"""
    found = rows_of(conn, sql, {**span, "now": stored(now)})
    return [{name: value if name == "key" else value or 0 for name, value in row.items()} for row in found]


WAITS = ("answer", "solution")
"""How long customers waited for the first answer and for the first solution, elapsed and in office time."""
_MEASURES = {"answer": "answer_seconds", "answer_office": "answer_office_seconds"} | {
    "solution": "solution_seconds",
    "solution_office": "solution_office_seconds",
}


def times(registers: Sequence[tuple[sqlite3.Connection, Span]], by: str | None) -> list[dict[str, Any]]:
    """Waits of the cases received, by key and measure: how many, mean, median and 90th percentile in seconds.

    What several registers have is laid together in the first, because neither medians nor percentiles add up; the
    90th percentile is the shortest wait that at least nine of ten didn't exceed.
    """
    first = registers[0][0]
    columns = ", ".join(_MEASURES.values())
    waits = f"""SELECT {_key(by)} AS key, {columns} FROM complaint c{_each(by)}
        WHERE {RECEIVED} AND c.duplicate_of IS NULL AND coalesce(c.answer_seconds, c.solution_seconds) IS NOT NULL"""
    first.execute("CREATE TEMP TABLE waited (key, answer, answer_office, solution, solution_office)")
    try:
        for conn, span in registers:
            if conn is first:
                conn.execute(f"INSERT INTO temp.waited {waits}", span)
            else:
                first.executemany(
                    "INSERT INTO temp.waited VALUES (?, ?, ?, ?, ?)", map(tuple, conn.execute(waits, span))
                )
        return [row for measure in _MEASURES for row in _ranked(first, measure)]
    finally:
        first.execute("DROP TABLE temp.waited")


def _ranked(conn: sqlite3.Connection, measure: str) -> list[dict[str, Any]]:
    sql = f"""SELECT key, '{measure}' AS measure, cases, avg(seconds) AS mean,
        avg(CASE WHEN place IN ((cases + 1) / 2, cases / 2 + 1) THEN seconds END) AS median,
        max(CASE WHEN place = (9 * cases + 9) / 10 THEN seconds END) AS p90
        FROM (SELECT key, {measure} AS seconds, row_number() OVER (PARTITION BY key ORDER BY {measure}) AS place,
            count(*) OVER (PARTITION BY key) AS cases FROM temp.waited WHERE {measure} IS NOT NULL) GROUP BY key"""
    return rows_of(conn, sql, {})
