"""Lists for programs: comma- and tab-separated, one line at a time."""

import re
from collections.abc import Iterable, Iterator, Sequence

from complaintctl.render.cells import cells
from complaintctl.render.columns import Row

Record = Sequence[object]
"""The values of a row, in the order of its columns."""

_TSV = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t")


def disarmed(text: str) -> str:
    """The text with `'` before it where a spreadsheet would run it (csv-formula).

    One that already begins with `'` and then such a sign gets another, so that taking one off again
    always gives back what was there.
    """
    return f"'{text}" if text.lstrip("'").startswith(_RUN_BY_SPREADSHEETS) else text


def csv_lines(
    names: Sequence[str], rows: Iterable[Row], *, delimiter: str = ",", header: bool = True, disarm: bool = False
) -> Iterator[str]:
    """Lines without their ends; a quoted cell may hold newlines. `disarm` leaves numbers as they are."""
    records = ([row.get(name) for name in names] for row in rows)
    return csv_records(names, records, delimiter=delimiter, header=header, disarm=disarm)


def csv_records(
    names: Sequence[str], records: Iterable[Record], *, delimiter: str = ",", header: bool = True, disarm: bool = False
) -> Iterator[str]:
    """The same of rows that come as values alone."""
    import csv

    quoted = csv.writer(_Handing(), delimiter=delimiter, lineterminator="\r\n").writerow
    # Where no cell of a line begins with such a sign, none need be looked at; where no line has one of these
    # characters, none need be quoted. A line of one cell is quoted where it is empty.
    suspect = re.compile(rf"{re.escape(delimiter)}[=+@\t'-]").search
    special = re.compile(r'["\r\n]').search
    if header:
        yield quoted(names)
    for record in records:
        texts = cells(record)
        line = delimiter.join(texts)
        if disarm and suspect(f"{delimiter}{line}"):
            texts = [
                disarmed(text) if isinstance(value, str | list | tuple | dict) else text
                for value, text in zip(record, texts, strict=True)
            ]
            line = delimiter.join(texts)
        plain = len(texts) > 1 and line.count(delimiter) < len(texts) and not special(line)
        yield line if plain else quoted(texts)


def tsv_lines(names: Sequence[str], rows: Iterable[Row], *, header: bool = True) -> Iterator[str]:
    r"""One line for each row: newline, tab, return and backslash in a cell become `\n \t \r \\`."""
    return tsv_records(names, ([row.get(name) for name in names] for row in rows), header=header)


def tsv_records(names: Sequence[str], records: Iterable[Record], *, header: bool = True) -> Iterator[str]:
    """The same of rows that come as values alone."""
    if header:
        yield "\t".join(names)
    for record in records:
        texts = cells(record)
        line = "\t".join(texts)
        if "\\" in line or "\n" in line or "\r" in line or line.count("\t") >= len(texts):
            line = "\t".join([text.translate(_TSV) for text in texts])
        yield line


class _Handing:
    """Stands where the csv writer wants a file, and hands the line back.

    The writer is told CRLF because it quotes only those line breaks that it is told.
    """

    def write(self, line: str, /) -> str:
        return line.removesuffix("\r\n")
