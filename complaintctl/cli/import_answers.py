"""What is told of an import: on stderr, or as one object on stdout with --format json."""

import shlex
from dataclasses import dataclass, field
from typing import Any

import typer

from complaintctl.cli.boundary import of_a_file
from complaintctl.cli.mappings import typed
from complaintctl.cli.session import Session
from complaintctl.discretion import MASKS
from complaintctl.errors import ComplaintError
from complaintctl.intake import orders
from complaintctl.intake.columns import NoContent, Plan
from complaintctl.intake.feed import BadRows, Tally
from complaintctl.intake.known import Known
from complaintctl.intake.mistakes import Mistake
from complaintctl.intake.plain import shown
from complaintctl.intake.said import Said
from complaintctl.intake.sources import Source
from complaintctl.intake.way_in import Trial, WayIn
from complaintctl.intake.workbook import Workbook
from complaintctl.locale import N_
from complaintctl.render.text import harmless

_STDIN = "<stdin>"
_SHORT = 24
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
    options: Said = field(default_factory=dict)
    trial: Trial | None = None
    controls: int = 0
    """Rows in which a terminal's own codes stand."""
    system: Known | None = None
    """Whose export it looks like, where that wasn't said."""

    def done(self, tally: Tally, seconds: float) -> None:
        """What became of the rows; the bad ones that stayed out first."""
        self._tell_faults(tally)
        if self.session.form == "json":
            self.session.json(self._object(tally, [self._mistake(each) for each in tally.mistakes.told], seconds))
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
        self._tell_system()
        if tally.totals:
            tell("Rows of totals and notes left out: {rows}.", rows=tally.totals)
        if self.plan is not None:
            self._tell_columns(self.plan)
        self._tell_what_to_know(tally)

    def _tell_what_to_know(self, tally: Tally) -> None:
        """What will matter later: codes of a terminal, rows without an id, other days off."""
        tell = self.session.tell
        if self.controls:
            tell(
                "Rows that hold control characters, which are kept and shown as what they are: {rows}.",
                rows=self.controls,
            )
        for title, value, rows in self._hollow(tally):
            tell("{column}: “{value}” ({rows} rows); if it stands for nothing, say --empty {option}.",
                 column=harmless(title), value=shown(value), rows=rows, option=shlex.quote(value))  # fmt: skip
        if tally.nameless:
            tell("{rows} rows have no external_id: importing the file again would add them again.", rows=tally.nameless)

        if tally.other_days_off:
            tell(
                "{rows} events were recorded under days off that this register doesn't have; its newest hold for them.",
                rows=tally.other_days_off,
            )

    def _hollow(self, tally: Tally) -> list[tuple[str, str, int]]:
        """Column, value and rows of what may stand for nothing, and was taken as it stands."""
        found = tally.hollow.most_common()
        return [(self.plan.titled(name) if self.plan else name, value, rows) for (name, value), rows in found]

    def _tell_system(self) -> None:
        if self.system is not None and self.session.form != "json":
            sentence = "This looks like an export of {title}: --from {name} reads it as that."
            self.session.tell(sentence, title=self.system.title, name=self.system.name)

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
        else:
            self._tell_system()
            if tally.mistakes.kinds and self.plan is not None:
                self._tell_columns(self.plan)  # where one isn't known, its cells may be what is missing
            if (way := self._way_in(error, tally)) is not None:
                self._tell_way_in(way)

    def _tell_faults(self, tally: Tally) -> None:
        if self.session.form == "json":
            return
        for mistake in tally.mistakes.told:
            fault = mistake.first
            where = [_STDIN if self.file == "-" else self.file, str(fault.line)]
            if fault.sheet:
                where.insert(1, fault.sheet)
            object_ = self.session.word("object {place}", place=fault.object) if fault.object else ""
            place = ": ".join(filter(None, (":".join(where), object_, fault.column)))
            typer.echo(harmless(f"{place}: {self._said_of(mistake)}"), err=True)
        if tally.mistakes.further:
            typer.echo(self.session.word("… and {more} more kinds of mistakes.", more=tally.mistakes.further), err=True)

    def _said_of(self, mistake: Mistake) -> str:
        """What is wrong, in how many rows, and what else stands there."""
        said = self.message(mistake.first.error)
        if mistake.rows == 1:
            return said
        others = ", ".join(f"“{text}”" for text in mistake.examples[1:])
        if others:
            return self.session.word(
                "{said} ({rows} rows; also {others})", said=said, rows=mistake.rows, others=shown(others)
            )
        return self.session.word("{said} ({rows} rows)", said=said, rows=mistake.rows)

    def _way_in(self, error: ComplaintError | OSError, tally: Tally) -> WayIn | None:
        """What the file needs; None where nothing in it looks like complaints."""
        if self.source is None or self.trial is None or not isinstance(error, (BadRows, NoContent)):
            return None
        way = WayIn.of(self.source, self.plan, self.options, tally, self.trial)
        lost = isinstance(error, NoContent) and not any(way.lacking.values())
        return None if lost else way

    def _tell_way_in(self, way: WayIn) -> None:
        """Which columns could be what is missing, in which order the dates are, and the whole line that would do."""
        tell = self.session.tell_later
        for mistake in way.mistakes:
            place, said = mistake.first.column, harmless(self._said_of(mistake))
            tell(N_("Then {place}: {said}"), place=place, said=said)
        for name, columns in way.lacking.items():
            if not columns:
                tell("No column could be “{name}”.", name=name)
            for column in columns:
                examples = ", ".join(f"“{value[:_SHORT]}”" for value in self._discreet(name, column.commonest))
                tell(N_("“{name}” could be {column}: {examples}"), name=name, column=column.title, examples=examples)
        for fit in way.fits:
            tell("{column}: dates that fit an order: {fits}.", column=fit.column, fits=orders.told(fit))
        if way.remedies:
            words = [word for each in way.remedies for word in (each.option, *filter(None, [each.value]))]
            line = shlex.join(["complaintctl", "import", self.file, *typed(self.options), *words])
            gaps = any(each.has_gap for each in way.remedies)
            tell("This would take it, once the gaps (…) are filled:" if gaps else "This would take it:")
            tell("  {line}", line=line)

    def _discreet(self, name: str, values: list[str]) -> list[str]:
        """Values of a column as may be shown."""
        mask = MASKS.get(name)
        return values if mask is None or self.session.reveals else [mask(value) for value in values]

    def _errors(self, error: ComplaintError | OSError, tally: Tally) -> list[dict[str, Any]]:
        if not isinstance(error, BadRows):
            message = self.message(error if isinstance(error, ComplaintError) else of_a_file(error))
            line = error.fields.get("line") if isinstance(error, ComplaintError) else None
            return [{"line": line, "column": None, "message": message}]
        return [self._mistake(each) for each in tally.mistakes.told]

    def _mistake(self, mistake: Mistake) -> dict[str, Any]:
        fault = mistake.first
        told: dict[str, Any] = {"line": fault.line, "column": fault.column or None}
        told |= {"message": self.message(fault.error), "rows": mistake.rows, "lines": mistake.lines}
        told |= {"sheet": fault.sheet} if fault.sheet else {}
        return told | ({"object": fault.object} if fault.object else {})

    def message(self, error: ComplaintError) -> str:
        """What is wrong, in the reader's language, with what can't be seen spelled out."""
        return shown(error.message(self.session.translate))

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
            "control_characters": self.controls,
            "perhaps_empty": [
                {"column": title, "value": value, "rows": rows} for title, value, rows in self._hollow(tally)
            ],
            "dry_run": self.dry_run,
            "without_id": tally.nameless,
            "other_days_off": tally.other_days_off,
            "looks_like": self.system.name if self.system else None,
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
