"""What waits for somebody: of cases, and what belongs to none: absences, measures, hot causes, samples, the review."""

from collections.abc import Iterator
from typing import Any

from complaintctl.cases import effects, quarters, sampling
from complaintctl.cases.measures import Measure
from complaintctl.office.absences import all_absences, on_day, open_work
from complaintctl.office.casework import of_cases
from complaintctl.office.facts import counted, last_over, months_over
from complaintctl.office.learned import all_measures, all_samples, measure_row
from complaintctl.office.premises import Premises
from complaintctl.reports import hot
from complaintctl.reports.periods import Period
from complaintctl.rules import approval
from complaintctl.store import events, learning

Rows = list[dict[str, Any]]
MONTHS = 3
"""So many months that are over are looked back on; what was left undone in older ones is history."""


def waiting(office: Premises, handler: str | None) -> dict[str, Rows]:
    """By section, what waits: of this handler, or of everybody and the house; cases by the names of the contract."""
    agenda = of_cases(office, handler) | {
        "absences": list(_absences(office, handler)),
        "measures": list(_measures(office, handler)),
    }
    if handler is None:
        agenda |= {"hot": list(_hot(office)), "samples": list(_samples(office)), "quarters": list(_quarters(office))}
    return agenda


def _absences(office: Premises, handler: str | None) -> Iterator[dict[str, Any]]:
    """Absences that begin soon, for whoever goes away: how much they leave, and to whom (fu-handover)."""
    now, today = office.judged_at, on_day(office, office.judged_at)
    soon = on_day(office, office.calendar.due(now, office.policy.remind_before).at)
    for each in all_absences(office.conn):
        if today < each.first <= soon and handler in (None, each.name):
            row = {"name": each.name, "from": each.first.isoformat(), "until": each.last.isoformat()}
            yield row | {"deputy": each.deputy, "work": len(open_work(office, each.name))}


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
        if left := len(learning.counting(conn, unchecked)):
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
