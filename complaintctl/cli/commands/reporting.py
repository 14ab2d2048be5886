"""`report`: the figures of a period beside those of the one before (le-monthly, le-quarter)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from complaintctl.cli import outlet
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.reports import chosen, periods
from complaintctl.reports.layout import LONG, Data, Facts, Section, long_rows
from complaintctl.reports.periods import Period


def report(
    ctx: typer.Context,
    month: Annotated[
        str | None, typer.Option(metavar="2026-10", help="A month; this one where nothing is said.")
    ] = None,
    week: Annotated[str | None, typer.Option(metavar="2026-W42", help="A week, Monday to Sunday.")] = None,
    quarter: Annotated[str | None, typer.Option(metavar="2026Q3", help="A quarter of a year.")] = None,
    year: Annotated[str | None, typer.Option(metavar="2026", help="A year.")] = None,
    period: Annotated[str | None, typer.Option(metavar="A..B", help="From A to B, both included.")] = None,
    section: Annotated[list[str] | None, typer.Option(help="Only this section; may be given several times.")] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="Group the figures by a field too, such as channel, handler or week."),
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it to this file.")] = None,
) -> None:
    """Show the figures of a month, quarter or year."""
    session: Session = ctx.obj
    if len(session.given.db) > 1:
        raise Misused("A report is of one register; give --db once.")
    sections = chosen(section or (), by or ())
    asked = {"month": month, "week": week, "quarter": quarter, "year": year, "period": period}
    span = _period(session, {kind: text for kind, text in asked.items() if text is not None})
    with ExitStack() as stack:
        facts = _facts(session, span, stack)
        figures = {each.name: each.figures(facts) for each in sections}
        lines = list(_lines(session, sections, figures, facts))
    _give(session, lines, output)


def _period(session: Session, asked: Mapping[str, str]) -> Period:
    """The period the options name, in the policy's zone: this month where they name none."""
    if len(asked) > 1:
        raise Misused("Name one period only: {options}.", options=" ".join(f"--{kind}" for kind in asked))
    for kind, text in asked.items():
        return _named(session, kind, periods.check(kind, text))
    return _named(session, "month", session.shown(session.judged_at)[:7])


def _named(session: Session, kind: str, text: str) -> Period:
    from complaintctl.rules.instants import parse_range

    start, end = parse_range(text, zone=session.zone, now=session.judged_at)
    if start is None or end is None:
        raise periods.Endless(text)
    return Period(kind, start, end, session.zone)


def _facts(session: Session, period: Period, stack: ExitStack) -> Facts:
    """What the database counts, each figure once, all from one state of it."""
    from complaintctl.store import counts, figures

    stack.enter_context(figures.snapshot(session.conn))

    @cache
    def ask(name: str, asked: Period, by: str | None) -> Sequence[Mapping[str, Any]]:
        bounds = {**asked.bounds(), "office": session.path.stem}
        return counts.count(name, [counts.Register(session.conn, bounds, session.judged_at)], by)

    def parts(kind: str) -> Sequence[Period]:
        return [_cut(_named(session, kind, text), period) for text in period.parts(kind)]

    before, year_ago = (_named(session, period.kind, text) for text in (period.previous(), period.year_ago()))
    return Facts(ask, period, before, year_ago, parts)


def _cut(part: Period, period: Period) -> Period:
    """The part, as far as it lies in the period."""
    return replace(part, start=max(part.start, period.start), end=min(part.end, period.end))


def _lines(session: Session, sections: Iterable[Section], figures: Mapping[str, Any], facts: Facts) -> Iterator[str]:
    form = session.form
    if form == "json":
        from complaintctl.render.jsons import answer

        yield answer(_whole(figures, facts))
    elif form == "csv":
        from complaintctl.render.plain import csv_lines

        rows = (row for each in sections for row in long_rows(each.name, each.grids(figures[each.name], facts)))
        yield from csv_lines(LONG, rows)
    else:
        from complaintctl.cli.report_words import book

        told = book(session, sections, figures, facts)
        if form == "table":
            from complaintctl.render.book_table import lines

            yield from lines(told, width=session.width, colour=session.colour)
        else:
            from complaintctl.render import book_markdown

            yield from book_markdown.lines(told)


def _whole(figures: Mapping[str, Any], facts: Facts) -> Data:
    compared = {"before": facts.before.as_json(), "year_ago": facts.year_ago.as_json()}
    return {"period": facts.period.as_json() | compared, **figures}


def _give(session: Session, lines: Sequence[str], output: Path | None) -> None:
    if output is None:
        for line in lines:
            session.put(line)
        return
    outlet.write(output, (f"{line}\n".encode() for line in lines), database=session.path)
