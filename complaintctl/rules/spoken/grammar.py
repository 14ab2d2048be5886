"""Texts taken to pieces by the templates of both languages."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from complaintctl.rules.spoken.chinese import CHINESE
from complaintctl.rules.spoken.english import ENGLISH
from complaintctl.rules.spoken.tongue import Said, Tongue

TONGUES = (CHINESE, ENGLISH)
Kind = Literal["instants", "periods", "amounts"]
_SLOT = re.compile(r"\{(\w+)\}")
_DIGITS = {"year": r"\d{4}", "hour": r"\d{1,2}", "minute": r"\d{1,2}", "second": r"\d{1,2}", "quarter": "[1-4]",
           "n": r"\d{1,7}(?:\.\d{1,3})?"}  # fmt: skip
"""How a number of these slots is written in digits; elsewhere it has at most three."""
_WORD = re.compile(r"[a-z\d]")


def whole(text: str, kind: Kind) -> Said | None:
    """What the text says as one piece of this kind; None where it is none."""
    for tongue, pattern in _patterns(kind):
        if (found := pattern.fullmatch(text)) is not None:
            return _said(found, tongue)
    return None


def together(text: str) -> Said | None:
    """What the text says of an instant, all its pieces together; None where one is none, or two say the same."""
    said: dict[str, int | float | str] = {}
    for piece in _pieces(text):
        if piece is None or piece.keys() & said.keys():
            return None
        said.update(piece)
    return said or None


def _pieces(text: str) -> Iterator[Said | None]:
    """The pieces from left to right, each as long as it can be; None at last where one isn't known."""
    at = 0
    while at < len(text):
        found = [
            (end, said)
            for tongue, pattern in _patterns("instants")
            if (match := pattern.match(text, at)) and (end := _end(match)) and (said := _said(match, tongue))
        ]
        found += [
            (at + len(phrase), said)
            for tongue in TONGUES
            for phrase, said in tongue.phrases.items()
            if text.startswith(phrase, at) and not _cut(text, at + len(phrase))
        ]
        if found:
            at, said = max(found, key=lambda each: each[0])
            yield said
        elif (gap := _gap(text, at)) > at:
            at = gap
        else:
            yield None
            return


def _end(match: re.Match[str]) -> int:
    """Where the match ends; 0 where that is within a word or a number."""
    return 0 if _cut(match.string, match.end()) or match.end() == match.start() else match.end()


def _cut(text: str, end: int) -> bool:
    """Whether a word or a number would be cut in two here."""
    before, after = text[end - 1], text[end : end + 1]
    return bool(_WORD.match(before) and _WORD.match(after))


def _gap(text: str, at: int) -> int:
    """Where the next piece begins: after blanks, and words between that mean nothing."""
    if text[at] == " ":
        return at + 1
    for tongue in TONGUES:
        for word in tongue.between:
            end = at + len(word)
            if text.startswith(word, at) and end < len(text) and not _cut(text, end):
                return end
    return at


@cache
def _patterns(kind: Kind) -> tuple[tuple[Tongue, re.Pattern[str]], ...]:
    return tuple(
        (tongue, re.compile(_SLOT.sub(lambda slot, tongue=tongue: _alternatives(slot[1], tongue), template)))  # type: ignore[misc]
        for tongue in TONGUES
        for template in getattr(tongue, kind)
    )


def _alternatives(slot: str, tongue: Tongue) -> str:
    """The words of a slot, the longest first; of one without words the numbers."""
    words = tongue.words.get(slot) or ({} if slot == "year" else tongue.numerals)
    listed = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    if slot not in tongue.words:
        listed.insert(0, _DIGITS.get(slot, r"\d{1,3}"))
    return f"(?P<{slot}>{'|'.join(listed)})"


def _said(match: re.Match[str], tongue: Tongue) -> Said:
    return {slot: _value(slot, text, tongue) for slot, text in match.groupdict().items() if text is not None}


def _value(slot: str, text: str, tongue: Tongue) -> int | float | str:
    if slot in tongue.words:
        return tongue.words[slot][text]
    if text in tongue.numerals:
        return tongue.numerals[text]
    return int(text) if text.isdecimal() else float(text)
