"""Somebody does something at some instant: the frame that every action writes its event in."""

from dataclasses import dataclass
from datetime import datetime

from complaintctl.cases.course import Case
from complaintctl.errors import Refused
from complaintctl.model import Role
from complaintctl.records import BACKDATED, Changes, Event
from complaintctl.rules import lifecycle
from complaintctl.rules.instants import shown


@dataclass(frozen=True, slots=True)
class Deed:
    """Who acts, when (`at`) and when it is written down (`recorded_at`); instants in UTC."""

    at: datetime
    recorded_at: datetime
    actor: str
    login: str
    role: str = Role.AGENT
    clock: str = "real"
    calendar: int = 1

    def event(self, action: str, changes: Changes | None = None, note: str | None = None) -> Event:
        """The event that records it; absent values set nothing."""
        return Event(
            at=self.at,
            recorded_at=self.recorded_at,
            actor=self.actor,
            login=self.login,
            action=action,
            changes={name: value for name, value in (changes or {}).items() if value is not None},
            note=note,
            clock=self.clock,
            calendar=self.calendar,
        )


def may(case: Case, deed: Deed, action: str) -> None:
    """Refuse what the state or the order of time stands against."""
    complaint = case.complaint
    lifecycle.check(case.number, complaint.status, action, complaint.duplicate_of)
    if action in BACKDATED:
        receipt = complaint.received_at
        if receipt is not None and deed.at < receipt:
            raise BeforeReceipt(case, receipt)
    elif case.last_at is not None and deed.at < case.last_at:
        raise BeforeTheLast(case, case.last_at)


class BeforeReceipt(Refused):
    def __init__(self, case: Case, receipt: datetime) -> None:
        super().__init__(
            "{number} was received at {received}; nothing about it can have happened earlier.",
            hint="Give --at a time from the receipt on.",
            number=case.number,
            received=shown(receipt, case.calendar.zone),
        )


class BeforeTheLast(Refused):
    def __init__(self, case: Case, last: datetime) -> None:
        super().__init__(
            "The last action on {number} was at {last}; this one can't precede it.",
            hint="Give --at a time that is not earlier.",
            number=case.number,
            last=shown(last, case.calendar.zone),
        )
