"""What waits for somebody: steps, cases, and what belongs to no case: measures, hot causes, samples, the review."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from complaintctl.cases import effects, quarters, sampling
from complaintctl.cases.case import facts_of
from complaintctl.cases.deed import to_decide
from complaintctl.cases.measures import Measure
from complaintctl.cases.telling import to_tell
from complaintctl.model import Kind, Part
from complaintctl.moments import from_stored
from complaintctl.office.facts import counted, last_over, months_over
from complaintctl.office.learned import all_measures, all_samples, measure_row
from complaintctl.office.premises import Premises
from complaintctl.reports import hot
from complaintctl.reports.periods import Period
from complaintctl.rules import approval, recusal
from complaintctl.rules.instants import parse_instant
from complaintctl.store import complaints, events, learning, listing

Rows = list[dict[str, Any]]
MONTHS = 3
"""So many months that are over are looked back on; what was left undone in older ones is history."""
REVIEWS_AHEAD = timedelta(days=14)


def waiting(office: Premises, handler: str | None) -> dict[str, Rows]:
    """By section, what waits: of this handler, or of everybody and the house; cases by the names of the contract."""
    agenda = _of_cases(office, handler) | {"measures": list(_measures(office, handler))}
    if handler is None:
        agenda |= {"hot": list(_hot(office)), "samples": list(_samples(office)), "quarters": list(_quarters(office))}
    return agenda


def _of_cases(office: Premises, handler: str | None) -> dict[str, Rows]:
    now, until = office.judged_at, _end_of_day(office)
    which = listing.Filter()
    if handler is not None:
        which.add("o.handler = :handler", handler=handler)
    steps = listing.overdue_steps(office.conn, which, now, until=until)
    who = handler or office.actor
    return {
        "overdue": [row for row in steps if from_stored(row["due_at"]) < now],
        "due_today": [row for row in steps if from_stored(row["due_at"]) >= now],
        "to_tell": _to_tell(office, handler),
        "unassigned": [row for row in _cases(office, "registered", handler) if row["kind"] != Kind.CONCERN],
        "concerns": _concerns(office, handler),
        "to_approve": _to_approve(office, who),
        "to_revisit": _to_revisit(office, who),
        "to_close": _cases(office, "revisited", handler),
        "to_review": _to_review(office, which, end_of_day=until),
    }


def _end_of_day(office: Premises) -> datetime:
    """The last second of the office's day."""
    today = office.rulebook.calendar(office.policy).date_of(office.judged_at)
    return parse_instant(f"{today.isoformat()} 23:59:59", zone=office.zone, now=office.now)


def _cases(office: Premises, status: str, handler: str | None) -> Rows:
    which = listing.Filter()
    which.equals("status", [status])
    if handler is not None:
        which.equals("handler", [handler])
    return list(listing.cases(office.conn, which, office.judged_at, sort="next_due_at"))


def _concerns(office: Premises, handler: str | None) -> Rows:
    """The concerns that are neither soothed nor complaints yet (fu-concern)."""
    which = listing.Filter()
    which.equals("kind", [Kind.CONCERN])
    which.open_only()
    if handler is not None:
        which.equals("handler", [handler])
    return list(listing.cases(office.conn, which, office.judged_at, sort="received_at"))


def _to_tell(office: Premises, handler: str | None) -> Rows:
    """The open cases of which somebody the policy names was not told yet, with those people."""
    found = []
    policy = office.policy
    for status in ("registered", "assigned", "resolved", "revisited") if policy.tells else ():
        for row in _cases(office, status, handler):
            facts = facts_of(complaints.by_id(office.conn, office.id_of(row["number"])))
            if to_tell(policy, facts, status, overdue=row["overdue"]):
                told = events.told(office.conn, row["number"])
                who = to_tell(policy, facts, status, overdue=row["overdue"], told=told)
                found += [row | {"tell": who}] if who else []
    return found


def _to_approve(office: Premises, who: str) -> Rows:
    """The cases with a proposal that waits for a decision this person may take."""
    role = office.role_of(who)
    found = []
    for row in _cases(office, "assigned", None):
        case = office.case(row["number"])
        offer = to_decide(case)
        facts = facts_of(case.complaint)
        aside = recusal.stands_aside(case.policy, case.complaint, who, Part.APPROVER)
        if offer and not aside and approval.may_decide(case.policy, facts, offer.remedy, offer.cost, role):
            found.append(row)
    return found


