"""What moves the deadlines of a case: every rule of it is here, one method for each thing that happens."""

from datetime import datetime

from complaintctl.cases.running import Hold, Running
from complaintctl.model import Facts, Step
from complaintctl.policy.amounts import BY_DATE
from complaintctl.policy.schema import Policy
from complaintctl.records import Deadline
from complaintctl.rules.deadlines import amount_of, cancel, due_after, lapse, meet, run_out
from complaintctl.rules.priority import holds
from complaintctl.rules.steps import OUTLIVE_THE_ROUND, applies, key_of, once_a_case, passed_by
from complaintctl.rules.worktime import Calendar


class Clocks(Running):
    """All deadlines of a case; an event is told to one of these, and then `refresh` is called."""

    def happened(self, action: str, at: datetime) -> None:
        """An action was done: the steps it meets are met, and those that wait for it later are too."""
        self._done.setdefault(action, at)
        for row in self._open():
            if action in self._rule(row).met_by and row.step != Step.REPORTED:
                if row.held_since is not None:
                    self._run_on(row, at)
                meet(row, at, self.calendar)

    def reported_again(self, at: datetime, facts: Facts) -> None:
        """A contact or progress starts the clock of the next progress, while the case is in hand."""
        rule = self._rules[self.round].get(Step.PROGRESS)
        started = None if rule is None else self._start(rule)
        if rule is None or started is None or at < started or rule.step in self.passed or "resolved" in self.starts:
            return
        self._reported_at = at
        row = self._latest.get(rule.step)
        running = row is not None and row.ended_at is None
        if not running and applies(rule, facts):
            self._begin(rule.step, rule, at, at, facts)

    def assigned(self, department: str | None, handler: str | None, at: datetime) -> None:
        """What has not run out yet is answered for by the new department; nothing moves."""
        self.department, self.handler = department, handler
        for row in self._open():
            if not run_out(row, at):
                self._answer(row)

    def held(self, at: datetime, until: datetime | None = None, reason: str | None = None) -> None:
        """Pause what may be paused and has not run out (ha-hold)."""
        self.holds.append(Hold(self.round, at, until=until, reason=reason))
        for row in self._running(at):
            if self._pausable(row):
                row.held_since = at

    def resumed(self, at: datetime) -> None:
        """End the hold and move what it paused by the time it was held, counted as each amount is."""
        if self._on_hold():
            self.holds[-1].end = at
        for row in self._open():
            if row.held_since is not None:
                self._run_on(row, at)

    def extended(self, row: Deadline, due: datetime, amount: str | None = None) -> None:
        """Put a date by hand: it runs out then, hold or not; the law does it by an amount (ha-adjust, hold-fixed)."""
        row.due_at, row.extended, row.held_since = due, True, None
        row.amount = amount_of(amount).written if amount is not None else row.amount

    def task_added(self, seq: int, due: datetime, owner: str, department: str | None, at: datetime) -> None:
        """A task is a deadline like any other, due at its date and answered for by its owner (fu-plan)."""
        row = Deadline(self.round, Step.TASK, seq, at, BY_DATE.written, due, due, department=department, handler=owner)
        row.held_since = at if self._on_hold() else None
        self._put(row)

    def task(self, seq: int) -> Deadline | None:
        """The open row of this task."""
        return next((row for row in self._open() if row.step == Step.TASK and row.seq == seq), None)

    def done(self, row: Deadline, at: datetime) -> None:
        """A step that only its own action ends was done."""
        if row.held_since is not None:
            self._run_on(row, at)
        meet(row, at, self.calendar)

    def struck(self, row: Deadline, at: datetime) -> None:
        """A task is not to be done any more; what had run out stays late."""
        if row.held_since is not None:
            self._run_on(row, at)
        lapse(row, at, self.calendar)

    def followed_up(self, at: datetime, facts: Facts) -> None:
        """The case has ended: the calls that the policy asks for afterwards, each open a day before (fu-follow)."""
        calls = [call for call in self.policy.follows if holds(call.when, facts)]
        for seq, call in enumerate(calls, 1):
            due = self.calendar.due(at, call.after)
            row = Deadline(self.round, Step.FOLLOW, seq, at, call.after.written, due.at, due.at)
            row.opens_at, row.provisional = self.calendar.day_before(due.at), due.provisional
            self._answer(row)
            self._put(row)

    def to_follow(self, at: datetime) -> list[Deadline]:
        """The calls that one made now answers: all that are open by then, else the next."""
        calls = sorted((row for row in self._open() if row.step == Step.FOLLOW), key=lambda row: row.due_at)
        return [row for row in calls if row.opens_at is None or row.opens_at <= at] or calls[:1]

    def received(self, before: datetime, now: datetime, at: datetime) -> None:
        """A corrected receipt: what started there and is still running counts from the new one."""
        self.starts["received"] = now
        for row in self._running(at):
            rule = self._rule(row)
            if rule.start == "received" and row.start_at == before:
                row.start_at, row.anchor_at, row.shortened = now, None, False
                due_after(row, self.calendar, self._pieces(row, at))

    def recalendared(self, at: datetime) -> None:
        """The days off changed: count again what is still running."""
        for row in self._running(at):
            due_after(row, self.calendar, self._pieces(row, at))

    def new_round(self, policy: Policy, calendar: Calendar, at: datetime, *, judged: bool = True) -> None:
        """The sheet is issued again: the old round keeps its dates and breaches (re-again)."""
        self.resumed(at)
        for row in self._open():
            if row.step not in OUTLIVE_THE_ROUND and self._rule(row).restarts:
                self._end(row, at, judged=judged)
        self.round += 1
        self.round_start, self.calendar = at, calendar
        self._follow(policy)
        self._sort_out()
        lasting = {key for key, rule in self._rules[self.round].items() if once_a_case(rule)}
        for name in ("resolved", "reported", "overdue"):
            self.starts.pop(name, None)
        self._done, self._reported_at = {}, None
        self.passed &= lasting
        self._lapsed &= lasting
        self._holding = {key: held for key, held in self._holding.items() if key in lasting}
        self._begun = {key: since for key, since in self._begun.items() if key in lasting}

    def closed(self, at: datetime, *, duplicate: bool) -> None:
        """Closing ends all but review and audit: late what had run out, the rest cancelled (duplicate-late)."""
        self.resumed(at)
        for row in self._open():
            if duplicate or row.step not in OUTLIVE_THE_ROUND:
                lapse(row, at, self.calendar)

    def passed_over(self, status: str, at: datetime) -> None:
        """A past state told by a file: what it left behind without a time is cancelled (csv-flood)."""
        rules = self._rules[self.round].items()
        self.passed.update([key for key, rule in rules if key not in self.passed and passed_by(rule, status)])
        for row in self._open():
            if status == "closed" or key_of(row) in self.passed:
                cancel(row, at)
        if status == "closed":
            self.rows = [row for row in self.rows if row.step not in OUTLIVE_THE_ROUND or row.how == "met"]
            self._sort_out()

    def _end(self, row: Deadline, at: datetime, *, judged: bool) -> None:
        if judged:
            lapse(row, at, self.calendar)
        else:
            cancel(row, at)

    def _run_on(self, row: Deadline, at: datetime) -> None:
        row.held_since = None
        due_after(row, self.calendar, self._pieces(row, at))
