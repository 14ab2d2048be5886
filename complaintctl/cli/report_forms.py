"""The report in the form asked for, to standard output or into a file."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from complaintctl.cli import outlet
from complaintctl.cli.session import Session
from complaintctl.errors import Misused, NoSpreadsheets
from complaintctl.moments import stored
from complaintctl.office.reporting import Report
from complaintctl.reports.layout import LONG, Data, Grid, When, known, long_rows


def check(session: Session, output: Path | None) -> None:
    """Misused or NoSpreadsheets where the form asked for can't be given; told before anything is counted."""
    if session.form != "xlsx":
        return
    if output is None and session.on_terminal:
        raise Misused("A workbook can't be shown on a terminal.", hint="Give --output report.xlsx.")
    from importlib.util import find_spec

    if find_spec("openpyxl") is None:
        raise NoSpreadsheets


def written(session: Session, report: Report, *, define: bool) -> list[bytes]:
    """The whole report, in pieces; with `define` it says of each figure what it counts."""
    if session.form == "xlsx":
        from complaintctl.render import book_xlsx
        from complaintctl.words.report import book

        return [book_xlsx.document(book(session, *report, define=define), session.judged_at)]
    return [f"{line}\n".encode() for line in _lines(session, report, define=define)]


def _lines(session: Session, report: Report, *, define: bool) -> Iterator[str]:
    sections, figures, facts = report
    if session.form == "json":
        from complaintctl.render.jsons import answer

        yield answer(_whole(session, report, define=define))
        return
    if session.form == "csv":
        from complaintctl.render.plain import csv_lines

        laid_out = ((each.name, known(each.grids(figures[each.name], facts), facts)) for each in sections)
        rows = (row for name, grids in laid_out for row in long_rows(name, grids))
        if define:
            rows = (row | {"definition": session.translate(str(row["definition"]))} for row in rows)
        yield from csv_lines((*LONG, "definition") if define else LONG, rows, disarm=True)
        return
    from complaintctl.words.report import book

    told = book(session, *report, define=define)
    match session.form:
        case "html":
            from complaintctl.render import book_html

            yield book_html.document(told)
        case "markdown":
            from complaintctl.render import book_markdown

            yield from book_markdown.lines(told)
        case _:
            from complaintctl.render import book_table

            yield from book_table.lines(told, width=session.width, colour=session.colour)


def _whole(session: Session, report: Report, *, define: bool) -> Data:
    sections, figures, facts = report
    times: list[When] = ["now", "before", "year_ago"]
    now, before, year_ago = (facts.at(when).as_json() | {"recorded": facts.recorded(when)} for when in times)
    since = {"recorded_since": stored(min(facts.begun.values()))}
    only = {"filters": facts.narrowed} if facts.narrowed else {}
    whole = {"period": now | since | {"before": before, "year_ago": year_ago}, **only, **figures}
    if define:
        whole["definitions"] = {
            each.name: _definitions(session, each.grids(figures[each.name], facts)) for each in sections
        }
    return whole


def _definitions(session: Session, grids: Sequence[Grid]) -> dict[str, str]:
    """By the figure's name; where a later table means something else by it, by the table's and the figure's."""
    found: dict[str, str] = {}
    for grid in grids:
        for field in grid.fields:
            said = session.translate(field.definition)
            if found.setdefault(field.path, said) != said:
                found[f"{grid.by.name or grid.by.path}.{field.path}"] = said
    return found


def give(session: Session, pieces: Sequence[bytes], output: Path | None, registers: Sequence[Path]) -> None:
    """Into the file named, whole or not at all and over none of the registers; else to standard output."""
    if output is not None:
        mark = ["\ufeff".encode()] if session.form == "csv" else []  # csv-bom
        outlet.write(output, [*mark, *pieces], database=registers[0], others=registers[1:])
    elif session.form == "xlsx":
        sys.stdout.buffer.write(b"".join(pieces))
        sys.stdout.buffer.flush()
    else:
        for piece in pieces:
            session.put(piece.decode().removesuffix("\n"))
