"""How a deadline came about: the time from its start to its date, piece by piece, what counted and what did not."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from complaintctl.cases.case import Case
from complaintctl.policy.amounts import Unit
from complaintctl.records import Deadline
from complaintctl.rules.deadlines import amount_of, put_by_hand
from complaintctl.rules.worktime import Interval

ELAPSED, HELD = "elapsed", "held"


def counting(case: Case, row: Deadline) -> list[Interval]:
    """From the start to the date that was computed; the time held counts for nothing.

    A date put by hand was not computed: the pieces then end at the first date.
    """
    end = row.first_due_at if put_by_hand(row) else row.due_at
    if amount_of(row.amount).unit in (Unit.ELAPSED, Unit.DATE):
        pieces = [Interval(row.start_at, end, True, ELAPSED, "")]
    else:
        pieces = case.rulebook.calendar(case.rulebook.governing(row.start_at)).intervals(row.start_at, end)
    return [part for piece in pieces for part in _cut(piece, case.clocks.paused(row))]


def _cut(piece: Interval, held: Sequence[tuple[datetime, datetime]]) -> Iterator[Interval]:
    """The piece, with what of it was held taken out."""
    for since, until in held:
        if not piece.start < until or not since < piece.end:
            continue
        if piece.start < since:
            yield piece._replace(end=since)
        yield Interval(max(piece.start, since), min(piece.end, until), False, HELD, "")
        piece = piece._replace(start=min(piece.end, until))
    if piece.start < piece.end:
        yield piece
