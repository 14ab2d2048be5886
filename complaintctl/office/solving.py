"""What is offered, decided, answered and carried out: propose, approve, reject, accept, decline, resolve."""

from datetime import datetime
from typing import TYPE_CHECKING

from complaintctl.office.acting import Acting

if TYPE_CHECKING:
    from complaintctl.cases.case import Case
    from complaintctl.cases.deed import Deed
    from complaintctl.office.documents import Paper
    from complaintctl.records import Event


class Solving(Acting):
    """An office that finds solutions. Costs are in minor units of the policy's currency."""

    def propose(
        self,
        number: str,
        *,
        solution: str,
        remedy: str | None = None,
        cost: int | None = None,
        owner: str | None = None,
        until: datetime | None = None,
        check: str | None = None,
        at: datetime | None = None,
    ) -> "Case":
        """Propose what to do, by whom, until when, at what cost, and how one will see that it worked (ha-propose)."""
        from complaintctl.cases.solving import proposed
        from complaintctl.moments import stored

        date = stored(until) if until else None
        return self.act(
            number,
            lambda case, deed: proposed(
                case, deed, solution=solution, remedy=remedy, cost=cost, owner=owner, until=date, check=check
            ),
            at,
        )

    def approve(self, number: str, *, note: str | None = None, at: datetime | None = None) -> "Case":
        """Agree to a proposal on behalf of the house (ha-approve)."""
        from complaintctl.cases.solving import approved

        return self.act(number, lambda case, deed: approved(case, deed, note=note), at)

    def reject(self, number: str, *, reason: str, at: datetime | None = None) -> "Case":
        """Turn a proposal down on behalf of the house (ha-approve)."""
        from complaintctl.cases.solving import rejected

        return self.act(number, lambda case, deed: rejected(case, deed, reason=reason), at)

    def accept(self, number: str, *, note: str | None = None, at: datetime | None = None) -> "Case":
        """Write down that the customer agrees to the proposal (ha-propose)."""
        from complaintctl.cases.solving import accepted

        return self.act(number, lambda case, deed: accepted(case, deed, note=note), at)

    def decline(self, number: str, *, reason: str, at: datetime | None = None) -> "Case":
        """Write down that the customer declines the proposal (ha-propose)."""
        from complaintctl.cases.solving import declined

        return self.act(number, lambda case, deed: declined(case, deed, reason=reason), at)

    def resolve(
        self,
        number: str,
        *,
        solution: str | None = None,
        remedy: str | None = None,
        cost: int | None = None,
        responsibility: str | None = None,
        cause: str | None = None,
        agreement: "Paper | None" = None,
        at: datetime | None = None,
    ) -> "Case":
        """Write down the solution, taken over from the agreed proposal where none is said (ha-cause, ha-approve).

        The written agreement is archived before it: what is done last is what `undo` takes back (ha-agreement).
        """
        from complaintctl.cases.solving import resolved
        from complaintctl.office.documents import enclosed

        def build(case: "Case", deed: "Deed") -> "Event":
            return resolved(
                case,
                deed,
                self.policy,
                solution=solution,
                remedy=remedy,
                cost=cost,
                responsibility=responsibility,
                cause=cause,
            )

        if agreement is None:
            return self.act(number, build, at)
        with self.writing():
            id_, case = self.with_id(number)
            event = build(case, self.deed(at, case))
            case = enclosed(self, id_, case, [agreement], agreement=True, at=at)
            return self.record(id_, case, event)
