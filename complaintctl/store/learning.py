"""What is asked of the register to learn from it: which cases a month had, how often a cause came."""

import json
import sqlite3
from collections.abc import Iterable


def received(conn: sqlite3.Connection, first: str, last: str) -> list[str]:
    """The numbers of the cases received on these local dates, both included; duplicates apart."""
    sql = """SELECT c.number FROM complaint c WHERE c.received_day BETWEEN ? AND ? AND c.duplicate_of IS NULL
        ORDER BY c.number"""
    return [row[0] for row in conn.execute(sql, (first, last))]


def duplicates(conn: sqlite3.Connection, numbers: Iterable[str]) -> set[str]:
    """Those of the numbers that turned out to be duplicates."""
    sql = """SELECT c.number FROM complaint c JOIN json_each(?) n ON c.number = n.value
        WHERE c.duplicate_of IS NOT NULL"""
    return {row[0] for row in conn.execute(sql, (json.dumps(list(numbers)),))}


def of_cause(conn: sqlite3.Connection, cause: str, first: str, last: str) -> tuple[int, int]:
    """How many complaints received on these local dates have this cause or one below it, and of how many."""
    sql = """SELECT coalesce(sum(c.cause = :cause OR substr(c.cause, 1, length(:cause) + 1) = :cause || '/'), 0),
        count(*) FROM complaint c WHERE c.received_day BETWEEN :first AND :last
        AND c.kind = 'complaint' AND c.duplicate_of IS NULL"""
    cases, complaints = conn.execute(sql, {"cause": cause, "first": first, "last": last}).fetchone()
    return cases, complaints


def any_received(conn: sqlite3.Connection, first: str, last: str) -> bool:
    """Whether any case was received on these local dates."""
    sql = "SELECT 1 FROM complaint c WHERE c.received_day BETWEEN ? AND ? LIMIT 1"
    return conn.execute(sql, (first, last)).fetchone() is not None
