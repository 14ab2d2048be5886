"""Which encoding a file is in, told by its content; what can't be decoded is an error with its place (csv-gbk)."""

import codecs
import re
from dataclasses import dataclass, field
from typing import BinaryIO

from complaintctl.errors import Refused
from complaintctl.intake.faults import BadOption

UTF8, GB, LATIN = "utf-8", "gb18030", "cp1252"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 18
"""So many bytes of lines that are not plain ASCII are weighed; whether the rest can be decoded is checked too."""
_PIECE = 1 << 16
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Python calls these encodings of text as well."""

_UTF8_CHAR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_GB_CHAR = re.compile(rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x80-\xff]")
_UTF8_LONG = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_GB_LONG = re.compile(rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]")
_GB_COMMON = re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]|" + _GB_LONG.pattern)
_GB_RARER = re.compile(rb"[\xd8-\xf7][\xa1-\xfe]")
_RUN = re.compile(rb"(?<![\x80-\xff])[\x80-\xff]+")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LATIN_LETTER = re.compile(rb"[\xc0-\xd6\xd8-\xf6\xf8-\xff\x8a\x8c\x8e\x9a\x9c\x9e\x9f]")
_WORD = re.compile(r"[^\x00-\x7f]+")
_WESTERN_WORD = re.compile(r"[À-ÖØ-öø-ÿ]{1,2}")
_LATIN_WORD = re.compile(r"[À-ÖØ-öø-ſ]{1,2}")
_SIGN = re.compile(r"[\xa1-\xbf×÷]")
_SIGN_IN_USE = re.compile(r"[£¥¢§©](?= ?\d)|(?<=\d)[°²³½]|(?<=\d )°|[¡¿«](?=[A-Za-z])|(?<=[A-Za-z.])»")
_OTHER_SCRIPTS = re.compile(r"[Ά-ώ]{2,}|[ЁА-яё]{2,}|[א-ת]{2,}|[ء-ْ]{2,}")
_HIDDEN_SHARE = 0.9
_FEW = 20


@dataclass(slots=True)
class _Look:
    """What one walk through a file has seen."""

    sample: bytearray = field(default_factory=bytearray)
    utf8: bool = True
    gb: bool = True

    def at(self, line: bytes) -> None:
        if len(self.sample) < _SAMPLE:
            self.sample += line
        self.utf8 = self.utf8 and _decodes(line, UTF8)
        self.gb = self.gb and _decodes(line, GB)


def charset(file: BinaryIO) -> str:
    """The encoding a file is written in; Refused where nothing fits or several do."""
    file.seek(0)
    head = file.read(4096)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        return _wide(head)
    look = _Look()
    file.seek(0)
    for line in file:
        if not line.isascii():
            look.at(line)
    return _told(look)


def check(file: BinaryIO, encoding: str) -> None:
    """Refuse a file that holds anything this encoding can't, naming line and byte; never a `?` in its stead."""
    encoding = UTF8 if encoding == "utf-8-sig" else encoding  # so that bytes are counted from the file's first
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    line, behind = 1, 0
    while True:
        piece = file.read(_PIECE)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(encoding, "ignore")
            pending = len(error.object) - len(piece)
            raise Undecodable(
                line + line_ends(before), behind - pending + error.start, error.object[error.start], encoding
            ) from None
        except UnicodeError:  # UTF-16 or UTF-32 without the mark that says which way round it is
            raise Undecodable(1, 0, piece[0], encoding) from None
        if "\0" in text:
            raise Binary(line + line_ends(text[: text.index("\0")]))
        if not piece:
            return
        line, behind = line + line_ends(text), behind + len(piece)


def known(encoding: str) -> str:
    """The encoding a user named, if there is such a one for text."""
    try:
        name = codecs.lookup(encoding).name
        codecs.lookup("" if name.replace("-", "_") in _NO_CHARSETS else name)
        "".encode(name)
    except (LookupError, ValueError):
        raise BadOption(
            "There is no encoding “{encoding}”.", hint="Known are utf-8, gb18030, windows-1252 and many more.",
            encoding=encoding,
        ) from None  # fmt: skip
    return "utf-8-sig" if name == UTF8 else name


def line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain text is 0."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    least = max(2, len(head) // 20)
    if odd > 4 * even and odd >= least:
        return "utf-16-le"
    if even > 4 * odd and even >= least:
        return "utf-16-be"
    raise Binary(1 + head[: head.index(0)].count(b"\n"))


