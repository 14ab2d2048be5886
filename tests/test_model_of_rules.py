"""Random cases, played against a plain model written from rules.md: no difference in state or deadlines.

The model knows elapsed time and working days only, on one clock without zones, and plays a case again from
its first action each time it is asked; so nothing in it can remember what the engine remembers.
"""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from complaintctl.errors import Refused
from complaintctl.rules.deadlines import state
from tests.builders import MAKEUP, OFF, SHANGHAI, local, story, with_deadlines

HOUR = timedelta(hours=1)
PRIORITIES = ("urgent", "high", "medium", "low")
STEPS = {
    # step: start, met by, hours (int) or working days (str) by priority, from urgent to low
    "register": ("received", {"register"}, (1, 1, 1, 1)),
    "assign": ("registered", {"assign"}, (1, 2, 2, 2)),
    "contact": ("received", {"contact", "resolve"}, (4, 24, "2", None)),
    "progress": ("assigned", {"contact", "progress", "resolve"}, (24, "3", "3", "3")),
    "solution": ("received", {"propose", "resolve"}, (24, None, None, None)),
    "resolve": ("received", {"resolve"}, (24, "3", "7", "15")),
    "statutory": ("received", {"resolve"}, (150, 150, 200, 200)),
    "revisit": ("resolved", {"revisit"}, ("3", "3", "3", "3")),
    "review": ("resolved", {"review"}, (48, 48, 48, 48)),
    "audit": ("received", {"audit"}, ("3", "3", "3", "3")),
}
LASTING = {"audit", "statutory"}
NEVER_HELD = {"register", "assign", "audit", "statutory"}
INTAKES = {"register", "assign", "revisit", "audit"}
IN_STATE = {
    "assign": "registered assigned",
    "contact": "registered assigned resolved revisited",
    "missed": "registered assigned resolved revisited",
    "progress": "registered assigned resolved revisited",
    "note": "registered assigned resolved revisited",
    "priority": "registered assigned resolved revisited",
    "flag": "registered assigned resolved revisited",
    "extend": "registered assigned resolved revisited",
    "withdraw": "registered assigned resolved revisited",
    "propose": "assigned",
    "resolve": "assigned",
    "satisfied": "resolved",
    "dissatisfied": "resolved",
    "close": "revisited",
    "reopen": "resolved revisited closed",
    "hold": "registered assigned",
    "resume": "registered assigned",
    "review": "assigned resolved revisited closed",
    "audit": "assigned resolved revisited closed",
}


def _policy():
    def figures(amounts):
        written = [amount and (f"{amount}h" if isinstance(amount, int) else f"{amount} workdays") for amount in amounts]
        return {name: text for name, text in zip(PRIORITIES, written, strict=True) if text}

    deadlines = {step: figures(amounts) for step, (_, _, amounts) in STEPS.items()}
    deadlines["statutory"] |= {"from": "received", "met_by": ["resolve"], "pausable": False, "restarts": False}
    deadlines["review"] |= {"when": [{"grade": "major"}, {"round_at_least": 2}]}
    deadlines["audit"] |= {"when": {"any_flag": ["violation"]}}
    return with_deadlines(deadlines, rule=[], approval=None, tell=[])


def works(day):
    return day in MAKEUP or (day.weekday() < 5 and day not in OFF)


def working_days(after, until):
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(map(works, days))


def close_of(day, count):
    """18:00 of the count-th working day after this date."""
    while count:
        day += timedelta(days=1)
        count -= works(day)
    return datetime(day.year, day.month, day.day, 18)


@dataclass
class Row:
    round: int
    step: str
    seq: int
    start: datetime
    amount: int | str
    dept: str
    first_due: datetime | None = None
    changed: datetime | None = None
    """The last change of the amount (or the change it was begun by, as if from the beginning)."""
    extended: datetime | None = None
    how: str | None = None
    comes_back: bool = False
    """Cancelled by a change, not by closing or a new round."""
    ended_due: datetime | None = None
    """When it was due when it ended; nothing moves it from then on."""
    ran_on: list[int] = field(default_factory=list)
    """The holds that didn't stop it, as it had run out before."""


