"""What waits of cases: steps that run out, cases to be told of, decided, called about, held; whoever they wait for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.deed import to_decide
from complaintctl.cases.letters import owed
from complaintctl.cases.telling import to_tell
from complaintctl.model import Kind, Part
from complaintctl.moments import from_stored, stored
from complaintctl.office.absences import represented
from complaintctl.office.premises import Premises
from complaintctl.rules import approval, recusal
from complaintctl.rules.instants import parse_instant
from complaintctl.store import complaints, events, listing

Rows = list[dict[str, Any]]
REVIEWS_AHEAD = timedelta(days=14)
LONG = timedelta(days=36500)


def of_cases(office: Premises, handler: str | None) -> dict[str, Rows]:
    """By section, the cases that wait for this person and for whomever they stand in for; for everybody if None."""
    until = _end_of_day(office)
    people = [handler, *represented(office, handler)] if handler is not None else None
    who = handler or office.actor
    return pressing(office, people) | {
        "tasks": _planned(office, people, until),
        "to_tell": _to_tell(office, people),
        "unassigned": [row for row in _cases(office, "registered", people) if row["kind"] != Kind.CONCERN],
        "concerns": _concerns(office, people),
        "to_approve": _to_approve(office, who),
        "on_hold": _on_hold(office, people),
        "to_revisit": _to_revisit(office, who),
        "to_close": _cases(office, "revisited", people),
        "to_follow": _to_follow(office, who),
        "to_write": _to_write(office, people),
        "to_review": _to_review(office, people, end_of_day=until),
    }


def pressing(office: Premises, people: Sequence[str] | None = None) -> dict[str, Rows]:
    """Of these the steps that have run out, and those that run out today."""
    now, steps = office.judged_at, _steps(office, people, _end_of_day(office))
    return {
        "overdue": [row for row in steps if from_stored(row["due_at"]) < now],
        "due_today": [row for row in steps if from_stored(row["due_at"]) >= now],
    }


def _end_of_day(office: Premises) -> datetime:
    """The last second of the office's day."""
    today = office.rulebook.calendar(office.policy).date_of(office.judged_at)
    return parse_instant(f"{today.isoformat()} 23:59:59", zone=office.zone, now=office.now)


def _steps(office: Premises, people: Sequence[str] | None, until: datetime, *steps: str) -> Rows:
    """Open steps that run out by then, of whoever answers for them or has the case; tasks with what is to be done.

    A case that went to somebody else brings what had run out before along.
    """
    which = listing.Filter()
    if people is not None:
        which.answered_by(people)
    if steps:
        which.steps(steps)
    rows = listing.overdue_steps(office.conn, which, office.judged_at, until=until)
    for row in rows:
        seq = row.pop("seq")
        if row["step"] == "task":
            case = office.case(row["number"])
            task = next(each for each in case.tasks if each.seq == seq)
            row |= {"task": f"{case.number}/{task.name}", "what": task.what, "owner": task.owner}
    return [_for(row, people) for row in rows]


def _for(row: dict[str, Any], people: Sequence[str] | None) -> dict[str, Any]:
    """The row, naming whose it is where somebody else stands in."""
    whose = row.get("owner") or row["handler"]
    return row | {"for": whose} if people is not None and whose in people[1:] else row


def _planned(office: Premises, people: Sequence[str] | None, end_of_day: datetime) -> Rows:
    """Tasks that are due later than today (fu-plan)."""
    rows = _steps(office, people, office.judged_at + LONG, "task")
    return [row for row in rows if from_stored(row["due_at"]) > end_of_day]


def _cases(office: Premises, status: str, people: Sequence[str] | None, *, proposed: bool = False) -> Rows:
    which = listing.Filter()
    if proposed:
        which.proposed()
    which.equals("status", [status])
    if people is not None:
        which.equals("handler", people)
    rows = listing.cases(office.conn, which, office.judged_at, sort="next_due_at")
    return [_for(row, people) for row in rows]


def _concerns(office: Premises, people: Sequence[str] | None) -> Rows:
    """The concerns that are neither soothed nor complaints yet (fu-concern)."""
    which = listing.Filter()
    which.equals("kind", [Kind.CONCERN])
    which.open_only()
    if people is not None:
        which.equals("handler", people)
    rows = listing.cases(office.conn, which, office.judged_at, sort="received_at")
    return [_for(row, people) for row in rows]