def _to_revisit(office: Premises, who: str) -> Rows:
    """The cases whose customers this person may call back: not of those they handled, or that are about them."""
    apart = office.policy.revisit.not_by_handler
    rows = [row for row in _cases(office, "resolved", None) if not (apart and row["handler"] == who)]
    if not any(Part.REVISER in policy.recused for policy in office.rulebook.policies):
        return rows
    cases = (office.case(row["number"]) for row in rows)
    aside = {case.number for case in cases if recusal.stands_aside(case.policy, case.complaint, who, Part.REVISER)}
    return [row for row in rows if row["number"] not in aside]


def _to_review(office: Premises, which: listing.Filter, *, end_of_day: datetime) -> Rows:
    """The cases whose review runs out later than today (le-review)."""
    steps = listing.overdue_steps(office.conn, which, office.judged_at, until=end_of_day + REVIEWS_AHEAD)
    return [row for row in steps if row["step"] == "review" and from_stored(row["due_at"]) > end_of_day]


def _measures(office: Premises, handler: str | None) -> Iterator[dict[str, Any]]:
    """Measures that want something now: a decision of this person's, to be carried out, to be checked."""
    decides = approval.is_decider(office.policy, office.role_of(handler or office.actor))
    for measure in all_measures(office.conn).values():
        wants = _wants(office, measure)
        mine = handler is None or measure.owner == handler
        if (wants == "approval" and decides) or (wants not in (None, "approval") and mine):
            yield measure_row(measure, office.judged_at) | {"wants": wants}


def _wants(office: Premises, measure: Measure) -> str | None:
    today = office.judged_at.astimezone(office.zone).date()
    match measure.status:
        case "proposed":
            return "approval"
        case "approved" if measure.due_at.astimezone(office.zone).date() <= today:
            return "carrying out"
        case "done" if measure.done_at is not None:
            ended = measure.done_at.astimezone(office.zone).date()
            return "check" if effects.comparable(ended, today) else None
    return None


def _hot(office: Premises) -> Iterator[dict[str, Any]]:
    """The hot causes of the last months that are over, against which nothing was begun, as their reports have them.

    Each once, of the month whose measure is to be begun first: whatever is begun answers the later ones too.
    """
    months = months_over(office, MONTHS)
    told = set()
    for found in counted([office], [month for month in months if _is_busy(office, month)]):
        figures = hot.figures(found)
        for row in figures["causes"]:
            if row["begun_at"] is None and row["cause"] not in told:
                told.add(row["cause"])
                yield {"month": found.period.name, "of": figures["complaints"], **row}


def _samples(office: Premises) -> Iterator[dict[str, Any]]:
    """What the samples of the last months that are over lack; and those drawn, as long as cases are left to check."""
    conn, samples = office.conn, all_samples(office.conn)
    for month in (period.name for period in months_over(office, MONTHS)):
        drawn = learning.drawn_of(conn, month, samples[month].numbers) if month in samples else 0
        lacking = sampling.size_of(learning.received_in(conn, month), office.policy.sample_share) - drawn
        if lacking > 0:
            yield {"month": month, "wants": "draw", "cases": lacking}
    for sample in samples.values():
        unchecked = [number for number in sample.numbers if number not in sample.checks]
        if left := len(unchecked) - len(learning.duplicates(conn, unchecked)):
            yield {"month": sample.month, "wants": "check", "cases": left}


def _quarters(office: Premises) -> Iterator[dict[str, Any]]:
    """The last quarter that is over, until its review was held."""
    quarter = last_over(office, "quarter")
    held = quarters.folded(events.of_office(office.conn, quarters.ACTIONS))
    if quarter.name not in held and _is_busy(office, quarter):
        yield {"quarter": quarter.name}


def _is_busy(office: Premises, period: Period) -> bool:
    """Whether any case was received in it."""
    return learning.any_received(office.conn, period.first.isoformat(), period.last.isoformat())
