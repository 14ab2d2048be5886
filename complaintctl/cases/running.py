"""The steps of one case that run: how each starts, follows a changed fact, and stands (deadlines are rows)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from complaintctl.model import Facts, Step
from complaintctl.policy.figures import OF_CASES
from complaintctl.policy.parts import Deadline as Rule
from complaintctl.policy.schema import Policy
from complaintctl.records import Deadline
from complaintctl.rules.deadlines import INTAKE_STEPS, cancel, due_after, figure, meet, put_by_hand, recompute, run_out
from complaintctl.rules.steps import applies, key_of, once_a_case, starts_at
from complaintctl.rules.worktime import Calendar

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True)
class Hold:
    """A time in which the customer's answer was awaited."""

    round: int
    start: datetime
    end: datetime | None = None
    until: datetime | None = None
    """When somebody wants to be reminded of it."""
    reason: str | None = None


class Running:
    """The deadlines of a case, of all its rounds. Call `refresh` after every event."""

    def __init__(self, policy: Policy, calendar: Calendar) -> None:
        self.calendar = calendar
        self.rows: list[Deadline] = []
        self.holds: list[Hold] = []
        self.round = 1
        self.round_start: datetime | None = None
        self.starts: dict[str, datetime] = {}
        self.passed: set[str] = set()
        self.department: str | None = None
        self.handler: str | None = None
        self.soother: str | None = None
        """Who soothes a concern that is with no department (fu-concern)."""
        self._done: dict[str, datetime] = {}
        self._reported_at: datetime | None = None
        self._holding: dict[str, bool] = {}
        self._begun: dict[str, datetime] = {}
        """When the condition of a step began to hold, where it didn't from the start."""
        self._lapsed: set[str] = set()
        """Steps cancelled by a change, which another change brings back."""
        self._latest: dict[str, Deadline] = {}
        """The last row of each step of this round, and of those that come but once a case."""
        self._rules: dict[int, Mapping[str, Rule]] = {}
        self._awaited: dict[str, Rule] = {}
        """The rules of this round that may still start a step, as long as the facts stay as they are."""
        self._foreseen: list[Deadline] = []
        self._grounds: tuple[object, ...] = ()
        self.enacted = policy
        """The policy it was registered under: its law stays the case's, whatever a later round goes by."""
        self._laws: Mapping[str, Rule] = {}
        self._former: dict[str, Rule] = {}
        """The clocks of the law by key: those of the receipt's day, and all that ever were, as what ran out stays."""
        self._follow(policy)

    def _follow(self, policy: Policy) -> None:
        """This round goes by this policy."""
        self.policy = policy
        self._await()
        self._somebody_told = any(rule.start == "overdue" for rule in policy.steps.values())

    def received_on(self, day: date) -> None:
        """The case goes by the law of this local date: said at its registration, and again where it is corrected."""
        laws = self.enacted.law_steps(day)
        if laws != self._laws:
            self._laws = laws
            self._former |= laws
            self._grounds = ()
            self._await()

    def _await(self) -> None:
        steps = self.policy.steps
        self._rules[self.round] = {**steps, **self._laws} if self._laws else steps
        self._awaited = dict(self._rules[self.round])

    # -- what follows from the facts ----------------------------------------------------------------

    def refresh(self, at: datetime, facts: Facts) -> None:
        """Start the steps whose time has come, and let a changed fact change or end those that run."""
        before, grounds = self._grounds, (facts, self.calendar, self.round, *self.starts.items())
        if grounds == before:
            return  # whatever a step starts from or follows is as it was
        self._grounds = grounds
        if before[:2] != grounds[:2]:
            for row in self._running(at, extended=True):
                self._change(row, at, facts)
            self._awaited = dict(self._rules[self.round])
        for key, rule in list(self._awaited.items()):
            if key in self.passed or (not rule.when.tables and not self._is_missing(key)):
                del self._awaited[key]
                continue
            start = self._start(rule)
            if start is None:
                continue
            held_before = self._holding.get(key)
            self._holding[key] = holding = applies(rule, facts)
            if holding and held_before is False:
                self._begun[key] = at
            if holding and self._is_missing(key):
                start = max(start, self._begun.get(key, start))
                self._begin(key, rule, start, at, facts, late=held_before is not None)

    def _is_missing(self, key: str) -> bool:
        row = self._latest.get(key)
        return row is None or (row.ended_at is not None and key in self._lapsed)

    def _change(self, row: Deadline, at: datetime, facts: Facts) -> None:
        rule = self._rule(row)
        if row.law is not None and key_of(row) not in self._laws:
            cancel(row, at)  # the law of another day
            return
        amount, opens = figure(rule, facts)
        if not applies(rule, facts) or (amount is None and not row.extended):
            if row.round == self.round or once_a_case(rule):
                self._lapsed.add(key_of(row))
            cancel(row, at)
        elif amount is not None and not row.extended:
            row.opens_at = None if opens is None else self.calendar.opens(row.start_at, opens)
            if amount.written != row.amount:
                row.amount, row.anchor_at = amount.written, None
                recompute(row, self.calendar, self._pieces(row, at), not_before=at)

    def _begin(self, key: str, rule: Rule, start: datetime, at: datetime, facts: Facts, *, late: bool = False) -> None:
        row = self._started(key, rule, start, at, facts, late=late)
        if row is not None:
            self._put(row)
            self._lapsed.discard(key)
            self._meet_if_done(row, rule)

    def _put(self, row: Deadline) -> None:
        self.rows.append(row)
        self._latest[key_of(row)] = row

    def _sort_out(self) -> None:
        """Find the last row of each step anew: the round has changed, or rows have gone."""
        lasting = {key for key, rule in self._rules[self.round].items() if once_a_case(rule)}
        current = [(key_of(row), row) for row in self.rows]
        self._latest = {key: row for key, row in current if row.round == self.round or key in lasting}

    def _started(
        self, key: str, rule: Rule, start: datetime, at: datetime, facts: Facts, *, late: bool = False
    ) -> Deadline | None:
        """The step's next row; None where it has no amount for these facts."""
        amount, opens = figure(rule, facts)
        if amount is None:
            return None
        row = Deadline(self.round, str(rule.step), self._next_seq(key), start, amount.written, start, start)
        row.law = key.partition(" ")[2] or None
        if late:
            recompute(row, self.calendar, self._pieces(row, at), not_before=at)
        else:
            due_after(row, self.calendar, self._pieces(row, at))
        row.first_due_at = row.due_at
        row.opens_at = None if opens is None else self.calendar.opens(start, opens)
        self._answer(row)
        if self._on_hold() and self._pausable(row):
            row.held_since = max(start, at)
        return row

    def _next_seq(self, key: str) -> int:
        """A tell has its number from the policy; the others count in their round."""
        if key.partition(" ")[0] == Step.STATUTORY:
            return 1 + sum(row.step == Step.STATUTORY and row.round == self.round for row in self.rows)
        numbered = key.partition("-")[2]
        if numbered:
            return int(numbered)
        before = self._latest.get(key)
        return 1 if before is None or before.round != self.round else before.seq + 1

    def _meet_if_done(self, row: Deadline, rule: Rule) -> None:
        if rule.step == Step.PROGRESS:
            return
        if rule.step == Step.REPORTED:
            meet(row, self.starts["reported"], self.calendar)
            return
        times = [self._done[action] for action in rule.met_by if action in self._done]
        if times:
            meet(row, min(times), self.calendar)

    # -- whom to tell when something runs out ---------------------------------------------------------

    def passing(self, at: datetime) -> None:
        """Before anything happens at this instant: what has run out by then starts the tells that wait for it."""
        first = self._first_to_run_out()
        if first is not None and first < at:
            self.starts["overdue"] = first
            for row in self._foreseen:
                self._put(row)
            self._foreseen = []

    def foresee(self, at: datetime, facts: Facts) -> None:
        """Nothing happens when a step runs out; so the tells that start then are there before, once a round."""
        self._foreseen = []
        first = self._first_to_run_out()
        if first is None:
            return
        for key, rule in self._rules[self.round].items():
            if rule.start == "overdue" and applies(rule, facts) and rule.met_by.isdisjoint(self._done):
                row = self._started(key, rule, first, at, facts)
                if row is not None:
                    self._foreseen.append(row)

    def _first_to_run_out(self) -> datetime | None:
        """When the first step runs out in this round, never before the round began; None where nobody is told."""
        begun = self.round_start
        if not self._somebody_told or begun is None or "overdue" in self.starts:
            return None
        rows = [row for row in self._open() if row.step != Step.TELL and row.held_since is None]
        dues = [row.due_at for row in rows if row.round == self.round or row.due_at >= begun]
        return max(min(dues), begun) if dues else None

    # -- looking ------------------------------------------------------------------------------------

    @property
    def all(self) -> list[Deadline]:
        """Every deadline; one that starts when another runs out is there already, its start to come."""
        return self.rows + self._foreseen

    def current(self, step: str) -> Deadline | None:
        """The open row of a step, the latest where several rounds have one; not what the law or an owner timed."""
        rows = [row for row in self._open() if row.step == step and row.law is None and row.step not in OF_CASES]
        return rows[-1] if rows else None

    def law(self, law: str) -> Deadline | None:
        """The open clock of this law."""
        return next((row for row in self._open() if row.law == law), None)

    def paused(self, row: Deadline) -> list[tuple[datetime, datetime]]:
        """The time a row was held that has moved it; a hold that goes on moves nothing yet."""
        if not self._rule(row).pausable:
            return []
        return [
            (max(hold.start, row.start_at), hold.end)
            for hold in self.holds
            if hold.round == row.round and hold.end is not None and hold.end > row.start_at
        ]

    def _open(self) -> list[Deadline]:
        return [row for row in self.rows if row.ended_at is None]

    def _running(self, at: datetime, *, extended: bool = False) -> list[Deadline]:
        return [row for row in self._open() if not run_out(row, at) and (extended or not put_by_hand(row))]

    def _rule(self, row: Deadline) -> Rule:
        if row.step in OF_CASES:
            return OF_CASES[Step(row.step)]
        if row.law is not None:
            return self._laws.get(key_of(row)) or self._former[key_of(row)]
        return self._rules[row.round][key_of(row)]

    def _start(self, rule: Rule) -> datetime | None:
        start = starts_at(rule, self.round, self.round_start, self.starts)
        if rule.step == Step.PROGRESS and start is not None and self._reported_at is not None:
            return self._reported_at
        return start

    def _answer(self, row: Deadline) -> None:
        if row.step == Step.TASK:
            return  # its owner does, whoever the case is with
        own = row.step not in INTAKE_STEPS
        assigned = own and self.department is not None
        row.department = self.department if assigned else self.policy.intake
        row.handler = self.handler if assigned else self.soother if own else None

    def _on_hold(self) -> bool:
        return bool(self.holds) and self.holds[-1].end is None

    def _pausable(self, row: Deadline) -> bool:
        return row.round == self.round and self._rule(row).pausable

    def _pieces(self, row: Deadline, until: datetime) -> list[tuple[datetime, datetime]]:
        if not self.holds or not self._rule(row).pausable:
            return []
        since = row.anchor_at or row.start_at
        pieces = [
            (max(hold.start, since), min(hold.end or until, until)) for hold in self.holds if hold.round == row.round
        ]
        return [(start, end) for start, end in pieces if start < end]
