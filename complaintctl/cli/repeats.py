"""Earlier complaints like one: shown at intake before it is saved, and beside it later (in-repeat)."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from complaintctl.cli.discretion import listed
from complaintctl.intake import likeness
from complaintctl.moments import from_stored
from complaintctl.render.text import harmless
from complaintctl.store import register

if TYPE_CHECKING:
    from complaintctl.cases.case import Case
    from complaintctl.cli.session import Session

LATEST = 3
"""So many of those with the same cause are shown; the rest is a figure."""


def tell_repeats(session: "Session", given: Mapping[str, Any], received: datetime) -> bool:
    """Tell of the same customer's cases and of others' with the same cause; whether the customer has any."""
    window = session.policy.defaults.window
    earlier = likeness.earlier(session.conn, given, received, window, session.zone)
    if earlier:
        session.tell("The same customer's earlier cases:")
        _tell_cases(session, earlier)
    _, similar = likeness.alike(session.conn, given, received, window, session.zone)
    others = likeness.latest_alike(session.conn, given, received, window, session.zone, LATEST + len(earlier))
    others = [number for number in others if number not in earlier][:LATEST]
    if others:
        session.tell("Customers with this cause lately, this one included: {count}. The latest:", count=similar)
        _tell_cases(session, others)
    return bool(earlier)


def _tell_cases(session: "Session", numbers: Iterable[str]) -> None:
    which = register.Filter()
    which.add("c.number IN (SELECT value FROM json_each(:numbers))", numbers=json.dumps(list(numbers)))
    for row in register.cases(session.conn, which, session.judged_at):
        session.tell("  {line}", line=case_beside(session, row))


def case_beside(session: "Session", row: Mapping[str, Any]) -> str:
    """A case among others: its number, receipt, status, and how its content begins."""
    words = (
        row["number"],
        session.shown(from_stored(row["received_at"])),
        session.code(row["status"]),
        harmless(listed(row, reveal=False)["content"] or ""),
    )
    return "  ".join(word for word in words if word)


def earlier_of(session: "Session", id_: int, case: "Case") -> list[str]:
    """The numbers of the same customer's cases in the window before this one, the latest first."""
    complaint, window = case.complaint, case.policy.defaults.window
    if complaint.received_at is None:
        return []
    given = {name: getattr(complaint, name) for name in ("phone", "email", "ref", "anonymous")}
    return likeness.earlier(session.conn, given, complaint.received_at, window, session.zone, but=id_)


def likenesses(session: "Session", earlier: list[str], case: "Case") -> list[tuple[str, object]]:
    """The same as labelled values; nothing where the case is alone."""
    pairs: list[tuple[str, object]] = []
    if earlier:
        pairs.append((session.word("same customer"), ", ".join(earlier)))
    if case.complaint.similar > 1:
        pairs.append((session.word("customers alike"), case.complaint.similar))
    return pairs
