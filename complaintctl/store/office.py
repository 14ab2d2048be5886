"""What belongs to the office rather than to a case: its policies, its days off, its staff."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from complaintctl.moments import from_stored, stored


def add_policy(
    conn: sqlite3.Connection,
    *,
    since: datetime,
    recorded_at: datetime,
    actor: str,
    toml: str,
    data: Mapping[str, Any],
) -> int:
    """Keep a policy that comes into force; answers its id."""
    head = data["policy"]
    values = (stored(since), stored(recorded_at), actor, head["name"], head.get("version", "1"), toml)
    sql = "INSERT INTO policy (since, recorded_at, actor, name, version, toml, data) VALUES (?, ?, ?, ?, ?, ?, ?)"
    return int(conn.execute(sql, (*values, json.dumps(data, ensure_ascii=False))).lastrowid or 0)


def policies(conn: sqlite3.Connection) -> list[tuple[datetime, dict[str, Any]]]:
    """All policies ever in force, with the instant since when, the earliest first."""
    sql = "SELECT since, data FROM policy ORDER BY since, id"
    return [(from_stored(row["since"]), json.loads(row["data"])) for row in conn.execute(sql)]


def latest_policy(conn: sqlite3.Connection) -> dict[str, Any]:
    """The policy that came into force last."""
    sql = "SELECT data FROM policy ORDER BY since DESC, id DESC LIMIT 1"
    return _read(conn, sql)


def _read(conn: sqlite3.Connection, sql: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(conn.execute(sql).fetchone()["data"])
    return data


def add_calendar(
    conn: sqlite3.Connection, *, made_at: datetime, country: str, library: str, data: Mapping[str, Any]
) -> int:
    """Keep a version of the days off; answers its id."""
    sql = "INSERT INTO calendar (made_at, country, library, data) VALUES (?, ?, ?, ?)"
    values = (stored(made_at), country, library, json.dumps(data, ensure_ascii=False))
    return int(conn.execute(sql, values).lastrowid or 0)


def calendars(conn: sqlite3.Connection) -> dict[int, dict[str, Any]]:
    """All versions of the days off, by id."""
    return {row["id"]: json.loads(row["data"]) for row in conn.execute("SELECT id, data FROM calendar")}


def latest_calendar(conn: sqlite3.Connection) -> dict[str, Any]:
    """The newest version of the days off."""
    return _read(conn, "SELECT data FROM calendar ORDER BY id DESC LIMIT 1")


def staff(conn: sqlite3.Connection, *, left_too: bool = False) -> list[dict[str, Any]]:
    """The people of the office by name."""
    sql = f"SELECT * FROM staff{'' if left_too else ' WHERE left_at IS NULL'} ORDER BY name"
    return [dict(row) for row in conn.execute(sql)]


def person(conn: sqlite3.Connection, name: str) -> dict[str, Any] | None:
    """One of the staff by name, also one who has left."""
    row = conn.execute("SELECT * FROM staff WHERE name = ?", (name,)).fetchone()
    return dict(row) if row else None


def behind_login(conn: sqlite3.Connection, login: str) -> dict[str, Any] | None:
    """Who of the staff uses this login."""
    sql = "SELECT * FROM staff WHERE login = ? AND left_at IS NULL ORDER BY name LIMIT 1"
    row = conn.execute(sql, (login,)).fetchone()
    return dict(row) if row else None


def put_person(conn: sqlite3.Connection, person: Mapping[str, Any]) -> None:
    """Write one of the staff as they are now; what changed is an event beside it."""
    values = [person[name] for name in ("name", "login", "department", "role", "left_at")]
    conn.execute(
        "INSERT OR REPLACE INTO staff (name, login, department, role, left_at) VALUES (?, ?, ?, ?, ?)", values
    )
