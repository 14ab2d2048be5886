"""Complaints from other people's files: import."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from time import perf_counter
from typing import Annotated, BinaryIO, cast

import typer

from complaintctl.cli import file_options, mappings, outlet
from complaintctl.cli.file_options import Said, described
from complaintctl.cli.import_answers import Answer
from complaintctl.cli.session import Session
from complaintctl.errors import Misused, Refused
from complaintctl.intake import chronicle
from complaintctl.intake.admission import Admission
from complaintctl.intake.chronicle import Chronicle
from complaintctl.intake.feed import Feed, How, Tally
from complaintctl.intake.forms import source
from complaintctl.intake.log import EventLog
from complaintctl.intake.rejects import Rejects
from complaintctl.intake.retelling import Retelling
from complaintctl.intake.sources import Source
from complaintctl.intake.table import Table
from complaintctl.intake.values import Vocabulary
from complaintctl.render.masks import looks_masked
from complaintctl.store.db import transaction, trial

_SHARE_FOR_SEARCH = 0.2
"""So much longer an import may take, once it has answered, to make what it brought quick to find."""
_KEPT_IN_MEMORY = 1 << 23
_MADE = 4
"""Making cases of the rows of a log takes about so many times as long as reading them."""


@described
def import_(
    ctx: typer.Context,
    said: Said,
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="The file; - reads standard input.")] = None,
    mapping: Annotated[
        str | None, typer.Option(help="Read it as kept under this name; what is said beside it is kept too.")
    ] = None,
    list_mappings: Annotated[bool, typer.Option("--list-mappings", help="Show what is kept, and stop.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Correct what is there already by what the file says now.")
    ] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Import the good rows where others are bad.")] = False,
    rejects: Annotated[Path | None, typer.Option(help="Write the bad rows to this file, with what is wrong.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
) -> None:
    """Take complaints in from a file, past ones with their history."""
    session: Session = ctx.obj
    if list_mappings:
        mappings.tell_all(session)
        return
    if file is None:
        raise Misused("FILE is missing.", hint="complaintctl import FILE")
    if rejects is not None and not skip_bad:
        raise Misused("--rejects is for the rows that --skip-bad leaves out.")
    if rejects is not None:
        _check(rejects, keep=(session.path, Path(file)))
    started = perf_counter()
    answer = Answer(session, file, dry_run=dry_run)
    kept = mappings.Mapping(session, mapping, said) if mapping is not None else None
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(_opened(file))
            options = kept.options if kept else said
            rows = _rows(session, source(opened, "" if file == "-" else file, file_options.look(options)), options)
            answer.plan = rows.plan
            stack.enter_context(trial(session.conn) if dry_run else transaction(session.conn))
            bad = stack.enter_context(closing(Rejects(rows.source, answer.message))) if skip_bad else None
            with _progress(session, opened, made=0 if isinstance(rows, Table) else _MADE) as going_on:
                how = How(write=not dry_run, rejected=bad.add if bad else None, going_on=going_on)
                tally = _taken_in(session, rows, how, update=update)
            if kept is not None and not dry_run:
                kept.keep()
            if bad is not None and rejects is not None and not dry_run:
                _write(rejects, bad, session.path)
        except (Refused, OSError) as error:
            answer.refused(error)
            raise
    answer.done(tally, perf_counter() - started)
    if (tally.imported or tally.updated) and not dry_run:
        from complaintctl.store.search import go_on

        with suppress(KeyboardInterrupt):  # the file is in; whoever is in a hurry leaves the rest to the next who write
            go_on(session.conn, (perf_counter() - started) * _SHARE_FOR_SEARCH)
    if tally.rejected:
        raise NotAll(tally, None if dry_run else rejects)


def _check(rejects: Path, keep: Iterable[Path]) -> None:
    if rejects.suffix.lower() == ".xlsx":
        raise NoWorkbook(rejects)
    outlet.check(rejects, keep=keep)


def _write(rejects: Path, bad: Rejects, database: Path) -> None:
    """The rejected rows; where nobody takes them, nothing may be imported without them."""
    try:
        outlet.write(rejects, bad.pieces(), database=database)
    except BrokenPipeError as error:
        raise outlet.NotWritten(rejects, str(error.strerror)) from error


def _rows(session: Session, found: Source, said: Said) -> Table | Chronicle | EventLog:
    """What the file is: our own export of events, a log, or a table with a case in each row."""
    times = file_options.times(said, session.zone, session.now)
    if chronicle.is_ours(found.header):
        for option in ("map", "value", "default", "source", "untimed"):
            if option in said:
                raise AsItIs(f"--{option}")
        return Chronicle(found, times, session.rulebook, session.conn)
    wishes, vocabulary = file_options.wishes(said), Vocabulary(session.policy)
    if not wishes.log:
        return Table(found, wishes, vocabulary, times, is_masked=looks_masked)
    if wishes.keep_untimed:
        raise NotForLogs("--untimed")
    return EventLog(found, wishes, vocabulary, times, _admission(session), is_masked=looks_masked)


def _admission(session: Session) -> Admission:
    return Admission(session.conn, session.rulebook, session.zone, session.deed())


def _taken_in(session: Session, rows: Table | Chronicle | EventLog, how: How, *, update: bool) -> Tally:
    if isinstance(rows, Table):
        return Feed(session.conn, session.rulebook, session.zone, session.deed()).take_in(rows, how, update=update)
    if update:
        raise NotForLogs("--update")
    tally = Retelling(session.conn, rows, how).take_in()
    if isinstance(rows, Chronicle):
        tally.other_days_off = rows.other_days_off
    return tally


@contextmanager
def _progress(session: Session, file: BinaryIO, *, made: int) -> Iterator[Callable[[float], None]]:
    """A bar that goes as far as the file has been read, and then as cases are made of it: `made` times as long."""
    size, done = file.seek(0, os.SEEK_END), 0
    with session.progress(session.word("Import"), size * (1 + made)) as advance:

        def going_on(share: float) -> None:
            nonlocal done
            here = file.tell() + int(share * made * size)
            advance(here - done)
            done = here

        yield going_on


def _opened(file: str) -> BinaryIO:
    """The file, fit to be read twice; what comes through a pipe is kept aside first."""
    opened: BinaryIO = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115 closed by the caller
    if file != "-" and opened.seekable():
        return opened
    aside = SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115 closed by the caller
    while piece := opened.read(1 << 16):
        aside.write(piece)
    return cast("BinaryIO", aside)


class AsItIs(Misused):
    def __init__(self, option: str) -> None:
        super().__init__("An export of events is taken in as it is; {option} has no meaning for it.", option=option)


class NotForLogs(Misused):
    def __init__(self, option: str) -> None:
        super().__init__("{option} is for tables with a complaint in each row, not for logs of events.", option=option)


class NoWorkbook(Misused):
    def __init__(self, rejects: Path) -> None:
        super().__init__(
            "Rejected rows are written as text, not as a workbook.",
            hint="--rejects {file}",
            file=rejects.with_suffix(".csv"),
        )


class NotAll(Refused):
    """Some rows stayed out, as --skip-bad allows."""

    code = "bad-rows"

    def __init__(self, tally: Tally, rejects: Path | None) -> None:
        super().__init__(
            "{rejected} of {read} rows can't be taken and stayed out.",
            hint="Correct them in {file}, then import that." if rejects else "",
            rejected=tally.rejected,
            read=tally.read,
            file=rejects,
        )
