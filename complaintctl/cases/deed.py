"""Somebody does something at some instant: the frame that every action writes its event in."""

from dataclasses import dataclass
from datetime import datetime

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.proposals import last
from complaintctl.cases.values import check
from complaintctl.errors import Refused
from complaintctl.model import Part, Role, Status
from complaintctl.records import BACKDATED, Changes, Event, Proposal
from complaintctl.rules import approval, lifecycle, recusal
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
        """The event that records it; absent values set nothing, and what may not be written down is Misused."""
        check(changes or {})
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
    """Refuse what the state or the order of time stands against, or that the case is about who acts."""
    complaint = case.complaint
    try:
        lifecycle.check(case.number, complaint.status, action, complaint.duplicate_of)
    except lifecycle.WrongState:
        raise wrong_state(case, deed, action) from None
    recusal.check(case.policy, complaint, deed.actor, action)
    if action in BACKDATED:
        receipt = complaint.received_at
        if receipt is not None and deed.at < receipt:
            raise BeforeReceipt(case, receipt)
    else:
        check_follows(case, deed)


def check_follows(case: Case, deed: Deed) -> None:
    """Refuse what would precede the case's last action."""
    if case.last_at is not None and deed.at < case.last_at:
        raise BeforeTheLast(case, case.last_at)


def wrong_state(case: Case, deed: Deed, action: str) -> lifecycle.WrongState:
    """That refusal; where the solution must be approved, or is, its hint leads there."""
    refusal = lifecycle.WrongState(case.number, case.complaint.status, action)
    if case.complaint.status == Status.ASSIGNED:
        refusal.hint = _towards_a_solution(case, deed) or refusal.hint
    return refusal


def _towards_a_solution(case: Case, deed: Deed) -> str:
    offer = last(case.proposals, case.complaint.round)
    turned_down = offer is None or offer.decision == "rejected" or offer.answer == "declined"
    if offer is not None and offer.decision == "approved" and not turned_down and to_decide(case) is None:
        return "complaintctl resolve {number}"
    if not approval.needed(case.policy, facts_of(case.complaint), None, None, deed.role):
        return ""
    return 'complaintctl propose {number} --solution "…"' if turned_down else "complaintctl approve {number}"


def to_decide(case: Case) -> Proposal | None:
    """The round's last proposal where it waits for a decision: undecided, or the case has outgrown who decided it.

    It has also where it turned out to be about that person (fu-recuse).
    """
    offer = last(case.proposals, case.complaint.round)
    if offer is None or offer.decision is None:
        return offer
    if offer.decision != "approved" or offer.answer == "declined" or offer.decided_as is None:
        return None
    facts = facts_of(case.complaint)
    enough = approval.may_decide(case.policy, facts, offer.remedy, offer.cost, offer.decided_as)
    aside = recusal.stands_aside(case.policy, case.complaint, offer.decided_by, Part.APPROVER)
    return None if enough and not aside else offer


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
