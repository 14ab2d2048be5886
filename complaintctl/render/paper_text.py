"""A form as plain text and as Markdown: to read out, to mail, to paste."""

from collections.abc import Iterator
from functools import singledispatch

from complaintctl.render.columns import Column
from complaintctl.render.markdown import escaped
from complaintctl.render.markdown import table_lines as markdown_table
from complaintctl.render.paper import Block, Cell, Grid, Log, Paper, Signatures
from complaintctl.render.text import block as wrapped_block
from complaintctl.render.text import fields, harmless, padded, room

LINE = "_" * 24
_BOX = {False: "☐", True: "☑"}


def markdown_lines(paper: Paper) -> Iterator[str]:
    """A document of pipe tables; what was written stands in cells, where it can't be a heading or a list."""
    yield f"# {escaped(paper.title)}"
    yield f"\n{escaped(paper.house)} · {escaped(paper.label)} {escaped(paper.number or LINE)}"
    if paper.remark:
        yield f"\n{escaped(paper.remark)}"
    for block in paper.blocks:
        yield f"\n## {escaped(block.title)}\n"
        yield from _markdown(block)
    yield f"\n{escaped(paper.footer)}"


def text_lines(paper: Paper, *, width: int | None = None) -> Iterator[str]:
    """The same for a screen, wrapped where a width is given."""
    number = f"{paper.label} {paper.number or LINE}"
    yield harmless(f"{paper.title}  {number}")
    yield harmless(" · ".join(filter(None, (paper.house, paper.remark))))
    for block in paper.blocks:
        yield ""
        yield harmless(block.title)
        yield from _text(block, width)
    yield ""
    yield harmless(paper.footer)


def _said(cell: Cell) -> str:
    if not cell.choices:
        return cell.value or "\n".join([LINE] * cell.lines)
    return "  ".join(f"{_BOX[choice == cell.ticked]} {choice}" for choice in cell.choices)


@singledispatch
def _markdown(block: Block) -> Iterator[str]:
    raise TypeError(block)


@_markdown.register
def _(block: Grid) -> Iterator[str]:
    rows = [{"label": cell.label, "value": _said(cell)} for cell in block.cells]
    yield from markdown_table([Column("label", " "), Column("value", " ")], rows)


@_markdown.register
def _(block: Log) -> Iterator[str]:
    columns = [Column(str(index), head) for index, head in enumerate(block.heads)]
    rows = [*block.rows, *[("",) * len(columns)] * block.spare]
    yield from markdown_table(columns, [{str(i): cell for i, cell in enumerate(row)} for row in rows])


@_markdown.register
def _(block: Signatures) -> Iterator[str]:
    yield f"{escaped(block.sentence)}\n"
    rows = [{"box": box, "name": LINE, "date": LINE} for box in block.boxes]
    yield from markdown_table([Column("box", " "), Column("name", " "), Column("date", block.date)], rows)


@singledispatch
def _text(block: Block, width: int | None) -> Iterator[str]:
    raise TypeError(block, width)


@_text.register
def _(block: Grid, width: int | None) -> Iterator[str]:
    yield from fields([(cell.label, _said(cell)) for cell in block.cells], indent=2, width=width)


@_text.register
def _(block: Log, width: int | None) -> Iterator[str]:
    known = [[harmless(cell) for cell in row] for row in block.rows]
    rooms = [max((room(row[index]) for row in known), default=0) for index in range(len(block.heads) - 1)]
    for row in known:
        *first, last = row
        line = "  ".join(padded(cell, width) for cell, width in zip(first, rooms, strict=True))
        yield from wrapped_block(f"{line}  {last}", indent=2, width=width)
    yield from ["  " + LINE * 2] * block.spare


@_text.register
def _(block: Signatures, width: int | None) -> Iterator[str]:
    yield from wrapped_block(block.sentence, indent=2, width=width)
    yield from fields([(box, f"{LINE}  {block.date} {LINE[:12]}") for box in block.boxes], indent=2, width=width)
