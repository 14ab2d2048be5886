"""Deadlines kept, by step and by the period of their due instant; what is held or cancelled is in no rate."""

from collections.abc import Sequence
from typing import Any

from complaintctl.model import Step
from complaintctl.reports.layout import Data, Facts, Field, Grid, Note, Rows, Section, rate

_ORDER = {str(step): place for place, step in enumerate(Step)}
_COUNTS = ("extended", "met_late", "never_met", "overdue", "held", "open", "cancelled")


def kept(rows: Rows) -> Data:
    """The rates of these deadlines: met in time ÷ (met + late + overdue); of these extended; lateness."""
    sums = {name: sum(row[name] for row in rows) for name in ("in_time", "by_first_date", *_COUNTS)}
    judged = sum(sums[name] for name in ("in_time", "met_late", "never_met", "overdue"))
    late = judged - sums["in_time"]
    total = sum((row["lateness"] or 0) * _late(row) for row in rows)
    return {
        "judged": judged,
        "in_time": rate(sums["in_time"], judged),
        "extended": sums["extended"],
        "by_first_date": rate(sums["by_first_date"], judged),
        **{name: sums[name] for name in _COUNTS[1:]},
        "lateness_seconds": int(total / late) if late else None,
    }


def _late(row: Any) -> int:
    return int(row["met_late"] + row["never_met"] + row["overdue"])


def figures(facts: Facts) -> list[Data]:
    """A row for each step that has deadlines due in the period."""
    rows = sorted(facts.of("deadlines"), key=lambda row: _ORDER[row["step"]])
    return [{"step": row["step"], **kept([row])} for row in rows]


_KEPT = (
    Field("judged", title="Judged"),
    Field("in_time", title="In time", unit="rate", wish="more"),
    Field("extended", title="Of these extended"),
    Field("by_first_date", title="By the first date", unit="rate", wish="more"),
)
_THE_REST = (
    Field("met_late", title="Late"),
    Field("never_met", title="Never met", wish="none"),
    Field("overdue", title="Overdue", wish="none"),
    Field("lateness_seconds", title="Mean lateness", unit="seconds", wish="less"),
    Field("held", title="Held"),
    Field("open", title="Not due yet"),
    Field("cancelled", title="Cancelled"),
)


def grids(data: Any, _facts: Facts) -> Sequence[Grid]:
    by = Field("step", title="Step", unit="code")
    return [
        Grid(by, title="Kept", fields=_KEPT, rows=data, bar="in_time"),
        Grid(by, title="Not in time, and not judged", fields=_THE_REST, rows=data),
    ]


def notes(data: Any) -> Sequence[Note]:
    return () if data else (Note("No deadline was due in this period."),)


SECTION = Section("deadlines", title="Deadlines", figures=figures, grids=grids, notes=notes)
