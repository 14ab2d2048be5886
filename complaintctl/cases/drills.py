"""Drills: a past case without names, what a trainee makes of it, and how that compares (le-training)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from complaintctl.cases.case import Case
from complaintctl.cases.deed import Deed
from complaintctl.cases.handling import UnknownDepartment
from complaintctl.errors import OfCase, Refused
from complaintctl.model import Status
from complaintctl.policy.schema import Policy
from complaintctl.records import Event
from complaintctl.rules.lifecycle import IsDuplicate

ACTIONS = ("drill",)
ASKED = ("category", "priority", "department")
"""What a trainee is asked of a case."""

Answers = Mapping[str, str]


class Drill(NamedTuple):
    """One case drilled by one trainee; `at` in UTC."""

    at: datetime
    trainee: str
    number: str
    given: Answers
    expected: Answers

    @property
    def right(self) -> list[str]:
        """Which of the questions were answered as the case was decided."""
        return [name for name in ASKED if self.given[name] == self.expected[name]]


def folded(events: Iterable[Event]) -> list[Drill]:
    """All drills, in the order of their own time."""
    held = [
        Drill(event.at, *(event.changes[name] for name in ("trainee", "number", "given", "expected")))
        for event in events
        if event.action == "drill"
    ]
    return sorted(held, key=lambda drill: drill.at)


def chosen(numbers: Sequence[str], seen: Collection[str], seed: str) -> str | None:
    """One of these cases by lot, the same for the same seed; one that was not seen yet, as long as there is one."""
    fresh = [number for number in numbers if number not in seen]
    return min(fresh or numbers, key=lambda number: sha256(f"{seed}:{number}".encode()).digest(), default=None)


def expected(case: Case) -> Answers:
    """What the case came to: its category, its priority, the department that answered for it; refused while open."""
    complaint = case.complaint
    if complaint.duplicate_of is not None:
        raise IsDuplicate(number=case.number, other=complaint.duplicate_of)
    if complaint.status != Status.CLOSED or complaint.department is None:
        raise NotOver(case.number)
    if complaint.content is None:
        raise NothingToRead(case.number)
    return {"category": complaint.category, "priority": complaint.priority, "department": complaint.department}


def drilled(deed: Deed, policy: Policy, case: Case, trainee: str, given: Answers) -> Event:
    """A trainee's answers beside what the case came to; both are kept, so that a later edit changes no result."""
    department = policy.department_called(given["department"])
    if department is None:
        raise UnknownDepartment(given["department"], policy)
    said = {**given, "department": department.name}
    changes = {"trainee": trainee, "number": case.number, "given": said, "expected": dict(expected(case))}
    return deed.event("drill", changes)


class Progress(NamedTuple):
    """What a trainee's drills came to; each figure is right answers and answers."""

    trainee: str
    drills: int
    all: tuple[int, int]
    parts: Mapping[str, tuple[int, int]]
    first_half: tuple[int, int]
    """Of an odd number the one in the middle belongs to the second half: what came first is what is compared to."""
    second_half: tuple[int, int]


def progress(drills: Iterable[Drill]) -> list[Progress]:
    """Each trainee's drills, by name: the first half of them beside the second shows what the training did."""
    by_name = sorted(drills, key=lambda drill: drill.trainee)
    return [_progress(name, list(held)) for name, held in groupby(by_name, key=lambda drill: drill.trainee)]


def _progress(trainee: str, held: list[Drill]) -> Progress:
    half = len(held) // 2
    parts = {name: (sum(name in drill.right for drill in held), len(held)) for name in ASKED}
    return Progress(trainee, len(held), _right(held), parts, _right(held[:half]), _right(held[half:]))


def _right(held: Sequence[Drill]) -> tuple[int, int]:
    return sum(len(drill.right) for drill in held), len(held) * len(ASKED)


class NoPastCase(Refused):
    sentence = "There is no closed case to drill on yet."
    hint = "complaintctl import FILE takes past cases in."


class NotOver(OfCase):
    sentence = "{number} is not over; a drill takes a case that is closed and was assigned."
    hint = "complaintctl drill"


class NothingToRead(OfCase):
    sentence = "What was said in {number} is erased; there is nothing to drill on."
    hint = "complaintctl drill"
