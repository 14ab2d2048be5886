"""What a file's columns hold, before anything is made of it: how full, what kinds of values, the commonest."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from complaintctl.errors import ComplaintError
from complaintctl.intake.columns import unique_titles
from complaintctl.intake.plain import bare
from complaintctl.intake.sources import Source
from complaintctl.intake.totals import is_total
from complaintctl.rules.dates import ORDERS, clock_and_offset, folded, is_written, iso

DISTINCT = 200
"""So many different values are counted; a column with more is no list."""
_LONG = 30
"""A text of so many characters is more than a name."""
_PHONE = re.compile(r"\+?\d[\d -]{5,16}\d")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"[-+]?[¥￥$€£]?\d[\d,]*(?:\.\d+)?%?")


@dataclass(slots=True)
class Profile:
    """One column."""

    title: str
    place: int
    filled: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    """How many values are a date, time, number, phone, email, word or text."""
    values: Counter[str] = field(default_factory=Counter)
    """How often each value stands in it, up to DISTINCT of them."""
    is_list: bool = True
    """Whether all its values are counted."""

    @property
    def kind(self) -> str:
        """What most of it is; empty where it is empty."""
        return self.kinds.most_common(1)[0][0] if self.kinds else ""

    @property
    def commonest(self) -> list[str]:
        """Three of its values."""
        return [value for value, _ in self.values.most_common(3)]

    def add(self, text: str) -> None:
        self.filled += 1
        self.kinds[kind_of(text)] += 1
        if text in self.values or len(self.values) < DISTINCT:
            self.values[text] += 1
        else:
            self.is_list = False


@dataclass(slots=True)
class Look:
    """A whole file."""

    columns: list[Profile]
    rows: int = 0
    blank: int = 0
    totals: int = 0
    broken: int = 0


def looked(source: Source, *, most: int | None = None) -> Look:
    """What its columns hold, by all rows or the first so many."""
    look = Look([Profile(title, place) for place, title in enumerate(unique_titles(source.header))])
    for record in source.records():
        if most is not None and look.rows >= most:
            break
        if isinstance(record.cells, ComplaintError):
            look.broken += 1
        elif not any(texts := [bare(str(cell)) for cell in record.cells]):
            look.blank += 1
        elif is_total(record.cells):
            look.totals += 1
        else:
            look.rows += 1
            _add(look.columns, texts)
    return look


def _add(columns: Sequence[Profile], texts: Iterable[str]) -> None:
    for column, text in zip(columns, texts, strict=False):
        if text:
            column.add(text)


def kind_of(text: str) -> str:
    """What a value looks like."""
    if _EMAIL.fullmatch(text):
        return "email"
    if _PHONE.fullmatch(text) and sum(char.isdigit() for char in text) >= 7 and not _is_date(text):
        return "phone"
    if _NUMBER.fullmatch(text):
        return "number"
    if any(char.isdigit() for char in text) and len(text) < _LONG + 10:
        if _is_date(text):
            return "date"
        if _is_time(text):
            return "time"
    return "text" if len(text) > _LONG else "word"


def _is_date(text: str) -> bool:
    plain = folded(text)
    if iso(plain) is not None:
        return not plain.isdecimal() or plain.startswith(("19", "20"))
    return any(is_written(plain, order) for order in ORDERS)


def _is_time(text: str) -> bool:
    try:
        return clock_and_offset(folded(text))[0] is not None
    except ValueError:
        return False
