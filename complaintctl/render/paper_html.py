"""A form as one self-contained page for A4: no script, no network, whatever was written in it shown as typed."""

from collections.abc import Iterator
from functools import singledispatch
from html import escape
from pathlib import Path

from complaintctl.render.paper import Block, Cell, Grid, Log, Paper, Signatures
from complaintctl.render.text import harmless_block

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Even what would slip through the escaping could load and run nothing."""

_SPACED = {True: "choices", False: "choices close"}


def page(paper: Paper) -> str:
    """The whole document."""
    style = (Path(__file__).parent / "paper.css").read_text("utf-8")
    blocks = "\n".join(piece for block in paper.blocks for piece in _block(block))
    return f"""<!DOCTYPE html>
<html lang="{_text(paper.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_text(f"{paper.title} {paper.number}".strip())}</title>
<style>
{style}</style>
</head>
<body>
<main>
<header>
<div>
<p class="house">{_text(paper.house)}</p>
<h1>{_text(paper.title)}</h1>
<p class="remark">{_text(paper.remark)}</p>
</div>
<div class="number"><span>{_text(paper.label)}</span><b>{_text(paper.number)}</b></div>
</header>
{blocks}
<footer>{_text(paper.footer)}</footer>
</main>
</body>
</html>"""


def _text(text: str) -> str:
    return escape(harmless_block(text))


@singledispatch
def _block(block: Block) -> Iterator[str]:
    raise TypeError(block)


@_block.register
def _(block: Grid) -> Iterator[str]:
    yield f'<section><h2>{_text(block.title)}</h2><div class="grid">'
    for cell in block.cells:
        yield f'<div class="cell span{cell.span}"><label>{_text(cell.label)}</label>{_value(cell)}</div>'
    yield "</div></section>"


def _value(cell: Cell) -> str:
    if cell.value or not (cell.choices or cell.lines > 1):
        return f'<p dir="auto">{_text(cell.value)}</p>'
    if not cell.choices:
        return "<hr>" * cell.lines
    boxes = (
        f'<span class="box{" ticked" if choice == cell.ticked else ""}">{_text(choice)}</span>'
        for choice in cell.choices
    )
    return f'<p class="{_SPACED[max(map(len, cell.choices)) > 1]}">{"".join(boxes)}</p>'


@_block.register
def _(block: Log) -> Iterator[str]:
    yield f'<section class="long"><h2>{_text(block.title)}</h2><table><thead><tr>'
    yield "".join(f"<th>{_text(head)}</th>" for head in block.heads)
    yield "</tr></thead><tbody>"
    for row in block.rows:
        cells = "".join(f'<td dir="auto">{_text(cell)}</td>' for cell in row)
        yield f"<tr>{cells}</tr>"
    for _ in range(block.spare):
        yield f'<tr class="spare">{"<td></td>" * len(block.heads)}</tr>'
    yield "</tbody></table></section>"


@_block.register
def _(block: Signatures) -> Iterator[str]:
    yield f'<section><h2>{_text(block.title)}</h2><p class="sentence">{_text(block.sentence)}</p><div class="signs">'
    for box in block.boxes:
        yield f"<div><label>{_text(box)}</label><span>{_text(block.date)}</span></div>"
    yield "</div></section>"