def _to_tell(office: Premises, people: Sequence[str] | None) -> Rows:
    """The open cases of which somebody the policy names was not told yet, with those people."""
    found = []
    policy = office.policy
    for status in ("registered", "assigned", "resolved", "revisited") if policy.tells else ():
        for row in _cases(office, status, people):
            facts = facts_of(complaints.by_id(office.conn, office.id_of(row["number"])))
            if to_tell(policy, facts, status, overdue=row["overdue"]):
                told = events.told(office.conn, row["number"])
                who = to_tell(policy, facts, status, overdue=row["overdue"], told=told)
                found += [row | {"tell": who}] if who else []
    return found


def _to_approve(office: Premises, who: str) -> Rows:
    """The cases with a proposal that waits for a decision this person may take, held or not."""
    role = office.role_of(who)
    found = []
    for row in _cases(office, "assigned", None, proposed=True):
        case = office.case(row["number"])
        offer = to_decide(case)
        facts = facts_of(case.complaint)
        aside = recusal.stands_aside(case.policy, case.complaint, who, Part.APPROVER)
        if offer and not aside and approval.may_decide(case.policy, facts, offer.remedy, offer.cost, role):
            found.append(row)
    return found


def _on_hold(office: Premises, people: Sequence[str] | None) -> Rows:
    """The cases that stand still: since when, why, and until when somebody wanted to be reminded (ha-hold)."""
    which = listing.Filter()
    which.open_only()
    which.add("c.on_hold")
    if people is not None:
        which.equals("handler", people)
    rows = listing.cases(office.conn, which, office.judged_at, sort="next_due_at")
    found = [_for(row, people) | hold_row(office.case(row["number"]), office.judged_at) for row in rows]
    return sorted(found, key=lambda row: (row["hold_until"] is None, row["hold_until"], row["number"]))


def hold_row(case: Case, now: datetime) -> dict[str, Any]:
    """The hold that a case is on, by the names of `today`; the reminder is due once its time has come."""
    hold = case.clocks.holds[-1]
    return {
        "held_since": stored(hold.start),
        "hold_until": stored(hold.until) if hold.until else None,
        "hold_reason": hold.reason,
        "hold_over": hold.until is not None and hold.until <= now,
    }


def _to_revisit(office: Premises, who: str) -> Rows:
    """The cases whose customers this person may call back: not of those they handled, or that are about them."""
    apart = office.policy.revisit.not_by_handler
    rows = [row for row in _cases(office, "resolved", None) if not (apart and row["handler"] == who)]
    if not any(Part.REVISER in policy.recused for policy in office.rulebook.policies):
        return rows
    cases = (office.case(row["number"]) for row in rows)
    aside = {case.number for case in cases if recusal.stands_aside(case.policy, case.complaint, who, Part.REVISER)}
    return [row for row in rows if row["number"] not in aside]


def _to_follow(office: Premises, who: str) -> Rows:
    """The calls after the end that are open by now and due after today, for others than the handler (fu-follow)."""
    rows = _steps(office, None, office.judged_at + LONG, "follow")
    end_of_day = _end_of_day(office)
    later = [row for row in rows if from_stored(row["due_at"]) > end_of_day and row["handler"] != who]
    return [row for row in later if row["due_at"] in _open_calls(office, row["number"])]


def _open_calls(office: Premises, number: str) -> set[str]:
    """When the calls that may be made by now are due."""
    calls = office.case(number).clocks.to_follow(office.judged_at)
    return {stored(row.due_at) for row in calls if row.opens_at is not None and row.opens_at <= office.judged_at}


def _to_write(office: Premises, people: Sequence[str] | None) -> Rows:
    """The cases whose law's time was extended and whose customers weren't told of it in writing since (fu-law)."""
    which = listing.Filter()
    which.extended_by_law()
    if people is not None:
        which.equals("handler", people)
    rows = listing.cases(office.conn, which, office.judged_at, sort="next_due_at")
    return [_for(row, people) for row in rows if owed(office.case(row["number"]))]


def _to_review(office: Premises, people: Sequence[str] | None, *, end_of_day: datetime) -> Rows:
    """The cases whose review runs out later than today (le-review)."""
    steps = _steps(office, people, end_of_day + REVIEWS_AHEAD, "review")
    return [row for row in steps if from_stored(row["due_at"]) > end_of_day]
