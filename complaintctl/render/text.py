"""Words on a terminal: made harmless, measured and aligned by the room they take."""

import unicodedata
from collections.abc import Iterable, Iterator

from complaintctl.render.cells import cell
from complaintctl.render.escapes import ESCAPES

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)}
_STAND_INS = _PICTURES | ESCAPES
_IN_A_CELL = _STAND_INS | {0x0A: "↵", 0x09: " "}
_IN_DATA = {code: shown for code, shown in _STAND_INS.items() if code not in (0x0A, 0x09)}
_IN_A_BLOCK = _STAND_INS | {0x0A: "\n", 0x09: "    "}

_CLOSING = frozenset("。，、；：！？…—）”’》〉】』」·.,;:!?)]}%")
_OPENING = frozenset("（“‘《〈【『「([{")


def harmless(text: str) -> str:
    """The text on one line, each control character, escape and direction mark replaced by a visible one."""
    return text.replace("\r\n", "\n").translate(_IN_A_CELL)


def harmless_block(text: str) -> str:
    """As `harmless`, but newlines stay and tabs become spaces."""
    return text.replace("\r\n", "\n").translate(_IN_A_BLOCK)


def harmless_data(line: str) -> str:
    """As `harmless`, but what parts cells and lines stays, for lists meant for programs that a person looks at."""
    return line.translate(_IN_DATA)


def _room(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def room(text: str) -> int:
    """How many terminal cells a line takes; a Chinese character takes two."""
    return len(text) if text.isascii() else sum(map(_room, text))


def longest_word(line: str) -> int:
    """How many cells the line needs where it is broken at spaces and between Chinese characters."""
    pieces = "".join(f" {char} " if _room(char) == 2 else char for char in line).split()
    return max(map(room, pieces), default=0)


def padded(text: str, width: int) -> str:
    """The text with spaces behind it up to that many terminal cells."""
    return text + " " * (width - room(text))


def wrapped(line: str, width: int) -> Iterator[str]:
    """The line in pieces of at most that many terminal cells.

    It is broken at spaces and beside Chinese characters, no stop or closing mark begins a piece and no opening mark
    ends one; only what has no such place is broken anywhere.
    """
    start, used, gap = 0, 0, 0
    for index, char in enumerate(line):
        if index > start and _parts(line[index - 1], char):
            gap = index
        while char != " " and used + _room(char) > width and index > start:
            end = gap if gap > start else index
            yield line[start:end].rstrip(" ")
            start = end
            used = room(line[start:index])
        used += _room(char)
    yield line[start:]


def _parts(before: str, after: str) -> bool:
    """Whether a line may end between these characters."""
    if before == " " or after == " ":
        return before == " "
    wide = _room(before) == 2 or _room(after) == 2
    return wide and before not in _OPENING and after not in _CLOSING


def block(text: str, *, indent: int = 0, width: int | None = None) -> Iterator[str]:
    """The lines of a text, harmless, indented, and wrapped where a width is given."""
    room_left = max(width - indent, 20) if width else None
    for line in harmless_block(text).split("\n"):
        for piece in wrapped(line, room_left) if room_left else (line,):
            yield f"{'':{indent}}{piece}".rstrip()


def fields(pairs: Iterable[tuple[str, object]], *, indent: int = 0, width: int | None = None) -> Iterator[str]:
    """One line for each label and its value, the values aligned; further lines of a value below its first."""
    known = [(f"{label}:", cell(value)) for label, value in pairs]
    column = indent + max((room(label) for label, _ in known), default=0) + 1
    for label, value in known:
        first, *more = block(value, indent=column, width=width)
        yield (padded(f"{'':{indent}}{label}", column) + first[column:]).rstrip()
        yield from more
