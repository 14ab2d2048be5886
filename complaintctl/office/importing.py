"""A file's rows into the register: a table, a log, or an export of ours; all of them or none (csv-vanish)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from complaintctl.discretion import looks_masked
from complaintctl.errors import Misused
from complaintctl.intake import chronicle, orders, said
from complaintctl.intake.admission import Admission
from complaintctl.intake.chronicle import Chronicle
from complaintctl.intake.feed import Feed, How, Tally
from complaintctl.intake.log import EventLog
from complaintctl.intake.retelling import Retelling
from complaintctl.intake.rows import Sheet
from complaintctl.intake.said import Said
from complaintctl.intake.sources import Source
from complaintctl.intake.table import Table
from complaintctl.intake.times import AUTO
from complaintctl.intake.values import Vocabulary
from complaintctl.office.premises import Premises
from complaintctl.store.connection import transaction, trial

Rows = Table | Chronicle | EventLog


class Import:
    """A file on its way in, by one who acts at some time."""

    def __init__(self, office: Premises, found: Source, options: Said, *, at: datetime | None = None) -> None:
        self._office = office
        self._at = at
        self.date_order: str | None = None
        """The order that was found to be the only one that fits, where that was asked for."""
        self.rows = self._rows(found, options)

    @property
    def is_table(self) -> bool:
        """Whether each row is a complaint of its own."""
        return isinstance(self.rows, Table)

    def _rows(self, found: Source, options: Said) -> Rows:
        """What the file is: our own export of events, a log, or a table with a case in each row."""
        office = self._office
        times = said.times(options, office.zone, office.now)
        if chronicle.is_ours(found.header):
            for option in ("map", "value", "default", "source", "untimed"):
                if option in options:
                    raise AsItIs(option=f"--{option}")
            return Chronicle(found, times, office.rulebook, office.conn)
        wishes, vocabulary = said.wishes(options), Vocabulary(office.policy)
        if wishes.log and wishes.keep_untimed:
            raise NotForLogs(option="--untimed")
        sheet = Sheet(found, wishes, vocabulary, times, is_masked=looks_masked)
        if options.get("date_order") == AUTO and (order := orders.only(orders.fits(found, sheet.plan))) is not None:
            times.take(order)
            self.date_order = order
        if not wishes.log:
            return Table(sheet)
        return EventLog(sheet, Admission(office.conn, office.rulebook, office.zone, office.deed(self._at)))

    @contextmanager
    def transaction(self, *, dry_run: bool) -> Iterator[None]:
        """All or nothing; with `dry_run` all of it is taken back."""
        with trial(self._office.conn) if dry_run else transaction(self._office.conn):
            yield

    def take_in(self, how: How, *, update: bool) -> Tally:
        """Take the rows in, inside its transaction; with `update` what is there already is corrected."""
        office = self._office
        if isinstance(self.rows, Table):
            deed = office.deed(self._at)
            return Feed(office.conn, office.rulebook, office.zone, deed).take_in(self.rows, how, update=update)
        if update:
            raise NotForLogs(option="--update")
        tally = Retelling(office.conn, self.rows, how).take_in()
        if isinstance(self.rows, Chronicle):
            tally.other_days_off = self.rows.other_days_off
        return tally


class AsItIs(Misused):
    sentence = "An export of events is taken in as it is; {option} has no meaning for it."


class NotForLogs(Misused):
    sentence = "{option} is for tables with a complaint in each row, not for logs of events."