@dataclass
class Model:
    """A case as rules.md tells it."""

    received: datetime
    priority: str
    status: str = "registered"
    round: int = 1
    round_start: datetime | None = None
    grade: str = "general"
    flag: bool = False
    dept: str | None = None
    rows: list[Row] = field(default_factory=list)
    holds: list[list] = field(default_factory=list)
    """[round, from, to or None]"""
    began: dict = field(default_factory=dict)
    happened: dict = field(default_factory=dict)
    when_since: dict = field(default_factory=dict)
    reported: datetime | None = None

    @property
    def on_hold(self):
        return bool(self.holds) and self.holds[-1][2] is None

    # -- due ----------------------------------------------------------------------------------------

    def held(self, row, since, now=None):
        """Pieces of time held after `since` that move this row: a hold that lasts, up to now or the last change."""
        if row.step in NEVER_HELD:
            return []
        pieces = []
        for number, (round_, start, end) in enumerate(self.holds):
            stop = end or now or max(row.changed or start, start)
            if round_ == row.round and max(start, since) < stop and number not in row.ran_on:
                pieces.append((max(start, since), stop))
        return pieces

    def after(self, row, since, amount, pieces):
        if isinstance(row.amount, int):
            return since + amount * HOUR + sum((b - a for a, b in pieces), timedelta())
        days = int(amount) + sum(working_days(a.date(), b.date()) for a, b in pieces)
        return close_of(since.date(), days) if days else since

    def due(self, row, now=None):
        if row.ended_due or row.extended:
            return row.ended_due or row.extended
        if row.changed is not None:
            early = [(a, min(b, row.changed)) for a, b in self.held(row, row.start, now) if a < row.changed]
            if self.after(row, row.start, row.amount, early) < row.changed:
                return self.after(row, row.changed, 0, self.held(row, row.changed, now))
        return self.after(row, row.start, row.amount, self.held(row, row.start, now))

    def end(self, row, how, due):
        row.how, row.ended_due = how, due

    def held_since(self, row):
        if not self.on_hold or row.how or row.extended or len(self.holds) - 1 in row.ran_on or row.step in NEVER_HELD:
            return None
        round_, start, _ = self.holds[-1]
        return max(start, row.start) if round_ == row.round else None

    def ran_out(self, row, now):
        return row.how is None and self.due(row) < (self.held_since(row) or now)

    def state(self, row, now):
        if row.how:
            return row.how
        if self.ran_out(row, now):
            return "overdue"
        return "held" if self.held_since(row) else "open"

    # -- what follows -------------------------------------------------------------------------------

    def holds_for(self, step):
        if step == "review":
            return self.grade == "major" or self.round > 1
        return self.flag if step == "audit" else True

    def amount(self, step):
        return STEPS[step][2][PRIORITIES.index(self.priority)]

    def start_of(self, step):
        start = STEPS[step][0]
        if self.round > 1 and step not in LASTING:
            if step in {"register", "assign"}:
                return None
            if start in {"received", "assigned"}:
                return self.reported if step == "progress" and self.reported else self.round_start
        if step == "progress" and self.reported:
            return self.reported
        return self.began.get(start)

    def mine(self, step):
        rows = [row for row in self.rows if row.step == step]
        return rows if step in LASTING else [row for row in rows if row.round == self.round]

    def begin(self, step, start, *, changed=None):
        dept = self.dept if self.dept and step not in INTAKES else "service_centre"
        seq = 1 + sum(row.round == self.round and row.step == step for row in self.rows)
        row = Row(self.round, step, seq, start, self.amount(step), dept, changed=changed)
        self.rows.append(row)
        row.first_due = self.due(row)
        if step != "progress" and any(action in self.happened for action in STEPS[step][1]):
            self.end(row, "met", row.first_due)

    def settle(self, now):
        """After anything: amounts follow the priority, conditions begin and cease, clocks start."""
        for row in list(self.rows):
            if row.how or self.ran_out(row, now):
                continue
            amount = self.amount(row.step)
            if not self.holds_for(row.step) or (amount is None and not row.extended):
                self.end(row, "cancelled", self.due(row))
                row.comes_back = True
            elif not row.extended and amount != row.amount:
                row.amount, row.changed = amount, now
        for step in STEPS:
            start = self.start_of(step)
            if start is None:
                continue
            before = self.when_since.get(step, "new")
            holds = self.holds_for(step)
            if not holds:
                self.when_since[step] = None
            elif before is None:
                self.when_since[step] = now
            elif before == "new":
                self.when_since[step] = start
            rows = self.mine(step)
            gone = not rows or rows[-1].comes_back
            if holds and self.amount(step) is not None and gone:
                since = self.when_since[step]
                since = start if step not in {"review", "audit"} or since < start else since
                self.begin(step, since, changed=None if before == "new" else now)

    def meet(self, action, now):
        self.happened.setdefault(action, now)
        for row in self.rows:
            if row.how is None and action in STEPS[row.step][1]:
                held = self.held_since(row) is not None
                self.end(row, "met", self.due(row, now if held else None))

    def end_hold(self, now):
        if self.on_hold:
            self.holds[-1][2] = now

    def stop(self, rows, now):
        for row in rows:
            if row.how is None:
                self.end(row, "late" if self.ran_out(row, now) else "cancelled", self.due(row))

    def next_round(self, now):
        self.end_hold(now)
        self.stop([row for row in self.rows if row.step not in {"review", *LASTING}], now)
        self.round, self.round_start = self.round + 1, now
        self.began.pop("resolved", None)
        self.happened, self.reported = {}, None
        self.when_since = {step: since for step, since in self.when_since.items() if step in LASTING}
        self.status = "assigned" if self.dept else "registered"

    # -- what happens -------------------------------------------------------------------------------

    def do(self, now, action, *given):
        if action == "register":
            self.began = {"received": self.received, "registered": now}
            self.round_start = now
            self.happened["register"] = now
        elif action == "assign":
            self.status, self.dept = "assigned", given[0]
            self.began.setdefault("assigned", now)
            for row in self.rows:
                if row.how is None and row.step not in INTAKES and not self.ran_out(row, now):
                    row.dept = self.dept
        elif action == "priority":
            self.priority, self.grade = given
        elif action == "flag":
            self.flag = not self.flag
        elif action == "hold":
            late = [row for row in self.rows if self.ran_out(row, now)]
            self.holds.append([self.round, now, None])
            for row in late:
                row.ran_on.append(len(self.holds) - 1)
        elif action == "extend":
            for row in [row for row in self.rows if row.step == given[0] and row.how is None][-1:]:
                row.extended = given[1] if given[1] > self.due(row) else row.extended
        elif action == "resume":
            self.end_hold(now)
        elif action == "resolve":
            self.end_hold(now)
            self.status = "resolved"
        if action in {"assign", "contact", "progress", "propose", "resolve", "review", "audit"}:
            self.meet(action, now)
        if action == "resolve":
            self.began["resolved"] = now
        elif action in {"satisfied", "dissatisfied"}:
            self.status = "revisited"
            self.meet("revisit", now)
        if action in {"dissatisfied", "reopen"}:
            self.next_round(now)
        if action in {"close", "withdraw"}:
            self.end_hold(now)
            self.stop([row for row in self.rows if row.step not in {"review", "audit"}], now)
            self.status = "closed"
        if self.status != "closed":
            self.settle(now)
        if action in {"contact", "progress"} and "resolved" not in self.began:
            self.report(now)

    def report(self, now):
        start = self.start_of("progress")
        if start is not None and now >= start:
            self.reported = now
            rows = self.mine("progress")
            if not rows or rows[-1].how:
                self.begin("progress", now)


