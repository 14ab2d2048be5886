"""Lists for programs: comma- and tab-separated, one line at a time."""

from collections.abc import Iterable, Iterator, Sequence

from complaintctl.render.cells import cell
from complaintctl.render.columns import Row

_TSV = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t")


def disarmed(text: str) -> str:
    """The text with `'` before it where a spreadsheet would run it (csv-formula).

    One that already begins with `'` and then such a sign gets another, so that taking one off again
    always gives back what was there.
    """
    return f"'{text}" if text.lstrip("'").startswith(_RUN_BY_SPREADSHEETS) else text


def csv_lines(
    names: Sequence[str],
    rows: Iterable[Row],
    *,
    delimiter: str = ",",
    header: bool = True,
    disarm: bool = False,
) -> Iterator[str]:
    """Lines without their ends; a quoted cell may hold newlines. `disarm` leaves numbers as they are."""
    import csv

    line = csv.writer(_Handing(), delimiter=delimiter, lineterminator="\r\n").writerow
    word = _safe_cell if disarm else cell
    if header:
        yield line(names)
    for row in rows:
        yield line([word(row.get(name)) for name in names])


def tsv_lines(names: Sequence[str], rows: Iterable[Row], *, header: bool = True) -> Iterator[str]:
    r"""One line for each row: newline, tab, return and backslash in a cell become `\n \t \r \\`."""
    if header:
        yield "\t".join(names)
    for row in rows:
        yield "\t".join([cell(row.get(name)).translate(_TSV) for name in names])


def _safe_cell(value: object) -> str:
    return cell(value) if not isinstance(value, str | list | tuple | dict) else disarmed(cell(value))


class _Handing:
    """Stands where the csv writer wants a file, and hands the line back.

    The writer is told CRLF because it quotes only those line breaks that it is told.
    """

    def write(self, line: str, /) -> str:
        return line.removesuffix("\r\n")
