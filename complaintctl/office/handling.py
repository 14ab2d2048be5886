"""A complaint in hand: assigned, worked on, handed on, held, extended."""

from datetime import datetime
from typing import TYPE_CHECKING

from complaintctl.moments import aware
from complaintctl.office.acting import Acting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintctl.cases.case import Case
    from complaintctl.office.documents import Paper


class Handling(Acting):
    """An office that works on complaints."""

    def unassigned(self) -> list[str]:
        """The numbers of the cases that wait to be assigned, the earliest first."""
        from complaintctl.store import complaints

        return complaints.unassigned(self.conn)

    def assign(
        self, number: str, *, to: str | None = None, handler: str | None = None, at: datetime | None = None
    ) -> "Case":
        """Send a complaint to the department that answers for it: the one named, or by the routing table (as-route).

        Of a handler who is away whoever stands in gets it; one who has left is refused (fu-handover).
        """
        from complaintctl.cases.handling import assigned
        from complaintctl.office.absences import by_name, stands_in

        asked, contact = stands_in(self, at), by_name(self, handler) if handler else None
        return self.act(
            number, lambda case, deed: assigned(case, deed, self.policy, to=to, handler=contact, stands_in=asked), at
        )

    def contact(
        self, number: str, *, note: str, channel: str | None = None, reached: bool = True, at: datetime | None = None
    ) -> "Case":
        """Write down that the customer was spoken to; the first time is the answer (ha-contact)."""
        from complaintctl.cases.handling import contacted

        return self.act(
            number, lambda case, deed: contacted(case, deed, note=note, channel=channel, reached=reached), at
        )

    def progress(self, number: str, *, note: str, at: datetime | None = None) -> "Case":
        """Report the state of things (ha-progress)."""
        from complaintctl.cases.handling import progressed

        return self.act(number, lambda case, deed: progressed(case, deed, note=note), at)

    def note(self, number: str, *, note: str, private: bool = False, at: datetime | None = None) -> "Case":
        """Keep facts and findings; private ones are told only where everything is revealed (ha-facts)."""
        from complaintctl.cases.handling import noted

        return self.act(number, lambda case, deed: noted(case, deed, note=note, private=private), at)

    def escalate(self, number: str, *, reason: str, at: datetime | None = None) -> "Case":
        """Hand a stuck case over to the manager of its department (in-stuck)."""
        from complaintctl.cases.handling import escalated
        from complaintctl.office.absences import stands_in

        asked = stands_in(self, at)
        return self.act(
            number, lambda case, deed: escalated(case, deed, self.policy, reason=reason, stands_in=asked), at
        )

    def told(self, number: str, *, who: str, at: datetime | None = None) -> "Case":
        """Write down that somebody who must know was told (ha-tell)."""
        from complaintctl.cases.handling import told

        return self.act(number, lambda case, deed: told(case, deed, who=who), at)

    def hold(self, number: str, *, reason: str, until: datetime | None = None, at: datetime | None = None) -> "Case":
        """Let the clock stand still while the customer's answer is awaited, and remind of it by `until` (ha-hold)."""
        from complaintctl.cases.handling import held

        then = aware(until) if until is not None else None
        return self.act(number, lambda case, deed: held(case, deed, reason=reason, until=then), at)

    def resume(self, number: str, *, at: datetime | None = None) -> "Case":
        """Let the clock run on; what was held moves by the time it was held (ha-hold)."""
        from complaintctl.cases.handling import resumed

        return self.act(number, resumed, at)

    def extend(self, number: str, step: str, *, to: datetime, reason: str, at: datetime | None = None) -> "Case":
        """Move a deadline to a later date, with a reason; the first date stays on record (ha-adjust)."""
        from complaintctl.cases.handling import extended, known_step

        known_step(step)
        due = aware(to)
        return self.act(number, lambda case, deed: extended(case, deed, step, to=due, reason=reason), at)

    def extend_by_law(self, number: str, law: str, *, reason: str, at: datetime | None = None) -> "Case":
        """Take the next extension that the law has for its clock, `cn-finance.decide`, with a reason (fu-law)."""
        from complaintctl.cases.statutory import extended_by_law

        return self.act(number, lambda case, deed: extended_by_law(case, deed, law, reason=reason), at)

    def attach(
        self, number: str, papers: "Sequence[Paper]", *, note: str | None = None, at: datetime | None = None
    ) -> "Case":
        """Keep documents with a case, all of them or none (ha-facts)."""
        from complaintctl.office.documents import enclosed

        with self.writing():
            id_, case = self.with_id(number)
            return enclosed(self, id_, case, papers, note=note, at=at)
