"""Answers and lists as JSON: indented for one reader, a line each for many."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from complaintctl.render.escapes import ESCAPES


def number(value: object) -> int | float:
    """Money as a number of JSON, exact up to 15 digits."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def answer(value: object) -> str:
    """One value, indented by two; control characters are escaped: the same data, no harm done."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=number).translate(ESCAPES)


def line(value: object) -> str:
    """One value on one line."""
    return json.dumps(value, ensure_ascii=False, default=number).translate(ESCAPES)


def array_lines(rows: Iterable[object]) -> Iterator[str]:
    """The same text as `answer` of a list, without holding the list."""
    before = "["
    held = ""
    for row in rows:
        if held:
            yield held + ","
        else:
            yield before
        held = "  " + answer(row).replace("\n", "\n  ")
    if held:
        yield held
        yield "]"
    else:
        yield "[]"


def lines(rows: Iterable[object]) -> Iterator[str]:
    """JSON Lines: a row a line."""
    return map(line, rows)
