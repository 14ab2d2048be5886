"""Who has how much: cases, and steps that ran out, counted by a field instead of listed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from complaintctl.errors import Misused, OneOf
from complaintctl.moments import stored
from complaintctl.store.connection import Connection
from complaintctl.store.figures import Span, rows_of
from complaintctl.store.groups import ANSWERING, FIELDS, LISTS, NO_DUPLICATE, RUN_OUT, joined, key_of
from complaintctl.store.listing import Filter, ran_out

OF_CASES = (*FIELDS, *LISTS)
"""What cases can be counted by."""
OF_STEPS = ("step", "law", *OF_CASES)
"""The same of steps."""
_ANSWERING = {"department": "o.department", "handler": "o.handler", "step": "o.step", "law": "o.law"}
"""A step belongs to whoever answers for it."""


def cases(conn: Connection, which: Filter, now: datetime, by: str, office: str) -> list[dict[str, Any]]:
    """The cases that a filter lets through by this field: how many, how many of them overdue, the earliest receipt."""
    check_field(by, OF_CASES)
    late = f"c.duplicate_of IS NULL AND {ran_out()} IS NOT NULL"
    sql = f"""SELECT {key_of(by)} AS key, count(*) AS cases, coalesce(sum({late}), 0) AS overdue,
        min(c.received_at) AS oldest FROM complaint c{joined(by)}{which.where()} GROUP BY 1"""
    rows = rows_of(conn, sql, which.values | {"now": stored(now), "office": office})
    return [{by: row.pop("key"), **row} for row in rows]


def standing(conn: Connection, span: Span, now: datetime, by: str | None) -> list[dict[str, Any]]:
    """How things stand at `now` with departments or handlers: cases open, the earliest receipt, steps that ran out.

    A step is whoever's who answers for it, which need not be whom the case is with.
    """
    whose = ANSWERING[by or ""]
    open_ = f"""SELECT {key_of(by)} AS key, count(*) AS open, 0 AS late, min(c.received_at) AS oldest
        FROM complaint c WHERE c.status <> 'closed' AND c.duplicate_of IS NULL GROUP BY 1"""
    late = f"""SELECT {whose} AS key, 0 AS open, count(*) AS late, NULL AS oldest
        FROM deadline d WHERE {RUN_OUT} AND d.due_at < :now AND {NO_DUPLICATE} GROUP BY 1"""
    values = {**span, "now": stored(now)}
    return [*rows_of(conn, open_, values), *rows_of(conn, late, values)]


def steps(
    conn: Connection, which: Filter, now: datetime, by: str, office: str, *, until: datetime | None
) -> list[dict[str, Any]]:
    """Steps that ran out by this field: of how many cases, how many, the earliest due."""
    check_field(by, OF_STEPS)
    before = now if until is None else until + timedelta(seconds=1)
    key = _ANSWERING.get(by) or key_of(by)
    conditions = "".join(f" AND {condition}" for condition in which.conditions)
    sql = f"""SELECT {key} AS key, count(DISTINCT c.id) AS cases, count(*) AS steps, min(o.due_at) AS oldest
        FROM complaint c JOIN deadline o ON o.complaint = c.id{joined(by)}
        WHERE o.ended_at IS NULL AND o.due_at < :until AND o.due_at < coalesce(o.held_since, :until)
        AND c.duplicate_of IS NULL{conditions} GROUP BY 1"""
    rows = rows_of(conn, sql, which.values | {"now": stored(now), "until": stored(before), "office": office})
    return [{by: row.pop("key"), **row} for row in rows]


def check_field(by: str, fields: Sequence[str]) -> None:
    """Misused where cases can't be told apart by this."""
    if by not in fields:
        raise NoSuchField(by, fields)


class NoSuchField(Misused):
    def __init__(self, by: str, fields: Sequence[str]) -> None:
        super().__init__(
            "Nothing can be counted by “{by}”.", hint="Count by one of: {fields}", by=by, fields=OneOf.codes(fields)
        )
