"""How long customers waited for an answer and for the solution: mean, median, 90th percentile (le-monthly)."""

from collections.abc import Mapping
from typing import Any

from complaintctl.reports.layout import Data, Field, Rows

_FIGURES = ("mean", "median", "p90")


def waits(rows: Rows) -> Data:
    """`answer_time` and `solution_time` of the rows of one key: elapsed, and in office time."""
    found = {row["measure"]: row for row in rows}
    return {f"{name}_time": _wait(found, name) for name in ("answer", "solution")}


def _wait(found: Mapping[str, Mapping[str, Any]], name: str) -> Data:
    elapsed = found.get(name, {})
    return {**_seconds(elapsed), "cases": elapsed.get("cases", 0), "office": _seconds(found.get(f"{name}_office", {}))}


def _seconds(row: Mapping[str, Any]) -> Data:
    values = {figure: row.get(figure) for figure in _FIGURES}
    return {f"{figure}_seconds": None if value is None else int(value) for figure, value in values.items()}


def _time(path: str, *, title: str, definition: str) -> Field:
    """A figure of so many seconds, the fewer the better."""
    return Field(path, title=title, definition=definition, unit="seconds", wish="less")


ANSWER = (
    _time(
        "answer_time.mean_seconds",
        title="Answer time, mean",
        definition="Time from receipt to the first contact of round 1, else its resolve, summed ÷ cases received in "
        "the period that were answered.",
    ),
    _time(
        "answer_time.median_seconds",
        title="Answer time, median",
        definition="Half of the cases received in the period that were answered had it sooner.",
    ),
    _time(
        "answer_time.p90_seconds",
        title="Answer time, 90th percentile",
        definition="Nine of ten cases received in the period that were answered had it within this time.",
    ),
)
SOLUTION = (
    _time(
        "solution_time.mean_seconds",
        title="Solution time, mean",
        definition="Time from receipt to the first resolve, summed ÷ cases received in the period that were solved.",
    ),
    _time(
        "solution_time.median_seconds",
        title="Solution time, median",
        definition="Half of the cases received in the period that were solved were so sooner.",
    ),
    _time(
        "solution_time.p90_seconds",
        title="Solution time, 90th percentile",
        definition="Nine of ten cases received in the period that were solved were so within this time.",
    ),
)
ANSWER_OFFICE = (
    _time(
        "answer_time.office.mean_seconds",
        title="– in office time, mean",
        definition="Office time from receipt to that answer, summed ÷ cases received in the period that were answered.",
    ),
    _time(
        "answer_time.office.median_seconds",
        title="– in office time, median",
        definition="Half of the answered cases received in the period had the answer in less office time.",
    ),
    _time(
        "answer_time.office.p90_seconds",
        title="– in office time, 90th percentile",
        definition="Nine of ten answered cases received in the period had the answer within this office time.",
    ),
)
SOLUTION_OFFICE = (
    _time(
        "solution_time.office.mean_seconds",
        title="– in office time, mean",
        definition="Office time from receipt to the first resolve, summed ÷ cases received in the period that were "
        "solved.",
    ),
    _time(
        "solution_time.office.median_seconds",
        title="– in office time, median",
        definition="Half of the solved cases received in the period were solved in less office time.",
    ),
    _time(
        "solution_time.office.p90_seconds",
        title="– in office time, 90th percentile",
        definition="Nine of ten solved cases received in the period were solved within this office time.",
    ),
)
