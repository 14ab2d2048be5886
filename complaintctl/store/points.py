"""Points that departments lost, and what for: steps that ran out, complaints that came in (le-points)."""

import json
import sqlite3
from datetime import datetime
from typing import Any

from complaintctl.moments import stored
from complaintctl.store.figures import RECEIVED, Span, rows_of
from complaintctl.store.groups import LATE

_LAST_ASSIGNED = """(SELECT json_extract(p.changes, '$.department') FROM event p
    WHERE p.complaint = c.id AND p.action = 'assign' AND p.at <= :end AND p.seq NOT IN (
        SELECT json_extract(u.changes, '$.undoes') FROM event u WHERE u.complaint = c.id AND u.action = 'undo')
    ORDER BY p.at DESC, p.seq DESC LIMIT 1)"""
_THEN_WITH = f"""coalesce(CASE WHEN :now <= :end OR c.closed_at <= :end OR (c.round = 1 AND c.resolved_at <= :end)
    THEN c.department ELSE {_LAST_ASSIGNED} END, :intake)"""
"""The department at the span's end; what was solved by then was not assigned again."""


def late(conn: sqlite3.Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """Steps that ran out in the span, by whoever answers for them: how many, the policy's points, the cases."""
    sql = f"""SELECT :office AS office, department, 'late' AS reason, step, count(*) AS count,
        -:late * count(*) AS points, json_group_array(number) AS cases FROM (
            SELECT coalesce(d.department, :intake) AS department, d.step, c.number
            FROM deadline d JOIN complaint c ON c.id = d.complaint
            WHERE d.due_at BETWEEN :start AND :end AND {LATE} AND c.duplicate_of IS NULL ORDER BY c.number)
        GROUP BY 2, 4 ORDER BY 2, 4"""
    return _with_cases(rows_of(conn, sql, {**span, "now": stored(now)}))


def blamed(conn: sqlite3.Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """Complaints received in the span by grade, by the department at its end: how many, their points, the cases.

    What was with no department yet counts for the policy's intake.
    """
    sql = f"""SELECT :office AS office, department, grade AS reason, NULL AS step, count(*) AS count,
        -CASE grade WHEN 'major' THEN :major ELSE :general END * count(*) AS points,
        json_group_array(number) AS cases FROM (
            SELECT {_THEN_WITH} AS department, c.grade, c.number FROM complaint c
            WHERE {RECEIVED} AND c.kind = 'complaint' AND c.duplicate_of IS NULL ORDER BY c.number)
        GROUP BY 2, 3 ORDER BY 2, 3"""
    return _with_cases(rows_of(conn, sql, {**span, "now": stored(now)}))


def _with_cases(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"cases": json.loads(row["cases"])} for row in rows]
