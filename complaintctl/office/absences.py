"""Who is away, who stands in for them, and what waits for whom (fu-handover)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from complaintctl.cases.absences import ACTIONS, Absence, away, folded, standing_in
from complaintctl.errors import Refused
from complaintctl.moments import from_stored
from complaintctl.office.premises import Premises
from complaintctl.store import complaints, deadlines, events, staff

if TYPE_CHECKING:
    from complaintctl.store.connection import Connection


class Work(NamedTuple):
    """What waits for somebody: a case they handle, or a task of one."""

    case: int
    number: str
    task: int | None = None

    @property
    def name(self) -> str:
        """As it is said: the case's number, or with its task `C20261121-0001/T1`."""
        return self.number if self.task is None else f"{self.number}/T{self.task}"


def all_absences(conn: "Connection") -> list[Absence]:
    """The absences of all times as they stand, the earliest first."""
    return folded(events.of_office(conn, ACTIONS))


def on_day(office: Premises, instant: datetime) -> date:
    """The office's own date."""
    return instant.astimezone(office.zone).date()


def stands_in(office: Premises, at: datetime | None) -> Callable[[str], str]:
    """Who is asked in somebody's place at this time; HasLeft where they are of the staff no more."""

    def asked(name: str) -> str:
        check_here(office, name)
        deputy = standing_in(all_absences(office.conn), name, on_day(office, office.moment(at)))
        check_here(office, deputy)
        return deputy

    return asked


def check_here(office: Premises, name: str) -> None:
    """HasLeft where this person is of the staff no more; who never was may be anybody."""
    known = staff.person(office.conn, name)
    if known is not None and known["left_at"]:
        raise HasLeft(name=name, left=office.shown(from_stored(known["left_at"])))


def by_name(office: Premises, said: str) -> str:
    """The name of whoever is meant, where their login was said: what is kept is names."""
    known = staff.person(office.conn, said) or staff.behind_login(office.conn, said)
    return str(known["name"]) if known else said


def represented(office: Premises, name: str) -> list[str]:
    """Those whom this person stands in for today."""
    today, absences = on_day(office, office.judged_at), all_absences(office.conn)
    missing = dict.fromkeys(each.name for each in absences if each.covers(today))
    return [each for each in missing if each != name and standing_in(absences, each, today) == name]


def open_work(office: Premises, name: str) -> list[Work]:
    """What waits for this person: the open cases they handle, then tasks they own, as they came."""
    conn = office.conn
    cases = [Work(id_, number) for id_, number in complaints.open_of(conn, name)]
    tasks = [Work(id_, complaints.by_id(conn, id_).number, seq) for id_, seq in deadlines.tasks_of(conn, name)]
    return cases + tasks


def unattended(office: Premises) -> list[tuple[str, int, bool]]:
    """Who has open work and nobody to see to it: their name, how much, whether they have left for good."""
    today, absences = on_day(office, office.judged_at), all_absences(office.conn)
    left = {person["name"] for person in staff.staff(office.conn) if person["left_at"]}
    missing = dict.fromkeys(each.name for each in absences if each.covers(today))
    alone = [name for name in missing if name not in left and _unseen(absences, name, today, left)]
    found = [(name, len(open_work(office, name)), name in left) for name in (*sorted(left), *alone)]
    return [(name, count, gone) for name, count, gone in found if count]


def _unseen(absences: list[Absence], name: str, today: date, left: set[str]) -> bool:
    deputy = standing_in(absences, name, today)
    return deputy in left or away(absences, deputy, today) is not None


class HasLeft(Refused):
    code = "has-left"
    sentence = "{name} has left the office ({left}); nothing is given to them."
    hint = "complaintctl staff list"
