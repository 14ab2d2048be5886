"""Which column of a file means what: by the names of the register, by what others call them, by --map."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from complaintctl.intake.aliases import ALIASES, LOG_ALIASES
from complaintctl.intake.faults import BadOption, NotATable
from complaintctl.intake.plain import UNSEEN, bare

NOT_OF_A_LOG = frozenset({"registered_at", "assigned_at", "contacted_at", "resolved_at", "revisited_at", "closed_at"})
"""What the rows of a log tell by their own time."""

FIELDS = tuple(ALIASES)
"""What an import can set."""
DERIVED = frozenset(
    "number next_step next_due_at overdue overdue_minutes round on_hold ruled_priority ruled_grade duplicate_of".split()
)
"""What an export tells of a case beyond that: worked out anew by whoever takes it in."""
EXPORTED = frozenset({"number", "next_step", "overdue_minutes", "ruled_priority", "ruled_grade"})
"""Only an export of ours has all of these columns."""
LISTS = frozenset({"flags", "tags"})
REJECTED = ("line", "reason")
"""The columns that a file of rejected rows has before their own."""
_VARIED = re.compile(rf"[\s_{UNSEEN}]|-(?!\s*\d)|(?<=[^\s_{UNSEEN}])-")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A name without what people vary in it: case, spaces, width, `_` and `-`; the sign of a number stays."""
    return _VARIED.sub("", unicodedata.normalize("NFKC", text).casefold().strip())


