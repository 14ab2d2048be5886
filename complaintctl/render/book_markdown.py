"""A report as Markdown: pipe tables that read well in a mail, as they come and drawn."""

from collections.abc import Iterator

from complaintctl.render.book import Book, Headline, Sheet
from complaintctl.render.columns import Column
from complaintctl.render.markdown import escaped, table_lines


def lines(book: Book) -> Iterator[str]:
    """The document, a line at a time."""
    yield f"# {escaped(book.title)}"
    yield f"\n{escaped(book.remark)}"
    for limit in book.limits:
        yield f"\n{escaped(limit)}"
    if book.headlines:
        yield ""
        yield from (f"- {_said(headline)}" for headline in book.headlines)
    for chapter in book.chapters:
        yield f"\n## {escaped(chapter.title)}"
        for sheet in chapter.sheets:
            yield f"\n### {escaped(sheet.title)}\n" if sheet.title else ""
            yield from _table(sheet)
        for note in chapter.notes:
            yield f"\n{escaped(note)}"
    yield f"\n{escaped(book.footer)}"


def _said(headline: Headline) -> str:
    """`Received: **66** (+61)`, and whether that is to be welcomed."""
    change = headline.change
    against = " ".join(filter(None, (change.text, headline.verdict))) if change and change.value is not None else ""
    told = f"{escaped(headline.label)}: **{escaped(headline.cell.text)}**"
    return f"{told} ({escaped(against)})" if against else told


def _table(sheet: Sheet) -> Iterator[str]:
    words = sheet.words
    columns = [
        Column(str(place), head or " ", justify="left" if place in words else "right")
        for place, head in enumerate(sheet.heads)
    ]
    rows = [
        {str(place): cell.whole if sheet.upright else cell.text for place, cell in enumerate(cells)}
        for cells in sheet.rows
    ]
    yield from table_lines(columns, rows)
