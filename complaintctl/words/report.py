"""The report as people read it: headings, rates, durations and what changed, in the reader's language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from complaintctl.locale import N_
from complaintctl.moments import from_stored
from complaintctl.render.book import Book, Cell, Chapter, Headline, Sheet, Tone
from complaintctl.reports.layout import Facts, Field, Grid, Key, Section, known
from complaintctl.words.columns import duration
from complaintctl.words.limits import limits
from complaintctl.words.reader import Reader

NOTHING = "–"
"""A rate of nothing, a mean of none (report-zero)."""

VERDICTS: dict[Tone, str] = {"better": N_("better"), "worse": N_("worse")}


def book(
    reader: Reader, sections: Iterable[Section], figures: Mapping[str, Any], facts: Facts, *, define: bool = False
) -> Book:
    """The sections as headings, tables and sentences, the headlines before them; with `define` what each figure is."""
    headlines: list[Headline] = []
    chapters = []
    laid_out = [(section, known(section.grids(figures[section.name], facts), facts)) for section in sections]
    was = facts.year_ago != facts.before and any(
        _is_something(value) for _, grids in laid_out for grid in grids for value in _year_ago(grid)
    )
    for section, whole in laid_out:
        data, grids = figures[section.name], whole if was else _without_year_ago(whole)
        headlines += [line for grid in grids for line in _headlines(reader, grid)]
        sheets = [(_upright if grid.upright else _level)(reader, grid) for grid in grids if grid.rows]
        notes = [reader.word(note.sentence, **note.fields) for note in section.notes(data)]
        if define:
            sheets.append(_definitions(reader, grids))
        chapters.append(Chapter(reader.translate(section.title), sheets, notes))
    return Book(
        reader.lang,
        title=reader.word(N_("Complaints {period}"), period=facts.period.name),
        remark=reader.word(N_("Before: {before} · {zone}"), before=facts.before.name, zone=facts.period.zone.key),
        limits=list(limits(reader, facts, year_ago=was)),
        footer=reader.word(N_("As things stood at {instant}"), instant=reader.shown(reader.judged_at)),
        headlines=headlines,
        chapters=chapters,
    )


def _year_ago(grid: Grid) -> Iterator[Any]:
    """Its figures of the period a year ago: in columns of their own, or in the last row of three periods."""
    yield from (field.value(row) for row in grid.rows for field in grid.fields if field.when == "year_ago")
    if grid.by.path == "period":
        yield from (field.value(row) for row in grid.rows[2:] for field in grid.fields)


def _is_something(value: Any) -> bool:
    return bool(value["denominator"] if isinstance(value, dict) else value)


def _without_year_ago(grids: Iterable[Grid]) -> list[Grid]:
    """The same without the period a year ago, where there was nothing or it is the one before (json keeps it)."""
    return [
        replace(
            grid,
            fields=tuple(field for field in grid.fields if field.when != "year_ago"),
            rows=grid.rows[:2] if grid.by.path == "period" else grid.rows,
        )
        for grid in grids
    ]


def _definitions(reader: Reader, grids: Iterable[Grid]) -> Sheet:
    """Each figure in a sentence, once, though it stands in several columns."""
    titles: dict[str, str] = {}
    for field in (field for grid in grids for field in grid.fields):
        titles.setdefault(field.definition, field.title)
    rows = [[Cell(reader.translate(title)), Cell(reader.translate(said))] for said, title in titles.items()]
    return Sheet(reader.translate(DEFINITION.title), [reader.translate(FIGURE.title), ""], rows)


FIGURE, DEFINITION = Key("figure", title="Figure"), Key("definition", title="What the figures are")


def _headlines(reader: Reader, grid: Grid) -> Iterator[Headline]:
    for field in grid.fields:
        if not (grid.upright and field.headline):
            continue
        label, now = reader.translate(field.headline), figure(reader, field, grid.rows[0])
        if _is_compared(grid):
            change = changed(reader, field, *grid.rows[:2])
            yield Headline(label, now, change, _verdict(reader, change))
        else:
            yield Headline(label, now)


def _is_compared(grid: Grid) -> bool:
    """Whether its second row is the period before."""
    return grid.by.path == "period" and len(grid.rows) > 1


def _level(reader: Reader, grid: Grid) -> Sheet:
    """A line for each row, a column for each figure."""
    paths = [field.path for field in grid.fields]
    chart = grid.chart if len(grid.rows) > 1 or grid.chart == "gauges" else None
    return Sheet(
        reader.translate(grid.title),
        heads=[reader.translate(title) for title in (grid.by.title, *(field.title for field in grid.fields))],
        rows=[
            [_key(reader, grid.by, row), *(figure(reader, field, row) for field in grid.fields)] for row in grid.rows
        ],
        chart=chart,
        bar=paths.index(grid.bar) + 1 if chart and grid.bar else 0,
        line=paths.index(grid.line) + 1 if chart and grid.line else None,
    )


def _upright(reader: Reader, grid: Grid) -> Sheet:
    """A line for each figure, a column for each row; after the first two, what changed from the second on."""
    heads = [reader.translate(grid.by.title), *(str(row[grid.by.path]) for row in grid.rows)]
    rows = [
        [Cell(reader.translate(field.title)), *(figure(reader, field, row) for row in grid.rows)]
        for field in grid.fields
    ]
    if _is_compared(grid):
        changes = [changed(reader, field, *grid.rows[:2]) for field in grid.fields]
        heads[3:3] = [reader.translate(CHANGE.title), ""]
        for cells, change in zip(rows, changes, strict=True):
            cells[3:3] = [change, Cell(_verdict(reader, change), tone=change.tone)]
        if not any(change.tone in VERDICTS for change in changes):
            heads.pop(4)
            for cells in rows:
                cells.pop(4)
    return Sheet(reader.translate(grid.title) if grid.title else "", heads, rows, upright=True)


def _verdict(reader: Reader, change: Cell) -> str:
    return reader.translate(VERDICTS[change.tone]) if change.tone in VERDICTS else ""


CHANGE = Key("change", title="Change")


def _key(reader: Reader, by: Key, row: Mapping[str, Any]) -> Cell:
    """What a row is about: a cause and a department by the policy's labels, other codes translated."""
    if row[by.path] is None:
        return Cell(reader.word(N_("none said")))
    name = str(row[by.path])
    if by.unit == "text":
        return Cell(name)
    if by.path == "department":
        return Cell(reader.department(name))
    if by.path == "cause":
        return Cell(reader.cause(name))
    if by.path == "question":
        return Cell(reader.question(name))
    if by.path == "flag":
        return Cell(reader.flag(name))
    return Cell(reader.code(name))


