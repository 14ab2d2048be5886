"""What is kept of a case: the complaint, its deadlines, its proposals and the events they are folded from.

Instants are aware datetimes in UTC, whole seconds. Money is in minor units of the policy's currency.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Changes = dict[str, Any]
"""The fields an event set, as they stand in JSON: instants as text, money in minor units, lists for sets."""

BACKDATED = frozenset({"contact", "progress", "note", "attach", "told", "letter", "duplicate", "calendar"})
"""What may carry any time from the receipt on, or isn't done to the case; every other action follows the last one."""


@dataclass(slots=True)
class Event:
    """One thing that was done to a case; the record that everything else is folded from."""

    at: datetime
    recorded_at: datetime
    actor: str
    login: str
    action: str
    changes: Changes = field(default_factory=dict)
    note: str | None = None
    imported: bool = False
    clock: str = "real"
    """"set" where COMPLAINTCTL_NOW said what the time was."""
    calendar: int = 1
    """The version of the days off that was in force when it was recorded."""
    seq: int = 0
    undone: bool = False


@dataclass(slots=True)
class Deadline:
    """A step of a case that must be done by a certain time: a row, never a flag."""

    round: int
    step: str
    seq: int
    start_at: datetime
    amount: str
    due_at: datetime
    first_due_at: datetime
    opens_at: datetime | None = None
    held_since: datetime | None = None
    met_at: datetime | None = None
    ended_at: datetime | None = None
    how: str | None = None
    """met, late, cancelled or struck once it has ended."""
    department: str | None = None
    handler: str | None = None
    extended: bool = False
    shortened: bool = False
    provisional: bool = False
    early: bool = False
    elapsed_seconds: int | None = None
    office_seconds: int | None = None
    late_seconds: int | None = None
    late_office_seconds: int | None = None
    anchor_at: datetime | None = None
    """Where the amount counts from: the start, or the change that shortened it (then nothing is left of it)."""
    law: str | None = None
    """Of a clock that the law set: the pack and the law's name in it, `cn-finance.decide` (fu-law)."""


@dataclass(slots=True)
class Proposal:
    """What the house offers: done what, by whom, until when, at what cost, checked how (ha-propose)."""

    seq: int
    round: int
    at: datetime
    by: str
    solution: str | None
    remedy: str | None = None
    cost: int | None = None
    owner: str | None = None
    until: str | None = None
    check: str | None = None
    decision: str | None = None
    """approved, rejected, withdrawn; None while undecided."""
    decided_by: str | None = None
    decided_as: str | None = None
    """The role it was decided in: whether that is enough shows when it is carried out."""
    decided_at: datetime | None = None
    reason: str | None = None
    answer: str | None = None
    """accepted or declined by the customer."""
    answered_at: datetime | None = None


@dataclass(slots=True)
class Task:
    """A part of a solution that takes several: what, by whom, until when, and how one sees that it is done (fu-plan).

    Its time is kept by a deadline of the step `task` with its number.
    """

    seq: int
    """Its number in the case: T1."""
    round: int
    at: datetime
    by: str
    what: str | None
    owner: str
    department: str | None
    check: str | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    end: str | None = None
    """done or struck; None while it is open."""
    note: str | None = None
    """What was said when it was done, or why it was moved, handed on or struck."""

    @property
    def name(self) -> str:
        return f"T{self.seq}"


@dataclass(slots=True)
class Complaint:
    """A case as it stands: the fold of its events."""

    number: str = ""
    status: str = "registered"
    kind: str = "complaint"
    priority: str = "medium"
    grade: str = "general"
    category: str = "other"
    cause: str | None = None
    content: str | None = None
    demand: str | None = None
    customer: str | None = None
    phone: str | None = None
    email: str | None = None
    ref: str | None = None
    preferred_channel: str | None = None
    channel: str = "other"
    flags: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    affected: int = 1
    amount: int | None = None
    department: str | None = None
    handler: str | None = None
    received_at: datetime | None = None
    registered_at: datetime | None = None
    registered_by: str | None = None
    assigned_at: datetime | None = None
    contacted_at: datetime | None = None
    resolved_at: datetime | None = None
    revisited_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    round: int = 1
    on_hold: bool = False
    responsibility: str | None = None
    solution: str | None = None
    remedy: str | None = None
    cost: int | None = None
    satisfied: bool | None = None
    score: int | None = None
    source: str = ""
    external_id: str | None = None
    ruled_priority: str = "medium"
    ruled_grade: str = "general"
    duplicate_of: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    about: str | None = None
    """Whom of the staff it is about (fu-recuse)."""
    anonymous: bool = False
    repeats: int = 1
    similar: int = 1
    reasons: list[str] = field(default_factory=list)
    """Ids of the rules that held when they were last tried, in the policy's order."""
    own_received_at: datetime | None = None
    """The case's own receipt, where a duplicate's earlier one stands in received_at."""
    received_day: str = ""
    """The local date of receipt in the policy's zone."""
    untimed: bool = False
    """A past state of it came without a time."""
    answer_seconds: int | None = None
    """From the receipt to the answer of round 1, and to the first solution: elapsed, and in office time."""
    answer_office_seconds: int | None = None
    solution_seconds: int | None = None
    solution_office_seconds: int | None = None


COLUMNS = tuple(Complaint.__dataclass_fields__)
MONEY = frozenset({"amount", "cost", "proposed_cost"})
"""What is told in units of the currency, and kept in minor ones."""
INSTANTS = frozenset(name for name in COLUMNS if name.endswith("_at"))
PERSONAL = frozenset({"customer", "phone", "email", "ref"})
PRIVATE = PERSONAL | {
    "content", "demand", "solution", "comment", "suggestion", "proposed", "check", "extra", "document", "sha256",
    "went_well", "went_badly", "repeat", "what", "letter_text",
}  # fmt: skip
"""What stands apart from the chain, so that a person can be erased and the chain stays whole (in-private)."""
