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


def points(conn: sqlite3.Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """A row for each department and reason (late with its step, general, major): points by the policy, and the cases.

    Late steps count for whoever answers for them, complaints for the department at the span's end, duplicates' for
    nobody; what was with no department yet counts for the policy's intake.
    """
    values = {**span, "now": stored(now)}
    late = f"""SELECT coalesce(d.department, :intake) AS department, 'late' AS reason, d.step, c.number,
        -:late AS points
        FROM deadline d JOIN complaint c ON c.id = d.complaint
        WHERE d.due_at BETWEEN :start AND :end AND {LATE} AND c.duplicate_of IS NULL"""
    came = f"""SELECT {_THEN_WITH} AS department, c.grade AS reason, NULL AS step, c.number,
        CASE c.grade WHEN 'major' THEN -:major ELSE -:general END AS points
        FROM complaint c WHERE {RECEIVED} AND c.kind = 'complaint' AND c.duplicate_of IS NULL"""
    sql = f"""SELECT department, reason, step, count(*) AS count, sum(points) AS points,
        json_group_array(number) AS cases FROM ({late} UNION ALL {came} ORDER BY 4) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""
    return [row | {"cases": json.loads(row["cases"])} for row in rows_of(conn, sql, values)]