def _by_alias(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {folded(alias): name for name, aliases in names.items() for alias in aliases}


_BY_ALIAS = _by_alias(ALIASES)
_BY_NAME = {folded(name): name for name in FIELDS}
_AT_LAST = {folded(name): "received_at" for name in ("date", "日期")}
"""What may mean many a thing, and in a table the time of receipt where nothing else says it."""
_OF_A_LOG = (_BY_NAME | {folded(name): name for name in LOG_ALIASES}, _BY_ALIAS | _by_alias(LOG_ALIASES))


def field_named(text: str) -> str | None:
    """The field that a name or an alias means, in whatever way it is written; None where it means none."""
    return next((known[folded(text)] for known in (_BY_NAME, _BY_ALIAS, *_OF_A_LOG) if folded(text) in known), None)


@dataclass(frozen=True, slots=True)
class Map:
    """`--map "Date+Time=received_at"` as it was written; an empty target keeps the column as extra."""

    columns: str
    field: str

    @classmethod
    def parse(cls, text: str) -> "Map":
        columns, equals, target = text.rpartition("=")
        columns, target = columns.strip(), target.strip()
        if not equals or not columns:
            raise BadOption(
                "--map “{text}” is not COLUMN=NAME.", hint='For example --map "Date received=received_at"', text=text
            )
        name = field_named(target) if target else ""
        if name is None:
            raise BadOption(
                "--map “{text}”: there is no “{target}” to map to.",
                hint="Known: {names}",
                text=text,
                target=target,
                names=" ".join(FIELDS),
            )
        return cls(columns, name)


@dataclass(frozen=True, slots=True)
class Column:
    """One or more columns of a file, joined by a space, and the field they fill (empty: kept as extra)."""

    title: str
    places: tuple[int, ...]
    field: str = ""
    others: tuple[int, ...] = ()
    """Columns that mean the same: one of them is taken where this one is blank."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done with each column of a file."""

    header: tuple[str, ...]
    used: tuple[Column, ...]
    kept: tuple[Column, ...]
    left: tuple[Column, ...] = ()
    """What an export of ours, or a file of rejected rows, says beside what an import takes."""

    def titled(self, field: str) -> str:
        """What the file calls a field; the field's own name where it has no column for it."""
        return next((column.title for column in self.used if column.field == field), field)


def known_cells(cells: Sequence[str]) -> int:
    """How many of a header's cells name something we know."""
    return sum(folded(cell) in _BY_NAME or folded(cell) in _BY_ALIAS for cell in cells)


def knows_content(cells: Sequence[str], maps: Sequence[Map]) -> bool:
    """Whether these are the names of columns: one of them holds the content."""
    if any("content" in (_BY_NAME.get(folded(cell)), _BY_ALIAS.get(folded(cell))) for cell in cells):
        return True
    written = [each.columns for each in maps if each.field == "content"]
    named = {folded(part) for columns in written for part in (columns, *columns.split("+"))}
    return any(folded(cell) in named for cell in cells)


def planned(
    header: Sequence[str],
    maps: Sequence[Map],
    *,
    not_from_file: frozenset[str] = frozenset(),
    filled: Collection[str] = (),
    log: bool = False,
) -> Plan:
    """--map first, then the names, then the aliases; a second column for the same field is kept as extra.

    What --default fills (`filled`) needs no column.
    """
    for each in maps:
        check_meant("--map", each.field, log=log)
    not_from_file |= NOT_OF_A_LOG if log else frozenset()
    titles = tuple(unique_titles(header))
    mapped = [(each, _places(each.columns, titles, repeated=each.field in LISTS)) for each in maps]
    used = {each.field: Column(each.columns, places, each.field) for each, places in mapped if each.field}
    if len(used) < sum(bool(each.field) for each in maps):
        raise BadOption("Two --map fill the same name.", hint='Join columns with +: --map "Date+Time=received_at"')
    for known in _OF_A_LOG if log else (_BY_NAME, _BY_ALIAS, _AT_LAST):
        if known is _AT_LAST and "received_at" in used:
            break
        _claim(
            titles, known, used, mapped=[place for _, places in mapped for place in places], not_from_file=not_from_file
        )
    if "content" not in used and "content" not in filled:
        raise NoContent(titles)
    spent = {place for column in used.values() for place in column.places}
    others = [Column(title, (place,)) for place, title in enumerate(titles) if place not in spent]
    asked = {place for _, places in mapped for place in places}
    aside = [column for column in others if _is_ours(column, titles) and not asked.intersection(column.places)]
    kept = tuple(column for column in others if column not in aside)
    return Plan(titles, tuple(used.values()), kept, tuple(aside))


def _claim(
    titles: Sequence[str],
    known: Mapping[str, str],
    used: dict[str, Column],
    *,
    mapped: Collection[int],
    not_from_file: frozenset[str],
) -> None:
    """Give each field its column by these names; another one of the same meaning stands behind it."""
    taken = {place for column in used.values() for place in (*column.places, *column.others)} | set(mapped)
    by_map = {field for field, column in used.items() if not taken.isdisjoint(mapped) and column.places[0] in mapped}
    for place, title in enumerate(titles):
        field = known.get(folded(_unnumbered(title)))
        if place in taken or not field or field in not_from_file or field in by_map:
            continue
        used[field] = _with_another(used[field], place) if field in used else Column(title, (place,), field)


def _with_another(column: Column, place: int) -> Column:
    """The column with another one of the same meaning: a list has its members in all of them."""
    if column.field in LISTS:
        return replace(column, title=column.title, places=(*column.places, place))
    return replace(column, others=(*column.others, place))


def _unnumbered(title: str) -> str:
    """A title without the count that a repeated one has."""
    return re.sub(r" \(\d+\)$", "", title)


def _is_ours(column: Column, titles: Sequence[str]) -> bool:
    """Whether the column is one that an export adds to what was given, or a file of rejected rows to its own."""
    if titles[: len(REJECTED)] == REJECTED and column.places[0] < len(REJECTED):
        return True
    return column.title in DERIVED and EXPORTED.issubset(titles)


def unique_titles(header: Sequence[str]) -> Iterable[str]:
    """The names of the columns, each its own: what has none gets its place, what comes again its count."""
    seen: dict[str, int] = {}
    for place, cell in enumerate(header, start=1):
        title = " ".join(bare(cell).split()) or f"column {place}"
        seen[title] = seen.get(title, 0) + 1
        yield title if seen[title] == 1 else f"{title} ({seen[title]})"


def place_of(title: str, titles: Sequence[str]) -> int | None:
    """Where a column stands that a user names, written as in the file or nearly so."""
    if title in titles:
        return titles.index(title)
    wanted = folded(title)
    return next((place for place, other in enumerate(titles) if folded(other) == wanted), None)


def _places(written: str, titles: Sequence[str], *, repeated: bool) -> tuple[int, ...]:
    """Where the columns stand; a `repeated` one, of a list, wherever it comes again."""
    whole = place_of(written, titles)
    if whole is not None:
        wanted = folded(titles[whole])
        again = [place for place, title in enumerate(titles) if folded(_unnumbered(title)) == wanted and place != whole]
        return (whole, *(again if repeated else ()))
    found = []
    for part in written.split("+"):
        place = place_of(part.strip(), titles)
        if place is None:
            raise NoColumn("--map", part.strip(), titles)
        found.append(place)
    return tuple(found)


def check_meant(option: str, field: str, *, log: bool) -> None:
    """Refuse what only a log tells, or never."""
    if log and field in NOT_OF_A_LOG:
        raise BadOption(
            "{option}: a log has no “{field}”; each of its rows has its own time, at.", option=option, field=field
        )
    if not log and field in LOG_ALIASES:
        raise BadOption("{option}: “{field}” is for logs; say --events.", option=option, field=field)


class NoColumn(BadOption):
    def __init__(self, option: str, column: str, titles: Sequence[str]) -> None:
        super().__init__(
            "{option}: the file has no column “{column}”; it has: {columns}.",
            option=option,
            column=column,
            columns=", ".join(dict.fromkeys(titles)),
        )


class NoContent(NotATable):
    code = "no-content"

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(
            "No column of the file is known as content; it has: {columns}.",
            hint='Say which one it is: --map "COLUMN=content"; where the names stand lower down: --header LINE',
            columns=", ".join(titles),
        )
