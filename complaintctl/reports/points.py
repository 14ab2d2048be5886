"""Points by department: what ran out, what came in, what was adjusted, and each with what it is for (le-points)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from complaintctl.reports.layout import OFFICE, Data, Facts, Field, Grid, Key, Note, Section, When

_REASONS = ("late", "general", "major")


def figures(facts: Facts) -> Data:
    """The points of each department in the period and in the other two; `entries` say what those of the period are for.

    An adjustment has no case but a reason; it counts as many points as it says.
    """
    now, before, year_ago = _entries(facts), _points(facts, "before"), _points(facts, "year_ago")
    names = sorted({entry["department"] for entry in now} | before.keys() | year_ago.keys())
    rows = [
        {
            "department": name,
            **_lost(_of(now, name)),
            "points": _sum(_of(now, name)),
            "before": before[name],
            "year_ago": year_ago[name],
        }
        for name in names
    ]
    return {"departments": sorted(rows, key=lambda row: (row["points"], row["department"])), "entries": now}


def _points(facts: Facts, when: When) -> Counter[str]:
    """The points of each department in a period that is only compared to: nobody asks what they are for."""
    points: Counter[str] = Counter()
    for name in ("late", "blamed", "adjustments"):
        for row in facts.of(name, when):
            points[row["department"]] += row["points"]
    return points


def _entries(facts: Facts) -> list[Data]:
    """What a department got or lost points for, with the cases and, of a step that ran out, the step."""
    adjusted = [
        {"department": row["department"], "reason": "adjusted", "step": None, "count": 1, "points": row["points"]}
        | {"cases": [], "note": row["reason"], "office": row["office"]}
        for row in facts.of("adjustments")
    ]
    lost = sorted(
        (*facts.of("late_cases"), *facts.of("blamed_cases")), key=lambda row: (row["department"], row["reason"])
    )
    names = ("department", *facts.office, *(field.path for field in _ENTRY))
    entries = [*({**row, "note": None} for row in lost), *adjusted]
    return [{name: row[name] for name in names} for row in entries]


def _of(entries: Sequence[Data], department: str) -> list[Data]:
    return [entry for entry in entries if entry["department"] == department]


def _sum(entries: Sequence[Mapping[str, Any]], name: str = "points") -> int:
    return sum(entry[name] for entry in entries)


def _lost(entries: Sequence[Data]) -> Data:
    """How many there were of each reason, and their points."""
    found: Data = {}
    for reason in _REASONS:
        own = [entry for entry in entries if entry["reason"] == reason]
        found |= {reason: _sum(own, "count"), f"{reason}_points": _sum(own)}
    return found | {"adjusted": _sum([entry for entry in entries if entry["reason"] == "adjusted"])}


_POINTS = Field(
    "points",
    title="Points",
    definition="Points for steps that ran out, for complaints that came in and from adjustments, summed.",
    wish="more",
)
_FIELDS = (
    _POINTS,
    _POINTS.at("before", title="Before"),
    _POINTS.at("year_ago", title="A year ago"),
    Field(
        "late",
        title="Ran out",
        definition="Steps the department answers for that ran out in the period, duplicates' apart.",
    ),
    Field("late_points", title="Points for it", definition="The policy's points for each step that ran out, summed."),
    Field(
        "general",
        title="General",
        definition="General complaints received in the period that were with the department at its end.",
    ),
    Field(
        "general_points", title="Points for it", definition="The policy's points for each general complaint, summed."
    ),
    Field(
        "major",
        title="Major",
        definition="Major complaints received in the period that were with the department at its end.",
    ),
    Field("major_points", title="Points for it", definition="The policy's points for each major complaint, summed."),
    Field(
        "adjusted",
        title="Adjusted",
        definition="Points given or taken in the period by somebody who may, with a reason, summed; belonging to no "
        "case, they are left out where only some cases are counted.",
    ),
)
_ENTRY = (
    Field(
        "reason",
        title="For",
        definition="Why: a step that ran out, a complaint by its grade, an adjustment.",
        unit="code",
    ),
    Field("step", title="Step", definition="The step that ran out.", unit="code"),
    Field("count", title="How often", definition="How many steps or complaints these points are for."),
    _POINTS,
    Field("cases", title="Numbers", definition="The numbers of their cases.", unit="text"),
    Field("note", title="Reason", definition="Why the points were adjusted.", unit="text"),
)


def grids(data: Any, facts: Facts) -> Sequence[Grid]:
    by = Key("department", title="Department")
    entry = Key("department", title="Department", also=(*facts.office, "reason", "step", "note"))
    return [
        Grid(by, title="By department", fields=_FIELDS, rows=data["departments"]),
        Grid(entry, title="What each is for", fields=(*(OFFICE for _ in facts.office), *_ENTRY), rows=data["entries"]),
    ]


def notes(data: Any) -> Sequence[Note]:
    return () if data["departments"] else (Note("Nobody got or lost points in this period."),)


SECTION = Section("points", title="Points", figures=figures, grids=grids, notes=notes)
