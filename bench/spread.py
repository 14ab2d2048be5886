"""A register whose cases are spread over three years: a month of the sample's stories, told again on other days."""

import sqlite3
from pathlib import Path

from complaintctl.store.db import created

SAMPLE = Path(__file__).parent.parent / "sample.db"
MONTH = "2026-09"
DAYS = 1_000
"""Over how many days the copies are spread, the earliest first, as cases are written down one after the other."""
_APART = 1_000
"""What the numbers of a copy's rows are moved by."""
_CASES = f"(SELECT id FROM sample.complaint WHERE received_day LIKE '{MONTH}%')"


def spread(db: Path, rows: int) -> Path:
    """A register of about this many cases, with all their events and deadlines."""
    with created(db, mode=0o600) as conn:
        conn.execute("ATTACH ? AS sample", (f"{SAMPLE.as_uri()}?mode=ro",))
        (cases,) = conn.execute(f"SELECT count(*) FROM {_CASES}").fetchone()
        conn.execute("PRAGMA journal_mode = OFF")
        conn.execute("BEGIN")
        for table in ("policy", "calendar", "calendar_day", "staff"):
            conn.execute(f"INSERT INTO {table} SELECT * FROM sample.{table}")
        for table in ("complaint", "deadline", "event"):
            _copied(conn, table, max(1, rows // cases))
        conn.execute("COMMIT")
        conn.execute("ANALYZE main")
    return db


def _copied(conn: sqlite3.Connection, table: str, times: int) -> None:
    columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(_moved(table, column) for column in columns)
    key = "id" if table == "complaint" else "complaint"
    conn.execute(
        f"""WITH RECURSIVE copy (n, days) AS (SELECT 0, '-{DAYS} days' UNION ALL
            SELECT n + 1, '-' || ({DAYS} - (n + 1) * {DAYS} / :times) || ' days' FROM copy WHERE n + 1 < :times)
            INSERT INTO {table} SELECT {values} FROM copy CROSS JOIN sample.{table} t WHERE t.{key} IN {_CASES}""",
        {"times": times},
    )


def _moved(table: str, column: str) -> str:
    """A column of a copy: rows numbered anew, instants and days earlier."""
    if column in ("id", "complaint", "seq") and (table, column) != ("deadline", "seq"):
        return f"t.{column} + {_APART} * n"
    if column == "number":
        return "t.number || '-' || n"
    if column == "serial":
        return "n + 1"
    if column == "external_id":
        return "NULL"
    if column == "received_day":
        return f"date(t.{column}, days)"
    if column in ("at", "held_since") or column.endswith("_at"):
        return f"strftime('%Y-%m-%dT%H:%M:%SZ', t.{column}, days)"
    return f"t.{column}"
