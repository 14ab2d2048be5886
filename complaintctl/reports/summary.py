"""The period at a glance, beside the one before and the same a year ago, and what was carried over (le-monthly)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from complaintctl.model import WITHOUT_SATISFACTION
from complaintctl.reports.deadlines import BY_FIRST_DATE, EXTENDED, IN_TIME, kept
from complaintctl.reports.groups import CLOSED, COMPLAINTS, COST, KEYS, RECEIVED, REPEATS, SOLUTIONS
from complaintctl.reports.layout import Data, Facts, Field, Grid, Key, Note, Rows, Section, When, money, rate
from complaintctl.reports.satisfaction import SATISFIED, SCORE, answers
from complaintctl.reports.volume import CONCERNS, DUPLICATES, ENQUIRIES, SUGGESTIONS, counted
from complaintctl.reports.waits import ANSWER, ANSWER_OFFICE, SOLUTION, SOLUTION_OFFICE, waits

_MOST = "most_holds"


def figures(facts: Facts) -> Data:
    """The same figures of all three periods; `carry_over` and `by_remedy` of this one."""
    return {
        **facts.compared(lambda when: _glance(facts, when)),
        "carry_over": _carry_over(facts),
        "by_remedy": _remedies(facts),
    }


def _glance(facts: Facts, when: When) -> Data:
    interruptions = _added(facts.of("interruptions", when))
    endings = facts.of("endings", when, by="department")
    solutions = [row for row in endings if row["action"] == "resolve"]
    repeats, complaints = (sum(row[name] for row in facts.of("cases", when)) for name in ("repeats", "complaints"))
    deadlines = kept(facts.of("deadlines", when, by="department"))
    customers = answers(endings)
    return {
        **counted(facts.of("received", when)),
        "closed": sum(row["cases"] for row in endings),
        "solutions": sum(row["count"] for row in solutions),
        "reopened": interruptions["reopened"],
        "closed_otherwise": {
            name: sum(row["cases"] for row in endings if row["outcome"] == name) for name in WITHOUT_SATISFACTION
        },
        "repeats": rate(repeats, complaints),
        **waits(facts.of("times", when)),
        **{name: deadlines[name] for name in ("in_time", "extended", "by_first_date")},
        "satisfied": customers["satisfied"],
        "score": customers["score"],
        "cost": money(sum(row["cost"] for row in solutions)),
        "holds": {"count": interruptions["holds"], "cases": interruptions["held_cases"], "most": interruptions[_MOST]},
    }


def _added(rows: Rows) -> Data:
    """One row for each register, added up; the most is the most of any."""
    return {name: (max if name == _MOST else sum)(row[name] for row in rows) for name in rows[0]}


def _carry_over(facts: Facts) -> Data:
    """What was open, came and went; says itself whether it adds up (report-carry)."""
    row = _added(facts.of("carry_over"))
    came = row["open_before"] + row["received"] + row["reopened"]
    adds_up = came - row["closed"] - row["closed_as_duplicate"] == row["open_after"]
    return {**row, "adds_up": adds_up}


def _remedies(facts: Facts) -> list[Data]:
    """What was done for customers, and what it cost; the most frequent first."""
    solutions = [row for row in facts.of("endings", by="department") if row["action"] == "resolve"]
    count, cost = Counter[str | None](), Counter[str | None]()
    for row in solutions:
        count[row["remedy"]] += row["count"]
        cost[row["remedy"]] += row["cost"]
    remedies = sorted(count, key=lambda remedy: (-count[remedy], remedy is None, remedy or ""))
    return [{"remedy": remedy, "solutions": count[remedy], "cost": money(cost[remedy])} for remedy in remedies]


_REOPENED = Field("reopened", title="Reopened", definition="How often a closed case was reopened in the period.")
_GLANCE = (
    replace(RECEIVED, headline="Received"),
    COMPLAINTS.at("complaints", title="– complaints"),
    ENQUIRIES.at("enquiries", title="– enquiries"),
    SUGGESTIONS.at("suggestions", title="– suggestions"),
    CONCERNS.at("concerns", title="– concerns"),
    DUPLICATES.at("duplicates", title="Duplicates, apart"),
    Field(
        "untimed",
        title="– of unknown time",
        definition="Cases received in the period that have a past state whose time nobody knows.",
    ),
    REPEATS.at("repeats", title="Repeats, of the complaints"),
    replace(CLOSED, title="Cases closed", headline="Closed"),
    Field(
        "closed_otherwise.answered",
        title="– answered enquiries",
        definition="Cases closed in the period as answered enquiries.",
    ),
    Field(
        "closed_otherwise.withdrawn",
        title="– withdrawn",
        definition="Cases closed in the period because the customer took the complaint back.",
    ),
    Field(
        "closed_otherwise.referred",
        title="– referred",
        definition="Cases closed in the period as referred to an outside body or left dissatisfied for good.",
    ),
    Field(
        "closed_otherwise.unreachable",
        title="– unreachable",
        definition="Cases closed in the period because the customer could not be reached.",
    ),
    Field(
        "closed_otherwise.soothed",
        title="– soothed concerns",
        definition="Concerns closed in the period because the trouble was soothed.",
    ),
    SOLUTIONS,
    COST.at("cost", title="– their cost"),
    _REOPENED,
    ANSWER[0],
    replace(ANSWER[1], headline="Median answer"),
    *ANSWER[2:],
    *ANSWER_OFFICE,
    SOLUTION[0],
    replace(SOLUTION[1], headline="Median solution"),
    *SOLUTION[2:],
    *SOLUTION_OFFICE,
    replace(IN_TIME, title="Deadlines in time", headline="In time"),
    replace(EXTENDED, title="– of these extended"),
    BY_FIRST_DATE.at("by_first_date", title="– by the first date"),
    replace(SATISFIED, headline="Satisfied"),
    SCORE,
    Field("holds.count", title="Holds", definition="How often the clock of a case was stopped in the period."),
    Field("holds.cases", title="– cases held", definition="Cases whose clock was stopped in the period, each once."),
    Field("holds.most", title="– most of one case", definition="The most holds that one case had in the period."),
)
_CARRIED = (
    Field(
        "open_before",
        title="Open before",
        definition="Cases received before the period that were not closed when it began.",
    ),
    Field(
        "received",
        title="+ received",
        definition="Cases received in the period, each by its own receipt, later duplicates too.",
    ),
    _REOPENED.at("reopened", title="+ reopened"),
    Field(
        "closed", title="− closed", definition="How often a case was closed in the period other than as a duplicate."
    ),
    Field(
        "closed_as_duplicate",
        title="− closed as duplicate",
        definition="How often a case was closed in the period as a duplicate.",
    ),
    Field(
        "open_after",
        title="= open after",
        definition="Cases received up to the end of the period that were not closed by then.",
        headline="Open at the end",
    ),
)


def grids(data: Any, facts: Facts) -> Sequence[Grid]:
    carried = [{"carry_over": facts.period.name, **data["carry_over"]}]
    return [
        Grid(Key("period", title="Figure"), title="", fields=_GLANCE, rows=facts.side_by_side(data), upright=True),
        Grid(Key("carry_over", title="Cases"), title="Carried over", fields=_CARRIED, rows=carried, upright=True),
        Grid(KEYS["remedy"], title="By remedy", fields=(SOLUTIONS, COST), rows=data["by_remedy"], bar="solutions"),
    ]


def notes(data: Any) -> Sequence[Note]:
    carried = data["carry_over"]
    found = []
    if not carried["adds_up"]:
        found.append(Note("The carry-over doesn't add up; complaintctl verify looks for the reason."))
    if carried["untimed"]:
        left_out = {"count": carried["untimed"]}
        found.append(Note("Left out of it: {count} with a past state whose time is unknown.", left_out))
    return found


SECTION = Section("summary", title="Summary", figures=figures, grids=grids, notes=notes)
