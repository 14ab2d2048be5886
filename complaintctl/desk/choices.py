"""What may be chosen, with the words for it: the policy's lists and everybody's, found by typing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from complaintctl.cases.case import Case
from complaintctl.desk.reading import AtDesk
from complaintctl.model import Category, Channel, Grade, Kind, Outcome, Priority, Remedy, Responsibility, RootCause
from complaintctl.words.vocabulary import folded


class Choice(NamedTuple):
    """A code and what the reader calls it."""

    code: str
    label: str

    def is_meant(self, typed: str) -> bool:
        """Whether this is its word or its code."""
        return folded(typed) in (folded(self.label), folded(self.code))

    def fits(self, typed: str) -> bool:
        """Whether it is found by this."""
        return folded(typed) in folded(self.label) or folded(typed) in folded(self.code)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and about which case: None before there is one."""

    reader: AtDesk
    case: Case | None = None


Choices = Callable[[Asked], Sequence[Choice]]


def _closed(codes: Iterable[str]) -> Choices:
    return lambda asked: [Choice(str(code), asked.reader.code(str(code))) for code in codes]


CHANNELS, REMEDIES, RESPONSIBILITIES = _closed(Channel), _closed(Remedy), _closed(Responsibility)
OUTCOMES, ROOT_CAUSES, KINDS = _closed(Outcome), _closed(RootCause), _closed(Kind)
PRIORITIES, GRADES = _closed(Priority), _closed(Grade)
SCORES: Choices = lambda _: [Choice(str(score), str(score)) for score in range(5, 0, -1)]  # noqa: E731 a list as the others


def departments(asked: Asked) -> list[Choice]:
    """The policy's departments by their titles."""
    return [Choice(each.name, asked.reader.department_led(each.name)) for each in asked.reader.policy.departments]


def people(asked: Asked) -> list[Choice]:
    """The staff, but for those who have left."""
    reader = asked.reader
    here = [each for each in reader.office.staff() if not each["left_at"]]
    return [Choice(each["name"], f"{each['name']}  {reader.department(each['department'])}".strip()) for each in here]


def causes(asked: Asked) -> list[Choice]:
    """The categories, and below each the causes that the policy lists."""
    reader = asked.reader
    listed = [cause.path for cause in reader.policy.causes]
    return [
        Choice(path, reader.cause(path))
        for category in map(str, Category)
        for path in (category, *(each for each in listed if each.startswith(f"{category}/")))
    ]


def flags(asked: Asked) -> list[Choice]:
    """What weighs more."""
    return [Choice(flag, asked.reader.flag(flag)) for flag in sorted(asked.reader.policy.flags)]


def told(asked: Asked) -> list[Choice]:
    """Whom the policy wants told; whoever of them was not told yet comes first."""
    from complaintctl.cases.case import facts_of
    from complaintctl.cases.telling import to_tell

    known = list(dict.fromkeys(tell.who for tell in asked.reader.policy.tells))
    if asked.case is not None:
        case, complaint = asked.case, asked.case.complaint
        already = [each.changes["who"] for each in case.events if each.action == "told" and not each.undone]
        due = to_tell(case.policy, facts_of(complaint), complaint.status, told=already)
        known.sort(key=lambda who: who not in due)
    return [Choice(who, asked.reader.translate(who)) for who in known]


def open_steps(asked: Asked) -> list[Choice]:
    """The steps of the case that still run, with their dates."""
    assert asked.case is not None
    rows = [row for row in asked.case.deadlines if row.ended_at is None]
    return [Choice(row.step, f"{asked.reader.code(row.step)}  {asked.reader.shown(row.due_at)}") for row in rows]
