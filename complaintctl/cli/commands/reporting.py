"""`report`: the figures of a period beside those of the one before (le-monthly, le-quarter)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer

from complaintctl.cli import outlet, registers
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.reports import chosen, groups, periods
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
    define: Annotated[bool, typer.Option("--define", help="Say of each figure what it counts.")] = False,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it to this file.")] = None,
) -> None:
    """Show the figures of a month, quarter or year."""
    session: Session = ctx.obj
    sections = list(chosen(section or (), by or ()))
    asked = {"month": month, "week": week, "quarter": quarter, "year": year, "period": period}
    with ExitStack() as stack:
        offices = registers.opened(session, stack)
        first = offices[0]
        if len(offices) > 1 and "office" not in (by or ()):
            sections.append(groups.section("office"))
        span = _period(first, {kind: text for kind, text in asked.items() if text is not None})
        facts = registers.facts(offices, span)
        figures = {each.name: each.figures(facts) for each in sections}
        lines = list(_lines(first, sections, figures, facts, define=define))
    if output is None:
        for line in lines:
            session.put(line)
    else:
        paths = [each.path for each in offices]
        outlet.write(output, (f"{line}\n".encode() for line in lines), database=paths[0], others=paths[1:])


def _period(session: Session, asked: Mapping[str, str]) -> Period:
    """The period the options name, in the policy's zone: this month where they name none."""
    if len(asked) > 1:
        raise Misused("Name one period only: {options}.", options=" ".join(f"--{kind}" for kind in asked))
    for kind, text in asked.items():
        return registers.named(session, kind, periods.check(kind, text))
    return registers.named(session, "month", session.shown(session.judged_at)[:7])


def _lines(
    session: Session, sections: Sequence[Section], figures: Mapping[str, Any], facts: Facts, *, define: bool
) -> Iterator[str]:
    form = session.form
    if form == "json":
        from complaintctl.render.jsons import answer

        yield answer(_whole(session, sections, figures, facts, define=define))
    elif form == "csv":
        from complaintctl.render.plain import csv_lines

        rows = (row for each in sections for row in long_rows(each.name, each.grids(figures[each.name], facts)))
        if define:
            rows = (row | {"definition": session.translate(str(row["definition"]))} for row in rows)
        yield from csv_lines((*LONG, "definition") if define else LONG, rows)
    else:
        from complaintctl.cli.report_words import book

        told = book(session, sections, figures, facts, define=define)
        if form == "table":
            from complaintctl.render.book_table import lines

            yield from lines(told, width=session.width, colour=session.colour)
        else:
            from complaintctl.render import book_markdown

            yield from book_markdown.lines(told)


def _whole(
    session: Session, sections: Sequence[Section], figures: Mapping[str, Any], facts: Facts, *, define: bool
) -> Data:
    compared = {"before": facts.before.as_json(), "year_ago": facts.year_ago.as_json()}
    whole = {"period": facts.period.as_json() | compared, **figures}
    if define:
        whole["definitions"] = {
            each.name: {
                field.path: session.translate(field.definition)
                for grid in each.grids(figures[each.name], facts)
                for field in grid.fields
            }
            for each in sections
        }
    return whole
