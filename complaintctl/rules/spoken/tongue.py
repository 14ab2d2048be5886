"""What a language has for times: its words and how they are put together, as data."""

from collections.abc import Mapping
from typing import NamedTuple

Said = Mapping[str, int | float | str]
"""What a piece of the text says, by slot: `{"day": -1, "part": "evening"}`."""


class Tongue(NamedTuple):
    """`words` are the words of each slot; a slot that has none holds a number, in digits or as a numeral.

    `phrases` stand for what they say; the templates (instants, periods, amounts) are patterns with slots in braces.
    `between` is what may stand between two pieces and means nothing.
    """

    words: Mapping[str, Mapping[str, int | float | str]]
    numerals: Mapping[str, int | float]
    phrases: Mapping[str, Said]
    instants: tuple[str, ...]
    periods: tuple[str, ...]
    amounts: tuple[str, ...]
    between: tuple[str, ...]
