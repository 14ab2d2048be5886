"""Which encoding a file is in, told by its content; what can't be decoded is an error with its place (csv-gbk)."""

import codecs
import re
from typing import BinaryIO

from complaintctl.errors import Refused
from complaintctl.intake.faults import BadOption
from complaintctl.intake.scripts import GB, UTF8, told

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 18
"""So many bytes of lines that are not plain ASCII are weighed; whether the rest can be decoded is checked too."""
_PIECE = 1 << 16
_HEAD = 1 << 12
_STRAY = 3
_PLAIN = bytes({*range(0x20, 0x7F), *range(0x80, 0x100), *b"\t\n\r\f\x1b"})
_LINE_END = re.compile("[\r\n]")
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Python calls these encodings of text as well."""


class _Look:
    """What one walk through a file has seen."""

    def __init__(self) -> None:
        self.sample = bytearray()
        self._decoders = {name: codecs.getincrementaldecoder(name)() for name in (UTF8, GB)}

    def at(self, line: bytes) -> None:
        """A line, or a piece of one that is very long."""
        if len(self.sample) < _SAMPLE:
            self.sample += line
        for name, decoder in [*self._decoders.items()]:
            try:
                decoder.decode(line, final=line.endswith(b"\n"))
            except UnicodeDecodeError:
                del self._decoders[name]

    def end(self) -> None:
        """The end of a file whose last line doesn't end; UTF-8 may be cut off within its last character."""
        if self.fits(GB):
            try:
                self._decoders[GB].decode(b"", final=True)
            except UnicodeDecodeError:
                del self._decoders[GB]

    def fits(self, name: str) -> bool:
        """Whether all of it could be read as that."""
        return name in self._decoders


def charset(file: BinaryIO) -> str:
    """The encoding a file is written in; Refused where nothing fits or several do."""
    file.seek(0)
    head = file.read(_HEAD)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head and (wide := _wide(head)):
        return wide
    _check_head(head)
    look = _Look()
    file.seek(0)
    cut = False
    while line := file.readline(_PIECE):
        if cut or not line.isascii():
            look.at(line)
        cut = not line.endswith(b"\n")
    look.end()
    return told(bytes(look.sample), utf8=look.fits(UTF8), gb=look.fits(GB))


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
        if not behind and text.count("\0") > max(_STRAY, len(text) // 5):
            raise Binary(line=line + line_ends(text[: text.index("\0")]))
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


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: of its plain characters every other byte is 0. Empty where it is none."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    least = max(2, len(head) // 200)
    for name, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros >= least and zeros > 4 * others and _LINE_END.search(head.decode(name, "replace")):
            return name
    return ""


def _check_head(head: bytes) -> None:
    """Control characters here and there are somebody's data; many of them are no text."""
    strange = head.translate(None, delete=_PLAIN)
    if len(strange) > _STRAY and (
        len(strange) > len(head) // 5 or (len(strange) > len(head) // 50 and not _is_utf8(head))
    ):
        raise Binary(line=1 + head[: head.index(strange[0])].count(b"\n"))


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder(UTF8)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


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
    sentence = "Line {line} holds control characters, and they are many: this is no text file."
    hint = "Export it as CSV in UTF-8."
