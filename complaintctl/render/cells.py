"""A value as the text of a cell, the same in every form."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any


def cells(values: Iterable[object]) -> list[str]:
    """A row as text; most of its values are text or nothing, and there are many rows."""
    return [
        value if (kind := value.__class__) is str else "" if value is None else _WORDED.get(kind, cell)(value)  # type: ignore[misc]
        for value in values
    ]


def cell(value: object) -> str:
    """A value as text: true and false, nothing for None, `;` between the items of a list."""
    match value:
        case None:
            return ""
        case str():
            return str(value)
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return _joined(value)
        case dict():
            from json import dumps  # seldom needed, and start-up is everybody's

            from complaintctl.render.jsons import number

            return dumps(value, ensure_ascii=False, default=number)
        case _:
            return f"{value:f}" if hasattr(value, "as_tuple") else str(value)


def _joined(values: Sequence[object]) -> str:
    return ";".join(map(cell, values)) if values else ""


_WORDED: dict[type, Callable[[Any], str]] = {bool: {True: "true", False: "false"}.__getitem__, int: str, list: _joined}
"""What comes in every row of a long list."""
