"""What is learned: improvements, samples of priorities, drills, points, the quarterly review, reports."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from complaintctl.office.acting import Acting

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaintctl.cases.adjustments import Adjustment
    from complaintctl.cases.case import Case
    from complaintctl.cases.deed import Deed
    from complaintctl.cases.drills import Drill
    from complaintctl.cases.effects import Share
    from complaintctl.cases.measures import Measure
    from complaintctl.cases.quarters import Review
    from complaintctl.cases.sampling import Check, Sample
    from complaintctl.records import Event
    from complaintctl.reports.periods import Period


class Learning(Acting):
    """An office that learns from its cases."""

    # -- improvements -------------------------------------------------------------------------------

    def measures(self) -> "dict[str, Measure]":
        """Every improvement there is, by name, in the order they were proposed (le-measures)."""
        from complaintctl.office.learned import all_measures

        return all_measures(self.conn)

    def measure(self, which: str) -> "Measure":
        """One of them: `M3`, or `3`."""
        from complaintctl.cases.measures import named

        return named(self.measures(), which)

    def add_measure(
        self,
        *,
        text: str,
        owner: str,
        due: datetime,
        cause: str | None = None,
        source: str | None = None,
        at: datetime | None = None,
    ) -> "Measure":
        """Propose an improvement, against a cause or after the idea of a case (le-measures, le-hot, le-ideas)."""
        from complaintctl.cases import measures

        with self.writing():
            origin = self._original(source).number if source else None
            known, deed = self.measures(), self.deed(at)
            event = measures.added(
                deed, self.policy, known, text=text, owner=owner, due=due, cause=cause, source=origin
            )
            self.write_down(event)
        return measures.folded([event])[event.changes["measure"]]

    def _original(self, number: str) -> "Case":
        """The case, which may be no duplicate."""
        from complaintctl.rules.lifecycle import IsDuplicate

        case = self.case(number)
        if case.complaint.duplicate_of is not None:
            raise IsDuplicate(number=case.number, other=case.complaint.duplicate_of)
        return case

    def approve_measure(self, which: str, *, note: str | None = None, at: datetime | None = None) -> "Measure":
        """Agree to a measure, by a role that decides; by that it begins (le-measures)."""
        from complaintctl.cases.measures import approved

        return self._improve(which, lambda known, deed: approved(known, deed, self.policy, note=note), at)

    def finish_measure(self, which: str, *, note: str | None = None, at: datetime | None = None) -> "Measure":
        """Write down that a measure was carried out (le-measures)."""
        from complaintctl.cases.measures import done

        return self._improve(which, lambda known, deed: done(known, deed, note=note), at)

    def drop_measure(self, which: str, *, reason: str, at: datetime | None = None) -> "Measure":
        """Give up a measure that isn't carried out (le-ideas)."""
        from complaintctl.cases.measures import dropped

        return self._improve(which, lambda known, deed: dropped(known, deed, reason=reason), at)

    def check_measure(
        self, which: str, *, effective: bool | None = None, note: str | None = None, at: datetime | None = None
    ) -> "Measure":
        """Whether its cause got rarer, in equal periods before it began and after, or as judged (le-measures)."""
        from complaintctl.cases.measures import checked

        def build(known: "Measure", deed: "Deed") -> "Event":
            shares = self._shares(known, deed, judged=effective is not None)
            return checked(known, deed, shares, said=effective, note=note)

        return self._improve(which, build, at)

    def _shares(self, known: "Measure", deed: "Deed", *, judged: bool) -> "list[Share]":
        """How often the cause came before and after; nothing where the measure names none, or is judged too early."""
        from complaintctl.cases import effects, measures
        from complaintctl.store import learning

        measures.may_check(known, deed)
        if known.cause is None or known.approved_at is None or known.done_at is None:
            return []
        began, ended, today = (
            instant.astimezone(self.zone).date() for instant in (known.approved_at, known.done_at, deed.at)
        )
        if judged and not effects.comparable(ended, today):
            return []
        found = []
        for days in effects.compared(known.name, began, ended, today):
            first, last = (day.isoformat() for day in days)
            found.append(effects.Share(first, last, *learning.of_cause(self.conn, known.cause, first, last)))
        return found

    def _improve(self, which: str, build: "Callable[[Measure, Deed], Event]", at: datetime | None) -> "Measure":
        with self.writing():
            known = self.measure(which)
            self.write_down(build(known, self.deed(at)))
        return self.measures()[known.name]

    def hold_review(self, quarter: "Period", *, note: str, at: datetime | None = None) -> "Review":
        """Write down that the departments held their review of a quarter; `today` then asks no more (le-quarter)."""
        from complaintctl.cases import quarters

        with self.writing():
            event = self.write_down(quarters.held(self.deed(at), quarter.name, quarter.end, note=note))
        (held,) = quarters.folded([event]).values()
        return held

    def adjust(self, department: str, points: int, *, reason: str, at: datetime | None = None) -> "Adjustment":
        """Give a department points or take some, by a role that decides (le-points)."""
        from complaintctl.cases import adjustments

        with self.writing():
            event = adjustments.adjusted(self.deed(at), self.policy, department, points, reason=reason)
            self.write_down(event)
        (made,) = adjustments.folded([event])
        return made

    # -- samples ------------------------------------------------------------------------------------

    def samples(self) -> "dict[str, Sample]":
        """Every month's sample, by month (cl-sample)."""
        from complaintctl.office.learned import all_samples

        return all_samples(self.conn)

    def draw_sample(self, month: "Period", *, seed: str | None = None, at: datetime | None = None) -> bool:
        """Draw the policy's share of a month's cases by lot; whether there was any to be drawn (cl-sample)."""
        from complaintctl.cases import sampling
        from complaintctl.store import learning

        with self.writing():
            known = self.samples().get(month.name)
            numbers = learning.received(self.conn, month.first.isoformat(), month.last.isoformat())
            cast_by = seed or (known.seed if known else secrets.token_hex(8))
            deed, share = self.deed(at), self.policy.sample_share
            event = sampling.drawn(deed, known, month.name, numbers, share, cast_by)
            if event is not None:
                self.write_down(event)
        return event is not None

    def check_sample(
        self, number: str, *, right: bool, should_be: str | None = None, at: datetime | None = None
    ) -> "tuple[Case, Sample, Check | None]":
        """Write down a person's judgement of one case's priority; the case keeps the one it has (cl-sample).

        Answers the case, its sample as it is then, and the judgement that was there before.
        """
        from complaintctl.cases import sampling

        with self.writing():
            case = self._original(number)
            drawn = sampling.sample_of(self.samples(), case.number)
            before = drawn.checks.get(case.number)
            deed, priority = self.deed(at), case.complaint.priority
            self.write_down(sampling.checked(deed, drawn, case.number, priority, right=right, should_be=should_be))
        return case, self.samples()[drawn.month], before

    def sample_row(self, sample: "Sample") -> dict[str, Any]:
        """What a sample has come to, by the cases that count now."""
        from complaintctl.office.learned import sample_row

        return sample_row(self.conn, sample)

    # -- drills -------------------------------------------------------------------------------------

    def drills(self) -> "list[Drill]":
        """Every drill ever held, in the order of their own time (le-training)."""
        from complaintctl.office.learned import all_drills

        return all_drills(self.conn)

    def past_case(self, trainee: str, *, at: datetime | None = None) -> "Case":
        """A closed case by lot that this trainee has not had, as long as there is one (le-review, fu-learned).

        One of a kind they misjudged and have not got right since comes first; of those, and of the rest, one that a
        review made a training case.
        """
        from complaintctl.cases import drills
        from complaintctl.moments import stored
        from complaintctl.office.drilling import candidates

        seed = f"{trainee}:{stored(self.moment(at))}"
        held = [drill for drill in self.drills() if drill.trainee == trainee]
        number = drills.chosen(candidates(self, held, seed), {drill.number for drill in held}, seed)
        if number is None:
            raise drills.NoPastCase
        return self.case(number)

    def question(self, case: "Case") -> dict[str, Any]:
        """What a trainee is shown of a case: what intake heard, without names."""
        from complaintctl.office.drilling import question

        return question(self, case)

    def drill(self, case: "Case", trainee: str, answers: dict[str, str], *, at: datetime | None = None) -> "Drill":
        """Keep what a trainee answered, beside what the case came to (le-training)."""
        from complaintctl.cases import drills

        with self.writing():
            event = self.write_down(drills.drilled(self.deed(at), self.policy, case, trainee, answers))
        (held,) = drills.folded([event])
        return held

    def rate_drill(
        self, trainee: str, useful: int, *, number: str | None = None, at: datetime | None = None
    ) -> "Drill":
        """Keep how useful, from 1 to 5, a trainee found their last drill, or that on a case (fu-learned)."""
        from complaintctl.cases import drills

        with self.writing():
            whole = self.number(number) if number else None
            event = self.write_down(drills.rated(self.deed(at), self.drills(), trainee, useful, whole))
        return next(held for held in self.drills() if held.seq == event.changes["drill"])
