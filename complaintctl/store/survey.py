"""What customers answered to the policy's questions, by the date of the revisit (fu-survey)."""

from datetime import datetime
from typing import Any

from complaintctl.store.connection import Connection
from complaintctl.store.figures import COUNTED, STANDING, Span, rows_of
from complaintctl.store.groups import joined, key_of


def answers(conn: Connection, span: Span, _now: datetime, by: str | None) -> list[dict[str, Any]]:
    """Answers given in the span, by question and value: how many; `yes_no` tells the two kinds apart."""
    sql = f"""SELECT {key_of(by)} AS key, a.key AS question, a.type IN ('true', 'false') AS yes_no, a.value,
        count(*) AS count FROM event e JOIN complaint c ON c.id = e.complaint{joined(by)},
        json_each(e.changes, '$.answers') a
        WHERE e.action = 'revisit' AND e.action IN {COUNTED} AND e.at BETWEEN :start AND :end AND e.{STANDING}
        AND c.duplicate_of IS NULL GROUP BY 1, 2, 3, 4"""
    return rows_of(conn, sql, span)
