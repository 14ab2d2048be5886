"""What was learned and adjusted, as rows for reports: one function for each figure, asked as `store.figures` are.

They fold events of no case, so that an earlier state laid over the register answers too.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from complaintctl.cases import adjustments as adjusting
from complaintctl.cases import drills, sampling
from complaintctl.cases import measures as improving
from complaintctl.cases.effects import Share
from complaintctl.moments import stored
from complaintctl.office.shapes import text
from complaintctl.records import Event
from complaintctl.reports.layout import rate
from complaintctl.store import events, learning
from complaintctl.store.connection import Connection
from complaintctl.store.figures import Span

Folded = TypeVar("Folded")


def _all(conn: Connection, actions: tuple[str, ...], fold: Callable[[Iterable[Event]], Folded]) -> Folded:
    return fold(events.of_office(conn, actions))


def all_measures(conn: Connection) -> dict[str, improving.Measure]:
    """Every measure there is, by name."""
    return _all(conn, improving.ACTIONS, improving.folded)


def all_samples(conn: Connection) -> dict[str, sampling.Sample]:
    """Every month's sample, by month."""
    return _all(conn, sampling.ACTIONS, sampling.folded)


def all_drills(conn: Connection) -> list[drills.Drill]:
    """Every drill ever held, in the order of their own time."""
    return _all(conn, drills.ACTIONS, drills.folded)


def adjustments(conn: Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """Adjustments made in the span, by their own time: at, actor, department, points, reason (le-points)."""
    made = _all(conn, adjusting.ACTIONS, adjusting.folded)
    rows = [row._asdict() | {"at": stored(row.at)} for row in made]
    return [row for row in rows if span["start"] <= row["at"] <= span["end"]]


def measures(conn: Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """Measures that were running in the span: added by its end, and not checked or dropped before its start."""
    return [
        measure_row(measure, now)
        for measure in all_measures(conn).values()
        if stored(measure.added_at) <= span["end"] and not _over_before(measure, span["start"])
    ]


def measures_from(conn: Connection, number: str, now: datetime) -> list[dict[str, Any]]:
    """The measures that a case gave the idea of (le-ideas)."""
    return [measure_row(measure, now) for measure in all_measures(conn).values() if measure.source == number]


def _over_before(measure: improving.Measure, start: str) -> bool:
    over = measure.status in ("checked", "dropped")
    return over and measure.last_at is not None and stored(measure.last_at) < start


def samples(conn: Connection, span: Span, _now: datetime) -> list[dict[str, Any]]:
    """The samples of months that lie in the span: how many were drawn, checked, right; duplicates apart (cl-sample)."""
    months = (str(span["first"])[:7], str(span["last"])[:7])
    return [sample_row(conn, sample) for month, sample in all_samples(conn).items() if months[0] <= month <= months[1]]


def measure_row(measure: improving.Measure, now: datetime) -> dict[str, Any]:
    """A measure by the names that lists and reports have for it; instants as stored."""
    return {
        "measure": measure.name,
        "status": measure.status,
        "cause": measure.cause,
        "text": measure.text,
        "owner": measure.owner,
        "due_at": stored(measure.due_at),
        "overdue": measure.overdue(now),
        "from": measure.source,
        "added_at": stored(measure.added_at),
        "added_by": measure.added_by,
        "approved_at": text(measure.approved_at),
        "approved_by": measure.approved_by,
        "done_at": text(measure.done_at),
        "done_by": measure.done_by,
        "checked_at": text(measure.checked_at),
        "checked_by": measure.checked_by,
        "effective": measure.effective,
        "before": _share(measure.before),
        "after": _share(measure.after),
        "note": measure.note,
    }


def sample_row(conn: Connection, sample: sampling.Sample) -> dict[str, Any]:
    """What a sample has come to, by the cases that count now; `accuracy` is right ÷ checked, None of nothing."""
    counted = learning.counting(conn, sample.numbers)
    found = [sample.checks[number] for number in counted if number in sample.checks]
    right = sum(check.right for check in found)
    return {
        "month": sample.month,
        "seed": sample.seed,
        "share": sample.share,
        "drawn_at": stored(sample.drawn_at),
        "drawn_by": sample.drawn_by,
        "received": learning.received_in(conn, sample.month),
        "drawn": len(counted),
        "checked": len(found),
        "right": right,
        "accuracy": rate(right, len(found)),
    }


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return rate(share.cases, share.complaints) | {"first": share.first, "last": share.last}
