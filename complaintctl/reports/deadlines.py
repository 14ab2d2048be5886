"""Deadlines kept, by step and by the period of their due instant; what is held or cancelled is in no rate."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from complaintctl.model import Step
from complaintctl.reports.layout import Data, Facts, Field, Grid, Key, Note, Rows, Section, When, rate

ORDER = {str(step): place for place, step in enumerate(Step)}
_LATE = ("met_late", "never_met", "overdue")
_REST = ("held", "open", "cancelled")


def kept(rows: Rows) -> Data:
    """The rates of these deadlines: met in time ÷ (met + late + overdue); of these extended."""
    counts = Counter[str]()
    for row in rows:
        counts[row["verdict"]] += row["count"]
    late = sum(counts[verdict] for verdict in _LATE)
    judged = counts["in_time"] + late
    by_first_date = sum(row["count"] for row in rows if row["by_first_date"])
    return {
        "judged": judged,
        "in_time": rate(counts["in_time"], judged),
        "extended": sum(row["count"] for row in rows if row["verdict"] == "in_time" and row["extended"]),
        "by_first_date": rate(by_first_date, judged),
        **{verdict: counts[verdict] for verdict in (*_LATE, *_REST)},
    }


def lateness(rows: Rows) -> Data:
    """How late these steps were on the mean, elapsed and in office time; None where none was (report-zero)."""
    late = sum(row["count"] for row in rows)
    elapsed, office = (sum(row[name] for row in rows) for name in ("seconds", "office_seconds"))
    return {
        "lateness_seconds": elapsed // late if late else None,
        "lateness_office_seconds": office // late if late else None,
    }


def figures(facts: Facts) -> list[Data]:
    """A row for each step that has deadlines due in the period, with what was kept of it in the other two.

    What the law has set stands apart from the office's own promise, a row for each law (fu-law).
    """

    def of_step(step: Timed, when: When) -> Data:
        return kept([row for row in facts.of("deadlines", when, by="department") if _timed(row) == step])

    steps = {_timed(row) for row in facts.of("deadlines", by="department")}
    return [
        {
            "step": step[0],
            "law": step[1],
            **of_step(step, "now"),
            **lateness([row for row in facts.of("lateness") if _timed(row) == step]),
            "before": {"in_time": of_step(step, "before")["in_time"]},
            "year_ago": {"in_time": of_step(step, "year_ago")["in_time"]},
        }
        for step in sorted(steps, key=lambda step: (ORDER[step[0]], step[1] or ""))
    ]


Timed = tuple[str, str | None]
"""A step, and the law that set its clock, if one did."""


def _timed(row: Mapping[str, Any]) -> Timed:
    return row["step"], row["law"]


LAW = Field("law", title="Law", definition="The law that set the clock, if one did.", unit="text")
JUDGED = Field("judged", title="Judged", definition="Steps due in the period that were met, ended late or are overdue.")
IN_TIME = Field(
    "in_time",
    title="In time",
    definition="Steps met by their due time ÷ steps due in the period that were met, ended late or are overdue.",
    unit="rate",
    wish="more",
)
EXTENDED = Field(
    "extended",
    title="Of these extended",
    definition="Steps met in time whose first date had been moved by an extension.",
)
BY_FIRST_DATE = Field(
    "by_first_date",
    title="By the first date",
    definition="Steps met by the date they had at their start ÷ steps due in the period that were met, ended late or "
    "are overdue.",
    unit="rate",
    wish="more",
)
BEFORE = IN_TIME.at("before.in_time", title="Before")
YEAR_AGO = IN_TIME.at("year_ago.in_time", title="A year ago")
_KEPT = (JUDGED, IN_TIME, BEFORE, YEAR_AGO, EXTENDED, BY_FIRST_DATE)
_THE_REST = (
    Field("met_late", title="Late", definition="Steps met after their due time."),
    Field(
        "never_met",
        title="Never met",
        definition="Steps that had run out when the case was closed or went into another round.",
        wish="none",
    ),
    Field("overdue", title="Overdue", definition="Steps that are open and have run out.", wish="none"),
    Field(
        "lateness_seconds",
        title="Mean elapsed lateness",
        definition="Elapsed time from due to met, closed or now, summed ÷ steps that were late.",
        unit="seconds",
        wish="less",
    ),
    Field(
        "lateness_office_seconds",
        title="Mean office lateness",
        definition="Office time from due to met, closed or now, summed ÷ steps that were late.",
        unit="seconds",
        wish="less",
    ),
    Field("held", title="Held", definition="Steps that stand still until the customer answers; in no rate."),
    Field("open", title="Not due yet", definition="Open steps whose time has not run out; in no rate."),
    Field("cancelled", title="Cancelled", definition="Steps that ended without having run out; in no rate."),
)


def grids(data: Any, _facts: Facts) -> Sequence[Grid]:
    by = Key("step", title="Step", also=("law",))
    law = (LAW,) if any(row["law"] for row in data) else ()
    return [
        Grid(by, title="Kept", fields=(*law, *_KEPT), rows=data, bar="in_time"),
        Grid(by, title="Not in time, and not judged", fields=(*law, *_THE_REST), rows=data),
    ]


def notes(data: Any) -> Sequence[Note]:
    return () if data else (Note("No deadline was due in this period."),)


SECTION = Section("deadlines", title="Deadlines", figures=figures, grids=grids, notes=notes)