class Office(RuleBasedStateMachine):
    """Somebody works on a case, and looks at it after each thing done."""

    @initialize(
        minutes=st.integers(0, 60 * 24 * 60),
        waited=st.sampled_from([0, 0, 10, 61, 600, 3000]),
        priority=st.sampled_from(PRIORITIES),
    )
    def register(self, minutes, waited, priority):
        self.received = datetime(2026, 9, 1, 9) + timedelta(minutes=minutes)
        self.now = self.received + timedelta(minutes=waited)
        self.initial = priority
        self.told = story(f"{self.now}", POLICY, received=f"{self.received}", priority=priority)
        self.told.events.pop()
        self.told.priority(f"{self.now}", priority, "general")
        self.actions = [(self.now, "register")]
        self.undoable = False

    def model(self):
        model = Model(self.received, self.initial)
        for at, *action in sorted(self.actions, key=lambda action: (action[1] != "register", action[0])):
            model.do(at, *action)
        return model

    def later(self, minutes):
        self.now += timedelta(minutes=minutes)

    def attempt(self, act, action, *given, at=None, allowed=True):
        model = self.model()
        try:
            act(f"{at or self.now}")
        except Refused:
            done = False
        else:
            done = True
        assert done == (model.status in IN_STATE[action].split() and allowed), (action, model.status)
        if done:
            self.actions.append((at or self.now, action, *given))
        self.undoable = done

    MINUTES = st.one_of(st.integers(0, 300), st.integers(0, 60 * 24 * 4))

    @rule(minutes=MINUTES, dept=st.sampled_from(["rnd", "marketing", "service_centre"]))
    def assign(self, minutes, dept):
        self.later(minutes)
        self.attempt(lambda at: self.told.assign(at, dept), "assign", dept)

    @rule(minutes=MINUTES, action=st.sampled_from(["progress", "note", "propose", "review", "audit", "reopen"]))
    def simply(self, minutes, action):
        self.later(minutes)
        self.attempt(getattr(self.told, action), action)

    @rule(minutes=MINUTES)
    def resolve(self, minutes):
        self.later(minutes)
        self.attempt(self.told.resolve, "resolve")

    @rule(minutes=MINUTES, ago=st.sampled_from([0, 0, 0, 30, 600, 4000]), reached=st.booleans())
    def contact(self, minutes, ago, reached):
        self.later(minutes)
        at = max(self.now - timedelta(minutes=ago), self.received)
        recorded = local(f"{self.now}")
        self.attempt(
            lambda at: self.told.contact(at, reached=reached, recorded=recorded),
            "contact" if reached else "missed",
            at=at,
        )

    @rule(minutes=MINUTES)
    def hold_or_resume(self, minutes):
        self.later(minutes)
        held = self.model().on_hold
        self.attempt(self.told.hold, "hold", allowed=not held)
        if not held:
            return
        self.attempt(self.told.resume, "resume")

    @rule(minutes=MINUTES, priority=st.sampled_from(PRIORITIES), grade=st.sampled_from(["general", "major"]))
    def change(self, minutes, priority, grade):
        self.later(minutes)
        self.attempt(lambda at: self.told.priority(at, priority, grade), "priority", priority, grade)

    @rule(minutes=MINUTES)
    def flag(self, minutes):
        self.later(minutes)
        which = "unflag" if self.model().flag else "flags"
        self.attempt(lambda at: self.told.edit(at, **{which: ["violation"]}), "flag")

    @rule(minutes=MINUTES, step=st.sampled_from(sorted(STEPS)), more=st.integers(-60, 60 * 24 * 5))
    def extend(self, minutes, step, more):
        self.later(minutes)
        model = self.model()
        rows = [row for row in model.rows if row.step == step and row.how is None]
        due = model.due(rows[-1]) if rows else self.now
        to = max(self.now, due) + timedelta(minutes=more)
        allowed = bool(rows) and not model.ran_out(rows[-1], self.now) and to > due and to >= self.now
        self.attempt(lambda at: self.told.extend(at, step, f"{to}"), "extend", step, to, allowed=allowed)

    @rule(minutes=MINUTES, satisfied=st.booleans())
    def revisit(self, minutes, satisfied):
        self.later(minutes)
        action = "satisfied" if satisfied else "dissatisfied"
        self.attempt(lambda at: self.told.revisit(at, satisfied=satisfied), action)

    @rule(minutes=MINUTES, withdrawn=st.booleans())
    def close(self, minutes, withdrawn):
        self.later(minutes)
        if withdrawn:
            self.attempt(lambda at: self.told.close(at, "withdrawn", reason="so"), "withdraw")
        else:
            self.attempt(self.told.close, "close")

    @precondition(lambda self: self.undoable)
    @rule()
    def undo(self):
        self.told.undo(f"{self.now}")
        self.actions.pop()
        self.undoable = False

    @invariant()
    def no_difference(self):
        if not hasattr(self, "told"):
            return
        model, case = self.model(), self.told.case
        complaint = case.complaint
        assert (complaint.status, complaint.round, complaint.on_hold) == (model.status, model.round, model.on_hold)
        for now in (self.now, self.now + timedelta(days=3)):
            ours = {_key(row): _engine(row, now) for row in case.deadlines}
            plain = {_key(row): _modelled(model, row, now) for row in model.rows}
            differ = {key: (ours.get(key), plain.get(key)) for key in ours | plain if ours.get(key) != plain.get(key)}
            assert not differ, differ


def _key(row):
    return row.round, str(row.step), row.seq


def _engine(row, now):
    due, first = (f"{when.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for when in (row.due_at, row.first_due_at))
    return due, str(state(row, local(f"{now}"))), first, row.department


def _modelled(model, row, now):
    due, first = (f"{when:%Y-%m-%d %H:%M}" for when in (model.due(row), row.first_due))
    return due, model.state(row, now), first, row.dept


POLICY = _policy()
TestModelOfRules = Office.TestCase
TestModelOfRules.settings = settings(
    max_examples=int(os.environ.get("COMPLAINTCTL_EXAMPLES", "30")),
    stateful_step_count=25,
    deadline=None,
    derandomize="COMPLAINTCTL_EXAMPLES" not in os.environ,
)
