"""The register for other programs: export."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from complaintctl.cli import filters, outlet
from complaintctl.cli.answering import named
from complaintctl.cli.session import Session
from complaintctl.errors import ComplaintError, Misused, NoSpreadsheets, NotFound, Refused
from complaintctl.intake.decode import known
from complaintctl.office.extracts import Extract
from complaintctl.office.filters import Which
from complaintctl.render.forms import record_lines

_BATCH = 500
"""Lines that are encoded at once."""
_KEPT_IN_MEMORY = 1 << 23


What = StrEnum("What", "COMPLAINTS EVENTS DEADLINES")


@filters.filtered
def export(
    ctx: typer.Context,
    which: Which,
    numbers: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NUMBER…]", help="Only these complaints; - reads them from standard input."),
    ] = None,
    what: Annotated[What, typer.Option(help="What to write out.")] = What.COMPLAINTS,
    output: Annotated[str | None, typer.Option(help="Write to this file; - is standard output.")] = None,
    encoding: Annotated[str | None, typer.Option(help="The encoding of csv and tsv, as gb18030.")] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Leave cells as they are that a spreadsheet would run.")] = False,
) -> None:
    session: Session = ctx.obj
    file = None if output in (None, "-") else output
    form = _form(session, file)
    if encoding is not None and form not in ("csv", "tsv"):
        raise Misused("--encoding is for csv and tsv; {form} is always UTF-8.", form=form)
    codec = known(encoding).removesuffix("-sig") if encoding else "utf-8"
    extract = session.office.extract(
        str(what), which, reveal=session.reveals, whole=form in ("json", "jsonl"), dates=form == "xlsx"
    )
    found = _Selection(session, numbers or ())
    if form == "xlsx":
        if file is None and session.on_terminal:
            raise Misused("xlsx is nothing for a terminal.", hint="Give a file with --output.")
        _deliver(session, file, _spreadsheet(str(what), extract, found))
    else:
        lines = record_lines(form, extract.names, found.records(extract), disarm=not raw)
        if file is None and encoding is None:
            session.put_all(lines)
        else:
            marked = file is not None and not outlet.is_stream(Path(file)) and codec == "utf-8"
            mark = "\ufeff" if marked and form in ("csv", "tsv") else ""
            _deliver(session, file, _encoded(lines, codec, mark))
    found.finish()


def _form(session: Session, file: str | None) -> str:
    """Asked for, else told by the file's name; a file is csv, a pipe tsv, as of every list."""
    forms, wished = session.entry.forms, session.environ.get("COMPLAINTCTL_FORMAT")
    told = session.given.form or outlet.form_told(Path(file) if file is not None else None, forms)
    if told or wished in forms:
        return told or str(wished)
    return "csv" if file is not None or session.on_terminal else "tsv"


def _deliver(session: Session, file: str | None, pieces: Iterable[bytes]) -> None:
    """All of it, or nothing where it turns out that something in it can't be written."""
    if file is not None:
        outlet.write(Path(file), pieces, database=session.place)
        return
    from shutil import copyfileobj
    from tempfile import SpooledTemporaryFile

    with SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY) as whole:
        whole.writelines(pieces)
        whole.seek(0)
        copyfileobj(whole, sys.stdout.buffer)


class _Selection:
    """The cases to write out, and the numbers among them that there are none of."""

    def __init__(self, session: Session, numbers: Sequence[str]) -> None:
        self._session = session
        self._numbers = numbers
        self._failed: list[ComplaintError] = []

    def records(self, extract: Extract) -> Iterator[list[Any]]:
        """Those the filters let through: all, or in the order asked for."""
        if not self._numbers:
            return extract.records(None)
        wanted = list(named(self._numbers))
        found = [number for each in wanted if (number := self._whole(each, alone=len(wanted) == 1)) is not None]
        return (record for number in dict.fromkeys(found) for record in extract.records(number))

    def _whole(self, number: str, *, alone: bool) -> str | None:
        try:
            return self._session.office.number(number)
        except ComplaintError as error:
            if alone:
                raise
            self._failed.append(error)
            typer.echo(f"{number}: {error.message(self._session.translate)}", err=True)
            return None

    def finish(self) -> None:
        """Exit 1 where a number was refused, 3 where all that failed were unknown."""
        if self._failed:
            unknown = all(isinstance(error, NotFound) for error in self._failed)
            raise typer.Exit(NotFound.exit_code if unknown else 1)


def _spreadsheet(title: str, extract: Extract, found: _Selection) -> Iterator[bytes]:
    from complaintctl.render import xlsx

    try:
        yield from xlsx.pieces(title, extract.names, found.records(extract))
    except ImportError:
        raise NoSpreadsheets from None
    except xlsx.Overfull as error:
        if not error.name:
            raise TooManyRows(xlsx.MOST_ROWS) from None
        raise TooLong(error.row, error.name, xlsx.MOST_CHARACTERS) from None


def _encoded(lines: Iterator[str], codec: str, mark: str) -> Iterator[bytes]:
    """The lines in that encoding, the mark before the first."""
    import codecs

    encoder = codecs.getincrementalencoder(codec)()
    if mark:
        yield encoder.encode(mark)
    before = 0
    while batch := list(islice(lines, _BATCH)):
        try:
            yield encoder.encode("".join([f"{line}\n" for line in batch]))
        except UnicodeEncodeError as error:
            raise _no_place(batch, before, codec) from error
        before += len(batch)


def _no_place(batch: Sequence[str], before: int, codec: str) -> "NoPlace":
    """The first character of these lines that the encoding can't hold; so many lines came before them."""
    for row, line in enumerate(batch, start=before):
        try:
            line.encode(codec)
        except UnicodeEncodeError as error:
            return NoPlace(row, line[error.start], codec)
    raise AssertionError(codec)


class NoPlace(Refused):
    """A character that the target can't hold is never replaced by another (csv-rare)."""

    def __init__(self, row: int, char: str, encoding: str) -> None:
        super().__init__(
            "Row {row}: “{char}” (U+{code:04X}) has no place in {encoding}; nothing was written.",
            hint="Use --encoding gb18030 or utf-8.",
            row=row,
            char=char,
            code=ord(char),
            encoding=encoding,
        )


class TooManyRows(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            "A sheet of xlsx holds {most} rows, and these are more; nothing was written.",
            hint="Choose fewer with --received, or write csv.",
            most=f"{most:,}",
        )


class TooLong(Refused):
    def __init__(self, row: int, name: str, most: int) -> None:
        super().__init__(
            "Row {row}: {name} has more than {most} characters, which a cell of xlsx can't hold; nothing was written.",
            hint="Write csv or jsonl instead.",
            row=row,
            name=name,
            most=f"{most:,}",
        )
