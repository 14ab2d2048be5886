"""What of a case is shown to anybody: the customer masked, the content cut short (in-private)."""

from collections.abc import Mapping
from typing import Any

from complaintctl.render.masks import masked

SHOWN_OF_CONTENT = 40
"""Lists show so many characters of what the customer said."""


def discreet(row: Mapping[str, Any], *, reveal: bool) -> dict[str, Any]:
    """The row with the customer masked and `extra` left out, unless revealed."""
    if reveal:
        return dict(row)
    shown = masked(row)
    shown.pop("extra", None)
    return shown


def listed(row: Mapping[str, Any], *, reveal: bool) -> dict[str, Any]:
    """The row as lists show it: of the content only its beginning."""
    shown = discreet(row, reveal=reveal)
    if not reveal and shown.get("content"):
        shown["content"] = shown["content"][:SHOWN_OF_CONTENT]
    return shown
