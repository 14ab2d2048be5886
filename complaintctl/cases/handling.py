"""A complaint in hand: assigned, spoken about, looked into, held, put off (as-one, ha-contact, ha-progress)."""

from collections.abc import Callable
from datetime import datetime

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.deed import Deed, check_follows, may
from complaintctl.cases.statutory import SetByLaw, set_by_law
from complaintctl.errors import Misused, OfCase, OneOf, Refused
from complaintctl.model import Step
from complaintctl.moments import stored
from complaintctl.policy.figures import OF_CASES
from complaintctl.policy.schema import Policy
from complaintctl.records import Event
from complaintctl.rules import recusal
from complaintctl.rules.deadlines import run_out
from complaintctl.rules.instants import shown
from complaintctl.rules.routing import department_for

StandsIn = Callable[[str], str]
"""Who is asked in somebody's place while they are away; refuses who has left (fu-handover)."""


def assigned(
    case: Case,
    deed: Deed,
    policy: Policy,
    *,
    to: str | None = None,
    handler: str | None = None,
    stands_in: StandsIn = str,
) -> Event:
    """Send a case to the department that answers for it; without a handler its lead is the contact (as-route).

    Who is away is not given a case: whoever stands in for them is, and the event names both.
    """
    may(case, deed, "assign")
    kept = case.complaint.department if handler else None
    name = to or kept or department_for(facts_of(case.complaint), policy)
    department = policy.department_called(name)
    if department is None:
        raise UnknownDepartment(name, policy)
    event = deed.event("assign", {"status": "assigned", "department": department.name})
    contact = handler or department.lead or None
    event.changes["handler"] = asked = stands_in(contact) if contact else None
    if asked != contact:
        event.changes["instead_of"] = contact
    recusal.check_handler(case.policy, case.complaint, asked)
    return event


def handed_over(case: Case, deed: Deed, *, to: str, reason: str) -> Event:
    """Somebody leaves: the case is another's from now on, however far it is; nothing else changes (fu-handover)."""
    check_follows(case, deed)
    recusal.check_handler(case.policy, case.complaint, to)
    return deed.event("assign", {"handler": to}, note=reason)


def contacted(case: Case, deed: Deed, *, note: str, channel: str | None = None, reached: bool = True) -> Event:
    """Speaking with the customer; a try that did not reach them meets nothing (ha-contact)."""
    may(case, deed, "contact")
    return deed.event("contact", {"reached": reached, "by": channel}, note=note)


def progressed(case: Case, deed: Deed, *, note: str) -> Event:
    """The state of things, reported (ha-progress)."""
    may(case, deed, "progress")
    return deed.event("progress", note=note)


def noted(case: Case, deed: Deed, *, note: str, private: bool = False) -> Event:
    """Facts and findings (ha-facts)."""
    may(case, deed, "note")
    return deed.event("note", {"private": True if private else None}, note=note)


def attached(
    case: Case, deed: Deed, *, name: str, sha256: str, size: int, note: str | None = None, agreement: bool = False
) -> Event:
    """A document kept with the case, by its name and what it is known by; size in bytes (ha-facts, ha-agreement)."""
    may(case, deed, "attach")
    changes = {"document": name, "sha256": sha256, "size": size, "agreement": True if agreement else None}
    return deed.event("attach", changes, note=note)


def told(case: Case, deed: Deed, *, who: str) -> Event:
    """Somebody who must know was told (ha-tell)."""
    may(case, deed, "told")
    return deed.event("told", {"who": who})


def escalated(case: Case, deed: Deed, policy: Policy, *, reason: str, stands_in: StandsIn = str) -> Event:
    """Handed over at once to the manager of the department that answers for it; no deadline moves (in-stuck)."""
    may(case, deed, "escalate")
    complaint = case.complaint
    department = policy.department(complaint.department or department_for(facts_of(complaint), policy))
    manager = stands_in(department.manager) if department is not None and department.manager else None
    recusal.check_handler(case.policy, complaint, manager)
    changes = {"to": manager, "handler": manager if complaint.department else None}
    return deed.event("escalate", changes, note=reason)


