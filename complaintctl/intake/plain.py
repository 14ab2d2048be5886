"""What stands in a cell without meaning anything: what can't be seen at its ends, what spreadsheets put around it."""

import re

UNSEEN = "\0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Characters of no width; white space of any kind is stripped anyway."""
EMPTY_WORDS = frozenset(
    ("null", "none", "nil", "\\n", "n/a", "na", "-", "--", "—", "/", "无", "空", "暂无", "不详", "0000-00-00",
     "0000-00-00 00:00:00")
)  # fmt: skip
"""What others write for nothing; taken for it only where --empty says so."""
LONGEST_EMPTY = max(map(len, EMPTY_WORDS))

_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_QUOTED_NUMBER = re.compile(r"'\+?\d[\d .\-/:]*")
_ENDS = frozenset(UNSEEN)


def bare(text: str) -> str:
    """The text without blanks and what can't be seen at its ends."""
    plain = text.strip()
    while plain and (plain[0] in _ENDS or plain[-1] in _ENDS):
        plain = plain.strip(UNSEEN).strip()
    return plain


def unwrapped(cell: str) -> str:
    """The cell without what spreadsheets write so that digits stay text: `="00123"`, `'00123`."""
    if cell[:1] == "=" and (found := _AS_TEXT.fullmatch(cell)):
        return found[1].replace('""', '"')
    if cell[:1] == "'" and _QUOTED_NUMBER.fullmatch(cell):
        return cell[1:]
    return cell


def shown(text: str) -> str:
    """The text with what can't be seen spelled out: `<U+200B>`."""
    return "".join(f"<U+{ord(char):04X}>" if char in _ENDS else char for char in text)


def is_empty_word(text: str) -> bool:
    """Whether others write this for nothing."""
    return bare(text).casefold() in EMPTY_WORDS