def figure(reader: Reader, field: Field, row: Mapping[str, Any]) -> Cell:
    """A figure as people read it, and the number it is."""
    value = field.value(row)
    if field.unit == "code" or field.unit == "text" or field.unit == "instant":  # noqa: PLR1714 mypy reads it
        return Cell(_word(reader, field, value))
    parts = ""
    if value is None:
        text = NOTHING
    elif field.unit == "rate":
        parts = f"{value['numerator']}/{value['denominator']}"
        text = NOTHING if value["value"] is None else _percent(value)
        value = value["value"]
    elif field.unit == "seconds":
        text = duration(reader, value // 60)
    elif field.unit in ("score", "money"):
        text = f"{value:.2f}"
    else:
        text = str(value)
    number = None if value is None else float(value) if isinstance(value, Decimal) else value
    return Cell(text, number, field.unit, parts if number is not None else "", _tone(field, number))


def worded(reader: Reader, field: Field, row: Mapping[str, Any]) -> str:
    """A figure within a sentence, with what it is made of: `66.7 % (2/3)`."""
    cell = figure(reader, field, row)
    return f"{cell.text} ({cell.parts})" if cell.parts else cell.text


def _word(reader: Reader, field: Field, value: Any) -> str:
    """What is no number: a code, an instant, somebody's own words, several of them, yes or no."""
    match value:
        case None | [] | "":
            return ""
        case bool():
            return reader.word(N_("yes")) if value else reader.word(N_("no"))
        case list():
            return " ".join(map(str, value))
    if field.unit == "instant":
        return reader.shown(from_stored(value))
    if field.path == "cause":
        return reader.cause(value)
    if field.path == "department":
        return reader.department(value)
    return reader.code(str(value)) if field.unit == "code" else str(value)


def _tone(field: Field, value: Any) -> Tone:
    if value and field.wish == "none":
        return "alarm"
    return "" if value else "faint"


def _percent(value: Mapping[str, Any]) -> str:
    """To a tenth, but 100 % only where nothing is missing, and 0 % only where there is nothing."""
    part, all_ = value["numerator"], value["denominator"]
    tenths = round(part * 1000 / all_)
    if part:
        tenths = max(1, tenths)
    if part < all_:
        tenths = min(999, tenths)
    return f"{tenths // 10} %" if tenths in {0, 1000} else f"{tenths // 10}.{tenths % 10} %"


def changed(reader: Reader, field: Field, now: Mapping[str, Any], before: Mapping[str, Any]) -> Cell:
    """By how much a figure rose or fell, and whether that is to be welcomed; nothing where one of them is missing."""
    (ours, theirs), unit = (figure(reader, field, row).value for row in (now, before)), field.unit
    if ours is None or theirs is None or unit == "code" or unit == "instant":  # noqa: PLR1714 mypy reads it
        return Cell(NOTHING, tone="faint")
    risen = ours - theirs
    sign = "+" if risen > 0 else "−" if risen < 0 else "±"
    tone: Tone = "faint" if not risen else ""
    if risen and field.wish:
        tone = "better" if (risen > 0) == (field.wish == "more") else "worse"
    return Cell(sign + _size(reader, field, abs(risen)), risen, unit, tone=tone, signed=True)


def _size(reader: Reader, field: Field, size: float) -> str:
    match field.unit:
        case "rate":
            return reader.word("{points} pp", points=f"{size * 100:.1f}")
        case "seconds":
            return duration(reader, int(size) // 60)
        case "score" | "money":
            return f"{size:.2f}"
    return str(size)
