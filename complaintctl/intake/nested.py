"""Arrays and objects in a cell: kept as the JSON they are, numbers as they are written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class Number(str):
    """A number of JSON by its own digits, so that none is lost."""

    __slots__ = ()


DECODER = json.JSONDecoder(parse_int=Number, parse_float=Number, parse_constant=lambda _: None)
dumps = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Nested:
    """An array or object, as JSON; false where it is empty."""

    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return self.text not in ("[]", "{}")

    def items(self) -> list[str] | None:
        """The items of an array, nulls apart; None where it is none."""
        value = DECODER.decode(self.text)
        return [word(item) for item in value if item is not None] if isinstance(value, list) else None

    def members(self) -> dict[str, str] | None:
        """The members of an object, nulls apart; None where it is none."""
        value = DECODER.decode(self.text)
        if not isinstance(value, dict):
            return None
        return {name: word(item) for name, item in value.items() if item is not None}


Cell = str | Nested
"""What stands in one place of a row."""


def text_of(value: Any) -> str:
    """What DECODER has read, as JSON again."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(text_of, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{dumps(name)}: {text_of(item)}' for name, item in value.items())}}}"
    return dumps(value)


def word(value: Any) -> str:
    """A value as a cell of a table has it: whole numbers without the `.0` that programs put behind them."""
    if isinstance(value, Number):
        return value.removesuffix(".0")
    if isinstance(value, str):
        return value
    return "" if value is None else text_of(value)


def cell(value: Any) -> Cell:
    """What DECODER has read, as a cell."""
    return Nested(text_of(value)) if isinstance(value, (list, Mapping)) else word(value)


def packed(cells: Sequence[Cell]) -> str:
    """The cells of a row as one text."""
    return dumps([each if isinstance(each, str) else {"json": each.text} for each in cells])


def unpacked(text: str) -> list[Cell]:
    """The cells again."""
    cells: list[Cell] = json.loads(text, object_hook=lambda held: Nested(held["json"]))
    return cells


def within(found: Any, path: Sequence[str]) -> Any:
    """What stands at the end of the path, of each element of an array on its way; None where it leads nowhere."""
    if not path:
        return found
    name, *rest = path
    if isinstance(found, list):
        if name.isdecimal():
            return within(found[int(name)], rest) if int(name) < len(found) else None
        return [within(each, path) for each in found]
    return within(found.get(name), rest) if isinstance(found, dict) else None


def leads(found: Any, path: Sequence[str]) -> bool:
    """Whether there is something at the end of the path, be it nothing or an empty array."""
    if not path or found == []:
        return True
    name, *rest = path
    if isinstance(found, list):
        if name.isdecimal():
            return int(name) < len(found) and leads(found[int(name)], rest)
        return any(leads(each, path) for each in found)
    return isinstance(found, dict) and name in found and leads(found[name], rest)
