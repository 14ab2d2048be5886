"""How long a customer waited: from the receipt to the answer of round 1, and to the first solution (le-monthly)."""

from dataclasses import dataclass
from datetime import datetime

from complaintctl.records import Complaint, Event
from complaintctl.rules.worktime import Calendar

_MOVING = frozenset({"contact", "resolve", "edit", "duplicate"})
"""Actions that end a wait, or say when it began."""


@dataclass(slots=True)
class Waits:
    """When the waits ended; instants in UTC."""

    answered_at: datetime | None = None
    """The first contact that reached the customer, else the resolve; of round 1 only."""
    solved_at: datetime | None = None
    is_unknown: bool = False
    """A past state without a time has come in between: whatever follows ends no wait."""

    def happened(self, event: Event, round_: int) -> None:
        """Note the end of a wait, if this is one."""
        solves = event.action == "resolve"
        if self.is_unknown or not (solves or (event.action == "contact" and event.changes.get("reached", True))):
            return
        if round_ == 1:
            self.answered_at = self.answered_at or event.at
        if solves:
            self.solved_at = self.solved_at or event.at

    def measure(self, event: Event, complaint: Complaint, calendar: Calendar) -> None:
        """Write both waits into the complaint, elapsed and in office time; anew where the receipt was corrected."""
        received = complaint.received_at
        if received is None or event.action not in _MOVING:
            return
        complaint.answer_seconds, complaint.answer_office_seconds = _took(calendar, received, self.answered_at)
        complaint.solution_seconds, complaint.solution_office_seconds = _took(calendar, received, self.solved_at)


def _took(calendar: Calendar, start: datetime, end: datetime | None) -> tuple[int | None, int | None]:
    """Seconds from start to end, elapsed and in office time."""
    if end is None:
        return None, None
    return max(0, int((end - start).total_seconds())), calendar.between(start, end).seconds
