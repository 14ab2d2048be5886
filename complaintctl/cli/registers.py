"""The registers a report is of: one, or those of several offices, each by its own clock and policy."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from copy import copy
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaintctl.cli import learned
from complaintctl.cli.lateness import late_steps
from complaintctl.cli.session import Session
from complaintctl.errors import Misused, Refused
from complaintctl.moments import stored
from complaintctl.reports import periods
from complaintctl.reports.layout import Facts
from complaintctl.reports.periods import Period
from complaintctl.store import counts, figures
from complaintctl.store.db import unusable

if TYPE_CHECKING:
    from complaintctl.store.figures import Span


def _remedied(conn: sqlite3.Connection, span: "Span", now: datetime) -> list[dict[str, Any]]:
    """The measures that were running from the span's start until now: begun after it, they answer it too."""
    return learned.measures(conn, {**span, "end": max(span["end"], span["now"])}, now)


_LEARNED: Mapping[str, Callable[..., list[dict[str, Any]]]] = {
    "adjustments": learned.adjustments,
    "measures": learned.measures,
    "remedied": _remedied,
    "samples": learned.samples,
}


def opened(session: Session, stack: ExitStack) -> list[Session]:
    """A session for each database named, all at one instant; refused where two can't be added up."""
    named = session.given.db or [str(session.path)]
    sessions = [session] if len(named) == 1 else [_alone(session, path) for path in named]
    _check_files([each.path for each in sessions])
    for each in sessions:
        stack.callback(each.close)
        stack.enter_context(figures.snapshot(_sound(each)))
    _check_money(sessions)
    return sessions


def _sound(session: Session) -> sqlite3.Connection:
    """Its open database; what is wrong with it is said of it, and not of another."""
    try:
        return session.conn
    except sqlite3.Error as error:
        raise unusable(error, session.path) from error


def _alone(session: Session, path: str) -> Session:
    """A session of this database only; its now is the first one's, though its clock may show another time."""
    given = copy(session.given)
    given.db = [path]
    environ = {name: value for name, value in session.environ.items() if name != "COMPLAINTCTL_NOW"}
    return Session(given, session.entry, session.now, environ)


def _check_files(paths: Sequence[Path]) -> None:
    files = [path.resolve() for path in paths]
    for path, file in zip(paths, files, strict=True):
        if files.count(file) > 1:
            raise Misused("{path} is given twice; each office counts once.", path=path)


def _check_money(sessions: Sequence[Session]) -> None:
    first, *others = sessions
    for other in others:
        if other.policy.currency != first.policy.currency:
            raise OtherMoney(first, other)


def facts(sessions: Sequence[Session], period: Period) -> Facts:
    """What the databases count of a period."""
    (found,) = facts_of(sessions, [period])
    return found


def facts_of(sessions: Sequence[Session], periods: Sequence[Period]) -> list[Facts]:
    """What the databases count of each period, each figure once, all from one state of each."""
    names = _names([session.path for session in sessions])

    @cache
    def registers(asked: Period) -> list[counts.Register]:
        return [_register(session, office, asked) for session, office in zip(sessions, names, strict=True)]

    @cache
    def ask(name: str, asked: Period, by: str | None) -> Sequence[Mapping[str, Any]]:
        if name == "rules":
            return [register.span for register in registers(asked)]
        if name == "lateness":
            own = zip(sessions, registers(asked), strict=True)
            return [row for session, register in own for row in late_steps(*register, session.rulebook)]
        if name in _LEARNED:
            return [row | {"office": own.span["office"]} for own in registers(asked) for row in _LEARNED[name](*own)]
        return counts.count(name, registers(asked), by)

    def facts(period: Period) -> Facts:
        def parts(kind: str) -> Sequence[Period]:
            return [_cut(named(sessions[0], kind, text), period) for text in period.parts(kind)]

        before, year_ago = (named(sessions[0], period.kind, text) for text in (period.previous(), period.year_ago()))
        return Facts(ask, period, before, year_ago, parts)

    return list(map(facts, periods))


def named(session: Session, kind: str, text: str) -> Period:
    """The period of this name by the office's clock; Misused where it has no end."""
    from complaintctl.rules.instants import parse_range

    start, end = parse_range(text, zone=session.zone, now=session.judged_at)
    if start is None or end is None:
        raise periods.Endless(text)
    return Period(kind, start, end, session.zone)


def last_over(session: Session, kind: str) -> Period:
    """The last month or quarter that is over by the office's clock."""
    day = session.judged_at.astimezone(session.zone).date()
    this = day.isoformat()[:7] if kind == "month" else f"{day.year}Q{(day.month + 2) // 3}"
    return named(session, kind, named(session, kind, this).previous())


def months_over(session: Session, count: int) -> list[Period]:
    """The last so many months that are over by the office's clock, the earliest first."""
    months = [last_over(session, "month")]
    while len(months) < count:
        months.append(named(session, "month", months[-1].previous()))
    return months[::-1]


def _cut(part: Period, period: Period) -> Period:
    """The part, as far as it lies in the period."""
    return replace(part, start=max(part.start, period.start), end=min(part.end, period.end))


def _names(paths: Sequence[Path]) -> list[str]:
    """What offices are called: as their files are, by the whole path where several have the same name."""
    stems = [path.stem for path in paths]
    return [str(path) if stems.count(path.stem) > 1 else path.stem for path in paths]


def _register(session: Session, office: str, period: Period) -> counts.Register:
    """An office's database, and the period by its own days with what its policy goes by."""
    days = f"{period.first}..{period.last}"
    own = named(session, "period", days) if period.is_whole else replace(period, zone=session.zone)
    policy = session.policy
    span: Span = {
        **own.bounds(),
        "office": office,
        "intake": policy.intake,
        "late": policy.points.late,
        "general": policy.points.general,
        "major": policy.points.major,
        "share": policy.hot.share,
        "at_least": policy.hot.at_least,
        "start_by": stored(session.calendar.due(own.end, policy.hot.start_within).at),
        "now": stored(session.judged_at),
    }
    return counts.Register(session.conn, span, session.judged_at)


class OtherMoney(Refused):
    def __init__(self, one: Session, other: Session) -> None:
        super().__init__(
            "{one} counts in {currency}, {other} in {other_currency}: their costs can't be added up.",
            hint="complaintctl --db {other} report",
            one=one.path,
            currency=one.policy.currency,
            other=other.path,
            other_currency=other.policy.currency,
        )
