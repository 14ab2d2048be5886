"""The registers a report is of: one, or those of several offices, each by its own clock and policy."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from complaintctl.errors import Misused, Refused
from complaintctl.moments import from_stored, stored
from complaintctl.office.lateness import late_steps
from complaintctl.office.learned import adjustments, measures, samples
from complaintctl.office.premises import Premises
from complaintctl.reports import periods
from complaintctl.reports.layout import Facts
from complaintctl.reports.periods import Period
from complaintctl.store import counts, figures, learning
from complaintctl.store.connection import Connection
from complaintctl.store.figures import Span


def _remedied(conn: Connection, span: Span, now: datetime) -> list[dict[str, Any]]:
    """The measures that were running from the span's start until now: begun after it, they answer it too."""
    return measures(conn, {**span, "end": max(span["end"], span["now"])}, now)


_LEARNED: Mapping[str, Callable[..., list[dict[str, Any]]]] = {
    "adjustments": adjustments,
    "measures": measures,
    "remedied": _remedied,
    "samples": samples,
}


def snapshot(office: Premises) -> AbstractContextManager[None]:
    """One state of its register for all figures, whoever writes meanwhile."""
    return figures.snapshot(office.conn)


def check_files(paths: Sequence[Path]) -> None:
    """Misused where one is named twice."""
    files = [path.resolve() for path in paths]
    for path, file in zip(paths, files, strict=True):
        if files.count(file) > 1:
            raise Misused("{path} is given twice; each office counts once.", path=path)


def check_money(offices: Sequence[Premises]) -> None:
    """Refused where two count in other money: their costs can't be added up."""
    first, *others = offices
    for other in others:
        if other.policy.currency != first.policy.currency:
            raise OtherMoney(first, other)


def begun(offices: Sequence[Premises]) -> dict[str, datetime]:
    """When the register of each office began, by what it is called: nobody knows what was before."""
    names = names_of([office.place for office in offices])
    return {name: from_stored(learning.begun(office.conn)) for name, office in zip(names, offices, strict=True)}


def facts(offices: Sequence[Premises], period: Period, narrowed: Mapping[str, Any]) -> Facts:
    """What the databases count of a period; `narrowed` says which cases alone, where they are laid bare so."""
    (found,) = counted(offices, [period], narrowed)
    return found


def counted(
    offices: Sequence[Premises], periods: Sequence[Period], narrowed: Mapping[str, Any] | None = None
) -> list[Facts]:
    """What the databases count of each period, each figure once, all from one state of each.

    What belongs to no case can't be told apart by cases: points that were adjusted are left out where some are.
    """
    names = names_of([office.place for office in offices])

    @cache
    def registers(asked: Period) -> list[counts.Register]:
        return [_register(office, name, asked) for office, name in zip(offices, names, strict=True)]

    @cache
    def ask(name: str, asked: Period, by: str | None) -> Sequence[Mapping[str, Any]]:
        if name == "rules":
            return [register.span for register in registers(asked)]
        if name == "lateness":
            own = zip(offices, registers(asked), strict=True)
            return [row for office, register in own for row in late_steps(*register, office.rulebook)]
        if narrowed and name == "adjustments":
            return []
        if name in _LEARNED:
            return [row | {"office": own.span["office"]} for own in registers(asked) for row in _LEARNED[name](*own)]
        return counts.count(name, registers(asked), by)

    def facts(period: Period) -> Facts:
        def parts(kind: str) -> Sequence[Period]:
            return [_cut(named(offices[0], kind, text), period) for text in period.parts(kind)]

        before, year_ago = (named(offices[0], period.kind, text) for text in (period.previous(), period.year_ago()))
        return Facts(ask, period, before, year_ago, parts, narrowed or {})

    return list(map(facts, periods))


def named(office: Premises, kind: str, text: str) -> Period:
    """The period of this name by the office's clock; Misused where it has no end."""
    from complaintctl.rules.instants import parse_range

    start, end = parse_range(text, zone=office.zone, now=office.judged_at)
    if start is None or end is None:
        raise periods.Endless(text)
    return Period(kind, start, end, office.zone)


def last_over(office: Premises, kind: str) -> Period:
    """The last month or quarter that is over by the office's clock."""
    day = office.judged_at.astimezone(office.zone).date()
    this = day.isoformat()[:7] if kind == "month" else f"{day.year}Q{(day.month + 2) // 3}"
    return named(office, kind, named(office, kind, this).previous())


def months_over(office: Premises, count: int) -> list[Period]:
    """The last so many months that are over by the office's clock, the earliest first."""
    months = [last_over(office, "month")]
    while len(months) < count:
        months.append(named(office, "month", months[-1].previous()))
    return months[::-1]


def _cut(part: Period, period: Period) -> Period:
    """The part, as far as it lies in the period."""
    return replace(part, start=max(part.start, period.start), end=min(part.end, period.end))


def names_of(paths: Sequence[Path]) -> list[str]:
    """What offices are called: as their files are, by the whole path where several have the same name."""
    stems = [path.stem for path in paths]
    return [str(path) if stems.count(path.stem) > 1 else path.stem for path in paths]


def _register(office: Premises, name: str, period: Period) -> counts.Register:
    """An office's database, and the period by its own days with what its policy goes by."""
    days = f"{period.first}..{period.last}"
    own = named(office, "period", days) if period.is_whole else replace(period, zone=office.zone)
    policy = office.policy
    span: Span = {
        **own.bounds(),
        "office": name,
        "intake": policy.intake,
        "late": policy.points.late,
        "general": policy.points.general,
        "major": policy.points.major,
        "share": policy.hot.share,
        "at_least": policy.hot.at_least,
        "start_by": stored(office.calendar.due(own.end, policy.hot.start_within).at),
        "now": stored(office.judged_at),
    }
    return counts.Register(office.conn, span, office.judged_at)


class OtherMoney(Refused):
    def __init__(self, one: Premises, other: Premises) -> None:
        super().__init__(
            "{one} counts in {currency}, {other} in {other_currency}: their costs can't be added up.",
            hint="complaintctl --db {other} report",
            one=one.place,
            currency=one.policy.currency,
            other=other.place,
            other_currency=other.policy.currency,
        )
