"""Complaints from other people's files: import."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from time import perf_counter
from typing import Annotated, BinaryIO, cast

import typer

from complaintctl.cli import looking, mappings, outlet
from complaintctl.cli.file_options import described
from complaintctl.cli.import_answers import Answer
from complaintctl.cli.session import Session
from complaintctl.errors import Misused, Refused
from complaintctl.intake import known
from complaintctl.intake.columns import NoContent, Plan
from complaintctl.intake.feed import BadRows, How, Tally
from complaintctl.intake.forms import source
from complaintctl.intake.rejects import Rejects
from complaintctl.intake.said import Said, look
from complaintctl.intake.sources import Source
from complaintctl.office.importing import Import
from complaintctl.office.mappings import Mapping, merged

_SHARE_FOR_SEARCH = 0.2
"""So much longer an import may take, once it has answered, to make what it brought quick to find."""
_KEPT_IN_MEMORY = 1 << 23
_MADE = 4
"""Making cases of the rows of a log takes about so many times as long as reading them."""


FileOption = Annotated[str | None, typer.Argument(metavar="FILE", help="The file; - reads standard input.")]
LookOption = Annotated[
    bool, typer.Option("--look", help="Show what the file holds and what each column would become, and stop.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="NAME", help="Read it as this system's export, as zendesk.")
]
MappingOption = Annotated[
    str | None, typer.Option(help="Read it as kept under this name; what is said beside it is kept too.")
]
ListMappingsOption = Annotated[bool, typer.Option("--list-mappings", help="Show what is kept, and stop.")]
UpdateOption = Annotated[
    bool, typer.Option("--update", help="Correct what is there already by what the file says now.")
]
SkipBadOption = Annotated[bool, typer.Option("--skip-bad", help="Import the good rows where others are bad.")]
RejectsOption = Annotated[Path | None, typer.Option(help="Write the bad rows to this file, with what is wrong.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")]


@described
def import_(
    ctx: typer.Context,
    said: Said,
    file: FileOption = None,
    look_: LookOption = False,
    from_: FromOption = None,
    mapping: MappingOption = None,
    list_mappings: ListMappingsOption = False,
    update: UpdateOption = False,
    skip_bad: SkipBadOption = False,
    rejects: RejectsOption = None,
    dry_run: DryRunOption = False,
) -> None:
    session: Session = ctx.obj
    if list_mappings:
        mappings.tell_all(session)
        return
    if file is None:
        raise Misused("FILE is missing.", hint="complaintctl import FILE")
    if rejects is not None:
        _check(session, rejects, file, skip_bad=skip_bad)
    system = known.named(from_) if from_ is not None else None
    if look_:
        with ExitStack() as stack:
            looking.tell(session, file, stack.enter_context(_opened(file)), said, system)
        return
    started = perf_counter()
    run = _Run(session, file, said, system, update=update, skip_bad=skip_bad, rejects=rejects, dry_run=dry_run)
    kept = Mapping(session.office, mapping, said) if mapping is not None else None
    try:
        tally = run.taken_in(kept)
    except (BadRows, NoContent):
        if not session.asks or skip_bad or session.form == "json" or file == "-":
            raise
        run, tally = run.gone_through(mapping)
    run.ended(tally, perf_counter() - started)
    if tally.rejected:
        raise NotAll(tally, None if dry_run else rejects)


def _check(session: Session, rejects: Path, file: str, *, skip_bad: bool) -> None:
    if not skip_bad:
        raise Misused("--rejects is for the rows that --skip-bad leaves out.")
    if rejects.suffix.lower() == ".xlsx":
        raise NoWorkbook(rejects)
    outlet.check(rejects, keep=(session.place, Path(file)))


@dataclass
class _Run:
    """One file on its way in."""

    session: Session
    file: str
    said: Said
    system: known.Known | None
    update: bool
    skip_bad: bool
    rejects: Path | None
    dry_run: bool

    def __post_init__(self) -> None:
        self.answer = Answer(self.session, self.file, dry_run=self.dry_run)

    def taken_in(self, kept: Mapping | None) -> Tally:
        """All its rows or none, the bad ones aside where that is allowed; how the file is read is kept with them."""
        with ExitStack() as stack:
            try:
                opened = stack.enter_context(_opened(self.file))
                options = kept.options if kept else self.said
                name = "" if self.file == "-" else self.file
                found = source(opened, name, look(options))
                if self.system is not None:
                    options = merged(known.options_for(self.system, found.header), options)
                    found = source(opened, name, look(options))
                self.answer.system = known.recognised(found.header) if self.system is None else None
                self.answer.source, self.answer.options = found, options
                self.answer.trial = lambda said: self._tried(found, said)
                run = Import(self.session.office, found, options, at=self.session.at)
                self.answer.plan = run.rows.plan
                if run.date_order is not None:
                    self.session.tell(
                        "The dates are read as {order}, the only order that fits all.", order=run.date_order
                    )
                stack.enter_context(run.transaction(dry_run=self.dry_run))
                bad = stack.enter_context(closing(Rejects(found, self.answer.message))) if self.skip_bad else None
                with _progress(self.session, opened, made=0 if run.is_table else _MADE) as going_on:
                    how = How(write=not self.dry_run, rejected=bad.add if bad else None, going_on=going_on)
                    tally = run.take_in(how, update=self.update)
                self.answer.controls = getattr(run.rows, "controls", 0)
                if not self.dry_run:
                    self._keep(kept, bad)
            except (Refused, OSError) as error:
                self.answer.refused(error)
                raise
        return tally

    def ended(self, tally: Tally, seconds: float) -> None:
        """Say what became of the rows, then make what they brought quick to find."""
        self.answer.done(tally, seconds)
        if (tally.imported or tally.updated) and not self.dry_run:
            with suppress(KeyboardInterrupt):  # the file is in; the rest is left to the next who write
                self.session.office.index(seconds * _SHARE_FOR_SEARCH)

    def gone_through(self, mapping: str | None) -> "tuple[_Run, Tally]":
        """The file taken in after all, as the person at the terminal says that it is to be read."""
        from complaintctl.cli.guiding import guided

        session, name = self.session, self.file
        session.forget_what_is_left()
        with _opened(name) as opened:
            found = source(opened, name, look(self.said))
            said = self.said
            if self.system is not None:
                said = merged(known.options_for(self.system, found.header), said)
            said = guided(session, name, found, said, lambda options: self._checked(found, options))
        run = replace(self, said=said, system=None)
        return run, run.taken_in(Mapping(session.office, mapping, said) if mapping is not None else None)

    def _tried(self, found: Source, options: Said) -> Plan:
        """Check the file as these options read it."""
        return self._checked(found, options)[0]

    def _checked(self, found: Source, options: Said) -> tuple[Plan, Tally]:
        run = Import(self.session.office, found, options, at=self.session.at)
        try:
            tally = run.take_in(How(write=False), update=self.update and run.is_table)
        except BadRows as error:
            error.plan = run.rows.plan
            raise
        return run.rows.plan, tally

    def _keep(self, kept: Mapping | None, bad: Rejects | None) -> None:
        """What goes with the rows: the mapping, and the rejected ones, without which nothing may be imported."""
        if kept is not None:
            kept.keep(self.session.at)
        if bad is not None and self.rejects is not None:
            try:
                outlet.write(self.rejects, bad.pieces(), database=self.session.place)
            except BrokenPipeError as error:
                raise outlet.NotWritten(path=self.rejects, why=str(error.strerror)) from error


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
