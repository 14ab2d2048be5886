"""What an office stands on: its register open, its clock, who acts, the policy it goes by, cases and their record."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from complaintctl.clock import Clock, machine_clock
from complaintctl.errors import Refused, Unusable
from complaintctl.moments import aware
from complaintctl.store.db import connect, told

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from complaintctl.cases.case import Case
    from complaintctl.cases.deed import Deed
    from complaintctl.policy.schema import Policy
    from complaintctl.records import Event
    from complaintctl.rules.rulebook import Rulebook
    from complaintctl.rules.worktime import Calendar
    from complaintctl.store.connection import Connection

SKEW = timedelta(minutes=1)
"""So far two machines' clocks may differ without anybody having acted in the future."""


class Premises:
    """An open register and all it takes to read it; what is worked out is worked out when it is first asked for."""

    def __init__(
        self,
        conn: "Connection",
        place: Path,
        *,
        actor: str | None = None,
        login: str | None = None,
        clock: Clock = machine_clock,
        set_clock: bool | None = None,
    ) -> None:
        self.conn = conn
        self.place = place
        self.login = login or actor or "unknown"
        self.clock = "set" if (clock is not machine_clock if set_clock is None else set_clock) else "real"
        """`set` where somebody said what the time is, for a demonstration or a test: events keep it."""
        self._said_actor = actor
        self._clock = clock
        self._judged_at: datetime | None = None

    @classmethod
    def open(
        cls,
        place: str | Path,
        *,
        actor: str | None = None,
        login: str | None = None,
        clock: Clock = machine_clock,
        set_clock: bool | None = None,
        write: bool = True,
    ) -> Self:
        """The office whose register is at this place; with `write=False` nothing in it can be changed.

        `actor` signs what is done; without one it is whoever of the staff has the `login`, else the login itself.
        Unusable where there is no register of ours.
        """
        path = Path(place)
        with meant(path):
            conn = connect(path, write=write)
        try:
            return cls(conn, path, actor=actor, login=login, clock=clock, set_clock=set_clock)
        except BaseException:
            conn.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shut()
        if error is not None and (found := of_a_register(error, self.place)) is not None:
            raise found from error

    @property
    def upgraded_from(self) -> Path | None:
        """Where the register lies as it was, if opening it has brought it to this version of the program."""
        return self.conn.upgraded_from

    @property
    def is_settled(self) -> bool:
        """Whether something was written for good, or the office is shut: nothing can be taken back any more."""
        return self.conn.is_settled

    @property
    def stamp(self) -> tuple[int, int]:
        """Another one once somebody, here or elsewhere, has written something."""
        return self.conn.stamp()

    def shut(self) -> None:
        """Leave the register to others; a `with` does it."""
        self.conn.close()

    # -- the policy ---------------------------------------------------------------------------------

    @cached_property
    def rulebook(self) -> "Rulebook":
        """Every policy that was ever in force, and every version of the days off."""
        from complaintctl.office.rulebook import load

        return load(self.conn)

    @cached_property
    def calendar(self) -> "Calendar":
        """Working time by the policy in force; nothing else of the policy is read for it."""
        from complaintctl.office.rulebook import calendar_in_force

        return calendar_in_force(self.conn)

    @property
    def policy(self) -> "Policy":
        """The policy in force."""
        return self.rulebook.current

    @property
    def zone(self) -> "ZoneInfo":
        """Whose days the office's days are."""
        return self.calendar.zone

    def forget_policy(self) -> None:
        """Policy or days off have changed: whoever asks is told anew."""
        for name in ("rulebook", "calendar"):
            self.__dict__.pop(name, None)

    # -- the time -----------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """What the office takes for now; in UTC."""
        return self._clock()

    @property
    def judged_at(self) -> datetime:
        """The instant that lists and figures are judged at: the one that is looked back to, else now."""
        return self._judged_at or self.now

    @property
    def looks_back(self) -> bool:
        return self._judged_at is not None

    def look_back(self, as_of: datetime, known_at: datetime | None = None) -> None:
        """Answer from now on as of then; with `known_at` also without what was recorded later (re-archive).

        Cases are folded by all there is to know of policies and days off, because their events name what they go by.
        """
        from complaintctl.office.looking_back import rewind

        rewind(self.conn, self.rulebook, aware(as_of), known_at)
        self._judged_at = as_of
        self.forget_policy()

    def moment(self, at: datetime | None) -> datetime:
        """When something happened: as said, else now. Refused in the future, a minute of skew apart."""
        now = self.now
        if at is not None and aware(at) > now + SKEW:
            raise InTheFuture(at=self.shown(at))
        return at or now

    def shown(self, instant: datetime) -> str:
        """An instant by the office's own clock, as people read it."""
        from complaintctl.rules.instants import shown

        return shown(instant, self.zone)

    # -- who acts -----------------------------------------------------------------------------------

    @cached_property
    def actor(self) -> str:
        """As was said on opening, by name or login; else the one of the staff with this login, else the login."""
        from complaintctl.store.staff import behind_login, person

        said = self._said_actor
        if said and person(self.conn, said) is not None:
            return said
        known = behind_login(self.conn, said or self.login)
        return known["name"] if known else said or self.login

    @contextmanager
    def signed_by(self, actor: str) -> Iterator[None]:
        """What is done inside is signed by somebody else, as an approval is."""
        before, self._said_actor = self._said_actor, actor
        self.__dict__.pop("actor", None)
        try:
            yield
        finally:
            self._said_actor = before
            self.__dict__.pop("actor", None)

    def role_of(self, name: str) -> str:
        """What this person may decide; whoever is not on the staff is an agent."""
        from complaintctl.store.staff import person

        known = person(self.conn, name)
        return str(known["role"]) if known and not known["left_at"] else "agent"

    def deed(self, at: datetime | None = None, case: "Case | None" = None) -> "Deed":
        """The frame of an action; one that says no time doesn't precede the case's last by a skewed clock."""
        from complaintctl.cases.deed import Deed

        when = self.moment(at)
        if case is not None and at is None and case.last_at and when < case.last_at <= when + SKEW:
            when = case.last_at
        role = self.role_of(self.actor)
        return Deed(when, self.now, self.actor, self.login, role, self.clock, self.rulebook.version)

    # -- what was done ------------------------------------------------------------------------------

    def record(self, id_: int, case: "Case", event: "Event") -> "Case":
        """Append an event to a known case and bring its row and deadlines up to it; inside a transaction."""
        from complaintctl.store import complaints, deadlines

        self.write_down(event, id_)
        after = self.fold([*case.events, event])
        complaints.update(self.conn, after.complaint, id_)
        deadlines.save(self.conn, id_, after.deadlines)
        return after

    def write_down(self, event: "Event", id_: int | None = None) -> "Event":
        """Append an event to the chain, of this case or of none; inside a transaction."""
        from complaintctl.store.events import Appender

        return Appender(self.conn).append(event, id_)

    # -- cases --------------------------------------------------------------------------------------

    def case(self, number: str) -> "Case":
        """A case as its events make it, by its number, whole or short; NotFound where there is none."""
        return self.with_id(number)[1]

    def with_id(self, number: str) -> tuple[int, "Case"]:
        """The same with its id in the tables."""
        id_ = self.id_of(number)
        return id_, self.folded(id_)

    def number(self, written: str) -> str:
        """The whole number that a short one means."""
        from complaintctl.store import complaints

        return complaints.by_id(self.conn, self.id_of(written)).number

    def id_of(self, number: str) -> int:
        """The id of the case that a number, whole or short, means."""
        from complaintctl.office.numbers import id_of

        return id_of(self.conn, number, self.judged_at, self.zone)

    def folded(self, id_: int) -> "Case":
        """The case with this id, from its events."""
        from complaintctl.store import events

        return self.fold(events.of_case(self.conn, id_))

    def fold(self, events: "Sequence[Event]") -> "Case":
        """The case that these events make."""
        from complaintctl.cases.course import fold

        case = fold(events, self.rulebook)
        if case is None:
            raise Unusable("The register holds a case without its registration.", hint="complaintctl verify")
        return case


def of_a_register(error: BaseException, place: Path | None) -> Unusable | None:
    """What an error of whatever engine means to who asked; None where it comes from no register."""
    return told(error, place)


@contextmanager
def meant(place: Path) -> Iterator[None]:
    """What goes wrong with a register is said of this place, as an error of ours."""
    try:
        yield
    except Exception as error:
        if (found := of_a_register(error, place)) is None:
            raise
        raise found from error


class InTheFuture(Refused):
    code = "future"
    sentence = "{at} lies in the future; what hasn't happened yet can't be written down."
    hint = "Give the time it happened, or leave it out for now."
