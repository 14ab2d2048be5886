"""Looking things up: cases by filters, steps that have run out. Rows carry the names of the contract."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from complaintctl.moments import from_stored, stored

if TYPE_CHECKING:
    from decimal import Decimal

NAMES = (
    "number status kind priority grade category cause content demand customer phone email ref preferred_channel "
    "channel flags tags affected amount department handler received_at registered_at registered_by assigned_at "
    "contacted_at resolved_at revisited_at closed_at outcome round on_hold responsibility solution remedy cost "
    "satisfied score next_step next_due_at overdue overdue_minutes source external_id ruled_priority ruled_grade "
    "duplicate_of"
).split()
"""The names of a case, the same in json, csv and columns."""

STEP_NAMES = (NAMES[0], "step", "due_at", "late_minutes", "late_office_minutes", *NAMES[1:])
"""The names of a step that has run out: what is late first, then its case."""
_LISTS = ("flags", "tags")
_BOOLEANS = ("on_hold", "satisfied")
_MONEY = ("amount", "cost")

_NEXT = """(SELECT {column} FROM deadline d WHERE d.complaint = c.id AND d.ended_at IS NULL
    ORDER BY d.due_at, d.step LIMIT 1)"""
_RAN_OUT = """(SELECT min(d.due_at) FROM deadline d WHERE d.complaint = c.id AND d.ended_at IS NULL
    AND d.due_at < coalesce(d.held_since, :now))"""
CASE = f"""SELECT c.*, {_NEXT.format(column="d.step")} AS next_step, {_NEXT.format(column="d.due_at")} AS next_due_at,
    CASE WHEN c.duplicate_of IS NULL THEN {_RAN_OUT} END AS ran_out_at FROM {{source}}"""
"""What stands in the rows of `cases`; its source has the case as `c`."""

_FROM_REGISTER = CASE.format(source="complaint c")
_WEIGHT = "CASE c.priority WHEN 'urgent' THEN 3 WHEN 'high' THEN 2 WHEN 'medium' THEN 1 ELSE 0 END"

EQUAL = frozenset({"status", "priority", "grade", "kind", "category", "channel", "department", "handler"})
SORTS = {
    "received_at": "c.received_at DESC, c.id DESC",
    "number": "c.number",
    "priority": f"{_WEIGHT} DESC, c.received_at",
    "next_due_at": "next_due_at IS NULL, next_due_at, c.number",
    "overdue_minutes": "ran_out_at IS NULL, ran_out_at, c.number",
} | {
    name: f"c.{name} IS NULL, c.{name}{' DESC' if name.endswith('_at') else ''}, c.id DESC"
    for name in NAMES
    if name not in ("received_at", "number", "priority", "next_step", "next_due_at", "overdue", "overdue_minutes")
}


class Filter:
    """Which cases: SQL conditions with their values, all of which must hold."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: dict[str, Any] = {}
        self.columns: set[str] = set()
        """The columns whose values were asked for."""

    def add(self, condition: str, **values: Any) -> None:
        self.conditions.append(condition)
        self.values |= values

    def equals(self, column: str, values: Sequence[str]) -> None:
        """One of these values."""
        self.columns.add(column)
        names = {f"{column}{len(self.values) + index}": value for index, value in enumerate(values)}
        marks = ", ".join(f":{name}" for name in names)
        self.add(f"c.{column} IN ({marks})", **names)

    def open_only(self) -> None:
        self.add("c.status <> 'closed'")

    def cause(self, path: str) -> None:
        """This cause and everything below it."""
        self.add("(c.cause = :cause OR c.cause LIKE :below ESCAPE '\\')", cause=path, below=f"{_literal(path)}/%")

    def contains(self, column: str, text: str) -> None:
        self.add(f"c.{column} LIKE :{column}_part ESCAPE '\\'", **{f"{column}_part": f"%{_literal(text)}%"})

    def lists(self, column: str, value: str) -> None:
        """A case whose flags or tags have this one."""
        name = f"{column}{len(self.values)}"
        self.add(f"EXISTS (SELECT 1 FROM json_each(c.{column}) WHERE value = :{name})", **{name: value})

    def received(self, since: datetime | None, until: datetime | None) -> None:
        if since is not None:
            self.add("c.received_at >= :since", since=stored(since))
        if until is not None:
            self.add("c.received_at <= :until", until=stored(until))

    def overdue(self) -> None:
        self.add(f"c.duplicate_of IS NULL AND {_RAN_OUT} IS NOT NULL")

    def where(self) -> str:
        return f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def cases(
    conn: sqlite3.Connection,
    which: Filter,
    now: datetime,
    *,
    sort: str = "received_at",
    limit: int | None = None,
) -> Iterator[dict[str, Any]]:
    """The cases that a filter lets through, judged at `now`; a row at a time."""
    sql = f"{_FROM_REGISTER}{which.where()} ORDER BY {SORTS[sort]}{' LIMIT :limit' if limit is not None else ''}"
    for row in conn.execute(sql, which.values | {"now": stored(now), "limit": limit}):
        yield case_row(row, now)


def case(conn: sqlite3.Connection, complaint: int, now: datetime) -> dict[str, Any] | None:
    """One case by its id."""
    which = Filter()
    which.add("c.id = :id", id=complaint)
    return next(cases(conn, which, now), None)


def case_row(row: sqlite3.Row, now: datetime) -> dict[str, Any]:
    """A case by the names of the contract, and `extra`; instants as UTC text, money as decimals."""
    ran_out = row["ran_out_at"]
    values: dict[str, Any] = dict(row)
    values["overdue"] = ran_out is not None
    values["overdue_minutes"] = _minutes(from_stored(ran_out), now) if ran_out else 0
    for name in _LISTS:
        values[name] = [] if values[name] == "[]" else json.loads(values[name])
    for name in _BOOLEANS:
        values[name] = None if values[name] is None else bool(values[name])
    for name in _MONEY:
        values[name] = None if values[name] is None else in_units(values[name])
    values["source"] = values["source"] or None
    row_ = {name: values[name] for name in NAMES}
    row_["extra"] = {} if values["extra"] == "{}" else json.loads(values["extra"])
    return row_


def in_units(minor: int) -> "Decimal":
    """Money in units of the currency, from minor units."""
    from decimal import Decimal

    return Decimal(minor) / 100


def _minutes(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds()) // 60)


def overdue_steps(
    conn: sqlite3.Connection, which: Filter, now: datetime, *, until: datetime | None = None
) -> list[dict[str, Any]]:
    """Open steps past their due time (with `until`: those that run out by then too), most pressing first."""
    before = now if until is None else until + timedelta(seconds=1)
    sql = f"""{_FROM_REGISTER.replace("SELECT c.*,", "SELECT c.*, o.step AS late_step, o.due_at AS late_due,", 1)}
        JOIN deadline o ON o.complaint = c.id
        WHERE o.ended_at IS NULL AND o.due_at < :until AND o.due_at < coalesce(o.held_since, :until)
        AND c.duplicate_of IS NULL{"".join(f" AND {condition}" for condition in which.conditions)}
        ORDER BY {_WEIGHT} DESC, o.due_at, c.number, o.step"""
    values = which.values | {"now": stored(now), "until": stored(before)}
    return [
        case_row(row, now) | {"step": row["late_step"], "due_at": row["late_due"]} for row in conn.execute(sql, values)
    ]
