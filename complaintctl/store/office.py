"""What belongs to the office rather than to a case: its policies, its days off, its staff."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from complaintctl.moments import from_stored, stored


def add_policy(
    conn: sqlite3.Connection, *, since: datetime, recorded_at: datetime, actor: str, toml: str, data: Mapping[str, Any]
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
    row = conn.execute("SELECT data FROM policy ORDER BY since DESC, id DESC LIMIT 1").fetchone()
    data: dict[str, Any] = json.loads(row["data"])
    return data


def add_calendar(
    conn: sqlite3.Connection,
    *,
    made_at: datetime,
    country: str,
    library: str,
    data: Mapping[str, Any],
    days: Iterable[tuple[str, bool, str]],
) -> int:
    """Keep a version of the days off, each day with whether it is a make-up day and its name; answers its id."""
    sql = "INSERT INTO calendar (made_at, country, library, data) VALUES (?, ?, ?, ?)"
    id_ = int(conn.execute(sql, (stored(made_at), country, library, json.dumps(data))).lastrowid or 0)
    conn.executemany("INSERT INTO calendar_day VALUES (?, ?, ?, ?)", ((id_, *day) for day in days))
    return id_


def days_in(conn: sqlite3.Connection, calendar: int, year: int) -> list[tuple[str, bool, str]]:
    """The days of one year in a version of the days off."""
    sql = "SELECT day, makeup, name FROM calendar_day WHERE calendar = ? AND day BETWEEN ? AND ?"
    return [tuple(row) for row in conn.execute(sql, (calendar, f"{year:04d}-01-01", f"{year:04d}-12-31"))]


def years_with_days(conn: sqlite3.Connection, calendar: int) -> list[int]:
    """The years that a version of the days off knows."""
    sql = "SELECT DISTINCT substr(day, 1, 4) FROM calendar_day WHERE calendar = ?"
    return [int(row[0]) for row in conn.execute(sql, (calendar,))]


def calendars(conn: sqlite3.Connection) -> dict[int, dict[str, Any]]:
    """All versions of the days off, by id."""
    return {row["id"]: json.loads(row["data"]) for row in conn.execute("SELECT id, data FROM calendar")}


def latest_calendar(conn: sqlite3.Connection) -> tuple[int, dict[str, Any]]:
    """The newest version of the days off: its id, and what is kept beside the days."""
    row = conn.execute("SELECT id, data FROM calendar ORDER BY id DESC LIMIT 1").fetchone()
    return row["id"], json.loads(row["data"])


def calendar_made(conn: sqlite3.Connection, calendar: int) -> dict[str, Any]:
    """When and from what a version of the days off was made, and what is kept beside the days."""
    sql = "SELECT made_at, country, library, data FROM calendar WHERE id = ?"
    row = dict(conn.execute(sql, (calendar,)).fetchone())
    data: dict[str, Any] = json.loads(row.pop("data"))
    return {"policy": 1} | data | row


def same_days(conn: sqlite3.Connection, one: int, other: int) -> bool:
    """Whether an office is open on the same days by both versions, as far as the days off have a say in it."""
    made = [calendar_made(conn, version) for version in (one, other)]
    for name in ("open", "closed", "confirmed_until", "decreed_until"):
        if made[0][name] != made[1][name]:
            return False
    days = "SELECT day, makeup FROM calendar_day WHERE calendar = ?"
    found = [conn.execute(f"{days} EXCEPT {days} LIMIT 1", pair).fetchone() for pair in ((one, other), (other, one))]
    return found == [None, None]


def policy_documents(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """All policies ever in force with their documents, in the order they were set; data as kept."""
    sql = "SELECT id, since, recorded_at, actor, name, version, toml, data FROM policy ORDER BY id"
    return [dict(row) | {"data": json.loads(row["data"])} for row in conn.execute(sql)]


def staff(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """The people of the office by name, also those who have left."""
    return [dict(row) for row in conn.execute("SELECT * FROM staff ORDER BY name")]


def staff_then(conn: sqlite3.Connection, as_of: datetime) -> list[dict[str, Any]]:
    """The same as of an earlier time, from the events alone."""
    sql = """SELECT changes FROM event WHERE action IN ('staff_add', 'staff_edit', 'staff_leave') AND at <= ?
        ORDER BY seq"""
    rows = conn.execute(sql, (stored(as_of),))
    people = {person["name"]: person for person in (json.loads(row["changes"]) for row in rows)}
    return [people[name] for name in sorted(people)]


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
    conn.execute("INSERT OR REPLACE INTO staff (name, login, department, role, left_at) VALUES (?, ?, ?, ?, ?)", values)
