"""The people of the office: who belongs to it, who is away and who stands in, what is handed over."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from complaintctl.errors import Refused
from complaintctl.moments import stored
from complaintctl.office.acting import Acting

if TYPE_CHECKING:
    from complaintctl.cases.absences import Absence
    from complaintctl.office.absences import Work

Person = dict[str, Any]
"""One of the staff: name, login, department, role, left_at."""


class Personnel(Acting):
    """An office that knows its people."""

    def staff(self) -> list[Person]:
        """The people of the office by name, also those who have left; as of then where it is looked back.

        Of who is away, or is going to be, the dates `away_from` and `away_until`, and the `deputy`.
        """
        from complaintctl.cases.absences import of_now_or_next
        from complaintctl.office.absences import on_day
        from complaintctl.store import staff

        people = staff.staff_then(self.conn, self.judged_at) if self.looks_back else staff.staff(self.conn)
        today, absences = on_day(self, self.judged_at), self.absences()
        found = [(person, of_now_or_next(absences, person["name"], today)) for person in people]
        return [
            person
            | {"away_from": gone and gone.first.isoformat(), "away_until": gone and gone.last.isoformat()}
            | {"deputy": gone and gone.deputy}
            for person, gone in found
        ]

    def act_as(self, actor: str) -> None:
        """From now on this is who acts."""
        self._said_actor = actor
        self.__dict__.pop("actor", None)

    def is_staff(self, name: str) -> bool:
        """Whether somebody of the staff, also one who has left, is called so."""
        from complaintctl.store.staff import person

        return person(self.conn, name) is not None

    def had_cases(self, name: str) -> bool:
        """Whether somebody of this name was ever to do something, of the staff or not."""
        from complaintctl.store import staff

        return staff.had_cases(self.conn, name)

    def add_person(
        self,
        name: str,
        *,
        login: str | None = None,
        department: str | None = None,
        role: str = "agent",
        at: datetime | None = None,
    ) -> Person:
        """Somebody joins the office."""
        person = {"name": name, "login": login, "department": department, "role": role, "left_at": None}
        with self.writing():
            known = self._person(name)
            if known is not None and not known["left_at"]:
                raise Refused("{name} is on the staff already.", hint="complaintctl staff edit {name} …", name=name)
            return self._put("staff_add", person, at)

    def edit_person(self, name: str, *, at: datetime | None = None, **said: str | None) -> Person:
        """Another login, department or role; what isn't said stays."""
        with self.writing():
            person = self._known(name) | {key: value for key, value in said.items() if value is not None}
            return self._put("staff_edit", person, at)

    def remove_person(
        self, name: str, *, to: str | None = None, reason: str | None = None, at: datetime | None = None
    ) -> Person:
        """Somebody leaves the office; what they did stays, and what waits for them goes `to` a colleague (fu-handover).

        StillHasWork where something waits and nobody is named.
        """
        from complaintctl.office.absences import open_work, stands_in

        with self.writing():
            person = self._known(name)
            if to == name:
                raise Refused("{name} can't take over from {name}.", hint="complaintctl staff list", name=name)
            work = open_work(self, name)
            if work and to is None:
                raise StillHasWork(name, [each.name for each in work])
            if to is not None:
                heir = stands_in(self, at)(str(self._known(to)["name"]))
                for each in work:
                    self._hand_over(each, heir, reason or f"{name} → {heir}", at)
            return self._put("staff_leave", person | {"left_at": stored(self.moment(at))}, at)

    def _hand_over(self, work: "Work", to: str, reason: str, at: datetime | None) -> None:
        """One event for a case, one for a task."""
        from complaintctl.cases.handling import handed_over
        from complaintctl.cases.planning import task_given

        case = self.folded(work.case)
        deed = self.deed(at, case)
        if work.task is None:
            event = handed_over(case, deed, to=to, reason=reason)
        else:
            event = task_given(case, deed, self.policy, work.task, owner=to, reason=reason)
        self.record(work.case, case, event)

    def send_away(self, name: str, *, first: date, last: date, deputy: str, at: datetime | None = None) -> "Absence":
        """Somebody is away from the first to the last day, both included; the deputy is asked instead (fu-handover)."""
        from complaintctl.cases import absences

        with self.writing():
            self._known(name)
            event = absences.gone(self.deed(at), name, first, last, str(self._known(deputy)["name"]))
            self.write_down(event)
        (made,) = absences.folded([event])
        return made

    def welcome_back(self, name: str, *, at: datetime | None = None) -> None:
        """Somebody is here again from today on; or an absence to come is off (fu-handover)."""
        from complaintctl.cases import absences
        from complaintctl.office.absences import all_absences, on_day

        with self.writing():
            self._known(name)
            deed = self.deed(at)
            self.write_down(absences.back(deed, all_absences(self.conn), name, on_day(self, deed.at)))

    def absences(self) -> "list[Absence]":
        """Who is away from when until when, and who stands in, the earliest first."""
        from complaintctl.office.absences import all_absences

        return all_absences(self.conn)

    def _person(self, name: str) -> Person | None:
        from complaintctl.store.staff import person

        return person(self.conn, name)

    def _known(self, name: str) -> Person:
        person = self._person(name)
        if person is None or person["left_at"]:
            raise Refused("Nobody called {name} is on the staff.", hint="complaintctl staff list", name=name)
        return person

    def _put(self, action: str, person: Person, at: datetime | None) -> Person:
        from complaintctl.cases.handling import UnknownDepartment
        from complaintctl.cases.values import check
        from complaintctl.store import staff

        check(person)
        if person["department"] is not None:
            department = self.policy.department_called(person["department"])
            if department is None:
                raise UnknownDepartment(person["department"], self.policy)
            person["department"] = department.name
        if person["login"] and not person["left_at"]:
            behind = staff.behind_login(self.conn, person["login"])
            if behind is not None and behind["name"] != person["name"]:
                raise LoginTaken(login=person["login"], name=behind["name"])
        staff.put_person(self.conn, person)
        self.note_down(action, dict(person), at)
        return person


class StillHasWork(Refused):
    code = "has-work"

    def __init__(self, name: str, work: Sequence[str]) -> None:
        super().__init__(
            "What waits for {name} has to go to somebody: {work}.",
            hint="complaintctl staff leave {name} --to NAME",
            name=name,
            work=" ".join(work),
        )


class LoginTaken(Refused):
    """What is done without --as is signed by whoever has the login: there can be only one."""

    code = "login-taken"
    sentence = "{login} is the login of {name} already."
    hint = "Give another login, or leave it out: complaintctl --as NAME …"
