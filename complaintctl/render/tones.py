"""What a line's colour means, carried by the line itself; the words say it too, for whoever sees no colours."""

from typing import Self

_CODES = {"head": "1", "late": "31", "urgent": "1;31", "good": "32", "held": "33", "past": "2"}


class Toned(str):
    """A line and its tone: late (red), urgent (bold red), good (green), held (yellow), past (dim), head (bold)."""

    __slots__ = ("tone",)
    tone: str

    def __new__(cls, text: str, tone: str) -> "Self":
        line = super().__new__(cls, text)
        line.tone = tone
        return line


def inked(text: str, tone: str) -> str:
    """Each line of the text in the colour of its tone; as it is for none."""
    code = _CODES.get(tone)
    if code is None:
        return text
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" if line else line for line in text.split("\n"))
