"""Past cases under another policy: ruled again, their deadlines counted again, side by side with what was."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.course import fold, in_course
from complaintctl.cases.registration import ruled
from complaintctl.model import Step
from complaintctl.policy.laws import key_of_law
from complaintctl.policy.schema import Policy
from complaintctl.records import COLUMNS, Changes, Complaint, Deadline, Event
from complaintctl.rules.deadlines import run_out
from complaintctl.rules.routing import department_for
from complaintctl.rules.rulebook import Rulebook

TRIED = frozenset({"register", "edit", "convert"})
"""The actions that try the rules."""
ANSWERS = ("ruled_priority", "ruled_grade", "reasons", "priority", "grade")
JUDGED = ("priority", "grade", "department")
KEPT, LATE = "kept", "late"

Recount = Callable[[Changes], tuple[int, int]]
"""`repeats` and `similar` of a case with these fields, where the draft counts them otherwise."""
Key = tuple[int, str, int]
"""A deadline: its round, its step, with the law that set its clock if one did, and its number."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case went under a policy: what was answered, by which rules, and which steps were kept or late."""

    priority: str
    grade: str
    department: str
    """The one that routing proposes, whoever had it."""
    by: Mapping[str, tuple[str, ...]]
    steps: Mapping[Key, str]


@dataclass(frozen=True, slots=True)
class Replay:
    """One case, as it went and as it would have gone."""

    number: str
    was: Outcome
    would: Outcome


def replayed(
    events: Sequence[Event], book: Rulebook, draft: Rulebook, now: datetime, recount: Recount | None = None
) -> Replay | None:
    """The case under both; None where its registration is not among the events or it is a duplicate."""
    was = fold(events, book)
    would = fold(reruled(events, draft.current, recount), draft)
    if was is None or would is None or was.complaint.duplicate_of is not None:
        return None
    return Replay(was.number, _outcome(was, now), _outcome(would, now))


def reruled(events: Iterable[Event], policy: Policy, recount: Recount | None = None) -> list[Event]:
    """The standing events with what this policy's rules answer to the facts of the time; a person's word stands."""
    fields: Changes = {}
    own: set[str] = set()
    found = []
    for event in in_course(events):
        changes = dict(event.changes)
        if event.action == "priority":
            own |= changes.keys() & {"priority", "grade"}
        if event.action in TRIED:
            changes = {name: value for name, value in changes.items() if name not in ANSWERS}
            fields |= changes
            if recount is not None:
                changes["repeats"], changes["similar"] = recount(fields)
                fields |= changes
            known = {name: fields[name] for name in COLUMNS if name in fields}
            facts = facts_of(Complaint(**known))
            changes |= ruled(facts, policy, keep_priority="priority" in own, keep_grade="grade" in own)
        fields |= changes
        found.append(replace(event, changes=changes))
    return found


def _outcome(case: Case, now: datetime) -> Outcome:
    complaint, policy = case.complaint, case.policy
    held = [rule for rule in policy.rules if rule.id in complaint.reasons]
    return Outcome(
        complaint.priority,
        complaint.grade,
        department_for(facts_of(complaint), policy),
        by={
            "priority": tuple(rule.id for rule in held if rule.priority == complaint.priority),
            "grade": tuple(rule.id for rule in held if rule.grade == complaint.grade),
        },
        steps={_key(row): verdict for row in case.deadlines if (verdict := _verdict(row, now))},
    )


def _key(row: Deadline) -> Key:
    """A law's clock is the same under other packs, whatever number it has among them."""
    return (row.round, key_of_law(row.law), 1) if row.law is not None else (row.round, row.step, row.seq)


def _verdict(row: Deadline, now: datetime) -> str | None:
    """Whether a step was done in time; None as long as nobody can say, or where it was cancelled."""
    if row.how == "met":
        return LATE if row.late_seconds else KEPT
    return LATE if row.how == "late" or run_out(row, now) else None


@dataclass(slots=True)
class Shift:
    """Cases that would have been judged otherwise, all in the same way and by the same rules."""

    before: str
    after: str
    rules: tuple[str, ...]
    """Those that would say so; none where the default would, or no rule is asked."""
    gone: tuple[str, ...]
    """Those that said what was."""
    numbers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class StepShift:
    """What would have become of the deadlines of one step, all cases together; numbers once for each deadline.

    What a law has set stands apart, a shift for each law.
    """

    step: str
    law: str | None = None
    was: dict[str, int] = field(default_factory=lambda: {KEPT: 0, LATE: 0})
    would: dict[str, int] = field(default_factory=lambda: {KEPT: 0, LATE: 0})
    broken: list[str] = field(default_factory=list)
    """Late instead of kept, or of none at all."""
    saved: list[str] = field(default_factory=list)
    """Not late any more: kept instead, or no deadline at all."""


class Summary:
    """What would change, added up a case at a time."""

    def __init__(self) -> None:
        self.cases = 0
        self.changed: list[str] = []
        self.steps: dict[str, StepShift] = {}
        self._shifts: dict[str, dict[tuple[object, ...], Shift]] = defaultdict(dict)

    def add(self, replay: Replay) -> None:
        """Count one case."""
        self.cases += 1
        shifted = [self._judge(name, replay) for name in JUDGED]
        keys = replay.was.steps.keys() | replay.would.steps.keys()
        turned = [self._step(key, replay) for key in sorted(keys)]
        if any(shifted) or any(turned):
            self.changed.append(replay.number)

    def shifts(self, name: str) -> list[Shift]:
        """How this was judged otherwise, what concerns most cases first."""
        return sorted(self._shifts[name].values(), key=lambda shift: (-len(shift.numbers), shift.before, shift.after))

    def by_step(self) -> list[StepShift]:
        """What would have become of the deadlines, in the order of a case's course."""
        order = {str(step): place for place, step in enumerate(Step)}
        return sorted(self.steps.values(), key=lambda shift: order[shift.step])

    def _judge(self, name: str, replay: Replay) -> bool:
        before, after = getattr(replay.was, name), getattr(replay.would, name)
        if before == after:
            return False
        rules, gone = replay.would.by.get(name, ()), replay.was.by.get(name, ())
        shift = self._shifts[name].setdefault((before, after, rules, gone), Shift(before, after, rules, gone))
        shift.numbers.append(replay.number)
        return True

    def _step(self, key: Key, replay: Replay) -> bool:
        name, _, law = key[1].partition(" ")
        step = self.steps.setdefault(key[1], StepShift(name, law or None))
        before, after = replay.was.steps.get(key), replay.would.steps.get(key)
        for verdict, counts in ((before, step.was), (after, step.would)):
            if verdict is not None:
                counts[verdict] += 1
        if LATE in (before, after) and before != after:
            (step.broken if after == LATE else step.saved).append(replay.number)
        return before != after
