"""Complaints from other people's files: import."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import SpooledTemporaryFile
from time import perf_counter
from typing import Annotated, Any, BinaryIO, cast

import typer

from complaintctl.cli.session import Session
from complaintctl.errors import ComplaintError, Refused
from complaintctl.intake.columns import Map, Plan
from complaintctl.intake.faults import Fault
from complaintctl.intake.feed import BadRows, Feed, Tally
from complaintctl.intake.rows import ValueMap, parse_default
from complaintctl.intake.table import Table, Wishes
from complaintctl.intake.times import Times, zone_of
from complaintctl.intake.values import Vocabulary
from complaintctl.render.masks import looks_masked
from complaintctl.render.text import harmless

_SHARE_FOR_SEARCH = 0.2
"""So much longer an import may take, once it has answered, to make what it brought quick to find."""
_KEPT_IN_MEMORY = 1 << 23
_STDIN = "<stdin>"


class Form(StrEnum):
    CSV = "csv"
    TSV = "tsv"


class Untimed(StrEnum):
    REFUSE = "refuse"
    KEEP = "keep"


class DateOrder(StrEnum):
    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file; - reads standard input.")],
    input_: Annotated[
        Form | None, typer.Option("--input", help="What the file is, where its name doesn't tell.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Its encoding, as gb18030; told by its content otherwise.")
    ] = None,
    delimiter: Annotated[str | None, typer.Option(help="What parts its cells: a character, or tab.")] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help='A column for a name, as "Date received=received_at"; "A+B=name" joins; "A=" keeps.'
        ),
    ] = None,
    value: Annotated[
        list[str] | None, typer.Option(help='What a value of a column means, as "Submitted via: Web=web".')
    ] = None,
    default: Annotated[
        list[str] | None, typer.Option(help="What fills empty cells and unknown values, as channel=other.")
    ] = None,
    date_order: Annotated[DateOrder | None, typer.Option(help="How 03/04/2026 is meant.")] = None,
    timezone: Annotated[str | None, typer.Option(help="The zone of its times, if not the policy's.")] = None,
    untimed: Annotated[
        Untimed, typer.Option(help="Past states without a time: refuse them, or keep them.")
    ] = Untimed.REFUSE,
    source: Annotated[str | None, typer.Option(help="The system the file comes from.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
) -> None:
    """Take complaints in from a file, past ones with their history."""
    session: Session = ctx.obj
    started = perf_counter()
    wishes = Wishes(
        encoding=encoding,
        delimiter=delimiter or _delimiter(file, input_),
        maps=[Map.parse(text) for text in map_ or ()],
        values=[ValueMap.parse(text) for text in value or ()],
        defaults=dict(map(parse_default, default or ())),
        source=source.strip() if source is not None else None,
        keep_untimed=untimed is Untimed.KEEP,
    )
    zone = zone_of(timezone) if timezone else session.zone
    deed = session.deed()
    feed = Feed(session.conn, session.rulebook, session.zone, deed)
    answer = _Answer(session, file, dry_run=dry_run)
    with ExitStack() as stack:
        try:
            table = Table(
                stack.enter_context(_opened(file)),
                wishes,
                Vocabulary(session.policy),
                Times(zone, session.now, str(date_order) if date_order else None),
                is_masked=looks_masked,
            )
            answer.plan = table.plan
            tally = feed.trial(table) if dry_run else feed.take_in(table)
            if tally.rejected:
                raise BadRows(tally)
        except (Refused, OSError) as error:
            answer.refused(error)
            raise
    answer.done(tally, perf_counter() - started)
    if tally.imported and not dry_run:
        from complaintctl.store.search import go_on

        go_on(session.conn, (perf_counter() - started) * _SHARE_FOR_SEARCH)


def _delimiter(file: str, form: Form | None) -> str | None:
    by_name = file.lower().rpartition(".")[2]
    if form is Form.TSV or (form is None and by_name in ("tsv", "tab")):
        return "tab"
    if form is None and by_name in ("json", "jsonl", "ndjson", "xlsx", "xls"):
        raise Refused("{form} files can't be imported; save the table as CSV UTF-8.", form=by_name)
    return None


def _opened(file: str) -> BinaryIO:
    """The file, fit to be read twice; what comes through a pipe is kept aside first."""
    opened: BinaryIO = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115 closed by the caller
    if file != "-" and opened.seekable():
        return opened
    aside = SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115 closed by the caller
    while piece := opened.read(1 << 16):
        aside.write(piece)
    return cast("BinaryIO", aside)


@dataclass
class _Answer:
    """What is told of an import: on stderr, or as one object on stdout with --format json."""

    session: Session
    file: str
    dry_run: bool
    plan: Plan | None = None

    def done(self, tally: Tally, seconds: float) -> None:
        if self.session.form == "json":
            self.session.json(self._object(tally, []) | {"seconds": round(seconds, 2)})
            return
        tell = self.session.tell
        if self.dry_run:
            tell("This is a trial: nothing was written.")
        tell(
            "{read} rows read, {imported} imported, {skipped} skipped because they are there already, "
            "{rejected} rejected, in {seconds} seconds.",
            read=tally.read,
            imported=tally.imported,
            skipped=tally.skipped,
            rejected=tally.rejected,
            seconds=f"{seconds:.1f}",
        )
        if self.plan is not None:
            self._tell_columns(self.plan)
        if tally.nameless:
            tell(
                "{rows} rows have no external_id: importing the file again would add them again.",
                rows=tally.nameless,
            )

    def refused(self, error: ComplaintError | OSError) -> None:
        """The rows that are wrong; the boundary says the rest."""
        tally = error.tally if isinstance(error, BadRows) else Tally()
        if self.session.form == "json":
            self.session.json(self._object(tally, self._errors(error, tally)))
            return
        for fault in tally.faults:
            where = [_STDIN if self.file == "-" else self.file, str(fault.line)]
            place = ": ".join([":".join(where), *([fault.column] if fault.column else [])])
            typer.echo(harmless(f"{place}: {self._message(fault.error)}"), err=True)
        if tally.mistakes > len(tally.faults):
            typer.echo(self.session.word("… and {more} more.", more=tally.mistakes - len(tally.faults)), err=True)

    def _errors(self, error: ComplaintError | OSError, tally: Tally) -> list[dict[str, Any]]:
        if not isinstance(error, BadRows):
            message = self._message(error) if isinstance(error, ComplaintError) else str(error)
            line = error.fields.get("line") if isinstance(error, ComplaintError) else None
            return [{"line": line, "column": None, "message": message}]
        return [self._fault(fault) for fault in tally.faults]

    def _fault(self, fault: Fault) -> dict[str, Any]:
        return {"line": fault.line, "column": fault.column or None, "message": self._message(fault.error)}

    def _message(self, error: ComplaintError) -> str:
        return error.message(self.session.translate)

    def _object(self, tally: Tally, errors: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "read": tally.read,
            "imported": 0 if errors else tally.imported,
            "skipped": tally.skipped,
            "updated": 0,
            "rejected": tally.rejected,
            "errors": errors,
            "dry_run": self.dry_run,
            "without_id": tally.nameless,
            "columns": {
                "used": {column.field: column.title for column in self.plan.used} if self.plan else {},
                "kept": [column.title for column in self.plan.kept] if self.plan else [],
            },
        }

    def _tell_columns(self, plan: Plan) -> None:
        used = ", ".join(
            column.title if column.title == column.field else f"{column.title} → {column.field}" for column in plan.used
        )
        self.session.tell("Columns used: {columns}.", columns=harmless(used))
        if plan.kept:
            kept = ", ".join(column.title for column in plan.kept)
            self.session.tell("Columns kept as extra: {columns}.", columns=harmless(kept))
