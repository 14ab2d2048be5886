"""Several small tables under headings: for a terminal with bars beside the figures, and as Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from complaintctl.render.cells import cell
from complaintctl.render.columns import Column, Row
from complaintctl.render.text import block, harmless, room

BAR = "bar"
"""The name under which a row may hold a share from 0 to 1 that is drawn beside its figures."""

_LONGEST, _SHORTEST = 30, 8
_BETWEEN = 2
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; without a title it follows its heading."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, its tables, and sentences below them."""

    title: str
    sheets: Sequence[Sheet]
    notes: Sequence[str] = ()


def markdown_lines(title: str, chapters: Iterable[Chapter]) -> Iterator[str]:
    """A document of pipe tables."""
    from complaintctl.render.markdown import escaped, table_lines

    yield f"# {escaped(title)}"
    for chapter in chapters:
        yield f"\n## {escaped(chapter.title)}"
        for sheet in chapter.sheets:
            if not sheet.rows:
                continue
            yield f"\n### {escaped(sheet.title)}\n" if sheet.title else ""
            yield from table_lines(sheet.columns, sheet.rows)
        for note in chapter.notes:
            yield f"\n{escaped(note)}"


def table_lines(title: str, chapters: Iterable[Chapter], *, width: int, colour: bool) -> Iterator[str]:
    """The same for a terminal of this width."""
    from complaintctl.render.table import table

    yield harmless(title)
    for chapter in chapters:
        yield ""
        yield _ruled(harmless(chapter.title), width)
        for sheet in chapter.sheets:
            if not sheet.rows:
                continue
            drawn = _with_bars(sheet, width)
            yield "\n" + table(drawn.columns, drawn.rows, width=width, colour=colour, title=drawn.title)
        for note in chapter.notes:
            yield ""
            yield from block(note, width=width)


def _ruled(heading: str, width: int) -> str:
    return f"── {heading} {'─' * max(0, width - room(heading) - 4)}"


def _with_bars(sheet: Sheet, width: int) -> Sheet:
    """The sheet with a column of bars, if any row has one and there is room for them."""
    if not any(row.get(BAR) for row in sheet.rows):
        return sheet
    length = min(_LONGEST, width - sum(_natural(column, sheet.rows) + _BETWEEN for column in sheet.columns))
    if length < _SHORTEST:
        return sheet
    rows = [{**row, BAR: _bar(row.get(BAR), length)} for row in sheet.rows]
    return replace(sheet, columns=[*sheet.columns, Column(BAR, " ", styles={"": "cyan"}, keep=True)], rows=rows)


def _natural(column: Column, rows: Sequence[Row]) -> int:
    return max(room(column.heading), *(room(column.worded(row, cell)) for row in rows))


def _bar(share: object, length: int) -> str:
    """A share as a bar, to an eighth of a character; something is never drawn as nothing."""
    if not isinstance(share, int | float) or share <= 0:
        return ""
    whole, eighths = divmod(max(1, round(share * length * 8)), 8)
    return "█" * whole + _EIGHTHS[eighths].strip()
