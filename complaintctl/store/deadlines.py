"""Deadlines as rows: saved from the fold, and the open ones that have run out, by a partial index."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from complaintctl.moments import from_stored, stored
from complaintctl.records import Deadline
from complaintctl.store.connection import Connection, Row

if TYPE_CHECKING:
    from complaintctl.store.listing import Filter

_FIELDS = tuple(Deadline.__dataclass_fields__)
_TIMES = frozenset(name for name in _FIELDS if name.endswith("_at") or name == "held_since")
STORED = ("complaint", *_FIELDS)
_FLAGS = frozenset({"extended", "shortened", "provisional", "early"})
_PLACES_OF_FLAGS = tuple(place for place, name in enumerate(_FIELDS) if name in _FLAGS)
_PLACES_OF_TIMES = tuple(place for place, name in enumerate(_FIELDS) if name in _TIMES)
_MARKS = ", ".join("?" * len(STORED))
_values = attrgetter(*_FIELDS)
Columns = list[Any]


def save(conn: Connection, complaint: int, rows: Sequence[Deadline], table: str = "deadline") -> None:
    """Replace the deadlines of a case by these."""
    conn.execute(f"DELETE FROM {table} WHERE complaint = ?", (complaint,))
    insert(conn, complaint, rows, table)


def insert(conn: Connection, complaint: int, rows: Iterable[Deadline], table: str = "deadline") -> None:
    """Write the deadlines of a new case."""
    insert_all(conn, [[complaint, *columns(row)] for row in rows], table)


def insert_all(conn: Connection, rows: Iterable[Columns], table: str = "deadline") -> None:
    """Write deadlines of new cases, as `columns` gives them behind the ids of the cases."""
    conn.executemany(f"INSERT INTO {table} VALUES ({_MARKS})", rows)


def columns(row: Deadline) -> Columns:
    """A deadline as the table keeps it, behind the id of its case."""
    values: Columns = list(_values(row))
    for place in _PLACES_OF_TIMES:
        if (instant := values[place]) is not None:
            values[place] = stored(instant)
    for place in _PLACES_OF_FLAGS:
        values[place] = int(values[place])  # what isn't exactly a number or text, sqlite3 is slow to take
    return values


def of_case(conn: Connection, complaint: int) -> list[Deadline]:
    """The deadlines of a case, by round and start."""
    sql = f"SELECT {', '.join(_FIELDS)} FROM deadline WHERE complaint = ? ORDER BY round, start_at, due_at, step, seq"
    return [deadline_of(row) for row in conn.execute(sql, (complaint,))]


def records(conn: Connection, which: "Filter", now: datetime) -> Iterator[tuple[str, Deadline]]:
    """The deadlines that have started of the cases a filter lets through, by number, each with it."""
    which.add("d.start_at <= :now", now=stored(now))
    sql = f"""SELECT c.number, {", ".join(f"d.{name}" for name in _FIELDS)}
        FROM complaint c CROSS JOIN deadline d ON d.complaint = c.id{which.where()}
        ORDER BY c.number, d.round, d.start_at, d.due_at, d.step, d.seq"""
    for row in conn.execute(sql, which.values):
        yield row["number"], deadline_of(row)


def cases_running(conn: Connection, at: datetime) -> list[int]:
    """The cases with a step that is open and, unless it is held, has not run out by then."""
    sql = """SELECT DISTINCT complaint FROM deadline WHERE ended_at IS NULL
        AND (due_at >= ? OR held_since IS NOT NULL) ORDER BY complaint"""
    return [row[0] for row in conn.execute(sql, (stored(at),))]


def cases_with_tasks(conn: Connection, *, over: bool) -> list[int]:
    """The cases with an open task; with `over` those too whose tasks have all ended."""
    still = "" if over else " AND ended_at IS NULL"
    sql = f"SELECT DISTINCT complaint FROM deadline WHERE step = 'task'{still} ORDER BY complaint"
    return [row[0] for row in conn.execute(sql)]


def tasks_of(conn: Connection, owner: str) -> list[tuple[int, int]]:
    """Case and number of the open tasks that somebody owns."""
    sql = """SELECT complaint, seq FROM deadline WHERE ended_at IS NULL AND step = 'task' AND handler = ?
        ORDER BY complaint, seq"""
    return [tuple(row) for row in conn.execute(sql, (owner,))]


def deadline_of(row: Row) -> Deadline:
    """The deadline a row holds."""
    return Deadline(**{name: _from_column(name, row[name]) for name in _FIELDS})


def _from_column(name: str, value: Any) -> Any:
    if name in _FLAGS:
        return bool(value)
    return from_stored(value) if name in _TIMES and isinstance(value, str) else value
