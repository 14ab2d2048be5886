"""Any figure by its name, from one register or from several laid together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from complaintctl.store import calls, figures, groups, points, survey, tallies
from complaintctl.store.connection import Connection
from complaintctl.store.figures import Span


class Register(NamedTuple):
    """An office's open database, the period by its own clock, and the instant its steps are judged at."""

    conn: Connection
    span: Span
    now: datetime


_ONCE = {
    "received": figures.received,
    "concerns": figures.concerns,
    "interruptions": figures.interruptions,
    "carry_over": figures.carry_over,
    "late": points.late,
    "late_cases": points.late_cases,
    "blamed": points.blamed,
    "blamed_cases": points.blamed_cases,
}
_BY_FIELD = {
    "cases": groups.cases,
    "endings": groups.endings,
    "deadlines": groups.deadlines,
    "calls": calls.calls,
    "answers": survey.answers,
    "standing": tallies.standing,
}


def count(name: str, registers: Sequence[Register], by: str | None = None) -> list[dict[str, Any]]:
    """The rows of a figure, of all registers; by a field of the cases where the figure is counted by one."""
    if name == "times":
        return groups.times([(register.conn, register.span) for register in registers], by)
    if name in _ONCE:
        return [row for register in registers for row in _ONCE[name](*register)]
    return [row for register in registers for row in _BY_FIELD[name](*register, by)]
