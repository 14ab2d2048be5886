"""Looking things up: cases by filters, steps that have run out. Rows carry the names of the contract."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from complaintctl.contract import NAMES, ROW, in_units
from complaintctl.model import Status
from complaintctl.moments import from_stored, stored
from complaintctl.store.connection import Connection, Row

_NEXT = """(SELECT {column} FROM deadline d WHERE d.complaint = c.id AND d.ended_at IS NULL
    ORDER BY d.due_at, d.step LIMIT 1)"""
_RAN_OUT = """(SELECT min(d.due_at) FROM deadline d WHERE d.complaint = c.id AND d.ended_at IS NULL
    AND d.due_at < coalesce(d.held_since, :now))"""
_WORKED_OUT = {
    "next_step": f"{_NEXT.format(column='d.step')} AS next_step",
    "next_due_at": f"{_NEXT.format(column='d.due_at')} AS next_due_at",
    "overdue": f"CASE WHEN c.duplicate_of IS NULL THEN {_RAN_OUT} END AS ran_out_at",
    "overdue_minutes": "0",
}


def ran_out() -> str:
    """The earliest step of the case `c` that has run out, as SQL; nothing where none has."""
    return _RAN_OUT


def _columns(names: Sequence[str]) -> str:
    """What `_shaped` takes, in this order."""
    return ", ".join(_WORKED_OUT.get(name, f"c.{name}") for name in names)


CASE = f"SELECT {_columns(ROW)}, c.id FROM {{source}}"
"""What `case_row` takes, and the id; its source has the case as `c`."""

_FROM_REGISTER = CASE.format(source="complaint c")
_WEIGHT = "CASE c.priority WHEN 'urgent' THEN 3 WHEN 'high' THEN 2 WHEN 'medium' THEN 1 ELSE 0 END"

_STANDING = " ".join(f"WHEN '{status}' THEN {rank}" for rank, status in enumerate(map(str, Status)))
_BY_NAME = ("customer", "handler", "registered_by", "department")
"""Sorted as their language sorts names."""


def _order(name: str) -> str:
    """How values of this name are compared, and which come first."""
    return " COLLATE names" if name in _BY_NAME else " DESC" if name.endswith("_at") else ""


SORTS = {
    "received_at": "c.received_at DESC, c.id DESC",
    "number": "c.number",
    "priority": f"{_WEIGHT} DESC, c.received_at",
    "status": f"CASE c.status {_STANDING} END, c.id DESC",
    "next_due_at": "next_due_at IS NULL, next_due_at, c.number",
    "overdue_minutes": "ran_out_at IS NULL, ran_out_at, c.number",
} | {
    name: f"c.{name} IS NULL, c.{name}{_order(name)}, c.id DESC"
    for name in NAMES
    if name
    not in ("received_at", "number", "priority", "status", "next_step", "next_due_at", "overdue", "overdue_minutes")
}


class Filter:
    """Which cases: SQL conditions with their values, all of which must hold."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: dict[str, Any] = {}
        self.columns: set[str] = set()
        """The columns whose values were asked for."""
        self.is_open = False
        """Whether open cases are meant: few, beside all those that are over."""

    @classmethod
    def of_nothing(cls) -> "Filter":
        """One that lets no case through."""
        made = cls()
        made.add("0")
        return made

    def add(self, condition: str, **values: Any) -> None:
        self.conditions.append(condition)
        self.values |= values

    def equals(self, column: str, values: Sequence[str]) -> None:
        """One of these values."""
        self.columns.add(column)
        names = {f"{column}{len(self.values) + index}": value for index, value in enumerate(values)}
        marks = ", ".join(f":{name}" for name in names)
        self.add(f"c.{column} IN ({marks})", **names)
        if column == "status" and "closed" not in values:
            self.open_only()  # said, so that the index of open cases is looked at and no other case

    def proposed(self) -> None:
        """A case for which something was proposed, in whichever round."""
        self.add("EXISTS (SELECT 1 FROM event p WHERE p.complaint = c.id AND p.action = 'propose')")

    def open_only(self) -> None:
        self.is_open = True
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

    def numbers(self, numbers: Sequence[str]) -> None:
        """One of these whole numbers."""
        self.add("c.number IN (SELECT value FROM json_each(:numbers))", numbers=json.dumps(list(numbers)))

    def received(self, since: datetime | None, until: datetime | None) -> None:
        if since is not None:
            self.add("c.received_at >= :since", since=stored(since))
        if until is not None:
            self.add("c.received_at <= :until", until=stored(until))

    def overdue(self) -> None:
        self.add(f"c.duplicate_of IS NULL AND {_RAN_OUT} IS NOT NULL")

    def answered_by(self, people: Sequence[str]) -> None:
        """Of a step `o`: one of these answers for it, or has its case still open."""
        mine = "(SELECT value FROM json_each(:people))"
        theirs = f"o.handler IS NOT NULL AND o.step <> 'task' AND c.handler IN {mine} AND c.status <> 'closed'"
        self.add(f"(o.handler IN {mine} OR ({theirs}))", people=json.dumps(list(people)))

    def steps(self, steps: Sequence[str]) -> None:
        """Of a step `o`: one of these."""
        self.add("o.step IN (SELECT value FROM json_each(:steps))", steps=json.dumps(list(steps)))

    def extended_by_law(self) -> None:
        """A case with a clock of the law that runs on and was extended."""
        of_law = "SELECT complaint FROM deadline WHERE ended_at IS NULL AND law IS NOT NULL AND extended"
        self.add(f"c.id IN ({of_law})")

    def where(self) -> str:
        return f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def cases(
    conn: Connection,
    which: Filter,
    now: datetime,
    *,
    sort: str = "received_at",
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[dict[str, Any]]:
    """The cases that a filter lets through, judged at `now`; a row at a time, so many after the first `offset`."""
    order = SORTS[sort]
    if which.is_open and limit is None:
        order = order.replace("c.received_at", "+c.received_at")  # sorted, rather than looked for among all cases
    piece = " LIMIT :limit OFFSET :offset" if limit is not None else ""
    sql = f"{_FROM_REGISTER}{which.where()} ORDER BY {order}{piece}"
    for row in conn.execute(sql, which.values | {"now": stored(now), "limit": limit, "offset": offset}):
        yield case_row(row, now)


def case(conn: Connection, complaint: int, now: datetime) -> dict[str, Any] | None:
    """One case by its id."""
    which = Filter()
    which.add("c.id = :id", id=complaint)
    return next(cases(conn, which, now), None)


def case_row(row: Row, now: datetime) -> dict[str, Any]:
    """A case by the names of the contract, and `extra`; instants as UTC text, money as decimals."""
    values = list(row)[: len(ROW)]
    _CASE_SHAPES(values, now)
    return dict(zip(ROW, values, strict=True))


def records(conn: Connection, which: Filter, now: datetime, names: Sequence[str]) -> Iterator[list[Any]]:
    """The same cases by number, each as the list of these values: for a million of them."""
    shaped = _Shapes(names)
    sql = f"SELECT {_columns(names)} FROM complaint c{which.where()} ORDER BY c.number"
    for row in conn.tuples(sql, which.values | {"now": stored(now)}):
        values = list(row)
        shaped(values, now)
        yield values


def _items(text: str) -> Any:
    return [] if text == "[]" else json.loads(text)


def _object(text: str) -> Any:
    return {} if text == "{}" else json.loads(text)


_SHAPED: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("flags", "tags"), _items),
    **dict.fromkeys(("on_hold", "satisfied"), bool),
    **dict.fromkeys(("amount", "cost"), in_units),
    "source": lambda text: text or None,
    "extra": _object,
}
"""How values come out that are kept in another way."""


