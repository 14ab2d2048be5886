"""How a table is written down: what parts its cells, and its records with the lines they begin in (csv-vanish)."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from complaintctl.errors import Refused
from complaintctl.intake.columns import REJECTED
from complaintctl.intake.faults import BadOption, NotATable
from complaintctl.intake.plain import unwrapped
from complaintctl.intake.sources import Record

DELIMITERS = (",", ";", "\t", "|")
_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_LONGEST_CELL = 1 << 24
_HEAD = 1 << 16
_ABOVE = 30
"""The header may stand so deep: below a title and notes."""
_SAID_BY_EXCEL = re.compile(r"sep=(.)[\r\n]+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([nrt\\])")
_MEANT = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
_ESCAPES = str.maketrans({char: f"\\{letter}" for letter, char in _MEANT.items()})
_MARKED = ("'", "=")
_DISARMED = re.compile(r"'+[=+\-@\t]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The delimiter; `ours`: written by our own export as tsv, with escapes and without quotes."""

    delimiter: str
    ours: bool = False
    skipped: int = 0
    """Lines before the header."""


def delimiter_of(said: str) -> str:
    """The delimiter a user named: the character itself or its name."""
    found = _NAMED.get(said.lower(), said)
    if len(found) != 1 or found in '"\r\n':
        raise BadOption(
            "“{said}” can't part cells.", hint="Give one character, or: comma, semicolon, tab, pipe.", said=said
        )
    return found


def sniffed(
    stream: TextIO,
    *,
    delimiter: str | None,
    fits: Callable[[Sequence[str]], int],
    names: frozenset[str],
    at: int | None = None,
) -> Dialect:
    """The dialect told by the header; `fits` says how well its cells do. NotATable where the file is empty.

    The header is the line `at`, else the first of those that fit best: a title, or notes, may stand above.
    """
    head = stream.read(_HEAD) + "".join(islice(stream, at or 0))
    if not head.strip("\ufeff \t\r\n"):
        raise NotATable("The file is empty.", hint="A table begins with a line that names its columns.")
    skipped = 0
    if said := _SAID_BY_EXCEL.match(head):
        delimiter, skipped, head = delimiter or said[1], 1, head[said.end() :]
    starts = [*_starts(head, deep=_ABOVE if at is None else at)]
    first, header = starts[0]
    if at is not None:
        starts = [each for each in starts if each[0] + skipped == at]
    if not starts:
        raise NoHeaderThere(line=at)
    if at is not None:
        first, header = starts[0]
    else:
        best = max(starts, key=lambda each: _fit(each[1], delimiter, fits))
        if _fit(best[1], delimiter, fits) > max(_fit(header, delimiter, fits), 1):
            first, header = best
    if delimiter is None:
        readings = {mark: _cells(header, mark) for mark in DELIMITERS if mark in header}
        delimiter = max(readings, key=lambda mark: (fits(readings[mark]), len(readings[mark])), default=",")
    if first > 1:
        skipped += first - 1
    cells = header.strip("\ufeff\r\n").split(delimiter)
    if cells[: len(REJECTED)] == list(REJECTED):
        del cells[: len(REJECTED)]
    ours = delimiter == "\t" and cells[:1] == ["number"] and names.issuperset(cells)
    return Dialect(delimiter, ours, skipped)


def _starts(head: str, *, deep: int) -> Iterator[tuple[int, str]]:
    """Each record that begins in the first lines, with the line, blank ones apart; it goes on over quoted breaks."""
    lines = [*io.StringIO(head, newline="")]
    line = 0
    while line < min(len(lines), deep):
        text, begun = lines[line], line + 1
        line += 1
        while text.count('"') % 2 and line < len(lines):
            text += lines[line]
            line += 1
        if text.strip("\ufeff \t\r\n"):
            yield begun, text.rstrip("\r\n")


def _fit(header: str, delimiter: str | None, fits: Callable[[Sequence[str]], int]) -> int:
    """How well a line does as a header, by the delimiter that serves it best."""
    if header.lstrip("\ufeff").startswith("#"):
        return 0
    return max(fits(_cells(header, mark)) for mark in ([delimiter] if delimiter else DELIMITERS))


def _cells(header: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(header, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return header.split(delimiter)


def records(stream: TextIO, dialect: Dialect) -> Iterator[Record]:
    """Each record with the physical line it begins in; a broken one is an error in its place. Blank lines are none."""
    csv.field_size_limit(_LONGEST_CELL)
    for _ in range(dialect.skipped):
        stream.readline()
    taken: list[str] = []
    reader = csv.reader(
        _noted(stream, taken),
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_NONE if dialect.ours else csv.QUOTE_MINIMAL,
        strict=True,
    )
    clean = _unescaped if dialect.ours else _rearmed
    while True:
        line = reader.line_num + 1 + dialect.skipped
        taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error) or "field larger" in str(error):
                raise Unclosed(line=line) from None
            yield Record(line, BadQuotes(), "".join(taken))
            continue
        if cells:
            yield Record(line, clean(cells), "".join(taken))


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The lines, each noted when it is taken."""
    for line in lines:
        taken.append(line)
        yield line


def beside(dialect: Dialect, *cells: object) -> str:
    """Cells to stand before a record's own, in its dialect."""
    if dialect.ours:
        return "".join(f"{str(cell).translate(_ESCAPES)}\t" for cell in cells)
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=dialect.delimiter, lineterminator="\r\n").writerow(cells)
    return written.getvalue().removesuffix("\r\n") + dialect.delimiter


def _rearmed(cells: list[str]) -> list[str]:
    """Take off what an export put before what a spreadsheet would run (csv-formula), and what Excel puts around."""
    return [_rearmed_cell(cell) if cell[:1] in _MARKED else cell for cell in cells]


def _rearmed_cell(cell: str) -> str:
    return cell[1:] if _DISARMED.match(cell) else unwrapped(cell)


def disarmed(cell: str) -> str:
    """The cell with a `'` before what a spreadsheet would run, which an import takes off again (csv-formula)."""
    return f"'{cell}" if _DISARMED.match(f"'{cell}") else cell


def _unescaped(cells: list[str]) -> list[str]:
    return [_ESCAPED.sub(lambda match: _MEANT[match[1]], cell) if "\\" in cell else cell for cell in cells]


class NoHeaderThere(NotATable):
    sentence = "There is no header in line {line}."
    hint = "Say where it is with --header N; the first line is 1."


class Unclosed(NotATable):
    sentence = "Line {line}: a quote is opened and never closed; the file is cut off or damaged."
    hint = "Have it exported again."


class BadQuotes(Refused):
    sentence = "A quoted cell goes on behind its closing quote; quotes inside it are written twice."
