"""The period at a glance, beside the one before, and what was carried over (le-monthly)."""

from collections.abc import Sequence
from typing import Any

from complaintctl.model import WITHOUT_SATISFACTION
from complaintctl.reports.deadlines import kept
from complaintctl.reports.layout import Data, Facts, Field, Grid, Note, Section
from complaintctl.reports.satisfaction import answers
from complaintctl.reports.volume import counted


def figures(facts: Facts) -> Data:
    """The same figures of both periods; `carry_over` of this one."""
    return {
        **_glance(facts, before=False),
        "carry_over": _carry_over(facts),
        "before": _glance(facts, before=True),
    }


def _glance(facts: Facts, *, before: bool) -> Data:
    (times,) = facts.of("times", before=before)
    (endings,) = facts.of("endings", before=before)
    deadlines = kept(facts.of("deadlines", before=before))
    customers = answers(facts.of("revisits", before=before))
    return {
        **counted(facts.of("received", before=before)),
        **{name: endings[name] for name in ("closed", "solutions", "reopened")},
        "closed_otherwise": {name: endings[name] for name in WITHOUT_SATISFACTION},
        "answer_time": _time(times, "answer"),
        "solution_time": _time(times, "solution"),
        **{name: deadlines[name] for name in ("in_time", "extended", "by_first_date")},
        "satisfied": customers["satisfied"],
        "score": customers["score"],
        "holds": {"count": endings["holds"], "cases": endings["held_cases"], "most": endings["most_holds"]},
    }


def _time(times: Any, name: str) -> Data:
    """Mean and median of elapsed seconds, of the cases received in the period that have it."""
    mean, median = times[f"{name}_mean"], times[f"{name}_median"]
    return {
        "mean_seconds": None if mean is None else int(mean),
        "median_seconds": None if median is None else int(median),
        "cases": times[f"{name}_cases"],
    }


def _carry_over(facts: Facts) -> Data:
    """What was open, came and went; says itself whether it adds up (report-carry)."""
    (row,) = facts.of("carry_over")
    came = row["open_before"] + row["received"] + row["reopened"]
    adds_up = came - row["closed"] - row["closed_as_duplicate"] == row["open_after"]
    return {**row, "adds_up": adds_up}


_GLANCE = (
    Field("received", title="Received", headline="Received"),
    Field("complaints", title="– complaints"),
    Field("enquiries", title="– enquiries"),
    Field("suggestions", title="– suggestions"),
    Field("duplicates", title="Duplicates, apart"),
    Field("closed", title="Cases closed", headline="Closed"),
    Field("closed_otherwise.answered", title="– answered enquiries"),
    Field("closed_otherwise.withdrawn", title="– withdrawn"),
    Field("closed_otherwise.referred", title="– referred"),
    Field("closed_otherwise.unreachable", title="– unreachable"),
    Field("solutions", title="Solutions"),
    Field("reopened", title="Reopened"),
    Field("answer_time.mean_seconds", title="Answer time, mean", unit="seconds", wish="less"),
    Field(
        "answer_time.median_seconds", title="Answer time, median", unit="seconds", wish="less", headline="Median answer"
    ),
    Field("solution_time.mean_seconds", title="Solution time, mean", unit="seconds", wish="less"),
    Field(
        "solution_time.median_seconds",
        title="Solution time, median",
        unit="seconds",
        wish="less",
        headline="Median solution",
    ),
    Field("in_time", title="Deadlines in time", unit="rate", wish="more", headline="In time"),
    Field("extended", title="– of these extended"),
    Field("by_first_date", title="– by the first date", unit="rate", wish="more"),
    Field("satisfied", title="Satisfied", unit="rate", wish="more", headline="Satisfied"),
    Field("score.mean", title="Score, mean", unit="score", wish="more"),
    Field("holds.count", title="Holds"),
    Field("holds.cases", title="– cases held"),
    Field("holds.most", title="– most of one case"),
)
_CARRIED = (
    Field("open_before", title="Open before"),
    Field("received", title="+ received"),
    Field("reopened", title="+ reopened"),
    Field("closed", title="− closed"),
    Field("closed_as_duplicate", title="− closed as duplicate"),
    Field("open_after", title="= open after", headline="Open at the end"),
)


def grids(data: Any, facts: Facts) -> Sequence[Grid]:
    periods = [
        {"period": facts.period.name, **data},
        {"period": facts.before.name, **data["before"]},
    ]
    carried = [{"carry_over": facts.period.name, **data["carry_over"]}]
    return [
        Grid(
            by=Field("period", title="Figure", unit="code"),
            title="",
            fields=_GLANCE,
            rows=periods,
            upright=True,
        ),
        Grid(
            by=Field("carry_over", title="Cases", unit="code"),
            title="Carried over",
            fields=_CARRIED,
            rows=carried,
            upright=True,
        ),
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
