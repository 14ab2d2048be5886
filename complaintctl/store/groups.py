"""What reports count by any field of a case: each figure a row for each value of it (le-monthly).

Rows are sums, so that those of several registers can be added up; shares and means are made of them afterwards.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from complaintctl.moments import stored
from complaintctl.store.connection import Connection
from complaintctl.store.figures import COUNTED, RECEIVED, STANDING, TIMED, Span, rows_of

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
ANSWERING = {"department": "d.department", "handler": "d.handler"}
"""A deadline belongs to whoever answers for it, which need not be whom the case is with."""


def key_of(by: str | None) -> str:
    """What a figure is told apart by, as SQL over the case `c`."""
    if by is None:
        return "NULL"
    return "listed.value" if by in LISTS else FIELDS[by]


def joined(by: str | None) -> str:
    """What must be joined for it, where a case may have several."""
    return (
        f", json_each(CASE c.{LISTS[by]} WHEN '[]' THEN '[null]' ELSE c.{LISTS[by]} END) listed" if by in LISTS else ""
    )


def cases(conn: Connection, span: Span, _now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Cases received, duplicates apart: all, complaints, and complaints of customers who had complained before."""
    sql = f"""SELECT {key_of(by)} AS key, count(*) AS received, sum(c.kind = 'complaint') AS complaints,
        sum(c.kind = 'complaint' AND c.repeats > 1) AS repeats
        FROM complaint c{joined(by)} WHERE {RECEIVED} AND c.duplicate_of IS NULL GROUP BY 1"""
    return rows_of(conn, sql, span)


_CLOSED_AGAIN = f"""EXISTS (SELECT 1 FROM event p WHERE p.complaint = c.id AND p.action = 'close'
    AND (p.at, p.seq) > (e.at, e.seq) AND p.at <= :end AND p.{STANDING})"""


