"""The main figures by any field of a case, or by the days, weeks, months or quarters of the period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from complaintctl.errors import Misused, OneOf
from complaintctl.reports.deadlines import BEFORE, IN_TIME, YEAR_AGO, kept
from complaintctl.reports.layout import Data, Facts, Field, Grid, Key, Note, Rows, Section, When, money, rate
from complaintctl.reports.satisfaction import SATISFIED, answers
from complaintctl.reports.waits import ANSWER, SOLUTION, waits

PARTS = ("day", "week", "month", "quarter")
"""Parts of the period: each figure by its own time, not by that of the case's receipt."""

_SUMS = ("received", "complaints", "repeats")


def by_field(facts: Facts, by: str) -> list[Data]:
    """A row for each value that occurs in the period or in one it is compared to, the most frequent first."""
    times: list[When] = ["now", "before", "year_ago"]
    now, before, year_ago = (_figures(_rows(facts, when, by)) for when in times)
    nothing = _figure({})
    standing = _standing(facts, by)
    total = sum(row["received"] for row in now.values())
    rows: list[Data] = [
        {
            by: key,
            **(row := now.get(key, nothing)),
            **standing.get(key, _NOTHING_STANDS if by in STANDING else {}),
            "share": rate(row["received"], total),
            "before": before.get(key, nothing),
            "year_ago": year_ago.get(key, nothing),
        }
        for key in now | before | year_ago | standing
    ]
    return sorted(rows, key=lambda row: (-row["received"], -row["before"]["received"], row[by] is None, str(row[by])))


STANDING = ("department", "handler")
"""Who has something to do: of these it is told how things stand, whatever the period."""
_NOTHING_STANDS: Data = {"open": 0, "late": 0, "oldest": None}


def _standing(facts: Facts, by: str) -> dict[Any, Data]:
    """Open cases, steps that have run out and the earliest receipt, as things stand; of fields of people only."""
    found: dict[Any, Data] = {}
    for row in facts.of("standing", by=by) if by in STANDING else ():
        there = found.setdefault(row["key"], dict(_NOTHING_STANDS))
        there["open"] += row["open"]
        there["late"] += row["late"]
        there["oldest"] = min(filter(None, (there["oldest"], row["oldest"])), default=None)
    return found


def by_part(facts: Facts, by: str) -> list[Data]:
    """A row for each day, week, month or quarter that the period touches, empty or not (report-gap)."""
    total = sum(row["received"] for row in facts.of("cases"))
    parts = ((part, _figure({name: facts.ask(name, part, None) for name in _ASKED})) for part in facts.parts(by))
    return [{by: part.name, **row, "share": rate(row["received"], total)} for part, row in parts]


_ASKED = ("cases", "endings", "deadlines", "times")


def _rows(facts: Facts, when: When, by: str) -> dict[str, Rows]:
    return {name: facts.of(name, when, by=by) for name in _ASKED}


def _figures(asked: Mapping[str, Rows]) -> dict[Any, Data]:
    """The figures of each key."""
    keyed: defaultdict[Any, dict[str, Rows]] = defaultdict(dict)
    for name, rows in asked.items():
        for key, own in groupby(sorted(rows, key=_order), key=lambda row: row["key"]):
            keyed[key][name] = list(own)
    return {key: _figure(rows) for key, rows in keyed.items()}


def _order(row: Mapping[str, Any]) -> tuple[bool, str]:
    return row["key"] is None, str(row["key"])


def _figure(rows: Mapping[str, Rows]) -> Data:
    """The figures of one key; what nobody counted is nothing."""
    received, complaints, repeats = (_sum(rows.get("cases", ()), name) for name in _SUMS)
    endings = rows.get("endings", ())
    solutions = [row for row in endings if row["action"] == "resolve"]
    deadlines = kept(rows.get("deadlines", ()))
    return {
        "received": received,
        "complaints": complaints,
        "repeats": rate(repeats, complaints),
        "closed": _sum(endings, "cases"),
        "solutions": _sum(solutions, "count"),
        "cost": money(_sum(solutions, "cost")),
        "satisfied": answers(endings)["satisfied"],
        **{name: deadlines[name] for name in ("in_time", "by_first_date")},
        **waits(rows.get("times", ())),
    }


