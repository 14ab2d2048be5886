"""What the law allows: its clocks extended, each extension in its turn (fu-law)."""

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.course import in_course
from complaintctl.cases.deed import Deed, may
from complaintctl.errors import Refused
from complaintctl.model import Step
from complaintctl.moments import stored
from complaintctl.policy.laws import Law
from complaintctl.records import Deadline, Event
from complaintctl.rules.deadlines import run_out
from complaintctl.rules.instants import shown
from complaintctl.rules.priority import holds


def extended_by_law(case: Case, deed: Deed, law: str, *, reason: str) -> Event:
    """The next extension the law has, counted from the same start; the first date stays on record (fu-law)."""
    may(case, deed, "extend")
    row = case.clocks.law(law)
    if row is None:
        raise NoClock(case, law)
    zone = case.calendar.zone
    if run_out(row, deed.at):
        raise LawRunOut(number=case.number, law=law, due=shown(row.due_at, zone))
    found, taken = law_of(case, row), _taken(case, law)
    if found is None or taken >= len(found.extensions):
        raise NoFurther(number=case.number, law=law)
    if taken:
        before = (found.amount, *(each.amount for each in found.extensions))[taken - 1]
        needed = case.calendar.due(row.start_at, before).at
        if deed.at <= needed:
            raise NotNeededYet(number=case.number, law=law, since=shown(needed, zone))
    extension = found.extensions[taken]
    if extension.decided_by and deed.role not in extension.decided_by:
        raise NotByThem(number=case.number, role=deed.role, roles=", ".join(sorted(extension.decided_by)))
    due = case.calendar.due(row.start_at, extension.amount).at
    changes = {"step": str(Step.STATUTORY), "law": law, "extension": extension.amount.written, "due_at": stored(due)}
    return deed.event("extend", changes, note=reason)


def law_of(case: Case, row: Deadline) -> Law | None:
    """The law that a clock goes by: the first alternative that was valid at the receipt and holds.

    Of one that a corrected receipt led away from, what it was.
    """
    facts, received = facts_of(case.complaint), case.complaint.own_received_at
    if received is None:
        return None
    day = case.calendar.date_of(received)
    named = [law for law in case.clocks.enacted.laws if law.id == row.law]
    known = [law for law in named if law.is_valid(day)] or named
    return next((law for law in known if holds(law.when, facts)), known[0] if known else None)


def _taken(case: Case, law: str) -> int:
    return sum(event.action == "extend" and event.changes.get("law") == law for event in in_course(case.events))


def set_by_law(case: Case) -> list[str]:
    """The open clocks of the law."""
    return [row.law for row in case.deadlines if row.law is not None and row.ended_at is None]


class NoClock(Refused):
    code = "no-clock"

    def __init__(self, case: Case, law: str) -> None:
        super().__init__(
            "{number} has no open clock of the law “{law}”.",
            hint="Open: {laws}",
            number=case.number,
            law=law,
            laws=" ".join(set_by_law(case)) or "–",
        )


class SetByLaw(Refused):
    code = "set-by-law"

    def __init__(self, case: Case) -> None:
        super().__init__(
            "The law has set this date of {number}; only the law's own extensions move it.",
            hint='complaintctl extend {number} statutory --law {law} --reason "…"',
            number=case.number,
            law=set_by_law(case)[0],
        )


class LawRunOut(Refused):
    sentence = "The time of {law} for {number} ran out at {due}; it can't be extended any more."
    hint = "complaintctl show {number}"


class NoFurther(Refused):
    sentence = "The law has no further extension of {law} for {number}."
    hint = "complaintctl policy law"


class NotNeededYet(Refused):
    sentence = "The last extension of {law} for {number} isn't needed before {since}; another one can't be taken yet."
    hint = "complaintctl show {number}"


class NotByThem(Refused):
    code = "may-not-decide"
    sentence = "A {role} may not extend {number} further; it takes: {roles}."
    hint = "Act as such a person with --as NAME."
