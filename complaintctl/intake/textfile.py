"""A file of text in a known encoding, checked from its first byte to its last before anything is made of it."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from complaintctl.intake import decode

_MARKS = {
    "utf-8-sig": ((codecs.BOM_UTF8, "utf-8"),),
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}


class TextFile:
    """A seekable file, opened as text as often as it is asked for."""

    def __init__(self, file: BinaryIO, encoding: str | None) -> None:
        """Refused where its encoding can't be told, or where it holds anything that this encoding can't."""
        self._file = file
        self.encoding = decode.known(encoding) if encoding else decode.charset(file)
        decode.check(file, self.encoding)
        file.seek(0)
        head = file.read(4)
        marks = _MARKS.get(self.encoding, ())
        self.mark, self._codec = next((each for each in marks if head.startswith(each[0])), (b"", self.encoding))

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """The text from its beginning, line ends as they are."""
        self._file.seek(0)
        stream = io.TextIOWrapper(self._file, encoding=self.encoding, newline="")
        try:
            yield stream
        finally:
            stream.detach()

    def encoded(self, text: str) -> bytes:
        """Text as the file writes it, without its mark; what has no place in the encoding is spelled out."""
        return text.encode(self._codec.removesuffix("-sig"), "backslashreplace")
