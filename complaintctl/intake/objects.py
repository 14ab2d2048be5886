"""Rows as objects: an array of them in JSON, alone or within an object, or one on each line (jsonl)."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from complaintctl.errors import ComplaintError, Refused
from complaintctl.intake.decode import line_ends
from complaintctl.intake.faults import NotATable
from complaintctl.intake.nested import DECODER, Cell, cell, dumps, leads, within
from complaintctl.intake.sources import Record
from complaintctl.intake.textfile import TextFile

_PIECE = 1 << 20
_LARGEST = 1 << 26
"""So many characters one object may take; an array of them may take any number."""
_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_BLANK = " \t\r\n\ufeff"


Found = tuple[int, Any, str]
"""The line an object begins in, the object or what broke it, and its own text."""


class Objects:
    """The columns are all names that any object has, in the order they are met, and the `paths` that were asked for.

    A path leads into an object within: `via.channel`.
    """

    def __init__(self, text: TextFile, *, lines: bool, paths: Sequence[str] = ()) -> None:
        self._text = text
        self.form, self.encoding = "jsonl" if lines else "json", text.encoding
        self._found = _by_line if lines else _of_array
        names: dict[str, None] = {}
        wanted = {path: path.split(".") for path in paths}
        there = set[str]()
        line, self._shared = 0, set[int]()
        with text.opened() as stream:
            if not stream.read(_PIECE).strip(_BLANK):
                raise NotATable("The file is empty.", hint="A table begins with a line that names its columns.")
        with text.opened() as stream:
            for begins, found, _ in self._found(stream):
                if begins == line:
                    self._shared.add(line)
                line = begins
                if isinstance(found, dict):
                    names.update(dict.fromkeys(found))
                    there.update(path for path, way in wanted.items() if path not in there and leads(found, way))
        self._paths = {path: way for path, way in wanted.items() if path in there and path not in names}
        self.header = (*names, *self._paths) or ("content",)  # no rows at all name no columns

    def records(self) -> Iterator[Record]:
        """A record for each object; what it doesn't have is an empty cell."""
        with self._text.opened() as stream:
            for place, (line, found, raw) in enumerate(self._found(stream), start=1):
                yield Record(line, self._cells(found, raw), raw, place if line in self._shared else 0)

    def _cells(self, found: Any, raw: str) -> list[Cell] | ComplaintError:
        if isinstance(found, ComplaintError):
            return found
        if not isinstance(found, dict):
            return NoObject()
        if "\\u" in raw and not _is_text(dumps(found)):
            return HalfACharacter()
        try:
            return [cell(within(found, self._paths.get(name, (name,)))) for name in self.header]
        except RecursionError:
            return NoJson()

    def rejects_head(self) -> bytes:
        """Rejected objects are written one on each line; nothing stands before them."""
        return b""

    def rejected(self, record: Record, reason: str) -> bytes:
        """The object as it was, with its line and reason as its first two members."""
        told = dumps({"line": record.line, "reason": reason})[:-1]
        raw = record.raw.strip(_BLANK)
        if raw.startswith("{") and not isinstance(record.cells, NoJson):
            rest = raw[1:].lstrip()
            return f"{told}{'' if rest == '}' else ', '}{_on_one_line(rest)}\n".encode()
        return f'{told}, "text": {dumps(raw)}}}\n'.encode()


def _on_one_line(text: str) -> str:
    """JSON without line breaks: they stand between its tokens only."""
    return _BREAK.sub(" ", text)


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _by_line(stream: TextIO) -> Iterator[Found]:
    for number, line in enumerate(stream, start=1):
        text = line.strip(_BLANK)
        if text:
            try:
                yield number, DECODER.decode(text), text
            except (ValueError, RecursionError):
                yield number, NoJson(), text


def _of_array(stream: TextIO) -> Iterator[Found]:
    text = _Text(stream)
    if text.next() == "[":
        yield from text.array()
    elif text.next() == "{":
        yield from text.within()
    else:
        raise NoArray
    if text.next():
        raise Broken(line=text.line)


def is_row(text: str) -> bool:
    """Whether this is a whole object, and none around an array of others."""
    try:
        found = DECODER.decode(text.strip(_BLANK))
    except (ValueError, RecursionError):
        return False
    values = found.values() if isinstance(found, dict) else ()
    return isinstance(found, dict) and not any(isinstance(each, list) and _is_object(each) for each in values)


def _is_object(rows: list[Any]) -> bool:
    return any(isinstance(row, dict) for row in rows[:1])


class _Text:
    """JSON read piece by piece, so that an array may be of any length."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self.line = 1

    def next(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            start = self._at
            while self._at < len(self._text) and self._text[self._at] in _BLANK:
                self._at += 1
            self.line += line_ends(self._text[start : self._at])
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, char: str) -> None:
        if self.next() != char:
            raise Broken(line=self.line)
        self._at += 1

    def value(self) -> tuple[Any, str]:
        """The value that begins here, and its text."""
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except ValueError:
                if len(self._text) - self._at > _LARGEST or not self._more():
                    raise Broken(line=self.line) from None
                continue
            except RecursionError:
                raise Broken(line=self.line) from None
            raw = self._text[self._at : end]
            self._at = end
            self.line += line_ends(raw)
            return value, raw

    def _more(self) -> bool:
        rest = self._text[self._at :]
        piece = self._stream.read(max(_PIECE, len(rest)))
        self._text, self._at = rest + piece, 0
        return bool(piece)

    def array(self) -> Iterator[Found]:
        """The elements of the array that begins here."""
        self.take("[")
        if self.next() == "]":
            self.take("]")
            return
        while True:
            self.next()
            line = self.line
            yield line, *self.value()
            if self.next() == "]":
                self.take("]")
                return
            self.take(",")

    def within(self) -> Iterator[Found]:
        """The elements of the one array of objects among an object's members; if there is none, the object itself."""
        line, whole, members = self.line, dict[str, Any](), list[str]()
        self.take("{")
        arrays = 0
        while self.next() != "}":
            if self.next() != '"':
                raise Broken(line=self.line)
            name, raw = self.value()
            members.append(raw)
            self.take(":")
            if self._is_table():
                arrays += 1
                if arrays > 1:
                    raise NoArray
                yield from self.array()
            else:
                self.next()
                whole[name], raw = self.value()
                members[-1] += f": {raw}"
            if self.next() != "}":
                self.take(",")
        self.take("}")
        if not arrays and all(isinstance(value, list) for value in whole.values()):
            raise NoArray
        if not arrays:
            yield line, whole, f"{{{', '.join(members)}}}"

    def _is_table(self) -> bool:
        """Whether an array of objects begins here; an empty array is none."""
        if self.next() != "[":
            return False
        while len(self._text) - self._at < _PIECE and self._more():
            pass
        return self._text[self._at + 1 :].lstrip(_BLANK)[:1] == "{"


class NoArray(NotATable):
    sentence = "The file holds no array of objects, or more than one."
    hint = 'A table in JSON is [{{"content": …}}, …] or {{"rows": [{{"content": …}}, …]}}.'


class Broken(NotATable):
    sentence = "Line {line}: the JSON goes no further here; the file is cut off or damaged."
    hint = "Have it exported again; a file with one object on each line is --input jsonl."


class NoJson(Refused):
    sentence = "The line is no JSON."


class NoObject(Refused):
    sentence = "The row is no object with names and values."


class HalfACharacter(Refused):
    sentence = "A character is cut in half (a lone surrogate); it can't be kept."
