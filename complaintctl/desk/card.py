"""One case at a glance: what it waits for first, then what was said, offered and done, the newest first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.cases.deed import to_decide
from complaintctl.desk.reading import AtDesk
from complaintctl.discretion import discreet
from complaintctl.locale import N_
from complaintctl.moments import from_stored
from complaintctl.render.text import harmless, room, wrapped
from complaintctl.render.tones import Toned
from complaintctl.words import case as words
from complaintctl.words import timeline
from complaintctl.words.agenda import INDENT, TITLES
from complaintctl.words.columns import duration

Row = Mapping[str, Any]
BREADTH = 80
BAR = 16
"""Cells of the bar of time used."""


def card(reader: AtDesk, number: str, *, plain: bool) -> tuple[Case, list[str]]:
    """The case and all there is to show of it, what is decided about next first."""
    office = reader.office
    case = office.case(number)
    row = discreet(office.row(case.number), reveal=reader.reveals)
    row["cause"] = reader.cause(row["cause"]) if row["cause"] else None
    whole = office.whole(case, reveal=reader.reveals)
    head, *told = words.case_lines(reader, row, case, whole, newest_first=True)
    offers = list(timeline.proposal_lines(reader, case))
    rest = [line for line in told if line not in offers]
    lines = [
        head,
        *waiting(reader, row, whole["deadlines"], plain=plain),
        *_undecided(reader, case),
        *offers[1:],
        *rest,
    ]
    return case, [_folded(line, reader.breadth or BREADTH) for line in lines]


def _undecided(reader: AtDesk, case: Case) -> Iterator[str]:
    if to_decide(case) is not None:
        yield Toned(f"  {reader.translate(TITLES['to_approve'])}", "held")


def _folded(line: str, width: int) -> str:
    """A line that is too long on several, the further ones indented."""
    if "\n" in line or room(line) <= width:
        return line
    pieces = wrapped(harmless(line), width - INDENT)
    return Toned(f"\n{'':{INDENT}}".join(pieces), getattr(line, "tone", ""))


def waiting(reader: AtDesk, row: Row, deadlines: Sequence[Row], *, plain: bool) -> Iterator[str]:
    """What it waits for and until when, with how much of the time is used."""
    if row["on_hold"]:
        yield Toned(reader.word(N_("  The clock stands still until it is resumed.")), "held")
        return
    now = reader.judged_at
    for step in (each for each in deadlines if each["ended_at"] is None):
        start, due = from_stored(step["start_at"]), from_stored(step["due_at"])
        late = due < now
        left = duration(reader, abs(int((due - now).total_seconds())) // 60)
        told = reader.word(N_("{left} late") if late else N_("{left} left"), left=left)
        bar = "" if plain else f"{drawn(start, due, now)} "
        head = f"  {reader.code(step['step'])} → {reader.shown(due)}"
        yield Toned(f"{head}  {bar}{used(start, due, now)} %  {told}", "late" if late else "")


def used(start: datetime, due: datetime, now: datetime) -> int:
    """How many hundredths of the time from start to date have gone by; 100 once it has run out."""
    whole = (due - start).total_seconds()
    return 100 if whole <= 0 else max(0, min(100, round(100 * (now - start).total_seconds() / whole)))


def drawn(start: datetime, due: datetime, now: datetime) -> str:
    """The same as a bar."""
    full = used(start, due, now) * BAR // 100
    return "━" * full + "╌" * (BAR - full)
