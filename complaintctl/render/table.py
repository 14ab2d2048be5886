"""Lists for people at a terminal, drawn by rich."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from rich.box import SIMPLE_HEAD
from rich.color import ColorSystem
from rich.console import Console, OverflowMethod
from rich.style import Style
from rich.table import Table
from rich.text import Text

from complaintctl.render.cells import cell
from complaintctl.render.columns import Column, Row
from complaintctl.render.text import harmless, room

PAGE = 500
"""Rows drawn at a time: rich measures a whole table first, and a long list would keep its reader waiting."""

UNBOUND = 100_000
"""A width that nothing reaches."""

_BETWEEN = 2
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_NARROWEST = 4


def tables(
    columns: Sequence[Column], rows: Iterable[Row], *, width: int, colour: bool, title: str = ""
) -> Iterator[str]:
    """The list in tables of at most PAGE rows; at least one, be it empty."""
    left = iter(rows)
    page = list(islice(left, PAGE))
    yield table(columns, page, width=width, colour=colour, title=title)
    while page := list(islice(left, PAGE)):
        yield table(columns, page, width=width, colour=colour)


def table(
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    width: int,
    colour: bool,
    title: str = "",
    headings_in: str = "bold",
) -> str:
    """One table, without a newline at its end; wider than `width` only if what must be kept is."""
    rows = list(rows)
    columns = _side_by_side(columns, rows, width)
    headings = [Text(harmless(column.heading)) for column in columns]
    lines = [[_cell(column, row) for column in columns] for row in rows]
    natural = [max(text.cell_len for text in texts) for texts in zip(headings, *lines, strict=True)]
    natural = [column.width or size for column, size in zip(columns, natural, strict=True)]
    widths = _fitted(natural, [column.keep for column in columns], width - _BETWEEN * (len(columns) - 1))
    drawn = Table(
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _BETWEEN - 1, 0, 0), header_style=headings_in
    )
    for column, heading, size in zip(columns, headings, widths, strict=True):
        overflow: OverflowMethod = "fold" if column.wrap else "ellipsis"
        drawn.add_column(heading, justify=column.justify, no_wrap=not column.wrap, overflow=overflow, width=size)
    for line in lines:
        drawn.add_row(*line)
    if title:
        return f"{harmless(title)}\n\n{_printed(drawn, colour)}"
    return _printed(drawn, colour)


def _side_by_side(columns: Sequence[Column], rows: Sequence[Row], width: int) -> list[Column]:
    """The columns that have room beside each other; the first one always."""
    shown = list(columns)
    least = {column.name: _least(column, rows) for column in columns}
    while len(shown) > 1 and sum(least[each.name] for each in shown) + _BETWEEN * (len(shown) - 1) > width:
        shown.remove(max(shown[1:], key=lambda each: (each.spare, columns.index(each))))
    return shown


def _least(column: Column, rows: Sequence[Row]) -> int:
    """The cells that a column needs at least."""
    texts = (column.heading, *(_cell(column, row).plain for row in rows)) if column.keep else ()
    return column.width or max(map(room, texts), default=_NARROWEST)


def _cell(column: Column, row: Row) -> Text:
    value = cell(row.get(column.name))
    style = column.styles.get(value, column.styles.get("", "")) if value else ""
    style = str(row.get(column.style) or style) if column.style else style
    return Text(harmless(column.worded(row, cell)), style=style)


def _fitted(natural: Sequence[int], kept: Sequence[bool], room: int) -> list[int]:
    """The natural widths, the widest that need not be kept narrowed until all fit."""
    widths = [size if keep else min(size, room) for size, keep in zip(natural, kept, strict=True)]
    while sum(widths) > room:
        widest = max(
            (index for index, keep in enumerate(kept) if not keep and widths[index] > _NARROWEST),
            key=widths.__getitem__,
            default=None,
        )
        if widest is None:
            break
        widths[widest] -= 1
    return widths


def inked(text: str, style: str, *, colour: bool) -> str:
    """The text in a style of rich, if there are colours."""
    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if colour and style and text else text


def seen(line: str) -> int:
    """How many cells a line takes, its colours apart."""
    return room(_COLOURS.sub("", line))


def _printed(drawn: Table, colour: bool) -> str:
    """The table at its own width, whatever the environment says of terminals and colours."""
    file = StringIO()
    console = Console(
        file=file,
        width=UNBOUND,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(drawn)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n")).strip("\n")
