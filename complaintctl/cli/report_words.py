"""The report as people read it: headings, rates, durations and what changed, in the reader's language."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from complaintctl.cli.columns import duration
from complaintctl.cli.registry import N_
from complaintctl.render.columns import Column
from complaintctl.render.sheets import BAR, Chapter, Sheet
from complaintctl.reports.layout import Facts, Field, Grid, Section

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

NOTHING = "–"
"""A rate of nothing, a mean of none (report-zero)."""


def title(session: "Session", facts: Facts) -> str:
    """What the report is about."""
    names = {"period": facts.period.name, "before": facts.before.name, "zone": facts.period.zone.key}
    return session.word(N_("Complaints {period}, before: {before} ({zone})"), **names)


def chapters(
    session: "Session", sections: Iterable[Section], figures: Mapping[str, Any], facts: Facts
) -> Iterator[Chapter]:
    """The sections as headings, tables and sentences."""
    for section in sections:
        data = figures[section.name]
        sheets = [(_upright if grid.upright else _level)(session, grid) for grid in section.grids(data, facts)]
        notes = [session.word(note.sentence, **note.fields) for note in section.notes(data)]
        yield Chapter(session.translate(section.title), sheets, notes)


def _level(session: "Session", grid: Grid) -> Sheet:
    """A line for each row, a column for each figure."""
    columns = [Column("", session.translate(grid.by.title), keep=True)]
    columns += [Column(field.path, session.translate(field.title), justify="right", wrap=True) for field in grid.fields]
    rows = [
        {"": session.translate(str(row[grid.by.path])), BAR: share}
        | {field.path: worded(session, field, row) for field in grid.fields}
        for row, share in zip(grid.rows, _shares(grid), strict=True)
    ]
    return Sheet(session.translate(grid.title), columns, rows)


def _shares(grid: Grid) -> list[float | None]:
    """How long each row's bar is: a rate of the whole, a number of the largest."""
    found = next((field for field in grid.fields if field.path == grid.bar), None)
    if found is None:
        return [None] * len(grid.rows)
    values = [found.value(row) for row in grid.rows]
    if found.unit == "rate":
        return [value["value"] for value in values]
    most = max(values, default=0)
    return [value / most if most else None for value in values]


def _upright(session: "Session", grid: Grid) -> Sheet:
    """A line for each figure, a column for each row; of two, what changed from the second on."""
    names = [str(row[grid.by.path]) for row in grid.rows]
    columns = [Column("", session.translate(grid.by.title), keep=True)]
    columns += [Column(f"row{place}", name, justify="right") for place, name in enumerate(names)]
    compared = len(grid.rows) == 2
    if compared:
        columns.append(Column("change", session.translate(CHANGE.title), justify="right"))
    rows = []
    for field in grid.fields:
        line: dict[str, object] = {"": session.translate(field.title)}
        line |= {f"row{place}": worded(session, field, row, whole=True) for place, row in enumerate(grid.rows)}
        if compared:
            line["change"] = changed(session, field, *grid.rows)
        rows.append(line)
    return Sheet(session.translate(grid.title) if grid.title else "", columns, rows)


CHANGE = Field("change", title="Change")


def worded(session: "Session", field: Field, row: Mapping[str, Any], *, whole: bool = False) -> str:
    """A figure as people read it; with `whole` a rate says what it is made of."""
    value = field.value(row)
    if field.unit == "rate":
        if value["value"] is None:
            return NOTHING
        made_of = f" ({value['numerator']}/{value['denominator']})" if whole else ""
        return f"{_percent(value)}{made_of}"
    if value is None:
        return NOTHING
    if field.unit == "seconds":
        return duration(session, value // 60)
    return f"{value:.2f}" if field.unit == "score" else str(value)


def _percent(value: Mapping[str, Any]) -> str:
    """To a tenth, but 100 % only where nothing is missing, and 0 % only where there is nothing."""
    part, all_ = value["numerator"], value["denominator"]
    tenths = round(part * 1000 / all_)
    if part:
        tenths = max(1, tenths)
    if part < all_:
        tenths = min(999, tenths)
    return f"{tenths // 10}.{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"


def changed(session: "Session", field: Field, now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """By how much a figure rose or fell; nothing where one of them is missing."""
    ours, theirs = field.value(now), field.value(before)
    if field.unit == "rate":
        ours, theirs = ours["value"], theirs["value"]
    if ours is None or theirs is None:
        return NOTHING
    risen = ours - theirs
    sign = "+" if risen > 0 else "−" if risen < 0 else "±"
    return sign + _size(session, field, abs(risen))


def _size(session: "Session", field: Field, size: float) -> str:
    match field.unit:
        case "rate":
            return session.word("{points} pp", points=f"{size * 100:.1f}")
        case "seconds":
            return duration(session, int(size) // 60)
        case "score":
            return f"{size:.2f}"
    return str(size)
