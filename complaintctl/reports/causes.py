"""Causes of complaints ranked, cut to one, two and three levels: few of them make most of the trouble (le-monthly)."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from complaintctl.reports.layout import Data, Facts, Field, Grid, Key, Note, Section, When, rate

LEVELS = (1, 2, 3)


def figures(facts: Facts) -> Data:
    """Complaints by cause at each level; None stands for those whose cause nobody has named."""
    return {f"level_{level}": _ranked(facts, level) for level in LEVELS}


def _ranked(facts: Facts, level: int) -> list[Data]:
    """The most frequent first, those without cause last, each with the share of all down to it."""
    now, before, year_ago = (counted(facts, level, when) for when in ("now", "before", "year_ago"))
    causes = sorted(
        now | before | year_ago,
        key=lambda cause: (cause is None, -now[cause], -before[cause], -year_ago[cause], cause or ""),
    )
    so_far = accumulate(now[cause] for cause in causes)
    total = now.total()
    return [
        {
            "cause": cause,
            "complaints": now[cause],
            "share": rate(now[cause], total),
            "cumulative": rate(down_to_here, total),
            "before": before[cause],
            "year_ago": year_ago[cause],
        }
        for cause, down_to_here in zip(causes, so_far, strict=True)
    ]


def counted(facts: Facts, level: int, when: When) -> Counter[str | None]:
    """Complaints by cause, cut to so many levels; one that is less deep stands for itself."""
    found: Counter[str | None] = Counter()
    for row in facts.of("cases", when, by="cause"):
        cause = row["key"]
        found["/".join(cause.split("/")[:level]) if cause else None] += row["complaints"]
    return +found


COMPLAINTS = Field(
    "complaints",
    title="Complaints",
    definition="Complaints received in the period whose cause, cut to as many levels as this table has, is this one.",
)
SHARE = Field(
    "share",
    title="Share",
    definition="Complaints whose cause, cut to as many levels as this table has, is this one ÷ all complaints received "
    "in the period.",
    unit="rate",
)
_FIELDS = (
    COMPLAINTS,
    SHARE,
    Field(
        "cumulative",
        title="Cumulated",
        definition="Complaints of this line and of those before it ÷ all complaints received in the period.",
        unit="rate",
    ),
    COMPLAINTS.at("before", title="Before"),
    COMPLAINTS.at("year_ago", title="A year ago"),
)


def _grid(level: int, rows: Any, *, title: str) -> Grid:
    by = Key("cause", title="Cause", name=f"level_{level}")
    return Grid(by, title, fields=_FIELDS, rows=rows, bar="complaints", line="cumulative")


def grids(data: Any, _facts: Facts) -> Sequence[Grid]:
    return [
        _grid(1, data["level_1"], title="First level"),
        _grid(2, data["level_2"], title="Two levels"),
        _grid(3, data["level_3"], title="Three levels"),
    ]


def notes(data: Any) -> Sequence[Note]:
    return () if any(row["complaints"] for row in data["level_1"]) else (Note("No complaint was received."),)


SECTION = Section("causes", title="Causes", figures=figures, grids=grids, notes=notes)