class _Shapes:
    """Puts the values of a row, which stand under these names, into the shape they are told in."""

    def __init__(self, names: Sequence[str]) -> None:
        self._shaped = [(names.index(name), shape) for name, shape in _SHAPED.items() if name in names]
        self._overdue = names.index("overdue")
        self._minutes = names.index("overdue_minutes")

    def __call__(self, values: list[Any], now: datetime) -> None:
        for place, shape in self._shaped:
            if values[place] is not None:
                values[place] = shape(values[place])
        ran_out = values[self._overdue]
        values[self._overdue] = ran_out is not None
        if ran_out is not None:
            values[self._minutes] = _minutes(from_stored(ran_out), now)


_CASE_SHAPES = _Shapes(ROW)


def _minutes(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds()) // 60)


_OF_STEP = ", o.step AS late_step, o.seq, o.law, o.due_at AS late_due FROM complaint c"


def overdue_steps(
    conn: Connection, which: Filter, now: datetime, *, until: datetime | None = None
) -> list[dict[str, Any]]:
    """Open steps past their due time (with `until`: those that run out by then too), most pressing first."""
    before = now if until is None else until + timedelta(seconds=1)
    sql = f"""{CASE.replace(" FROM {source}", _OF_STEP)}
        JOIN deadline o ON o.complaint = c.id
        WHERE o.ended_at IS NULL AND o.due_at < :until AND o.due_at < coalesce(o.held_since, :until)
        AND c.duplicate_of IS NULL{"".join(f" AND {condition}" for condition in which.conditions)}
        ORDER BY {_WEIGHT} DESC, o.due_at, c.number, o.step"""
    values = which.values | {"now": stored(now), "until": stored(before)}
    return [
        case_row(row, now) | {"step": row["late_step"], "seq": row["seq"], "due_at": row["late_due"], "law": row["law"]}
        for row in conn.execute(sql, values)
    ]
