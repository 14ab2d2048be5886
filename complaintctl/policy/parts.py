"""The parts of a policy. Named tuples: a dozen dataclasses cost more to define than a policy to read."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from complaintctl.model import Grade, Priority, Role, Step
from complaintctl.policy.amounts import Amount
from complaintctl.policy.conditions import When

Wording = Mapping[str, str]
"""The same words by language code."""


def in_language(wording: Wording, lang: str) -> str:
    """The words in this language; where it has none, in English, else in the first there is."""
    return wording.get(lang) or wording.get("en") or next(iter(wording.values()), "")


class Department(NamedTuple):
    name: str
    label: Wording
    lead: str = ""
    """The customer's contact where `assign` names nobody (as-one)."""
    manager: str = ""
    """Where `escalate` goes."""
    led_by: Wording = MappingProxyType({})
    """What whoever leads it is called: the post, not the person."""


class Cause(NamedTuple):
    path: str
    label: Wording


class Route(NamedTuple):
    when: When
    to: str


class Rule(NamedTuple):
    id: str
    when: When
    priority: Priority | None
    grade: Grade | None
    because: Wording
    answers: tuple[str, ...] = ()


class Defaults(NamedTuple):
    """`[defaults]`: the priority for each kind, for the flag `minor`, and how far back repeats count."""

    priority: Mapping[str, Priority]
    window: Amount


class Instead(NamedTuple):
    """Figures that replace those of a deadline where `when` holds."""

    when: When
    amounts: Mapping[Priority, Amount]
    opens: Amount | None = None


class Deadline(NamedTuple):
    """One step's deadline. A priority without an amount has no such deadline."""

    step: Step
    start: str
    """What starts the clock: received, registered, assigned, resolved or reported."""
    met_by: frozenset[str]
    amounts: Mapping[Priority, Amount]
    opens: Amount | None
    when: When
    instead: tuple[Instead, ...]
    """The first that holds replaces `amounts` and `opens`."""
    pausable: bool
    restarts: bool
    answers: tuple[str, ...]
    ours: frozenset[str]
    """The keys whose figures no source gives."""


class Follow(NamedTuple):
    """A further call after the end, so long after closing (fu-follow)."""

    after: Amount
    when: When


class Tell(NamedTuple):
    """Whom to tell, and at which turn: register, resolve or overdue (ha-tell)."""

    on: str
    when: When
    who: str
    within: Amount | None = None


class RemedyAdvice(NamedTuple):
    """What fits the harm (ha-tiers)."""

    when: When
    advice: Wording


class Approval(NamedTuple):
    """Who decides, what needs a decision, and each role's limit in minor units (ha-approve)."""

    decided_by: frozenset[Role]
    when: When | None
    """None where no condition asks for approval, only the cost."""
    limits: Mapping[Role, int]


class Revisit(NamedTuple):
    not_by_handler: bool
    unreachable_after: int


class Points(NamedTuple):
    """What is taken off for each (le-points)."""

    late: int
    general: int
    major: int


class Hot(NamedTuple):
    """A cause is hot with more than `share` of the complaints, and at least so many (le-hot)."""

    share: float
    at_least: int
    start_within: Amount


class Letter(NamedTuple):
    """What a customer is told in writing, with fields as in scripts (fu-letter)."""

    kind: str
    title: Wording
    text: Wording


class Question(NamedTuple):
    """What customers are asked at the revisit, to be answered from 1 to 5 or by yes or no (fu-survey)."""

    name: str
    label: Wording
    answer: str


class Script(NamedTuple):
    """What to say, and what never to (le-scripts)."""

    situation: str
    text: Wording
    never: Mapping[str, tuple[str, ...]]
