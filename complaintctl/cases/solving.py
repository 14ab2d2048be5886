"""What is offered, decided, answered and carried out: proposals and the solution (ha-propose, ha-approve)."""

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.deed import Deed, may, to_decide
from complaintctl.cases.planning import check_carried_out
from complaintctl.cases.proposals import last
from complaintctl.cases.registration import check_cause
from complaintctl.errors import OfCase, Refused
from complaintctl.model import Part
from complaintctl.policy.schema import Policy
from complaintctl.records import Event, Proposal
from complaintctl.rules import approval, recusal


def proposed(
    case: Case,
    deed: Deed,
    *,
    solution: str,
    remedy: str | None = None,
    cost: int | None = None,
    owner: str | None = None,
    until: str | None = None,
    check: str | None = None,
) -> Event:
    """A proposal; made by someone who may decide it, it counts as decided by being made. Cost in minor units."""
    may(case, deed, "propose")
    aside = recusal.stands_aside(case.policy, case.complaint, deed.actor, Part.APPROVER)
    decided = not aside and approval.may_decide(case.policy, facts_of(case.complaint), remedy, cost, deed.role)
    changes = {
        "proposed": solution,
        "proposed_remedy": remedy,
        "proposed_cost": cost,
        "owner": owner,
        "until": until,
        "check": check,
        "decision": "approved" if decided else None,
        "decided_as": deed.role if decided else None,
    }
    return deed.event("propose", changes)


def approved(case: Case, deed: Deed, *, note: str | None = None) -> Event:
    """The house agrees to the round's latest proposal that waits for a decision."""
    may(case, deed, "approve")
    _check_decider(case, deed, _to_decide(case))
    return deed.event("approve", {"decided_as": deed.role}, note=note)


def rejected(case: Case, deed: Deed, *, reason: str) -> Event:
    """The house doesn't agree to it."""
    may(case, deed, "reject")
    _check_decider(case, deed, _to_decide(case))
    return deed.event("reject", {"decided_as": deed.role}, note=reason)


def accepted(case: Case, deed: Deed, *, note: str | None = None) -> Event:
    """The customer agrees to the round's last proposal, which the house stands by."""
    may(case, deed, "accept")
    if _to_answer(case) is to_decide(case):
        raise NotToBePromised(case.number)
    return deed.event("accept", note=note)


def declined(case: Case, deed: Deed, *, reason: str) -> Event:
    """The customer doesn't; another proposal follows until there is agreement."""
    may(case, deed, "decline")
    _to_answer(case)
    return deed.event("decline", note=reason)


def resolved(
    case: Case,
    deed: Deed,
    policy: Policy,
    *,
    solution: str | None = None,
    remedy: str | None = None,
    cost: int | None = None,
    responsibility: str | None = None,
    cause: str | None = None,
) -> Event:
    """The solution, given or taken over from the agreed proposal, decided where it must be. Cost in minor units."""
    may(case, deed, "resolve")
    check_carried_out(case)
    if cause is not None:
        check_cause(cause, None, policy, hint="complaintctl policy causes lists them; or leave --cause out.")
    offered = last(case.proposals, case.complaint.round)
    offer = _agreed(offered)
    if solution is None and offer is None:
        decided = approval.needed(case.policy, facts_of(case.complaint), remedy, cost, deed.role)
        raise _unsolved(offered, must_be_decided=decided)(case.number)
    if offer is not None:
        solution = solution or offer.solution
        remedy = remedy or offer.remedy
        cost = offer.cost if cost is None else cost
    if approval.needed(case.policy, facts_of(case.complaint), remedy, cost, deed.role):
        _check_approved(case, remedy, cost)
    changes = {
        "status": "resolved",
        "solution": solution,
        "remedy": remedy,
        "cost": cost,
        "responsibility": responsibility,
        "cause": cause,
        "category": cause.split("/")[0] if cause else None,
    }
    return deed.event("resolve", changes)


