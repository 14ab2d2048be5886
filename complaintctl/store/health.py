"""What the file itself says of its state, for `doctor`."""

import sqlite3


def quick_check(conn: sqlite3.Connection) -> list[str]:
    """What SQLite's quick check finds wrong, in its own words."""
    return [finding for (finding,) in conn.execute("PRAGMA quick_check") if finding != "ok"]


def journal(conn: sqlite3.Connection) -> str:
    """How the file is written: `wal`, `delete` …"""
    return str(conn.execute("PRAGMA journal_mode").fetchone()[0])


def last_recorded(conn: sqlite3.Connection) -> str | None:
    """When the last event was recorded, as stored."""
    row = conn.execute("SELECT recorded_at FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return row["recorded_at"] if row else None


def open_by_department(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """How many open cases each department has."""
    sql = """SELECT department, count(*) FROM complaint
        WHERE status <> 'closed' AND department IS NOT NULL GROUP BY department ORDER BY department"""
    return [tuple(row) for row in conn.execute(sql)]


def integrity_check(conn: sqlite3.Connection) -> list[str]:
    """What SQLite's whole check finds wrong, in its own words."""
    return [finding for (finding,) in conn.execute("PRAGMA integrity_check") if finding != "ok"]


def foreign_key_check(conn: sqlite3.Connection) -> list[str]:
    """The tables of rows that point nowhere."""
    return [row[0] for row in conn.execute("PRAGMA foreign_key_check")]


def engine() -> str:
    return sqlite3.sqlite_version
