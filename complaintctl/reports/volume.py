"""How many came in, through which channels, of which kinds (le-monthly)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from complaintctl.reports.layout import Data, Facts, Field, Grid, Rows, Section, rate

KINDS = {"complaint": "complaints", "enquiry": "enquiries", "suggestion": "suggestions"}


def counted(rows: Rows) -> Data:
    """Cases received, duplicates apart, of all kinds and of each; how many have a state of unknown time."""
    kinds: Counter[str] = Counter()
    for row in rows:
        if not row["duplicate"]:
            kinds[row["kind"]] += row["cases"]
    return {
        "received": kinds.total(),
        **{name: kinds[kind] for kind, name in KINDS.items()},
        "duplicates": sum(row["cases"] for row in rows if row["duplicate"]),
        "untimed": sum(row["cases"] for row in rows if row["untimed"] and not row["duplicate"]),
    }


def figures(facts: Facts) -> Data:
    rows = facts.of("received")
    return {
        "by_month": [
            {"month": month, **_without_untimed(counted([row for row in rows if row["month"] == month]))}
            for month in facts.period.months()
        ],
        "by_channel": _by("channel", rows, facts.of("received", before=True)),
        "by_category": _by("category", rows, facts.of("received", before=True)),
    }


def _without_untimed(counts: Data) -> Data:
    return {name: count for name, count in counts.items() if name != "untimed"}


def _by(name: str, rows: Rows, before: Rows) -> list[Data]:
    """Each value that occurs in either period, the most frequent first."""
    now, then = ([row for row in each if not row["duplicate"]] for each in (rows, before))
    total = sum(row["cases"] for row in now)
    cases, earlier, complaints = Counter[str](), Counter[str](), Counter[str]()
    for row in now:
        cases[row[name]] += row["cases"]
        complaints[row[name]] += row["cases"] * (row["kind"] == "complaint")
    for row in then:
        earlier[row[name]] += row["cases"]
    return [
        {
            name: value,
            "received": cases[value],
            "complaints": complaints[value],
            "share": rate(cases[value], total),
            "before": earlier[value],
        }
        for value in sorted(cases | earlier, key=lambda value: (-cases[value], -earlier[value], value))
    ]


_COUNTS = (
    Field("received", title="Received"),
    Field("complaints", title="Complaints"),
    Field("enquiries", title="Enquiries"),
    Field("suggestions", title="Suggestions"),
    Field("duplicates", title="Duplicates"),
)
_SHARES = (
    Field("received", title="Received"),
    Field("complaints", title="Complaints"),
    Field("share", title="Share", unit="rate"),
    Field("before", title="Before"),
)


def grids(data: Any, _facts: Facts) -> Sequence[Grid]:
    return [
        Grid(
            by=Field("month", title="Month", unit="code"),
            title="By month",
            fields=_COUNTS,
            rows=data["by_month"],
            bar="received",
        ),
        Grid(
            by=Field("channel", title="Channel", unit="code"),
            title="By channel",
            fields=_SHARES,
            rows=data["by_channel"],
            bar="received",
        ),
        Grid(
            by=Field("category", title="Category", unit="code"),
            title="By category",
            fields=_SHARES,
            rows=data["by_category"],
            bar="received",
        ),
    ]


SECTION = Section("volume", title="Volume", figures=figures, grids=grids)
