"""What is told of an import: on stderr, or as one object on stdout with --format json."""

from dataclasses import dataclass
from typing import Any

import typer

from complaintctl.cli.boundary import of_a_file
from complaintctl.cli.session import Session
from complaintctl.errors import ComplaintError
from complaintctl.intake.columns import Plan
from complaintctl.intake.faults import Fault
from complaintctl.intake.feed import BadRows, Tally
from complaintctl.intake.sources import Source
from complaintctl.intake.workbook import Workbook
from complaintctl.locale import N_
from complaintctl.render.text import harmless

_STDIN = "<stdin>"
NOT_READ = {
    "hidden": N_("Sheets not read, because they are hidden: {sheets}. --sheet NAME reads one, --sheet all reads them."),
    "other-columns": N_("Sheets not read, because their columns are others: {sheets}. --sheet NAME reads one."),
    "empty": N_("Sheets without a row: {sheets}."),
}


@dataclass
class Answer:
    """The answer to one import."""

    session: Session
    file: str
    dry_run: bool
    plan: Plan | None = None
    source: Source | None = None

    def done(self, tally: Tally, seconds: float) -> None:
        """What became of the rows; the bad ones that stayed out first."""
        self._tell_faults(tally)
        if self.session.form == "json":
            self.session.json(self._object(tally, [self._fault(fault) for fault in tally.faults], seconds))
            return
        tell = self.session.tell
        if self.dry_run:
            tell("This is a trial: nothing was written.")
        tell(
            "{read} rows read, {imported} imported, {updated} updated, {skipped} skipped because they are there "
            "already, {rejected} rejected, in {seconds} seconds.",
            read=tally.read,
            imported=tally.imported,
            updated=tally.updated,
            skipped=tally.skipped,
            rejected=tally.rejected,
            seconds=f"{seconds:.1f}",
        )
        if not tally.read:
            tell("The file has no rows below its header.")
        if tally.empty:
            tell("Empty rows passed over: {rows}.", rows=tally.empty)
        self._tell_sheets()
        if tally.totals:
            tell("Rows of totals and notes left out: {rows}.", rows=tally.totals)
        if self.plan is not None:
            self._tell_columns(self.plan)
        if tally.nameless:
            tell("{rows} rows have no external_id: importing the file again would add them again.", rows=tally.nameless)

        if tally.other_days_off:
            tell(
                "{rows} events were recorded under days off that this register doesn't have; its newest hold for them.",
                rows=tally.other_days_off,
            )

    def _tell_sheets(self) -> None:
        """Which sheets of a workbook were read, and which were not; what stood above the header."""
        tell, found = self.session.tell, self.source
        if (above := getattr(found, "above", 0)) > 0:
            tell("Lines above the header passed over: {lines}.", lines=above)
        if isinstance(found, Workbook) and (len(found.read) > 1 or found.left_out):
            tell("Sheets read: {sheets}.", sheets=harmless(", ".join(found.read)))
            for why, sentence in NOT_READ.items():
                if names := [each.name for each in found.left_out if each.why == why]:
                    tell(sentence, sheets=harmless(", ".join(names)))

    def refused(self, error: ComplaintError | OSError) -> None:
        """Why nothing was imported; the boundary says the rest."""
        tally = error.tally if isinstance(error, BadRows) else Tally()
        self._tell_faults(tally)
        if self.session.form == "json":
            tally.imported = tally.updated = 0
            self.session.json(self._object(tally, self._errors(error, tally)))
        elif tally.mistakes and self.plan is not None:
            self._tell_columns(self.plan)  # where one isn't known, its cells may be what is missing

    def _tell_faults(self, tally: Tally) -> None:
        if self.session.form == "json":
            return
        for fault in tally.faults:
            where = [_STDIN if self.file == "-" else self.file, str(fault.line)]
            if fault.sheet:
                where.insert(1, fault.sheet)
            object_ = self.session.word("object {place}", place=fault.object) if fault.object else ""
            place = ": ".join(filter(None, (":".join(where), object_, fault.column)))
            typer.echo(harmless(f"{place}: {self.message(fault.error)}"), err=True)
        if tally.mistakes > len(tally.faults):
            typer.echo(self.session.word("… and {more} more.", more=tally.mistakes - len(tally.faults)), err=True)

    def _errors(self, error: ComplaintError | OSError, tally: Tally) -> list[dict[str, Any]]:
        if not isinstance(error, BadRows):
            message = self.message(error if isinstance(error, ComplaintError) else of_a_file(error))
            line = error.fields.get("line") if isinstance(error, ComplaintError) else None
            return [{"line": line, "column": None, "message": message}]
        return [self._fault(fault) for fault in tally.faults]

    def _fault(self, fault: Fault) -> dict[str, Any]:
        told = {"line": fault.line, "column": fault.column or None, "message": self.message(fault.error)}
        told |= {"sheet": fault.sheet} if fault.sheet else {}
        return told | ({"object": fault.object} if fault.object else {})

    def message(self, error: ComplaintError) -> str:
        """What is wrong, in the reader's language."""
        return error.message(self.session.translate)

    def _object(self, tally: Tally, errors: list[dict[str, Any]], seconds: float | None = None) -> dict[str, Any]:
        plan, found = self.plan, self.source
        left_out = [each._asdict() for each in found.left_out] if isinstance(found, Workbook) else []
        return {
            "read": tally.read,
            "imported": tally.imported,
            "skipped": tally.skipped,
            "updated": tally.updated,
            "rejected": tally.rejected,
            "errors": errors,
            "empty": tally.empty,
            "totals": tally.totals,
            "dry_run": self.dry_run,
            "without_id": tally.nameless,
            "other_days_off": tally.other_days_off,
            "above": max(getattr(found, "above", 0), 0),
            "sheets": {"read": found.read if isinstance(found, Workbook) else [], "left_out": left_out},
            "columns": {
                "used": {column.field: column.title for column in plan.used} if plan else {},
                "kept": [column.title for column in plan.kept] if plan else [],
                "left_out": [column.title for column in plan.left] if plan else [],
            },
        } | ({"seconds": round(seconds, 2)} if seconds is not None else {})

    def _tell_columns(self, plan: Plan) -> None:
        used = ", ".join(
            column.title if column.title == column.field else f"{column.title} → {column.field}" for column in plan.used
        )
        self.session.tell("Columns used: {columns}.", columns=harmless(used))
        if plan.kept:
            kept = ", ".join(column.title for column in plan.kept)
            self.session.tell(
                'Columns kept as extra: {columns}; --map "COLUMN=NAME" says what one means.', columns=harmless(kept)
            )
        if plan.left:
            left = ", ".join(column.title for column in plan.left)
            self.session.tell("Columns left out, because they are worked out anew: {columns}.", columns=harmless(left))
