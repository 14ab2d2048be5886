"""What the file itself says of its state, for `doctor` and `verify`."""

from complaintctl.store.connection import Connection


def last_recorded(conn: Connection) -> str | None:
    """When the last event was recorded, as stored."""
    row = conn.execute("SELECT recorded_at FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return row["recorded_at"] if row else None


def open_by_department(conn: Connection) -> list[tuple[str, int]]:
    """How many open cases each department has."""
    sql = """SELECT department, count(*) FROM complaint
        WHERE status <> 'closed' AND department IS NOT NULL GROUP BY department ORDER BY department"""
    return [tuple(row) for row in conn.execute(sql)]
