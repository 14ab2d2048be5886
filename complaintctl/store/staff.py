"""The people of the office: as they are, and as they were."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from complaintctl.moments import stored
from complaintctl.store.connection import Connection


def staff(conn: Connection) -> list[dict[str, Any]]:
    """The people of the office by name, also those who have left."""
    return [dict(row) for row in conn.execute("SELECT * FROM staff ORDER BY name")]


def staff_then(conn: Connection, as_of: datetime) -> list[dict[str, Any]]:
    """The same as of an earlier time, from the events alone."""
    sql = """SELECT changes FROM event WHERE action IN ('staff_add', 'staff_edit', 'staff_leave') AND at <= ?
        ORDER BY seq"""
    rows = conn.execute(sql, (stored(as_of),))
    people = {person["name"]: person for person in (json.loads(row["changes"]) for row in rows)}
    return [people[name] for name in sorted(people)]


def person(conn: Connection, name: str) -> dict[str, Any] | None:
    """One of the staff by name, also one who has left."""
    row = conn.execute("SELECT * FROM staff WHERE name = ?", (name,)).fetchone()
    return dict(row) if row else None


def had_cases(conn: Connection, name: str) -> bool:
    """Whether a case or a step is, or was, this person's."""
    sql = """SELECT EXISTS (SELECT 1 FROM complaint WHERE handler = :name)
        OR EXISTS (SELECT 1 FROM deadline WHERE handler = :name) AS had"""
    row = conn.execute(sql, {"name": name}).fetchone()
    return bool(row and row["had"])


def behind_login(conn: Connection, login: str) -> dict[str, Any] | None:
    """Who of the staff uses this login."""
    sql = "SELECT * FROM staff WHERE login = ? AND left_at IS NULL ORDER BY name LIMIT 1"
    row = conn.execute(sql, (login,)).fetchone()
    return dict(row) if row else None


def put_person(conn: Connection, person: Mapping[str, Any]) -> None:
    """Write one of the staff as they are now; what changed is an event beside it."""
    values = [person[name] for name in ("name", "login", "department", "role", "left_at")]
    conn.execute("INSERT OR REPLACE INTO staff (name, login, department, role, left_at) VALUES (?, ?, ?, ?, ?)", values)
