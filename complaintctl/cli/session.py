"""What every command is given: from the command line and the environment, an office and a voice to answer with."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from complaintctl.cli.commands import Entry
from complaintctl.cli.options import Given, check_meant, check_text
from complaintctl.cli.voice import Voice
from complaintctl.errors import Misused

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from complaintctl.cli.interrupts import Interrupts
    from complaintctl.office import Office
    from complaintctl.policy.amounts import Amount
    from complaintctl.policy.schema import Policy

FILE_NAME = "complaints.db"
T = TypeVar("T")
UPGRADED = "The register was of an earlier version and is of this one now; as it was it lies at {file}."


class Session(Voice):
    """One run of one command. Everything is worked out when it is first asked for."""

    def __init__(self, given: Given, entry: Entry, clock: datetime, environ: Mapping[str, str]) -> None:
        super().__init__(given, entry, environ)
        self._clock = clock
        self._office: Office | None = None
        self._interrupts: Interrupts | None = None
        self.zone_to_be: ZoneInfo | None = None
        """That of an office that is still to be founded."""
        self.actor_meant: Callable[[Session, str], str] = lambda _, said: said
        """Who of the staff acts, where that was typed otherwise than they are called."""
        self.begin_paging: Callable[[], None] | None = None
        """Sends what follows through a pager; None where there is none, or it has begun."""

    def page(self) -> None:
        """Page the answer, of a command that only reads: what is written down is answered at once."""
        if self.begin_paging is not None and self.entry.reads and not self.entry.records:
            self.begin_paging()
            self.begin_paging = None

    def become(self, entry: Entry, own: str | None) -> None:
        """Go on as a command's own command of this name, or as what an option makes of it; refusals name it so."""
        entry = entry._replace(name=f"{entry.name} {own}") if own else entry
        check_meant(entry, self.given)
        if self._office is not None and entry.records != self.entry.records:
            self._office.shut()  # opened for reading, to understand what was typed
            self._office = None
        self.entry = entry
        self.__dict__.pop("form", None)  # asked for before, it was that of another command
        self.page()

    # -- the office ---------------------------------------------------------------------------------

    @cached_property
    def place(self) -> Path:
        """The database: `--db`, else COMPLAINTCTL_DB, else one in the user's data directory."""
        named = self.given.db[-1] if self.given.db else self.environ.get("COMPLAINTCTL_DB")
        return Path(named) if named else data_directory(self.environ) / FILE_NAME

    @property
    def office(self) -> "Office":
        """The office at that place; only looked at by commands that read, and as of then where `--as-of` says when."""
        if self._office is None:
            from complaintctl.office import Office

            self._office = office = Office.open(
                self.place,
                actor=self.actor,
                login=self.login,
                clock=lambda: self.now,
                set_clock=self.clock_is_set,
                write=self.entry.records,
            )
            if office.upgraded_from is not None:
                self.tell(UPGRADED, file=office.upgraded_from)
            if (said := self.given.actor) is not None and not office.is_staff(said):
                office.act_as(self.actor_meant(self, said))
            if self.entry.records:
                from complaintctl.cli.interrupts import Interrupts

                self._interrupts = Interrupts(lambda: office.is_settled)
            if said := self.given.as_of or self.given.known_at:
                known = self.given.known_at
                known_at = self.instant(known, end_of_day=True) if known else None
                office.look_back(self.instant(said, end_of_day=True), known_at)
        return self._office

    def beside(self, place: str) -> "Session":
        """A session of another database only; its now is this one's, though its clock may show another time."""
        given = copy(self.given)
        given.db = [place]
        environ = {name: value for name, value in self.environ.items() if name != "COMPLAINTCTL_NOW"}
        return Session(given, self.entry, self.now, environ)

    def close(self) -> None:
        if self._office is not None:
            self._office.shut()
        if self._interrupts is not None:
            self._interrupts.end()

    @property
    def policy(self) -> "Policy":
        return self.office.policy

    @property
    def policies(self) -> "Iterable[Policy]":
        return self.office.rulebook.policies

    @cached_property
    def every_policy(self) -> "tuple[Policy, ...]":
        """All that were ever in force, of each register that is named."""
        return tuple(self.everywhere(lambda office: office.rulebook.policies))

    def everywhere(self, ask: "Callable[[Office], Iterable[T]]") -> "list[T]":
        """What the offices of all registers that are named have to say."""
        found = list(ask(self.office))
        for place in self.given.db[:-1]:
            other = self.beside(place)
            found += ask(other.office)
            other.close()
        return found

    @property
    def zone(self) -> "ZoneInfo":
        return self.zone_to_be or self.office.zone

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
    def clock_is_set(self) -> bool:
        """Whether COMPLAINTCTL_NOW says what the time is."""
        return bool(self.environ.get("COMPLAINTCTL_NOW"))

    def instant(
        self, text: str, *, end_of_day: bool = False, ahead: bool = False, since: datetime | None = None
    ) -> datetime:
        """An instant as the user wrote it, local to the policy's zone; `ahead` where it is still to come."""
        from complaintctl.cli import typed

        return typed.instant(self, text, zone=self.zone, now=self.now, end_of_day=end_of_day, ahead=ahead, since=since)

    def period(self, text: str) -> str:
        """A period as the user wrote it, in the program's own form."""
        from complaintctl.cli import typed

        return typed.period(self, text, zone=self.zone, now=self.judged_at)

    def amount(self, text: str) -> "Amount":
        """An amount of time as the user wrote it."""
        from complaintctl.cli import typed

        return typed.amount(self, text)

    @property
    def judged_at(self) -> datetime:
        return self.office.judged_at

    @cached_property
    def at(self) -> datetime | None:
        """When the action happened, if `--at` says so."""
        return self.instant(self.given.at) if self.given.at else None

    # -- who acts -----------------------------------------------------------------------------------

    @cached_property
    def login(self) -> str:
        import getpass

        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "unknown"

    @property
    def actor(self) -> str | None:
        """`--as`, else COMPLAINTCTL_USER; else the office knows who has this login."""
        said = self.given.actor or self.environ.get("COMPLAINTCTL_USER")
        return check_text(said) if said else None

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
            from complaintctl.words import columns

            shown = columns.drawn(self, drawn, whole=self.form == "markdown")
            rows = rows if seen is None else seen
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
