"""Versions of a country's days off, and the days of each."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from complaintctl.moments import stored
from complaintctl.store.connection import Connection


def add_calendar(
    conn: Connection,
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


def days_in(conn: Connection, calendar: int, year: int) -> list[tuple[str, bool, str]]:
    """The days of one year in a version of the days off."""
    sql = "SELECT day, makeup, name FROM calendar_day WHERE calendar = ? AND day BETWEEN ? AND ?"
    return [tuple(row) for row in conn.execute(sql, (calendar, f"{year:04d}-01-01", f"{year:04d}-12-31"))]


def years_with_days(conn: Connection, calendar: int) -> list[int]:
    """The years that a version of the days off knows."""
    sql = "SELECT DISTINCT substr(day, 1, 4) FROM calendar_day WHERE calendar = ?"
    return [int(row[0]) for row in conn.execute(sql, (calendar,))]


def calendars(conn: Connection) -> dict[int, dict[str, Any]]:
    """All versions of the days off, by id."""
    return {row["id"]: json.loads(row["data"]) for row in conn.execute("SELECT id, data FROM calendar")}


def latest_calendar(conn: Connection) -> tuple[int, dict[str, Any]]:
    """The newest version of the days off: its id, and what is kept beside the days."""
    row = conn.execute("SELECT id, data FROM calendar ORDER BY id DESC LIMIT 1").fetchone()
    return row["id"], json.loads(row["data"])


def calendar_made(conn: Connection, calendar: int) -> dict[str, Any]:
    """When and from what a version of the days off was made, and what is kept beside the days."""
    sql = "SELECT made_at, country, library, data FROM calendar WHERE id = ?"
    row = dict(conn.execute(sql, (calendar,)).fetchone())
    data: dict[str, Any] = json.loads(row.pop("data"))
    return {"policy": 1} | data | row


def same_days(conn: Connection, one: int, other: int) -> bool:
    """Whether an office is open on the same days by both versions, as far as the days off have a say in it."""
    made = [calendar_made(conn, version) for version in (one, other)]
    for name in ("open", "closed", "confirmed_until", "decreed_until"):
        if made[0][name] != made[1][name]:
            return False
    days = "SELECT day, makeup FROM calendar_day WHERE calendar = ?"
    found = [conn.execute(f"{days} EXCEPT {days} LIMIT 1", pair).fetchone() for pair in ((one, other), (other, one))]
    return found == [None, None]