def _unsolved(offered: Proposal | None, *, must_be_decided: bool) -> type[OfCase]:
    """Why there is no solution: none was given, and none agreed to."""
    if offered is not None and offered.decision is None and offered.answer != "declined":
        return NotApproved
    if not must_be_decided:
        return NoSolution
    return NotProposed if offered is None else NotAgreed


def _agreed(offer: Proposal | None) -> Proposal | None:
    if offer is None or offer.decision in ("rejected", "withdrawn") or offer.answer == "declined":
        return None
    return offer if offer.decision == "approved" or offer.answer == "accepted" else None


def _check_approved(case: Case, remedy: str | None, cost: int | None) -> None:
    offer = last(case.proposals, case.complaint.round)
    if offer is None:
        raise NotProposed(case.number)
    if offer.decision is None:
        raise NotApproved(case.number)
    if offer.decision == "rejected" or offer.answer == "declined":
        raise NotAgreed(case.number)
    if to_decide(case) is not None:
        raise NotApproved(case.number)
    if remedy != offer.remedy or (cost or 0) > (offer.cost or 0):
        raise BeyondApproval(case.number)


def _to_decide(case: Case) -> Proposal:
    offer = to_decide(case)
    if offer is None:
        latest = last(case.proposals, case.complaint.round)
        approved_already = latest is not None and latest.decision == "approved" and latest.answer != "declined"
        raise ApprovedAlready(case.number) if approved_already else NothingToDecide(case.number)
    return offer


def _to_answer(case: Case) -> Proposal:
    offer = last(case.proposals, case.complaint.round)
    if offer is None or offer.decision == "rejected":
        raise NothingToAnswer(case.number)
    return offer


def _check_decider(case: Case, deed: Deed, offer: Proposal) -> None:
    facts = facts_of(case.complaint)
    if not approval.may_decide(case.policy, facts, offer.remedy, offer.cost, deed.role):
        raise MayNotDecide(case.policy, deed)


class NoSolution(OfCase):
    code = "no-solution"
    sentence = "{number} needs a solution: give --solution, or have a proposal agreed first."
    hint = 'complaintctl resolve {number} --solution "…"'


class NotProposed(OfCase):
    code = "not-approved"
    sentence = "{number} can't be resolved before its solution was proposed and approved."
    hint = 'complaintctl propose {number} --solution "…"'


class NotApproved(OfCase):
    code = "not-approved"
    sentence = "The proposal for {number} is not approved yet."
    hint = "complaintctl approve {number}"


class NotToBePromised(OfCase):
    code = "not-approved"
    sentence = "The proposal for {number} waits for the house's decision; the customer can agree to it after that."
    hint = "complaintctl approve {number}"


class NotAgreed(OfCase):
    code = "not-approved"
    sentence = "The last proposal for {number} was turned down; it needs another one."
    hint = 'complaintctl propose {number} --solution "…"'


class BeyondApproval(OfCase):
    code = "not-approved"
    sentence = "The solution of {number} goes beyond what was approved: another remedy, or a higher cost."
    hint = 'complaintctl propose {number} --solution "…"'


class NothingToDecide(OfCase):
    sentence = "{number} has no undecided proposal in this round."
    hint = 'complaintctl propose {number} --solution "…"'


class ApprovedAlready(NothingToDecide):
    sentence = "The last proposal for {number} is approved already."
    hint = "complaintctl resolve {number}"


class NothingToAnswer(OfCase):
    sentence = "{number} has no proposal that the customer could answer."
    hint = 'complaintctl propose {number} --solution "…"'


class MayNotDecide(Refused):
    code = "may-not-decide"

    def __init__(self, policy: Policy, deed: Deed) -> None:
        roles = sorted(policy.deciding_roles)
        super().__init__(
            "{actor} ({role}) may not decide this; it takes: {roles}.",
            hint="Act as such a person with --as NAME, or add one: complaintctl staff add NAME --role {first}",
            actor=deed.actor,
            role=deed.role,
            roles=", ".join(roles),
            first=roles[0],
        )
