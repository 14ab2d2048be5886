"""What each department received, and how it kept its promises: each step counts for its own (le-monthly)."""

from collections.abc import Sequence
from typing import Any

from complaintctl.reports import groups
from complaintctl.reports.deadlines import IN_TIME, ORDER, kept
from complaintctl.reports.layout import Data, Facts, Grid, Key, Section


def figures(facts: Facts) -> list[Data]:
    """The main figures of each department; in `steps` what it kept of each step it answers for."""
    due = facts.of("deadlines", by="department")
    steps = sorted({row["step"] for row in due}, key=ORDER.__getitem__)

    def of_step(department: str | None, step: str) -> Data:
        found = kept([row for row in due if (row["key"], row["step"]) == (department, step)])
        return {name: found[name] for name in ("in_time", "by_first_date", "overdue")}

    return [
        {**row, "steps": {step: of_step(row["department"], step) for step in steps}}
        for row in groups.by_field(facts, "department")
    ]


def grids(data: Any, _facts: Facts) -> Sequence[Grid]:
    by = groups.KEYS["department"]
    steps = data[0]["steps"] if data else ()
    kept_by_step = tuple(IN_TIME.at(f"steps.{step}.in_time", title=step) for step in steps)
    own = [row for row in data if row["in_time"]["denominator"]]
    return [*groups.grids(by, data), Grid(_STEPS, title="In time by step", fields=kept_by_step, rows=own)]


_STEPS = Key("department", title="Department", name="department_steps")

SECTION = Section("departments", title="Departments", figures=figures, grids=grids, notes=groups.notes)