def _told(look: _Look) -> str:
    text = bytes(look.sample)
    if look.utf8:
        return _true_or_false_utf8(text, gb=look.gb)
    high = sum(byte >= 0x80 for byte in text)
    if sum(len(found) for found in _UTF8_CHAR.findall(text)) >= _HIDDEN_SHARE * high:
        return UTF8  # with a broken character, which `check` then names
    chinese, western = _chinese(text), _western(text)
    if chinese >= 0.6 and chinese > western and (look.gb or western < 0.5):
        return GB
    if western >= 0.8:
        return LATIN
    if look.gb and western < 0.5 and chinese >= 0.3 and len(_GB_CHAR.findall(text)) < _FEW:
        return GB
    if not look.gb and _UTF8_LONG.search(text):
        return UTF8
    return _as_weighed(text)


def _true_or_false_utf8(text: bytes, *, gb: bool) -> str:
    """A few Chinese words in GBK are valid UTF-8 as well, all of two bytes a character (csv-false-utf8)."""
    chars = _UTF8_CHAR.findall(text)
    if not gb or any(len(char) > 2 for char in chars) or _chinese(text) < _HIDDEN_SHARE:
        return UTF8
    words = [_likely(match) for match in _WORD.finditer(text.decode(UTF8))]
    if not words or (True in words and False not in words):
        return UTF8
    if False in words and True not in words:
        return GB
    raise Undecided(UTF8, GB)


def _likely(word: re.Match[str]) -> bool | None:
    """Whether somebody writes like that: accents beside plain letters, one script in a word; None where both may be."""
    text, start, end = word.string, word.start(), word.end()
    beside = any(char.isascii() and char.isalpha() for char in text[max(0, start - 1) : start] + text[end : end + 1])
    if _WESTERN_WORD.fullmatch(word[0]):
        return True if beside else None
    if _LATIN_WORD.fullmatch(word[0]):
        return None if beside else False
    if _SIGN.fullmatch(word[0]):
        return True if _SIGN_IN_USE.match(text, start) else None
    return bool(_OTHER_SCRIPTS.fullmatch(word[0]))


def _chinese(text: bytes) -> float:
    """How much of it is common Chinese, read as GB18030: 0 to 1."""
    chars = _GB_CHAR.findall(text)
    common = sum(1.0 if _GB_COMMON.fullmatch(char) else 0.5 if _GB_RARER.fullmatch(char) else 0.0 for char in chars)
    return common / len(chars) if chars else 0.0


def _western(text: bytes) -> float:
    """How much of it looks like accents and dashes in a western text, read as Windows-1252: 0 to 1."""
    if _UNDEFINED.search(text):
        return 0.0
    natural, total = 0, sum(len(found) for found in _GB_LONG.findall(text))
    text = _GB_LONG.sub(b"  ", text)
    for run in _RUN.finditer(text):
        total += len(run[0])
        around = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
        beside = any(chr(byte).isalpha() for byte in around)
        if len(run[0]) == 1 or (len(run[0]) < 4 and (beside or not _LATIN_LETTER.search(run[0]))):
            natural += len(run[0])
    return natural / total if total else 0.0


def _as_weighed(text: bytes) -> str:
    """What the detector makes of it; only what it shares with us is taken over, anything else is asked about."""
    from charset_normalizer import from_bytes

    best = from_bytes(text).best()
    found = codecs.lookup(best.encoding).name if best else ""
    if found in ("gb2312", "gbk", GB):
        return GB
    if found == LATIN:
        return LATIN
    raise Undecided(found) if found and found not in (UTF8, "ascii") else Undecided(GB, LATIN)


class Undecodable(Refused):
    code = "encoding"

    def __init__(self, line: int, offset: int, byte: int, encoding: str) -> None:
        super().__init__(
            "Line {line}: byte {offset} of the file (0x{byte:02X}) can't be read as {encoding}.",
            hint="Name the file's encoding with --encoding, or have it exported again.",
            line=line,
            offset=offset + 1,
            byte=byte,
            encoding=encoding,
        )


class Binary(Refused):
    code = "encoding"

    def __init__(self, line: int) -> None:
        super().__init__(
            "Line {line} holds a zero byte: this is no text file.",
            hint="Export it as CSV in UTF-8.",
            line=line,
        )


class Undecided(Refused):
    code = "encoding"

    def __init__(self, *candidates: str) -> None:
        super().__init__(
            "The file's encoding can't be told for sure; it may be {candidates}.",
            hint="Name it: --encoding {first}",
            candidates=", ".join(candidates),
            first=candidates[0],
        )
