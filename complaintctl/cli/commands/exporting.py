"""Complaints for other programs: export."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from complaintctl.cli import filters, outlet
from complaintctl.cli.discretion import discreet
from complaintctl.cli.recording import named
from complaintctl.cli.session import Session
from complaintctl.errors import ComplaintError, Misused, NotFound, Refused
from complaintctl.intake.decode import known
from complaintctl.render.columns import Column
from complaintctl.render.forms import lines
from complaintctl.store import register
from complaintctl.store.register import Filter

KEPT_BACK = frozenset({"content", "demand"})
"""What customers said leaves the house only with --reveal."""
_BY_SUFFIX = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


class What(StrEnum):
    COMPLAINTS = "complaints"


@filters.filtered
def export(
    ctx: typer.Context,
    which: Filter,
    numbers: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NUMBER…]", help="Only these complaints; - reads them from standard input."),
    ] = None,
    what: Annotated[What, typer.Option(help="What to write out.")] = What.COMPLAINTS,  # noqa: ARG001 one as yet
    output: Annotated[str | None, typer.Option(help="Write to this file; - is standard output.")] = None,
    encoding: Annotated[str | None, typer.Option(help="The encoding of csv and tsv, as gb18030.")] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Leave cells as they are that a spreadsheet would run.")] = False,
) -> None:
    """Write complaints out for other programs: all of them, closed ones and duplicates too."""
    session: Session = ctx.obj
    file = None if output in (None, "-") else output
    form = _form(session, file)
    if encoding is not None and form not in ("csv", "tsv"):
        raise Misused("--encoding is for csv and tsv; {form} is always UTF-8.", form=form)
    codec = known(encoding).removesuffix("-sig") if encoding else "utf-8"
    found = _Selection(session, which)
    rows = found.numbered(numbers) if numbers else found.all()
    names = [name for name in register.NAMES if session.reveals or name not in KEPT_BACK]
    written = lines(form, [Column(name) for name in names], rows, disarm=not raw)
    if file is not None:
        mark = "\ufeff" if codec == "utf-8" and form == "csv" else ""
        outlet.write(Path(file), _encoded(written, codec, mark), database=session.path)
    elif encoding is not None:
        for piece in _encoded(written, codec, ""):
            sys.stdout.buffer.write(piece)
    else:
        for line in written:
            session.put(line)
    found.finish()


def _form(session: Session, file: str | None) -> str:
    """Asked for, else told by the file's name; on a pipe tsv, as of every list."""
    asked = session.given.form or session.environ.get("COMPLAINTCTL_FORMAT")
    if asked in session.entry.forms:
        return asked
    if file is not None:
        return _BY_SUFFIX.get(Path(file).suffix.lower(), "csv")
    return "csv" if session.on_terminal else "tsv"


class _Selection:
    """The cases to write out, and the numbers among them that there are none of."""

    def __init__(self, session: Session, which: register.Filter) -> None:
        self._session = session
        self._which = which
        self._failed: list[ComplaintError] = []

    def all(self) -> Iterator[dict[str, Any]]:
        rows = register.cases(self._session.conn, self._which, self._session.judged_at, sort="number")
        return map(self._shown, rows)

    def numbered(self, numbers: Sequence[str]) -> Iterator[dict[str, Any]]:
        """These cases, as far as the filters let them through, in the order asked for."""
        wanted = list(named(numbers))
        ids = [id_ for number in wanted if (id_ := self._id(number, alone=len(wanted) == 1)) is not None]
        return (self._shown(row) for id_ in ids for row in self._one(id_))

    def _id(self, number: str, *, alone: bool) -> int | None:
        try:
            return self._session.id_of(number)
        except ComplaintError as error:
            if alone:
                raise
            self._failed.append(error)
            typer.echo(f"{number}: {error.message(self._session.translate)}", err=True)
            return None

    def _one(self, id_: int) -> Iterator[dict[str, Any]]:
        one = register.Filter()
        one.conditions, one.values = list(self._which.conditions), dict(self._which.values)
        one.add("c.id = :id", id=id_)
        return register.cases(self._session.conn, one, self._session.judged_at)

    def _shown(self, row: Mapping[str, Any]) -> dict[str, Any]:
        shown = discreet(row, reveal=self._session.reveals)
        return shown if self._session.reveals else {name: shown[name] for name in shown if name not in KEPT_BACK}

    def finish(self) -> None:
        """Exit 1 where a number was refused, 3 where all that failed were unknown."""
        if self._failed:
            unknown = all(isinstance(error, NotFound) for error in self._failed)
            raise typer.Exit(NotFound.exit_code if unknown else 1)


def _encoded(written: Iterable[str], codec: str, mark: str) -> Iterator[bytes]:
    """Each line in that encoding, the mark before the first."""
    import codecs

    encoder = codecs.getincrementalencoder(codec)()
    if mark:
        yield encoder.encode(mark)
    for row, line in enumerate(written):
        try:
            yield encoder.encode(f"{line}\n")
        except UnicodeEncodeError as error:
            raise NoPlace(row, line[error.start], codec) from None


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
