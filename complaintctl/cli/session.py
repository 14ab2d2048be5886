"""What every command is given: the database, now, who acts, the language and the form of the answer."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from complaintctl.cli.options import Given, check_meant, check_text
from complaintctl.cli.registry import Entry
from complaintctl.cli.voice import Voice
from complaintctl.errors import Misused, Refused, Unusable

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from complaintctl.cases.case import Case
    from complaintctl.cases.deed import Deed
    from complaintctl.cli.interrupts import Interrupts
    from complaintctl.policy.schema import Policy
    from complaintctl.rules.rulebook import Rulebook
    from complaintctl.rules.worktime import Calendar

SKEW = timedelta(minutes=1)
FILE_NAME = "complaints.db"


class Session(Voice):
    """One run of one command. Everything is worked out when it is first asked for."""

    def __init__(self, given: Given, entry: Entry, clock: datetime, environ: Mapping[str, str]) -> None:
        super().__init__(given, entry, environ)
        self.writes = entry.records
        self._clock = clock
        self._conn: sqlite3.Connection | None = None
        self._interrupts: Interrupts | None = None

    def become(self, entry: Entry, own: str | None) -> None:
        """Go on as a command's own command of this name, or as what an option makes of it; refusals name it so."""
        entry = entry._replace(name=f"{entry.name} {own}") if own else entry
        check_meant(entry, self.given)
        self.entry, self.writes = entry, entry.records

    # -- the database -------------------------------------------------------------------------------

    @cached_property
    def path(self) -> Path:
        named = self.given.db[-1] if self.given.db else self.environ.get("COMPLAINTCTL_DB")
        return Path(named) if named else data_directory(self.environ) / FILE_NAME

    @property
    def conn(self) -> sqlite3.Connection:
        """The open database; read-only for commands that read, and rewound where `--as-of` lies in the past."""
        if self._conn is None:
            from complaintctl.store.db import connect

            self._conn = connect(self.path, write=self.writes)
            if self.writes:
                from complaintctl.cli.interrupts import Interrupts

                self._interrupts = Interrupts(self._conn)
            if self.given.as_of is not None or self.given.known_at is not None:
                from complaintctl.cli.looking_back import rewind

                rewind(self, self._conn)
        return self._conn

    def adopt(self, conn: sqlite3.Connection) -> None:
        """Go on with a database that was just made."""
        self._conn = conn

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction of this command; what else is due goes with it.

        The days off are renewed if it is time (clock-no-data), and the search index is brought on by a batch: this
        command's own words, and some of what an import left.
        """
        from complaintctl.cli.enactment import renew
        from complaintctl.store.db import transaction
        from complaintctl.store.search import catch_up

        with transaction(self.conn):
            renew(self)
            yield
            catch_up(self.conn)

    def forget_policy(self) -> None:
        """Policy or days off have changed: whoever asks is told anew."""
        for name in ("rulebook", "calendar", "zone"):
            self.__dict__.pop(name, None)

    def close(self) -> None:
        if self._conn is not None:
            self._conn.close()
        if self._interrupts is not None:
            self._interrupts.end()

    @cached_property
    def rulebook(self) -> "Rulebook":
        from complaintctl.cli.rulebook import load

        return load(self.conn)

    @cached_property
    def calendar(self) -> "Calendar":
        """Working time as the office in force keeps it; nothing else of the policy is read for it."""
        from complaintctl.cli.rulebook import calendar_in_force

        return calendar_in_force(self.conn)

    @property
    def policy(self) -> "Policy":
        return self.rulebook.current

    @cached_property
    def zone(self) -> "ZoneInfo":
        return self.calendar.zone

    # -- the time -----------------------------------------------------------------------------------

    @cached_property
    def now(self) -> datetime:
        """What the program takes for now: the clock, or COMPLAINTCTL_NOW."""
        return self.now_in(None)

    def now_in(self, zone: "ZoneInfo | None") -> datetime:
        """Now, where COMPLAINTCTL_NOW without an offset is meant in this zone (None: the policy's)."""
        setting = self.environ.get("COMPLAINTCTL_NOW")
        if not setting:
            return self._clock
        from complaintctl.rules.instants import parse_instant

        try:
            return parse_instant(setting, zone=zone or self.zone, now=self._clock)
        except Misused as error:
            raise Misused("COMPLAINTCTL_NOW: {why}", hint=error.hint, why=error.message(self.translate)) from None

    @property
    def clock(self) -> str:
        """`set` where COMPLAINTCTL_NOW says what the time is."""
        return "set" if self.environ.get("COMPLAINTCTL_NOW") else "real"

    def instant(self, text: str, *, end_of_day: bool = False) -> datetime:
        """An instant as the user wrote it, local to the policy's zone."""
        from complaintctl.rules.instants import parse_instant

        return parse_instant(text, zone=self.zone, now=self.now, end_of_day=end_of_day)

    @cached_property
    def judged_at(self) -> datetime:
        """The instant that lists and figures are judged at: `--as-of`, else `--known-at`, else now."""
        said = self.given.as_of or self.given.known_at
        return self.instant(said, end_of_day=True) if said else self.now

    @cached_property
    def at(self) -> datetime:
        """When the action happened: `--at`, else now. Refused in the future, a minute of skew apart."""
        at = self.instant(self.given.at) if self.given.at else self.now
        if at > self.now + SKEW:
            raise InTheFuture(self.shown(at))
        return at

    def shown(self, instant: datetime | None) -> str:
        """An instant as people read it, in the policy's zone."""
        from complaintctl.rules.instants import shown

        return shown(instant, self.zone) if instant is not None else "–"

    # -- who acts -----------------------------------------------------------------------------------

    @cached_property
    def login(self) -> str:
        import getpass

        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "unknown"

    @cached_property
    def actor(self) -> str:
        """`--as`, else COMPLAINTCTL_USER, else the one of the staff with this login, else the login."""
        said = self.given.actor or self.environ.get("COMPLAINTCTL_USER")
        if said:
            return check_text(said)
        from complaintctl.store.office import behind_login

        person = behind_login(self.conn, self.login)
        return person["name"] if person else self.login

    def deed(self, case: "Case | None" = None) -> "Deed":
        """The frame of an action now; one that says no time doesn't precede the last by a skewed clock."""
        from complaintctl.cases.deed import Deed

        at = self.at
        if case is not None and not self.given.at and case.last_at and at < case.last_at <= at + SKEW:
            at = case.last_at
        role = self.role_of(self.actor)
        return Deed(at, self.now, self.actor, self.login, role, self.clock, self.rulebook.version)

    def role_of(self, name: str) -> str:
        """What this person may decide; whoever is not on the staff is an agent."""
        from complaintctl.store.office import person

        known = person(self.conn, name)
        return str(known["role"]) if known and not known["left_at"] else "agent"

    # -- cases --------------------------------------------------------------------------------------

    def id_of(self, number: str) -> int:
        """The case that a number, short or whole, means."""
        from complaintctl.cli.numbers import id_of

        return id_of(self.conn, number, self.judged_at, self.zone)

    def case(self, id_: int) -> "Case":
        """A case as its events make it."""
        from complaintctl.cases.course import fold
        from complaintctl.store import events

        case = fold(events.of_case(self.conn, id_), self.rulebook)
        if case is None:
            raise Unusable("The register holds a case without its registration.", hint="complaintctl verify")
        return case

    # -- answers ------------------------------------------------------------------------------------

    def rows(
        self,
        names: Sequence[str],
        rows: Iterable[Mapping[str, object]],
        *,
        drawn: Sequence[str],
        seen: Iterable[Mapping[str, object]] | None = None,
    ) -> None:
        """A list in the form asked for: all names for programs, those to be drawn for people.

        `seen` are the rows with what is worded for people only, where there is such.
        """
        from complaintctl.render.columns import Column
        from complaintctl.render.forms import lines

        if self.form in ("table", "markdown"):
            from complaintctl.cli import columns

            shown, rows = columns.drawn(self, drawn), rows if seen is None else seen
        else:
            shown = [Column(name) for name in names]
        told = lines(self.form, shown, rows, width=self.width, colour=self.colour)
        if self.on_terminal and self.form in ("csv", "tsv"):
            from complaintctl.render.text import harmless_data

            told = map(harmless_data, told)
        for line in told:
            print(line)


def data_directory(environ: Mapping[str, str]) -> Path:
    """Where the user's data belongs on this system."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "complaintctl"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "complaintctl"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "complaintctl"


class InTheFuture(Refused):
    code = "future"

    def __init__(self, at: str) -> None:
        super().__init__(
            "{at} lies in the future; what hasn't happened yet can't be written down.",
            hint="Give the time it happened, or leave it out for now.",
            at=at,
        )
