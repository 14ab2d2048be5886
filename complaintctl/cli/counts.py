"""Counts instead of lists: who has how much."""

from collections.abc import Mapping, Sequence
from typing import Any

from complaintctl.cli.session import Session

OWN_WORDS = frozenset({"handler", "tag", "source", "registered_by", "office", "law"})
"""Fields whose values are nobody's codes."""


def put_counts(session: Session, rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> None:
    """Rows of counts by the field that comes first; to people by its label."""
    by = names[0]
    seen = [{**row, by: _said(session, by, row[by])} for row in rows]
    session.rows(names, rows, drawn=names, seen=seen)


def _said(session: Session, by: str, value: Any) -> str:
    if value is None:
        return session.word("none said")
    if by == "department":
        return session.department(str(value))
    if by == "cause":
        return session.cause(str(value))
    if by == "flag":
        return session.flag(str(value))
    return (
        str(value) if by in ("handler", "tag", "source", "registered_by", "office", "law") else session.code(str(value))
    )
