"""What the house offers, decides, and the customer answers: the proposals of a case, all kept (ha-propose)."""

from collections.abc import Callable, Sequence

from complaintctl.records import Event, Proposal

PROPOSING = frozenset({"propose", "approve", "reject", "accept", "decline"})


def apply_proposal(proposals: list[Proposal], event: Event, round_: int) -> None:
    """Let a proposal, a decision or an answer take effect on the proposals so far."""
    if event.action == "propose":
        _withdraw(undecided(proposals, round_))
        proposals.append(_proposed(event, round_, len(proposals) + 1))
        return
    latest = last(proposals, round_)
    if latest is not None:
        _EFFECTS[event.action](latest, event)


def last(proposals: Sequence[Proposal], round_: int) -> Proposal | None:
    """The round's last proposal."""
    return proposals[-1] if proposals and proposals[-1].round == round_ else None


def undecided(proposals: Sequence[Proposal], round_: int) -> Proposal | None:
    """The round's latest proposal that nobody has decided yet."""
    latest = last(proposals, round_)
    return latest if latest is not None and latest.decision is None else None


def _proposed(event: Event, round_: int, seq: int) -> Proposal:
    fields = event.changes
    return Proposal(
        seq=seq,
        round=round_,
        at=event.at,
        by=event.actor,
        solution=fields.get("proposed"),
        remedy=fields.get("proposed_remedy"),
        cost=fields.get("proposed_cost"),
        owner=fields.get("owner"),
        until=fields.get("until"),
        check=fields.get("check"),
        decision=fields.get("decision"),
        decided_by=event.actor if fields.get("decision") else None,
        decided_as=fields.get("decided_as"),
        decided_at=event.at if fields.get("decision") else None,
    )


def _withdraw(proposal: Proposal | None) -> None:
    if proposal is not None:
        proposal.decision = "withdrawn"


def _decide(decision: str) -> Callable[[Proposal, Event], None]:
    def effect(proposal: Proposal, event: Event) -> None:
        proposal.decision, proposal.decided_by, proposal.decided_at = decision, event.actor, event.at
        proposal.decided_as = event.changes.get("decided_as")
        proposal.reason = event.note

    return effect


def _answer(answer: str) -> Callable[[Proposal, Event], None]:
    def effect(proposal: Proposal, event: Event) -> None:
        proposal.answer, proposal.answered_at = answer, event.at
        proposal.reason = event.note or proposal.reason

    return effect


_EFFECTS = {
    "approve": _decide("approved"),
    "reject": _decide("rejected"),
    "accept": _answer("accepted"),
    "decline": _answer("declined"),
}
