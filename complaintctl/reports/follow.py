"""What calls after the end found: whether the solutions last (fu-follow)."""

from collections.abc import Sequence
from typing import Any

from complaintctl.reports.layout import Data, Facts, Field, Grid, Key, Note, Rows, Section, rate


def found(rows: Rows) -> Data:
    """Of these calls: how many, and where all was still well."""
    well, all_ = (sum(row["count"] for row in of) for of in ([row for row in rows if row["well"]], rows))
    return {"calls": all_, "well": rate(well, all_), "relapsed": all_ - well}


def figures(facts: Facts) -> Data:
    """The period beside the two it is compared to; and by department, what most calls were made of first."""
    total = facts.compared(lambda when: found(facts.of("calls", when, by="department")))
    rows = facts.of("calls", by="department")
    keys = {row["key"] for row in rows}
    departments = [{"department": key, **found([row for row in rows if row["key"] == key])} for key in keys]
    return total | {"departments": sorted(departments, key=lambda row: (-row["calls"], str(row["department"])))}


_FIELDS = (
    Field("calls", title="Calls", definition="Calls after the end that were made in the period."),
    Field(
        "well",
        title="All is well",
        definition="Calls of the period that found all still well ÷ calls after the end that were made in it.",
        unit="rate",
        wish="more",
    ),
    Field(
        "relapsed",
        title="Relapsed",
        definition="Calls of the period that found the trouble back, and began another round.",
        wish="none",
    ),
)


def grids(data: Any, facts: Facts) -> Sequence[Grid]:
    period = Key("period", title="Calls after the end")
    by = Key("department", title="Department", name="follow_departments")
    return [
        Grid(period, title="", fields=_FIELDS, rows=facts.side_by_side(data), upright=True),
        Grid(by, title="By department", fields=_FIELDS, rows=data["departments"], bar="calls"),
    ]


def notes(data: Any) -> Sequence[Note]:
    return () if data["calls"] else (Note("No call after an end was made in this period."),)


SECTION = Section("follow", title="After the end", figures=figures, grids=grids, notes=notes)
