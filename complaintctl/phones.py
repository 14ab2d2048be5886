"""One phone number or several in one text, as `13800138000 / 13900139000`; an extension belongs to its number."""

import re
import unicodedata

FEWEST = 7
"""Digits of a number that stands beside another; fewer are an extension, or the last digits of the next line."""
_BETWEEN = re.compile(r"[/|,;、\n\r\t]+|或者?|以及|[和及]|\b(?:or|and)\b", re.IGNORECASE)
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")


def numbers(text: str) -> list[str]:
    """The numbers of a text, each as it is written; the whole text where there are not several."""
    parts = [part.strip() for part in _BETWEEN.split(unicodedata.normalize("NFKC", text))]
    found = [number for part in parts if part for number in _mobiles(part)]
    if len(found) < 2 or any(_digits(each) < FEWEST for each in found):
        return [text.strip()]
    return list(dict.fromkeys(found))


def _mobiles(part: str) -> list[str]:
    """The mobile numbers that stand behind each other with nothing or a name between, else the part itself."""
    found = _MOBILE.findall(part)
    left = _MOBILE.sub("", part)
    return found if len(found) > 1 and not any(map(str.isdigit, left)) else [part]


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
