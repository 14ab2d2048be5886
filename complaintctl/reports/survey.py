"""What customers answered to the policy's own questions, by the date of the revisit (fu-survey)."""

from collections.abc import Sequence
from typing import Any

from complaintctl.reports.layout import Data, Facts, Field, Grid, Key, Note, Rows, Section, rate


def answered(rows: Rows) -> Data:
    """Of these answers to one question: how many, the mean of those from 1 to 5, the share that was yes."""
    points, words = ([row for row in rows if bool(row["yes_no"]) is kind] for kind in (False, True))
    given, said = (sum(row["count"] for row in of) for of in (points, words))
    total = sum(row["value"] * row["count"] for row in points)
    return {
        "answered": given + said,
        "mean": round(total / given, 2) if given else None,
        "sum": total,
        "yes": rate(sum(row["count"] for row in words if row["value"]), said),
    }


def figures(facts: Facts) -> Data:
    """Each question: in the period beside the two it is compared to, by department, by month."""
    now, before, year_ago = (facts.of("answers", when, by="department") for when in ("now", "before", "year_ago"))
    names = sorted({row["question"] for row in (*now, *before, *year_ago)})
    months = [(part.name, facts.ask("answers", part, None)) for part in facts.parts("month")]
    return {
        "questions": [
            {
                "question": name,
                **answered(_to(name, now)),
                "before": answered(_to(name, before)),
                "year_ago": answered(_to(name, year_ago)),
            }
            for name in names
        ],
        "by_department": [
            {"question": name, "department": key, **answered([row for row in _to(name, now) if row["key"] == key])}
            for name in names
            for key in sorted({row["key"] for row in _to(name, now)}, key=str)
        ],
        "by_month": [
            {"question": name, "month": month, **answered(_to(name, rows))} for name in names for month, rows in months
        ],
    }


def _to(question: str, rows: Rows) -> Rows:
    return [row for row in rows if row["question"] == question]


_ANSWERED = Field("answered", title="Answered", definition="Revisits of the period at which it was answered.")
_MEAN = Field(
    "mean",
    title="Mean",
    definition="Answers from 1 to 5 to this question at revisits of the period, summed ÷ such answers.",
    unit="score",
    wish="more",
)
_SUM = Field("sum", title="Sum", definition="Answers from 1 to 5 to this question at revisits of the period, summed.")
_YES = Field(
    "yes",
    title="Yes",
    definition="Answers yes to this question at revisits of the period ÷ answers yes and no to it.",
    unit="rate",
    wish="more",
)
_FIELDS = (_ANSWERED, _MEAN, _SUM, _YES)
_BESIDE = (
    _ANSWERED.at("before.answered", title="Answered before"),
    _MEAN.at("before.mean", title="Mean before"),
    _YES.at("before.yes", title="Yes before"),
)


def grids(data: Any, _facts: Facts) -> Sequence[Grid]:
    def by(second: str) -> Key:
        return Key("question", title="Question", name=f"question_{second}", also=(second,))

    department = Field("department", title="Department", definition="Whom the case is with.", unit="code")
    month = Field("month", title="Month", definition="The month of the revisit.", unit="text")
    return [
        Grid(Key("question", title="Question"), title="Questions", fields=(*_FIELDS, *_BESIDE), rows=data["questions"]),
        Grid(by("department"), title="By department", fields=(department, *_FIELDS), rows=data["by_department"]),
        Grid(by("month"), title="By month", fields=(month, *_FIELDS), rows=data["by_month"]),
    ]


def notes(data: Any) -> Sequence[Note]:
    return () if data["questions"] else (Note("No question of the policy's was answered in this period."),)


SECTION = Section("survey", title="Survey", figures=figures, grids=grids, notes=notes)
