"""Texts as they are compared with the tables, however they were typed."""

import re
import unicodedata

_SPACE = re.compile(r"(?<=[〇一-鿿]) | (?=[〇一-鿿])|(?<=\d) ?(:) ?(?=\d)")
"""Between Chinese words a space means nothing, nor does it around a colon."""
_SPELLED = re.compile("[〇零一二三四五六七八九]{4}(?=年)")
_AS_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def plain(text: str) -> str:
    """One width, one case, one kind of space; brackets and what can't be seen mean nothing."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    words = unicodedata.normalize("NFKC", seen).casefold().translate({ord("("): " ", ord(")"): " "}).split()
    joined = _SPACE.sub(lambda space: space[1] or "", " ".join(words))
    return _SPELLED.sub(lambda year: year[0].translate(_AS_DIGITS), joined)
