"""Lists as Markdown tables, for mails, tickets and wikis."""

import re
from collections.abc import Iterable, Iterator, Sequence

from complaintctl.render.cells import cell
from complaintctl.render.columns import Column, Row
from complaintctl.render.text import harmless_block

_SIGNS = re.compile(r"[\\`\[\]<|~]|(?<!\w)_|_(?!\w)")
_EMPHASIS = re.compile(r"\*[^*]+\*")
_RULES = {"left": "---", "right": "---:", "center": ":---:"}


def escaped(text: str) -> str:
    """The text for a cell: shown as typed, never read as a pipe, a link, a tag or emphasis.

    A single run of stars, as in a masked value, can't start anything and stays readable.
    """
    text = _SIGNS.sub(r"\\\g<0>", harmless_block(text))
    if _EMPHASIS.search(text):
        text = text.replace("*", "\\*")
    return text.replace("\n", "<br>")


def table_lines(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """A heading, a rule, and a line for each row."""
    yield _line(escaped(column.heading) for column in columns)
    yield _line(_RULES[column.justify] for column in columns)
    for row in rows:
        yield _line(escaped(column.worded(row, cell)) for column in columns)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
