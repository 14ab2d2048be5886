"""What calls after the end found, by their own time (fu-follow)."""

from datetime import datetime
from typing import Any

from complaintctl.store.connection import Connection
from complaintctl.store.figures import COUNTED, STANDING, Span, rows_of
from complaintctl.store.groups import joined, key_of


def calls(conn: Connection, span: Span, _now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Calls made in the span, by what they found: how many; duplicates apart."""
    sql = f"""SELECT {key_of(by)} AS key, json_extract(e.changes, '$.well') AS well, count(*) AS count
        FROM event e JOIN complaint c ON c.id = e.complaint{joined(by)}
        WHERE e.action = 'follow' AND e.action IN {COUNTED} AND e.at BETWEEN :start AND :end AND e.{STANDING}
        AND c.duplicate_of IS NULL GROUP BY 1, 2"""
    return rows_of(conn, sql, span)
