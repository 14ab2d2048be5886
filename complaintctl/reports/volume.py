"""How many came in, through which channels, of which kinds (le-monthly)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from complaintctl.reports.groups import COMPLAINTS, KEYS, RECEIVED, SHARE
from complaintctl.reports.layout import Data, Facts, Field, Grid, Key, Rows, Section, When, rate

KINDS = {"complaint": "complaints", "enquiry": "enquiries", "suggestion": "suggestions", "concern": "concerns"}
_GROUPED = ("channel", "kind", "category")


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
        **{f"by_{name}": _by(name, facts) for name in _GROUPED},
        "concerns": facts.compared(lambda when: _concerns(facts.of("concerns", when))),
    }


def _concerns(rows: Rows) -> Data:
    """What became of the trouble that was foreseen; a converted one has another kind, and is found by its events."""
    told = {name: sum(row[name] for row in rows) for name in ("raised", "soothed", "became_complaints", "still_open")}
    ended = told["soothed"] + told["became_complaints"] + told["still_open"]
    return {
        **told,
        "closed_otherwise": told["raised"] - ended,
        "share_of_complaints": rate(told["became_complaints"], told["raised"]),
    }


def _without_untimed(counts: Data) -> Data:
    return {name: count for name, count in counts.items() if name != "untimed"}


def _by(name: str, facts: Facts) -> list[Data]:
    """Each value that occurs in any of the periods, the most frequent first."""

    def cases(when: When, kind: str | None = None) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in facts.of("received", when):
            if not row["duplicate"] and kind in (None, row["kind"]):
                found[row[name]] += row["cases"]
        return found

    now, complaints, before, year_ago = cases("now"), cases("now", "complaint"), cases("before"), cases("year_ago")
    return [
        {
            name: value,
            "received": now[value],
            "complaints": complaints[value],
            "share": rate(now[value], now.total()),
            "before": before[value],
            "year_ago": year_ago[value],
        }
        for value in sorted(now | before | year_ago, key=lambda value: (-now[value], -before[value], value))
    ]


ENQUIRIES = Field("enquiries", title="Enquiries", definition="Those of the cases received that are enquiries.")
SUGGESTIONS = Field("suggestions", title="Suggestions", definition="Those of the cases received that are suggestions.")
CONCERNS = Field("concerns", title="Concerns", definition="Those of the cases received that are concerns.")
DUPLICATES = Field(
    "duplicates",
    title="Duplicates",
    definition="Cases received in the period that were closed as duplicates of another; in no other figure.",
)
_COUNTS = (RECEIVED, COMPLAINTS, ENQUIRIES, SUGGESTIONS, CONCERNS, DUPLICATES)
_SHARES = (
    RECEIVED,
    COMPLAINTS,
    SHARE,
    RECEIVED.at("before", title="Before"),
    RECEIVED.at("year_ago", title="A year ago"),
)


_FORESEEN = (
    Field("raised", title="Raised", definition="Cases received in the period as concerns, duplicates apart."),
    Field("soothed", title="– soothed", definition="Those of them that were closed as soothed."),
    Field(
        "became_complaints",
        title="– became complaints",
        definition="Those of them that were converted to complaints, whenever that was.",
    ),
    Field("still_open", title="– still open", definition="Those of them that are concerns and not closed."),
    Field("closed_otherwise", title="– closed otherwise", definition="Those of them that ended in another way."),
    Field(
        "share_of_complaints",
        title="Became complaints, share",
        definition="Concerns received in the period that became complaints ÷ concerns received in the period.",
        unit="rate",
        wish="less",
    ),
)


def grids(data: Any, facts: Facts) -> Sequence[Grid]:
    foreseen = facts.side_by_side(data["concerns"])
    return [
        Grid(KEYS["month"], title="By month", fields=_COUNTS, rows=data["by_month"], bar="received"),
        Grid(KEYS["channel"], title="By channel", fields=_SHARES, rows=data["by_channel"], bar="received"),
        Grid(KEYS["kind"], title="By kind", fields=_SHARES, rows=data["by_kind"], bar="received"),
        Grid(KEYS["category"], title="By category", fields=_SHARES, rows=data["by_category"], bar="received"),
        Grid(Key("period", title="Figure"), title="Concerns", fields=_FORESEEN, rows=foreseen, upright=True),
    ]


SECTION = Section("volume", title="Volume", figures=figures, grids=grids)