def _sum(rows: Iterable[Mapping[str, Any]], name: str) -> int:
    return sum(row[name] for row in rows)


RECEIVED = Field(
    "received", title="Received", definition="Cases received in the period by the office's own days, duplicates apart."
)
COMPLAINTS = Field("complaints", title="Complaints", definition="Those of the cases received that are complaints.")
SHARE = Field(
    "share", title="Share", definition="Cases received of this row ÷ all cases received in the period.", unit="rate"
)
CLOSED = Field("closed", title="Closed", definition="Cases closed in the period, each counted once, duplicates apart.")
REPEATS = Field(
    "repeats",
    title="Repeats",
    definition="Complaints whose customer had complained within the policy's window before ÷ complaints received.",
    unit="rate",
    wish="less",
)
COST = Field("cost", title="Cost", definition="What the solutions of the period cost, summed.", unit="money")
SOLUTIONS = Field(
    "solutions", title="Solutions", definition="How often a case was resolved in the period, each round counted."
)
_COMPARED = (RECEIVED.at("before.received", title="Before"), RECEIVED.at("year_ago.received", title="A year ago"))
_STANDS = (
    Field("open", title="Open", definition="Cases that are open as things stand, whenever they were received."),
    Field("late", title="Overdue", definition="Steps that have run out and are open as things stand.", wish="none"),
    Field("oldest", title="Oldest", definition="The earliest receipt of the open cases.", unit="instant"),
)
_PROMISES = (IN_TIME, BEFORE, YEAR_AGO)


def grids(by: Key, rows: Sequence[Data]) -> list[Grid]:
    """What came and went, how well it was done, how long it took."""
    compared = by.path not in PARTS
    came = (RECEIVED, SHARE, *(_COMPARED if compared else ()), COMPLAINTS, REPEATS, CLOSED)
    well = (*(_PROMISES if compared else (IN_TIME,)), SATISFIED, SOLUTIONS, COST)
    return [
        Grid(by, title="Received and closed", fields=came, rows=rows, bar="received"),
        Grid(by, title="Kept, satisfied, spent", fields=well, rows=rows, bar="in_time"),
        Grid(by, title="Answered and solved", fields=(*ANSWER, *SOLUTION), rows=rows),
        *([Grid(by, title="As things stand", fields=_STANDS, rows=rows)] if by.path in STANDING else ()),
    ]


KEYS = {
    key.path: key
    for key in (
        Key("channel", title="Channel"),
        Key("kind", title="Kind"),
        Key("category", title="Category"),
        Key("cause", title="Cause"),
        Key("priority", title="Priority"),
        Key("grade", title="Grade"),
        Key("department", title="Department"),
        Key("handler", title="Handler", unit="text"),
        Key("status", title="Status"),
        Key("outcome", title="Outcome"),
        Key("responsibility", title="Responsibility"),
        Key("remedy", title="Remedy"),
        Key("round", title="Round"),
        Key("score", title="Score"),
        Key("source", title="Source", unit="text"),
        Key("preferred_channel", title="Preferred channel"),
        Key("registered_by", title="Registered by", unit="text"),
        Key("flag", title="Flag"),
        Key("tag", title="Tag", unit="text"),
        Key("weekday", title="Weekday"),
        Key("day", title="Day"),
        Key("week", title="Week"),
        Key("month", title="Month"),
        Key("quarter", title="Quarter"),
        Key("office", title="Office", unit="text"),
    )
}
"""What a report can be grouped by."""


def section(by: str) -> Section:
    """The section of this grouping, `by_channel`; Misused where there is none."""
    key = KEYS.get(by)
    if key is None:
        raise UnknownField(by)
    figures = by_part if by in PARTS else by_field
    return Section(
        f"by_{by}",
        title=key.title,
        figures=lambda facts: figures(facts, by),
        grids=lambda data, _facts: grids(key, data),
        notes=notes,
    )


def notes(data: Any) -> Sequence[Note]:
    """That there is no row, where there is none."""
    return () if data else (Note("Nothing was received, closed or due in this period."),)


class UnknownField(Misused):
    def __init__(self, name: str) -> None:
        super().__init__(
            "A report can't be grouped by “{name}”.",
            hint="Group it by one of: {fields}",
            name=name,
            fields=OneOf({name: key.title for name, key in KEYS.items()}),
        )
