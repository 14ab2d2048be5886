"""Drills: a past case as a trainee is shown it, without names, and what drills came to (le-training)."""

from collections.abc import Iterable, Iterator
from typing import Any

from complaintctl.cases import drills
from complaintctl.cases.case import Case
from complaintctl.cases.drills import ASKED, Drill
from complaintctl.cases.nameless import nameless
from complaintctl.contract import in_units
from complaintctl.moments import stored
from complaintctl.office.premises import Premises
from complaintctl.reports.layout import rate
from complaintctl.store import staff

SHOWN = ("channel", "affected", "amount", "repeats", "content", "demand")


def question(office: Premises, case: Case) -> dict[str, Any]:
    """What intake heard of the case, without names."""
    complaint = case.complaint
    persons, values = list(_persons(office, case)), list(_values(case))
    shown = {name: getattr(complaint, name) for name in SHOWN}
    for name in ("content", "demand"):
        shown[name] = nameless(shown[name], persons, values) if shown[name] else None
    shown["amount"] = in_units(complaint.amount) if complaint.amount is not None else None
    return shown


def _persons(office: Premises, case: Case) -> Iterator[str]:
    """Everybody who had to do with the case, or might have."""
    yield from filter(None, (case.complaint.customer, case.complaint.handler, case.complaint.registered_by))
    for event in case.events:
        yield event.actor
        yield from (event.changes[name] for name in ("handler", "customer", "owner") if event.changes.get(name))
    yield from (person["name"] for person in staff.staff(office.conn))
    for department in office.policy.departments:
        yield from filter(None, (department.lead, department.manager))


def _values(case: Case) -> Iterator[str]:
    complaint = case.complaint
    yield from filter(None, (complaint.phone, complaint.email, complaint.ref, *complaint.extra.values()))


def may_be_drilled(case: Case) -> None:
    """Refuse a case that isn't over, or has nothing to read."""
    drills.expected(case)


def drill_row(held: Drill) -> dict[str, Any]:
    """A drill by the names that lists have for it."""
    right, asked = len(held.right), len(ASKED)
    heads = {"held_at": stored(held.at), "trainee": held.trainee, "number": held.number}
    score = rate(right, asked)["value"]
    expected = {f"expected_{name}": held.expected[name] for name in ASKED}
    return heads | {"right": right, "asked": asked, "score": score} | dict(held.given) | expected


def summed(held: Iterable[Drill]) -> list[dict[str, Any]]:
    """Each trainee's drills in a row: the share that was right, by question, and of the first and second half."""
    rows = []
    for known in drills.progress(held):
        parts = {f"{name}_right": rate(*part)["value"] for name, part in known.parts.items()}
        halves = {"first_half": rate(*known.first_half)["value"], "second_half": rate(*known.second_half)["value"]}
        heads = {"trainee": known.trainee, "drills": known.drills, "score": rate(*known.all)["value"]}
        rows.append(heads | parts | halves)
    return rows
