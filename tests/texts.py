"""Texts for properties."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

CHARACTERS = st.characters(exclude_categories=["Cs"])
"""Whatever can be written in UTF-8; `st.text()` would try each of them first, seconds long in every process."""


def any_text(min_size: int = 0, max_size: int | None = None) -> SearchStrategy[str]:
    """Any text of so many characters."""
    return st.text(CHARACTERS, min_size=min_size, max_size=max_size)
