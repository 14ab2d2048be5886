"""What customers said when they were called back, by the date of the revisit (re-score)."""

from collections.abc import Sequence
from typing import Any

from complaintctl.reports.layout import Data, Facts, Field, Grid, Note, Rows, Section, rate

SCORES = (1, 2, 3, 4, 5)


def answers(rows: Rows) -> Data:
    """Satisfied ÷ revisits that reached the customer, and the mean of the scores given."""
    reached = [row for row in rows if row["reached"]]
    total = _count(reached)
    satisfied = _count([row for row in reached if row["satisfied"]])
    given = {score: _count([row for row in reached if row["score"] == score]) for score in SCORES}
    scores = sum(given.values())
    return {
        "satisfied": rate(satisfied, total),
        "dissatisfied": _count([row for row in reached if row["satisfied"] == 0]),
        "not_reached": _count(rows) - total,
        "score": {
            "mean": round(sum(score * count for score, count in given.items()) / scores, 2) if scores else None,
            "count": scores,
        },
        "scores": [{"score": score, "count": given[score]} for score in SCORES],
    }


def _count(rows: Rows) -> int:
    return sum(row["revisits"] for row in rows)


def figures(facts: Facts) -> Data:
    return answers(facts.of("revisits"))


_FIELDS = (
    Field("satisfied", title="Satisfied", unit="rate", wish="more"),
    Field("dissatisfied", title="Dissatisfied"),
    Field("not_reached", title="Not reached"),
    Field("score.mean", title="Score, mean", unit="score", wish="more"),
    Field("score.count", title="Scores given"),
)


def grids(data: Any, facts: Facts) -> Sequence[Grid]:
    periods = [
        {"period": facts.period.name, **data},
        {"period": facts.before.name, **answers(facts.of("revisits", before=True))},
    ]
    given = (Field("count", title="Given"),)
    return [
        Grid(
            by=Field("period", title="Revisits", unit="code"),
            title="",
            fields=_FIELDS,
            rows=periods,
            upright=True,
        ),
        Grid(
            by=Field("score", title="Score", unit="code"),
            title="Scores",
            fields=given,
            rows=data["scores"],
            bar="count",
        ),
    ]


def notes(data: Any) -> Sequence[Note]:
    reached = data["satisfied"]["denominator"]
    return () if reached else (Note("No revisit reached a customer in this period."),)


SECTION = Section("satisfaction", title="Satisfaction", figures=figures, grids=grids, notes=notes)
