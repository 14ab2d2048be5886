"""Text as a search compares it: words folded in case and width, each character of a script without spaces a word.

The index and the reading of what isn't indexed yet both compare these words, so that both find the same.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from complaintctl.errors import Misused

_CLOSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts written without spaces, and Korean, whose words bind their particles: found by any part of a text."""
_WORD = re.compile(rf"(?!_)(?:(?=\w)[{_CLOSE}]|[^\W_{_CLOSE}]+)")
_PARTED = " ‖ "
"""Between two texts, so that no phrase reaches from one into the next; nothing that is searched for contains it."""
LEAST = 2


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(folded)


def folded(texts: Iterable[str | None]) -> str:
    """Several texts as they are indexed: their words with a space around each."""
    parts = (" ".join(words(text)) for text in dict.fromkeys(texts) if text)
    return f" {_PARTED.join(part for part in parts if part)} "


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow each other; the last may go on, unless it is whole by nature."""

    words: tuple[str, ...]
    open_end: bool

    @classmethod
    def of(cls, text: str) -> "Phrase":
        """A word of two letters finds longer ones, a character or a single letter only itself."""
        found = tuple(words(text))
        return cls(found, bool(found) and len(found[-1]) >= LEAST)

    @property
    def expression(self) -> str:
        """For FTS5; words hold nothing but letters and digits, so that nothing in them is understood."""
        return f'"{" ".join(self.words)}"{" *" if self.open_end else ""}'

    def stands_in(self, text: str) -> bool:
        """Whether a folded text has it."""
        return f" {' '.join(self.words)}{'' if self.open_end else ' '}" in text


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: every part of it, in any order; or all in one, as numbers are written with gaps."""

    parts: tuple[Phrase, ...]
    in_one: Phrase | None

    @classmethod
    def of(cls, text: str) -> "Query":
        """What the user typed, all of it plain text; TooShort where less than two letters or digits are in it."""
        parts = tuple(phrase for phrase in map(Phrase.of, text.split()) if phrase.words)
        run = "".join("".join(phrase.words) for phrase in parts)
        if len(run) < LEAST:
            raise TooShort
        in_one = Phrase.of(run) if any(map(str.isdigit, run)) else None
        return cls(parts, None if (in_one,) == parts else in_one)

    @property
    def expression(self) -> str:
        """For FTS5."""
        every = " AND ".join(phrase.expression for phrase in dict.fromkeys(self.parts))
        return f"({every}) OR {self.in_one.expression}" if self.in_one else every

    def stands_in(self, *texts: str) -> bool:
        """Whether folded texts have it, each part in any of them."""
        wanted = [self.parts, *([(self.in_one,)] if self.in_one else [])]
        return any(all(any(part.stands_in(text) for text in texts) for part in parts) for parts in wanted)


class TooShort(Misused):
    sentence = "A search needs at least two letters, digits or characters."
    hint = "complaintctl search 冰箱"
