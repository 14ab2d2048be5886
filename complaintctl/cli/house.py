"""What waits for somebody and belongs to no case: measures, hot causes, samples, the quarterly review."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from complaintctl.cases import effects, quarters, sampling
from complaintctl.cases.measures import Measure
from complaintctl.cli import registers
from complaintctl.cli.learned import all_measures, all_samples, measure_row, sample_row
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
            passed = (today - measure.done_at.astimezone(session.zone).date()).days
            return "check" if passed > effects.FEWEST_DAYS else None
    return None


def _hot(session: "Session") -> Iterator[dict[str, Any]]:
    """The hot causes of the last month that is over, against which nothing was begun, as its report has them."""
    month = registers.last_over(session, "month")
    if learning.any_received(session.conn, *_dates(month)):
        found = hot.figures(registers.facts([session], month))
        for row in found["causes"]:
            if row["begun_at"] is None:
                yield {"month": month.name, "of": found["complaints"], **row}


def _samples(session: "Session") -> Iterator[dict[str, Any]]:
    """The sample of the last month that is over, where it is not drawn; and those drawn, as long as cases are left."""
    month = registers.last_over(session, "month")
    samples = all_samples(session.conn)
    drawn = samples[month.name].numbers if month.name in samples else []
    cases, among = learning.received_and_drawn(session.conn, *_dates(month), drawn)
    lacking = sampling.size_of(cases, session.policy.sample_share) - among
    if lacking > 0:
        yield {"month": month.name, "wants": "draw", "cases": lacking}
    for sample in samples.values():
        figures = sample_row(session.conn, sample)
        if left := figures["drawn"] - figures["checked"]:
            yield {"month": sample.month, "wants": "check", "cases": left}


def _quarters(session: "Session") -> Iterator[dict[str, Any]]:
    """The last quarter that is over, until its review was held."""
    quarter = registers.last_over(session, "quarter")
    held = quarters.folded(events.of_office(session.conn, quarters.ACTIONS))
    if quarter.name not in held and learning.any_received(session.conn, *_dates(quarter)):
        yield {"quarter": quarter.name}


def _dates(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


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
    sentence = session.word(
        "{cause}: {complaints} of {of} complaints in {month}; begin by {date}",
        **row,
        date=session.shown(from_stored(row["start_by"]))[:10],
    )
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
