"""Points that departments lost, and what for: steps that ran out, complaints that came in (le-points)."""

import json
from datetime import datetime
from typing import Any

from complaintctl.moments import stored
from complaintctl.store.connection import Connection
from complaintctl.store.figures import RECEIVED, Span, rows_of
from complaintctl.store.groups import LATE, NO_DUPLICATE

_LAST_ASSIGNED = """(SELECT json_extract(p.changes, '$.department') FROM event p
    WHERE p.complaint = c.id AND p.action = 'assign' AND p.at <= :end AND p.seq NOT IN (
        SELECT json_extract(u.changes, '$.undoes') FROM event u WHERE u.complaint = c.id AND u.action = 'undo')
    ORDER BY p.at DESC, p.seq DESC LIMIT 1)"""
_THEN_WITH = f"""coalesce(CASE WHEN :now <= :end OR c.closed_at <= :end OR (c.round = 1 AND c.resolved_at <= :end)
    THEN c.department ELSE {_LAST_ASSIGNED} END, :intake)"""
"""The department at the span's end; what was solved by then was not assigned again."""


_CASES = ", json_group_array(c.number) AS cases"


def late(conn: Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """Steps that ran out in the span, by whoever answers for them: how many, the policy's points."""
    return rows_of(conn, _late(""), {**span, "now": stored(now)})


def late_cases(conn: Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """The same with the numbers of the cases."""
    return _with_cases(rows_of(conn, _late(_CASES), {**span, "now": stored(now)}))


def _late(cases: str) -> str:
    with_case = "JOIN complaint c ON c.id = d.complaint" if cases else ""
    return f"""SELECT :office AS office, coalesce(d.department, :intake) AS department, 'late' AS reason, d.step,
        count(*) AS count, -:late * count(*) AS points{cases} FROM deadline d {with_case}
        WHERE d.due_at BETWEEN :start AND :end AND {LATE} AND {NO_DUPLICATE} GROUP BY 2, 4 ORDER BY 2, 4"""


def blamed(conn: Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """Complaints received in the span by grade, by the department at its end: how many, their points.

    What was with no department yet counts for the policy's intake.
    """
    return rows_of(conn, _blamed(""), {**span, "now": stored(now)})


def blamed_cases(conn: Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """The same with the numbers of the cases."""
    return _with_cases(rows_of(conn, _blamed(_CASES), {**span, "now": stored(now)}))


def _blamed(cases: str) -> str:
    return f"""SELECT :office AS office, {_THEN_WITH} AS department, c.grade AS reason, NULL AS step, count(*) AS count,
        -CASE c.grade WHEN 'major' THEN :major ELSE :general END * count(*) AS points{cases} FROM complaint c
        WHERE {RECEIVED} AND c.kind = 'complaint' AND c.duplicate_of IS NULL GROUP BY 2, 3 ORDER BY 2, 3"""


def _with_cases(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"cases": sorted(json.loads(row["cases"]))} for row in rows]
