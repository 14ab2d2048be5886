"""Drills: a past case as a trainee is shown it, without names, and what drills came to (le-training)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from complaintctl.cases import drills
from complaintctl.cases.case import Case
from complaintctl.cases.drills import ASKED, Drill
from complaintctl.cases.nameless import nameless
from complaintctl.contract import in_units
from complaintctl.moments import stored
from complaintctl.office.premises import Premises
from complaintctl.reports.layout import rate
from complaintctl.store import learning, staff

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


def candidates(office: Premises, held: Sequence[Drill], seed: str) -> list[str]:
    """The cases one of which is drilled next by who `held` these drills: new ones first, of misjudged kinds before."""
    seen = {drill.number for drill in held}
    weak = drills.misjudged(held)
    for kinds in (weak, ()) if weak else ((),):
        training = [number for number in learning.for_training(office.conn, kinds) if number not in seen]
        if fresh := training or learning.closed(office.conn, seed, kinds, but=seen):
            return fresh
    return learning.closed(office.conn, seed)


def may_be_drilled(case: Case) -> None:
    """Refuse a case that isn't over, or has nothing to read."""
    drills.expected(case)


def drill_row(held: Drill) -> dict[str, Any]:
    """A drill by the names that lists have for it."""
    right, asked = len(held.right), len(ASKED)
    heads = {"held_at": stored(held.at), "trainee": held.trainee, "number": held.number}
    score = rate(right, asked)["value"]
    expected = {f"expected_{name}": held.expected[name] for name in ASKED}
    said = dict(held.given) | expected | {"useful": held.useful}
    return heads | {"right": right, "asked": asked, "score": score} | said


def summed(held: Iterable[Drill]) -> list[dict[str, Any]]:
    """Each trainee's drills in a row, and below several those of all of them (`trainee` None).

    The share that was right: in all, by question, of the first and second half, of the first drills of each kind that
    came again (`before`) and of the later ones (`after`); the mean of the ratings and how many drills were `rated`.
    """
    known = drills.progress(held)
    return [_progress_row(each) for each in (*known, *([drills.overall(known)] if len(known) > 1 else ()))]


def _progress_row(known: drills.Progress) -> dict[str, Any]:
    ratings, rated = known.useful
    shares = {"score": known.all} | {f"{name}_right": part for name, part in known.parts.items()}
    shares |= {name: getattr(known, name) for name in ("first_half", "second_half", "before", "after")}
    return {
        "trainee": known.trainee,
        "drills": known.drills,
        **{name: rate(*share)["value"] for name, share in shares.items()},
        "useful": round(ratings / rated, 2) if rated else None,
        "rated": rated,
    }
