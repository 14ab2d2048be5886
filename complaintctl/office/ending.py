"""The customer asked, the case ended or begun again: revisit, close, reopen, review, audit, undo."""

from datetime import datetime
from typing import TYPE_CHECKING

from complaintctl.office.acting import Acting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintctl.cases.case import Case
    from complaintctl.cases.deed import Deed
    from complaintctl.records import Event


RELAPSED = "relapsed"
"""The reason of a round that a call after the end began, where the caller says no more."""


class Ending(Acting):
    """An office that asks its customers, and ends cases."""

    def revisit(
        self,
        number: str,
        *,
        satisfied: bool | None,
        score: int | None = None,
        comment: str | None = None,
        suggestion: str | None = None,
        channel: str | None = None,
        answers: "Mapping[str, str | int | bool] | None" = None,
        close: bool = False,
        at: datetime | None = None,
    ) -> "Case":
        """Write down what the customer says of the solution; None: not reached (re-revisit, re-score).

        `answers` are to the policy's own questions, by name: 1 to 5, or yes and no (fu-survey). Who is dissatisfied
        begins another round; with `close` the case of who is satisfied is closed too.
        """
        from complaintctl.cases.ending import closed, revisited
        from complaintctl.cases.survey import answers_of

        with self.writing():
            id_, case = self.with_id(number)
            deed = self.deed(at, case)
            event = revisited(
                case,
                deed,
                satisfied=satisfied,
                score=score,
                comment=comment,
                suggestion=suggestion,
                channel=channel,
                answers=answers_of(self.policy, answers or {}),
            )
            case = self.record(id_, case, event)
            return self.record(id_, case, closed(case, deed)) if close else case

    def close(
        self,
        number: str,
        *,
        outcome: str | None = None,
        duplicate_of: str | None = None,
        reason: str | None = None,
        at: datetime | None = None,
    ) -> "Case":
        """Close a complaint whose customer is satisfied, or for another reason (re-close).

        What turns out to be a duplicate points to the other case, which is told of it.
        """
        from complaintctl.cases.ending import closed, pointed_to

        with self.writing():
            id_, case = self.with_id(number)
            deed = self.deed(at, case)
            other_id, other = self.with_id(duplicate_of) if duplicate_of else (0, None)
            after = self.record(id_, case, closed(case, deed, outcome=outcome, reason=reason, other=other))
            if other is not None:
                self.record(other_id, other, pointed_to(other, deed, case))
            return after

    def reopen(self, number: str, *, reason: str, at: datetime | None = None) -> "Case":
        """Begin another round of a complaint that wasn't over (re-again)."""
        from complaintctl.cases.ending import reopened

        return self.act(number, lambda case, deed: reopened(case, deed, reason=reason), at)

    def follow(self, number: str, *, well: bool, note: str | None = None, at: datetime | None = None) -> "Case":
        """Write down what a call after the end found; a relapse begins another round, with that reason (fu-follow)."""
        from complaintctl.cases.ending import followed, reopened

        with self.writing():
            id_, case = self.with_id(number)
            deed = self.deed(at, case)
            case = self.record(id_, case, followed(case, deed, well=well, note=note))
            if well:
                return case
            return self.record(id_, case, reopened(case, deed, reason=note or RELAPSED))

    def review(
        self,
        number: str,
        *,
        root_cause: str,
        note: str,
        went_well: str | None = None,
        went_badly: str | None = None,
        repeat: str | None = None,
        training: bool = False,
        at: datetime | None = None,
    ) -> "Case":
        """Write down what is learned from a complaint; `repeat` is what to do again (le-review)."""
        from complaintctl.cases.ending import reviewed

        def build(case: "Case", deed: "Deed") -> "Event":
            return reviewed(
                case,
                deed,
                root_cause=root_cause,
                note=note,
                went_well=went_well,
                went_badly=went_badly,
                repeat=repeat,
                training=training,
            )

        return self.act(number, build, at)

    def audit(self, number: str, *, note: str, at: datetime | None = None) -> "Case":
        """Write down that a broken rule was reported to audit (as-regulator)."""
        from complaintctl.cases.ending import audited

        return self.act(number, lambda case, deed: audited(case, deed, note=note), at)

    def undo(self, number: str, *, at: datetime | None = None) -> "Case":
        """Take back the last action on a complaint; both stay on record. What it was is in the last event."""
        from complaintctl.cases.ending import no_longer_pointed_to, relapse_behind, undone

        with self.writing():
            id_, case = self.with_id(number)
            deed = self.deed(at, case)
            event = undone(case, deed)
            pointed_to = case.complaint.duplicate_of
            if pointed_to is not None and event.changes["action"] == "close":
                other_id, other = self.with_id(pointed_to)
                self.record(other_id, other, no_longer_pointed_to(other, deed, case))
            call = relapse_behind(case, event)
            after = self.record(id_, case, event)
            if call is not None:
                after = self.record(id_, after, deed.event("undo", {"undoes": call.seq, "action": call.action}))
            if event.changes["action"] in ("assign", "task_give"):
                self._check_here_again(after)
            return after

    def _check_here_again(self, case: "Case") -> None:
        """Refuse to give back what was handed over because somebody left (fu-handover)."""
        from complaintctl.cases.tasks import open_tasks
        from complaintctl.office.absences import check_here

        owners = [task.owner for task in open_tasks(case.tasks, case.complaint.round)]
        for name in filter(None, (case.complaint.handler, *owners)):
            check_here(self, name)
