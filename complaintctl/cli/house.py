"""What waits for somebody and belongs to no case: measures, hot causes, samples, the quarterly review."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from complaintctl.cases import effects, quarters, sampling
from complaintctl.cases.measures import Measure
from complaintctl.cli import registers
from complaintctl.cli.learned import all_measures, all_samples, measure_row
from complaintctl.cli.registry import N_
from complaintctl.moments import from_stored
from complaintctl.render.text import harmless
from complaintctl.reports import hot
from complaintctl.reports.periods import Period
from complaintctl.rules import approval
from complaintctl.store import events, learning

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

Rows = list[dict[str, Any]]
MONTHS = 3
"""So many months that are over are looked back on; what was left undone in older ones is history."""


def waiting(session: "Session", handler: str | None) -> dict[str, Rows]:
    """What `today` shows beside the cases; of a handler only the measures that are theirs."""
    desk = {"measures": list(_measures(session, handler))}
    if handler is None:
        desk |= {"hot": list(_hot(session)), "samples": list(_samples(session)), "quarters": list(_quarters(session))}
    return desk


def _measures(session: "Session", handler: str | None) -> Iterator[dict[str, Any]]:
    """Measures that want something now: a decision of this person's, to be carried out, to be checked."""
    decides = approval.is_decider(session.policy, session.role_of(handler or session.actor))
    for measure in all_measures(session.conn).values():
        wants = _wants(session, measure)
        mine = handler is None or measure.owner == handler
        if (wants == "approval" and decides) or (wants not in (None, "approval") and mine):
            yield measure_row(measure, session.judged_at) | {"wants": wants}


def _wants(session: "Session", measure: Measure) -> str | None:
    today = session.judged_at.astimezone(session.zone).date()
    match measure.status:
        case "proposed":
            return "approval"
        case "approved" if measure.due_at.astimezone(session.zone).date() <= today:
            return "carrying out"
        case "done" if measure.done_at is not None:
            ended = measure.done_at.astimezone(session.zone).date()
            return "check" if effects.comparable(ended, today) else None
    return None


def _hot(session: "Session") -> Iterator[dict[str, Any]]:
    """The hot causes of the last months that are over, against which nothing was begun, as their reports have them.

    Each once, of the month whose measure is to be begun first: whatever is begun answers the later ones too.
    """
    months = registers.months_over(session, MONTHS)
    told = set()
    for facts in registers.facts_of([session], [month for month in months if _is_busy(session, month)]):
        found = hot.figures(facts)
        for row in found["causes"]:
            if row["begun_at"] is None and row["cause"] not in told:
                told.add(row["cause"])
                yield {"month": facts.period.name, "of": found["complaints"], **row}


def _samples(session: "Session") -> Iterator[dict[str, Any]]:
    """What the samples of the last months that are over lack; and those drawn, as long as cases are left to check."""
    conn, samples = session.conn, all_samples(session.conn)
    for month in (period.name for period in registers.months_over(session, MONTHS)):
        drawn = learning.drawn_of(conn, month, samples[month].numbers) if month in samples else 0
        lacking = sampling.size_of(learning.received_in(conn, month), session.policy.sample_share) - drawn
        if lacking > 0:
            yield {"month": month, "wants": "draw", "cases": lacking}
    for sample in samples.values():
        unchecked = [number for number in sample.numbers if number not in sample.checks]
        if left := len(unchecked) - len(learning.duplicates(conn, unchecked)):
            yield {"month": sample.month, "wants": "check", "cases": left}


def _quarters(session: "Session") -> Iterator[dict[str, Any]]:
    """The last quarter that is over, until its review was held."""
    quarter = registers.last_over(session, "quarter")
    held = quarters.folded(events.of_office(session.conn, quarters.ACTIONS))
    if quarter.name not in held and _is_busy(session, quarter):
        yield {"quarter": quarter.name}


def _is_busy(session: "Session", period: Period) -> bool:
    """Whether any case was received in it."""
    return learning.any_received(session.conn, period.first.isoformat(), period.last.isoformat())


TITLES = {
    "measures": N_("Measures"),
    "hot": N_("Hot causes, nothing begun"),
    "samples": N_("Samples"),
    "quarters": N_("Quarterly review"),
}


def told(session: "Session", section: str, row: dict[str, Any]) -> tuple[str, ...]:
    """What waits, and the commands that deal with it."""
    return _TOLD[section](session, row)


def _of_measure(session: "Session", row: dict[str, Any]) -> tuple[str, ...]:
    command = {"approval": "approve", "carrying out": "done", "check": "check"}[row["wants"]]
    due = session.shown(from_stored(row["due_at"]))
    status = session.code("overdue" if row["overdue"] else row["status"])
    words = [row["measure"], status, harmless(row["owner"]), due, harmless(row["text"] or "")]
    return "  ".join(words), f"complaintctl measure {command} {row['measure']}"


def _of_hot(session: "Session", row: dict[str, Any]) -> tuple[str, ...]:
    due, overdue = (
        N_("{cause}: {complaints} of {of} complaints in {month}; begin by {date}"),
        N_("{cause}: {complaints} of {of} complaints in {month}; overdue since {date}"),
    )
    date = session.shown(from_stored(row["start_by"]))[:10]
    sentence = session.word(overdue if row["state"] == "overdue" else due, **row, date=date)
    if row["measures"]:
        return sentence, *(f"complaintctl measure approve {measure}" for measure in row["measures"])
    return sentence, f"complaintctl measure add --cause {row['cause']} …"


def _of_sample(session: "Session", row: dict[str, Any]) -> tuple[str, ...]:
    if row["wants"] == "draw":
        sentence = session.word("{month}: {cases} cases to be drawn", **row)
        return sentence, f"complaintctl sample draw --month {row['month']}"
    sentence = session.word("{month}: {cases} cases to be checked", **row)
    return sentence, f"complaintctl sample show --month {row['month']}"


def _of_quarter(session: "Session", row: dict[str, Any]) -> tuple[str, ...]:
    sentence = session.word("{quarter} waits for its review", **row)
    report = f"complaintctl report --quarter {row['quarter']}"
    return sentence, report, f'complaintctl measure review {row["quarter"]} --note "…"'


_TOLD: dict[str, Callable[["Session", dict[str, Any]], tuple[str, ...]]] = {
    "measures": _of_measure,
    "hot": _of_hot,
    "samples": _of_sample,
    "quarters": _of_quarter,
}
