"""One deadline: how it stands, how it ends, when it is due. Pure; instants are aware UTC datetimes."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from complaintctl.model import Facts, Priority, Step, StepState
from complaintctl.policy.amounts import BY_DATE, Amount, Unit
from complaintctl.policy.parts import Deadline as Rule
from complaintctl.records import Deadline
from complaintctl.rules.priority import holds
from complaintctl.rules.worktime import Calendar

INTAKE_STEPS = frozenset({Step.REGISTER, Step.ASSIGN, Step.REVISIT, Step.AUDIT, Step.TELL, Step.FOLLOW})
"""Steps the intake department answers for, whoever handles the case."""

Pieces = Sequence[tuple[datetime, datetime]]


@lru_cache(maxsize=256)
def amount_of(written: str) -> Amount:
    """The amount that a row was started with."""
    return BY_DATE if written == BY_DATE.written else Amount.parse(written)


def run_out(row: Deadline, now: datetime) -> bool:
    """Whether an open step's time is over: due before the instant it was held at, else before now."""
    return row.ended_at is None and row.due_at < (row.held_since or now)


def put_by_hand(row: Deadline) -> bool:
    """Whether somebody named its date; what the law extends is still counted from the start."""
    return row.extended and row.law is None


def state(row: Deadline, now: datetime) -> StepState:
    """How the step stands at `now`; never stored, so never stale (change-stale)."""
    if row.how is not None:
        return StepState(row.how)
    if run_out(row, now):
        return StepState.OVERDUE
    return StepState.HELD if row.held_since else StepState.OPEN


def figure(rule: Rule, facts: Facts) -> tuple[Amount | None, Amount | None]:
    """The amount this step has for these facts, and when it opens; None where it has no such deadline."""
    priority = Priority(facts.priority or Priority.MEDIUM)
    for exception in rule.instead:
        if holds(exception.when, facts):
            return exception.amounts.get(priority), exception.opens
    return rule.amounts.get(priority), rule.opens


def due_after(row: Deadline, calendar: Calendar, held: Pieces) -> None:
    """Set when the step is due: its amount from where it counts, and the time it was held since."""
    amount = amount_of(row.amount)
    if amount is BY_DATE:
        row.due_at = calendar.later(row.first_due_at, held)
        return
    anchor = row.anchor_at or row.start_at
    if row.anchor_at is not None:
        unit = Unit.WORKDAYS if amount.unit is Unit.SAME_WORKDAY else amount.unit
        amount = Amount(0, unit, amount.written)
    due = calendar.due(anchor, amount, held)
    row.due_at = due.at
    row.provisional = due.provisional


def recompute(row: Deadline, calendar: Calendar, held: Pieces, *, not_before: datetime) -> None:
    """Count again from the start; where that has passed already, the change itself is the due instant."""
    row.anchor_at = None
    due_after(row, calendar, held)
    row.shortened = row.due_at < not_before
    if row.shortened:
        row.due_at = row.anchor_at = not_before


def meet(row: Deadline, at: datetime, calendar: Calendar) -> None:
    """End a step because it was done; how long it took and how late it was are fixed from here on."""
    row.met_at = max(at, row.start_at)
    row.early = row.opens_at is not None and row.met_at < row.opens_at
    row.elapsed_seconds = int((row.met_at - row.start_at).total_seconds())
    row.office_seconds = calendar.between(row.start_at, row.met_at).seconds
    _end(row, row.met_at, "met")
    _fix_lateness(row, row.met_at, calendar)


def lapse(row: Deadline, at: datetime, calendar: Calendar) -> None:
    """End a step without its having been done: late if its time was over, else cancelled, and in no rate."""
    if run_out(row, at):
        _end(row, at, "late")
        _fix_lateness(row, at, calendar)
    else:
        cancel(row, at)


def cancel(row: Deadline, at: datetime) -> None:
    """End a step that nobody waits for any longer; a task is struck."""
    _end(row, max(at, row.start_at), "struck" if row.step == Step.TASK else "cancelled")


def _end(row: Deadline, at: datetime, how: str) -> None:
    row.ended_at = at
    row.how = how
    row.held_since = None


def _fix_lateness(row: Deadline, at: datetime, calendar: Calendar) -> None:
    row.late_seconds, row.late_office_seconds = lateness(row.due_at, at, calendar)


def lateness(due: datetime, until: datetime, calendar: Calendar) -> tuple[int, int]:
    """Elapsed and office seconds from due to done, both 0 where it was in time (clock-lateness)."""
    if until <= due:
        return 0, 0
    return int((until - due).total_seconds()), calendar.between(due, until).seconds
