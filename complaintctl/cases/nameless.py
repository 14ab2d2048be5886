"""A text without the persons in it, as well as can be: who is known, and what looks like a way to reach somebody."""

import re
from collections.abc import Collection, Iterable, Iterator

BLANK = "***"
_WAYS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·• ]?[A-Z0-9]{5,6}"
    r"|[A-Za-z]{0,4}\+?\d(?:[ -]?\d){6,}[Xx]?"
)
"""E-mail addresses, Chinese number plates, and phone, identity and order numbers: seven digits or more."""
_TITLES = "先生|女士|小姐|太太|夫人|老师|师傅|经理|主管|主任|总|工"
_SHORTEST = 3
"""Letters that a word of a Latin name, signs that a Chinese name must have for a part of it to be taken out."""


def nameless(text: str, persons: Collection[str], values: Collection[str] = ()) -> str:
    """The text without these persons' names and these values (a phone, an order), and without any phone or address."""
    whole = {value.strip() for value in (*persons, *values)}
    names = {person.strip() for person in persons}
    for pattern in (*_longest_first(_literal(each) for each in whole if len(each) > 1), *_parts(names)):
        text = re.sub(pattern, BLANK, text, flags=re.IGNORECASE)
    return _WAYS.sub(BLANK, text)


def _literal(value: str) -> str:
    """The value as it stands; of Latin letters only as whole words."""
    return rf"(?<![A-Za-z0-9]){re.escape(value)}(?![A-Za-z0-9])" if value.isascii() else re.escape(value)


def _parts(names: Iterable[str]) -> Iterator[str]:
    """Of a Chinese name the given name, and the family name before a title; of another each of its words."""
    known = [name for name in names if len(name) > 1]
    yield from _longest_first(
        _literal(word) for name in known if name.isascii() for word in re.findall(rf"[A-Za-z]{{{_SHORTEST},}}", name)
    )
    chinese = [name for name in known if not name.isascii()]
    yield from _longest_first(re.escape(name[1:]) for name in chinese if len(name) >= _SHORTEST)
    yield from _longest_first(rf"{re.escape(name[0])}(?={_TITLES})" for name in chinese)


def _longest_first(patterns: Iterable[str]) -> list[str]:
    """A name within another must not be taken out of it first."""
    return sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
