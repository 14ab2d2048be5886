"""A case: a complaint with its clocks and proposals, as the events before made it, and as the rules read it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from complaintctl.cases.clocks import Clocks
from complaintctl.cases.waits import Waits
from complaintctl.model import Facts
from complaintctl.policy.schema import Policy
from complaintctl.records import Complaint, Deadline, Event, Proposal, Task
from complaintctl.rules.rulebook import Rulebook
from complaintctl.rules.worktime import Calendar


@dataclass(slots=True)
class Case:
    """A case as folded: the complaint, its clocks, its proposals, and what the next action must know."""

    complaint: Complaint
    clocks: Clocks
    rulebook: Rulebook
    events: Sequence[Event]
    proposals: list[Proposal] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    tries: int = 0
    """Tries of this round that did not reach the customer."""
    last_at: datetime | None = None
    """The latest time of the actions that may not be backdated."""
    waits: Waits = field(default_factory=Waits)
    """How long the customer has waited for an answer and for the solution."""
    duplicates_received_at: datetime | None = None
    """The receipt of a duplicate, where it is earlier than the case's own."""
    facts: Facts | None = None
    """What the rules read of it, after the last event."""

    @property
    def number(self) -> str:
        return self.complaint.number

    @property
    def last_event(self) -> Event:
        """What was written down last, whenever it happened."""
        return max(self.events, key=lambda event: event.seq)

    @property
    def policy(self) -> Policy:
        """The policy that governs the round."""
        return self.clocks.policy

    @property
    def calendar(self) -> Calendar:
        return self.clocks.calendar

    @property
    def deadlines(self) -> list[Deadline]:
        return self.clocks.all


def facts_of(complaint: Complaint) -> Facts:
    """What the rules read of a complaint."""
    return Facts(
        kind=complaint.kind,
        category=complaint.category,
        cause=complaint.cause,
        channel=complaint.channel,
        flags=frozenset(complaint.flags),
        affected=complaint.affected,
        amount=complaint.amount,
        repeats=complaint.repeats,
        similar=complaint.similar,
        grade=complaint.grade,
        priority=complaint.priority,
        remedy=complaint.remedy,
        round=complaint.round,
    )
