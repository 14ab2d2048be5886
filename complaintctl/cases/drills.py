"""Drills: a past case without names, what a trainee makes of it, how that compares, how useful it was (le-training)."""

from collections import defaultdict
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

ACTIONS = ("drill", "drill_rate")
ASKED = ("category", "priority", "department")
"""What a trainee is asked of a case."""

Answers = Mapping[str, str]
Kind = tuple[str, str]
"""What makes cases alike to who is drilled: the category and the priority they came to."""


class Drill(NamedTuple):
    """One case drilled by one trainee; `at` in UTC."""

    at: datetime
    trainee: str
    number: str
    given: Answers
    expected: Answers
    useful: int | None = None
    """How useful the trainee found it, 1 to 5; None where they didn't say (fu-learned)."""
    seq: int = 0

    @property
    def kind(self) -> Kind:
        return self.expected["category"], self.expected["priority"]

    @property
    def is_right(self) -> bool:
        """Whether nothing of the case was misjudged."""
        return len(self.right) == len(ASKED)

    @property
    def right(self) -> list[str]:
        """Which of the questions were answered as the case was decided."""
        return [name for name in ASKED if self.given[name] == self.expected[name]]


def folded(events: Iterable[Event]) -> list[Drill]:
    """All drills, in the order of their own time; of two ratings of one the later counts."""
    held: dict[int, Drill] = {}
    for event in events:
        said = event.changes
        if event.action == "drill":
            answers = said["given"], said["expected"]
            held[event.seq] = Drill(event.at, said["trainee"], said["number"], *answers, seq=event.seq)
        elif event.action == "drill_rate" and said["drill"] in held:
            held[said["drill"]] = held[said["drill"]]._replace(useful=said["useful"])
    return sorted(held.values(), key=lambda drill: drill.at)


def misjudged(held: Iterable[Drill]) -> set[Kind]:
    """The kinds of case that one trainee misjudged and has not got right since (fu-learned)."""
    last = {drill.kind: drill for drill in held}
    return {kind for kind, drill in last.items() if not drill.is_right}


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


def rated(deed: Deed, held: Sequence[Drill], trainee: str, useful: int, number: str | None = None) -> Event:
    """How useful the trainee found the last drill, of this case where one is named (fu-learned)."""
    own = [drill for drill in held if drill.trainee == trainee and number in (None, drill.number)]
    if not own:
        raise NeverDrilled(trainee=trainee)
    return deed.event("drill_rate", {"trainee": trainee, "drill": own[-1].seq, "useful": useful})


class Progress(NamedTuple):
    """What a trainee's drills came to, None for those of all; each figure is right answers and answers."""

    trainee: str | None
    drills: int
    all: tuple[int, int]
    parts: Mapping[str, tuple[int, int]]
    first_half: tuple[int, int]
    """Of an odd number the one in the middle belongs to the second half: what came first is what is compared to."""
    second_half: tuple[int, int]
    before: tuple[int, int]
    """Of the kinds of case that came again: the first drill of each, before anything was learned of it."""
    after: tuple[int, int]
    """And all later drills of those kinds."""
    useful: tuple[int, int]
    """The sum of the ratings from 1 to 5, and how many there are."""


def progress(drills: Iterable[Drill]) -> list[Progress]:
    """Each trainee's drills, by name: the first half of them beside the second shows what the training did."""
    by_name = sorted(drills, key=lambda drill: drill.trainee)
    return [_progress(list(held)) for _, held in groupby(by_name, key=lambda drill: drill.trainee)]


def overall(known: Sequence[Progress]) -> Progress:
    """All trainees' together: each figure summed, so that everybody's before is their own."""
    return Progress(
        trainee=None,
        drills=sum(each.drills for each in known),
        all=_total(each.all for each in known),
        parts={name: _total(each.parts[name] for each in known) for name in ASKED},
        first_half=_total(each.first_half for each in known),
        second_half=_total(each.second_half for each in known),
        before=_total(each.before for each in known),
        after=_total(each.after for each in known),
        useful=_total(each.useful for each in known),
    )


def _total(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    found = list(pairs)
    return sum(one for one, _ in found), sum(other for _, other in found)


def _progress(held: list[Drill]) -> Progress:
    half = len(held) // 2
    parts = {name: (sum(name in drill.right for drill in held), len(held)) for name in ASKED}
    ratings = [drill.useful for drill in held if drill.useful is not None]
    before, after = _before_and_after(held)
    return Progress(
        trainee=held[0].trainee,
        drills=len(held),
        all=_right(held),
        parts=parts,
        first_half=_right(held[:half]),
        second_half=_right(held[half:]),
        before=_right(before),
        after=_right(after),
        useful=(sum(ratings), len(ratings)),
    )


def _before_and_after(held: Iterable[Drill]) -> tuple[list[Drill], list[Drill]]:
    """Of the kinds of case that were drilled more than once, the first drills and the later ones."""
    kinds: defaultdict[Kind, list[Drill]] = defaultdict(list)
    for drill in held:
        kinds[drill.kind].append(drill)
    again = [drills for drills in kinds.values() if len(drills) > 1]
    return [drills[0] for drills in again], [drill for drills in again for drill in drills[1:]]


def _right(held: Sequence[Drill]) -> tuple[int, int]:
    return sum(len(drill.right) for drill in held), len(held) * len(ASKED)


class NoPastCase(Refused):
    sentence = "There is no closed case to drill on yet."
    hint = "complaintctl import FILE takes past cases in."


class NotOver(OfCase):
    sentence = "{number} is not over; a drill takes a case that is closed and was assigned."
    hint = "complaintctl drill"


class NeverDrilled(Refused):
    sentence = "{trainee} has no drill yet that could be called useful or not."
    hint = "complaintctl drill --trainee NAME"


class NothingToRead(OfCase):
    sentence = "What was said in {number} is erased; there is nothing to drill on."
    hint = "complaintctl drill"
