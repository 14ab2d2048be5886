"""What a complaint would be, before it is written down: asked while somebody types (cl-priority, in-repeat)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from complaintctl.cases import registration
from complaintctl.cases.case import facts_of
from complaintctl.cases.telling import to_tell
from complaintctl.intake import likeness
from complaintctl.office.premises import Premises
from complaintctl.rules.routing import department_for

NUMBER = "…"


class Preview(NamedTuple):
    """What `register` would answer; what can't be known yet is None or empty. Instants in UTC."""

    missing: tuple[str, ...]
    """The options that are still needed."""
    earlier: tuple[str, ...]
    """The same customer's cases, the latest first."""
    similar: int
    """Customers with its cause lately, this one included."""
    priority: str | None = None
    grade: str | None = None
    reasons: tuple[str, ...] = ()
    """The rules that hold, by their ids."""
    department: str | None = None
    tell: tuple[str, ...] = ()
    next_step: str | None = None
    next_due_at: datetime | None = None


def preview(office: Premises, said: Mapping[str, Any]) -> Preview:
    """What is known of it so far; refused where what was said can't be, never for what is still missing."""
    policy = office.policy
    given = {name: value for name, value in said.items() if value is not None}
    received = given.get("received_at") or office.now
    asked = (office.conn, given, received, policy.defaults.window, office.zone)
    earlier = likeness.earlier(*asked)
    repeats, similar = likeness.alike(*asked)
    lacking = tuple(registration.missing(given))
    if not (given.get("category") or given.get("cause")):
        return Preview(lacking, tuple(earlier), similar)
    whole = registration.completed(_filled(given), policy)
    deed = office.deed()
    whole = registration.in_hands(whole, deed.actor)
    event = registration.registered(deed, whole, policy, number=NUMBER, repeats=repeats, similar=similar)
    case = office.fold([event])
    facts, complaint = facts_of(case.complaint), case.complaint
    first = min((row for row in case.deadlines if row.ended_at is None), key=lambda row: row.due_at, default=None)
    return Preview(
        lacking,
        tuple(earlier),
        similar,
        priority=str(complaint.priority),
        grade=str(complaint.grade),
        reasons=tuple(complaint.reasons),
        department=department_for(facts, policy),
        tell=tuple(to_tell(policy, facts, complaint.status)),
        next_step=first.step if first else None,
        next_due_at=first.due_at if first else None,
    )


def _filled(given: dict[str, Any]) -> dict[str, Any]:
    """The same, with something in each place that is still empty."""
    reached = any(given.get(name) for name in ("phone", "email", "ref"))
    known = {} if given.get("customer") and reached else {"anonymous": True}
    return {"channel": "phone", "content": NUMBER} | given | known