def endings(conn: Connection, span: Span, _now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Closings, solutions, revisits by their own date, duplicates apart: how many, and their cost in minor units.

    Told apart by action, outcome, remedy, and what the customer said; `cases` counts a case closed twice once, by its
    last closing. By remedy: the solution's own.
    """
    key = "json_extract(e.changes, '$.remedy')" if by == "remedy" else key_of(by)
    sql = f"""SELECT {key} AS key, e.action, json_extract(e.changes, '$.outcome') AS outcome,
        json_extract(e.changes, '$.remedy') AS remedy, coalesce(json_extract(e.changes, '$.reached'), 1) AS reached,
        json_extract(e.changes, '$.satisfied') AS satisfied, json_extract(e.changes, '$.score') AS score,
        count(*) AS count, coalesce(sum(json_extract(e.changes, '$.cost')), 0) AS cost,
        sum(CASE WHEN e.action <> 'close' THEN 0 WHEN c.round = 1 THEN 1 ELSE NOT {_CLOSED_AGAIN} END) AS cases
        FROM event e JOIN complaint c ON c.id = e.complaint{joined(by)}
        WHERE e.action IN ('close', 'resolve', 'revisit') AND e.action IN {COUNTED} AND e.at BETWEEN :start AND :end
        AND e.{STANDING} AND c.duplicate_of IS NULL AND {TIMED} GROUP BY 1, 2, 3, 4, 5, 6, 7"""
    return rows_of(conn, sql, span)


RUN_OUT = "(d.ended_at IS NULL AND d.due_at < coalesce(d.held_since, :now))"
"""An open step is overdue; one that was held before it ran out is not."""
ENDED_LATE = "((d.how = 'met' AND d.met_at > d.due_at) OR d.how = 'late')"
LATE = f"({ENDED_LATE} OR {RUN_OUT})"
NO_DUPLICATE = "d.complaint NOT IN (SELECT id FROM complaint WHERE duplicate_of IS NOT NULL)"


_VERDICT = """CASE WHEN d.ended_at IS NULL THEN
        CASE WHEN d.due_at < coalesce(d.held_since, :now) THEN 'overdue'
            WHEN d.held_since IS NULL THEN 'open' ELSE 'held' END
    WHEN d.how = 'met' THEN CASE WHEN d.met_at <= d.due_at THEN 'in_time' ELSE 'met_late' END
    WHEN d.how = 'late' THEN 'never_met' ELSE 'cancelled' END"""


def deadlines(conn: Connection, span: Span, now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Steps due in the span, judged at `now`, duplicates' in no rate: how many by step and verdict.

    `extended` are those that had another date first, `by_first_date` those that were met by it.
    """
    key = ANSWERING.get(by or "", key_of(by))
    cases = "" if by in (None, "office", *ANSWERING) else f"JOIN complaint c ON c.id = d.complaint{joined(by)}"
    sql = f"""SELECT {key} AS key, d.step, d.law, {_VERDICT} AS verdict, d.extended,
        d.how = 'met' AND d.met_at <= d.first_due_at AS by_first_date, count(*) AS count
        FROM deadline d {cases} WHERE d.due_at BETWEEN :start AND :end AND {NO_DUPLICATE} GROUP BY 1, 2, 3, 4, 5, 6"""
    return rows_of(conn, sql, {**span, "now": stored(now)})


_DUE = f"FROM deadline d WHERE d.due_at BETWEEN :start AND :end AND {NO_DUPLICATE}"


def ended_late(conn: Connection, span: Span) -> list[dict[str, Any]]:
    """Steps due in the span that were met or ended late, by step: how many, their lateness in seconds as it was fixed.

    Only of these are the rows looked up; that they were late stands in the index.
    """
    sql = f"""SELECT d.step, d.law, count(*) AS count, sum(d.late_seconds) AS seconds,
        sum(d.late_office_seconds) AS office_seconds {_DUE} AND {ENDED_LATE} GROUP BY 1, 2"""
    return rows_of(conn, sql, span)


def running_late(conn: Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """Each step due in the span that is open and had run out by `now`: when it started and was due."""
    sql = f"SELECT d.step, d.law, d.start_at, d.due_at {_DUE} AND {RUN_OUT}"
    return rows_of(conn, sql, {**span, "now": stored(now)})


_MEASURES = {"answer": "answer_seconds", "answer_office": "answer_office_seconds"} | {
    "solution": "solution_seconds",
    "solution_office": "solution_office_seconds",
}
"""How long customers waited for the first answer and for the first solution, elapsed and in office time."""


def times(registers: Sequence[tuple[Connection, Span]], by: str | None) -> list[dict[str, Any]]:
    """Waits of the cases received, by key and measure: how many, mean, median and 90th percentile in seconds.

    What several registers have is laid together in the first, because neither medians nor percentiles add up; the
    90th percentile is the shortest wait that at least nine of ten didn't exceed.
    """
    first = registers[0][0]
    columns = ", ".join(_MEASURES.values())
    waits = f"""SELECT {key_of(by)} AS key, {columns} FROM complaint c{joined(by)}
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


def _ranked(conn: Connection, measure: str) -> list[dict[str, Any]]:
    """Laid out in order, so that a place in it is all that has to be looked up."""
    conn.execute("CREATE TEMP TABLE ranked (place INTEGER PRIMARY KEY, key, seconds)")
    conn.execute(
        f"""INSERT INTO temp.ranked (key, seconds)
            SELECT key, {measure} FROM temp.waited WHERE {measure} IS NOT NULL ORDER BY key, {measure}"""
    )
    sql = f"""SELECT key, '{measure}' AS measure, cases, mean,
        (SELECT avg(seconds) FROM temp.ranked WHERE place IN (first + (cases - 1) / 2, first + cases / 2)) AS median,
        (SELECT seconds FROM temp.ranked WHERE place = first + (9 * cases + 9) / 10 - 1) AS p90
        FROM (SELECT key, min(place) AS first, count(*) AS cases, avg(seconds) AS mean FROM temp.ranked GROUP BY key)"""
    try:
        return rows_of(conn, sql, {})
    finally:
        conn.execute("DROP TABLE temp.ranked")