def held(case: Case, deed: Deed, *, reason: str, until: datetime | None = None) -> Event:
    """While the customer's answer is awaited the clock stands still; `until` brings it back to mind (ha-hold)."""
    may(case, deed, "hold")
    if case.complaint.on_hold:
        raise AlreadyHeld(case.number)
    if until is not None and until <= deed.at:
        raise HeldUntilPast(number=case.number, until=shown(until, case.calendar.zone))
    return deed.event("hold", {"until": stored(until) if until else None}, note=reason)


def resumed(case: Case, deed: Deed) -> Event:
    """The customer has answered; what was held moves by the time it was held."""
    may(case, deed, "resume")
    if not case.complaint.on_hold:
        raise NotHeld(case.number)
    return deed.event("resume")


def extended(case: Case, deed: Deed, step: str, *, to: datetime, reason: str) -> Event:
    """A date that can't be held is moved with a reason; the first stays on record (ha-adjust)."""
    may(case, deed, "extend")
    if step in OF_CASES:
        raise NotByExtend(case.number, step)
    row = case.clocks.current(step)
    if row is None and step == Step.STATUTORY and set_by_law(case):
        raise SetByLaw(case)
    if row is None:
        raise NoOpenStep(case, step)
    if run_out(row, deed.at):
        raise RunOut(case, step, row.due_at)
    if to <= row.due_at or to < deed.at:
        raise OnlyLater(case, step, max(row.due_at, deed.at))
    return deed.event("extend", {"step": step, "due_at": stored(to)}, note=reason)


class UnknownDepartment(Refused):
    code = "unknown-department"

    def __init__(self, name: str, policy: Policy) -> None:
        super().__init__(
            "The policy has no department “{name}”.",
            hint="Departments: {departments}",
            name=name,
            departments=OneOf({each.name: each.label for each in policy.departments}),
        )


class AlreadyHeld(OfCase):
    sentence = "{number} is on hold already."
    hint = "complaintctl resume {number}"


class HeldUntilPast(Refused):
    sentence = "{number} can't be held until {until}: that is over already."
    hint = 'complaintctl hold {number} --until DATE --reason "…"'


class NotHeld(OfCase):
    sentence = "{number} is not on hold."
    hint = 'complaintctl hold {number} --reason "…"'


class NoOpenStep(Refused):
    def __init__(self, case: Case, step: str) -> None:
        steps = sorted({row.step for row in case.deadlines if row.ended_at is None})
        super().__init__(
            "{number} has no open step “{step}”.",
            hint="Open steps: {steps}",
            number=case.number,
            step=step,
            steps=" ".join(steps) or "–",
        )


class NotByExtend(Refused):
    def __init__(self, number: str, step: str) -> None:
        task = 'complaintctl task move {number}/T1 --until DATE --reason "…"'
        super().__init__(
            "The {step} deadline of {number} isn't moved by extend.",
            hint=task if step == Step.TASK else "complaintctl follow {number} --well | --relapsed",
            number=number,
            step=step,
        )


class RunOut(Refused):
    def __init__(self, case: Case, step: str, due: datetime) -> None:
        super().__init__(
            "The {step} deadline of {number} ran out at {due}; it can only be moved before that.",
            hint="complaintctl show {number}",
            number=case.number,
            step=step,
            due=shown(due, case.calendar.zone),
        )


class OnlyLater(Refused):
    def __init__(self, case: Case, step: str, after: datetime) -> None:
        super().__init__(
            "The {step} deadline of {number} can only be moved to later than {after}.",
            hint='complaintctl extend {number} {step} --to … --reason "…"',
            number=case.number,
            step=step,
            after=shown(after, case.calendar.zone, seconds=True),
        )


def known_step(step: str) -> str:
    """The step, if there is one of that name; Misused else."""
    if step not in {str(known) for known in Step}:
        raise Misused("“{step}” is not a step.", hint="Steps: {steps}", step=step, steps=" ".join(Step))
    return step
