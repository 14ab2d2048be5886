"""What customers said when they were called back, by the date of the revisit (re-score)."""

from collections.abc import Sequence
from typing import Any

from complaintctl.reports.layout import Data, Facts, Field, Grid, Key, Note, Rows, Section, rate

SCORES = (1, 2, 3, 4, 5)


def answers(rows: Rows) -> Data:
    """Of these endings the revisits: satisfied ÷ those that reached the customer, and the mean of the scores given."""
    revisits = [row for row in rows if row["action"] == "revisit"]
    reached = [row for row in revisits if row["reached"]]
    total = _count(reached)
    satisfied = _count([row for row in reached if row["satisfied"]])
    given = {score: _count([row for row in reached if row["score"] == score]) for score in SCORES}
    scores = sum(given.values())
    return {
        "satisfied": rate(satisfied, total),
        "dissatisfied": _count([row for row in reached if row["satisfied"] == 0]),
        "not_reached": _count(revisits) - total,
        "score": {
            "mean": round(sum(score * count for score, count in given.items()) / scores, 2) if scores else None,
            "count": scores,
        },
        "scores": [{"score": score, "count": given[score]} for score in SCORES],
    }


def _count(rows: Rows) -> int:
    return sum(row["count"] for row in rows)


def figures(facts: Facts) -> Data:
    return facts.compared(lambda when: answers(facts.of("endings", when, by="department")))


SATISFIED = Field(
    "satisfied",
    title="Satisfied",
    definition="Customers who said they were satisfied ÷ revisits in the period that reached the customer.",
    unit="rate",
    wish="more",
)
SCORE = Field(
    "score.mean",
    title="Score, mean",
    definition="Scores given at revisits in the period, summed ÷ scores given.",
    unit="score",
    wish="more",
)
_FIELDS = (
    SATISFIED,
    Field("dissatisfied", title="Dissatisfied", definition="Revisits in the period whose customer was not satisfied."),
    Field("not_reached", title="Not reached", definition="Tries to revisit that did not reach the customer."),
    SCORE,
    Field("score.count", title="Scores given", definition="Revisits in the period at which a score was given."),
)
_GIVEN = (Field("count", title="Given", definition="How often this score was given at revisits in the period."),)


def grids(data: Any, facts: Facts) -> Sequence[Grid]:
    return [
        Grid(Key("period", title="Revisits"), title="", fields=_FIELDS, rows=facts.side_by_side(data), upright=True),
        Grid(Key("score", title="Score"), title="Scores", fields=_GIVEN, rows=data["scores"], bar="count"),
    ]


def notes(data: Any) -> Sequence[Note]:
    reached = data["satisfied"]["denominator"]
    return () if reached else (Note("No revisit reached a customer in this period."),)


SECTION = Section("satisfaction", title="Satisfaction", figures=figures, grids=grids, notes=notes)
