"""Looking: at cases by filters and by words, at what has run out, at one case and how its answers came about."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from complaintctl.office.filters import Which, filter_of
from complaintctl.office.premises import Premises

if TYPE_CHECKING:
    from complaintctl.cases.case import Case
    from complaintctl.errors import ComplaintError
    from complaintctl.office.extracts import Extract
    from complaintctl.records import Deadline
    from complaintctl.store.listing import Filter

Row = dict[str, Any]
"""A case or a step by the names of the contract: instants as UTC text, money as decimals, nothing masked."""


class Looking(Premises):
    """An office that is looked at; every answer is judged at `judged_at`."""

    def row(self, number: str) -> Row:
        """One case, by its number, whole or short."""
        from complaintctl.store import listing

        row = listing.case(self.conn, self.id_of(number), self.judged_at)
        assert row is not None
        return row

    def complaints(
        self, which: Which | None = None, *, sort: str = "received_at", limit: int | None = None, offset: int = 0
    ) -> Iterator[Row]:
        """The cases that are let through, the newest first where nothing is said; a row at a time.

        With a `limit` so many after the first `offset`: a screen reads on as it is scrolled.
        """
        from complaintctl.store import listing

        which_ones = self.filter(which or {})
        return listing.cases(self.conn, which_ones, self.judged_at, sort=sort, limit=limit, offset=offset)

    def search(
        self, text: str, which: Which | None = None, *, private: bool = False, limit: int | None = None
    ) -> Iterator[Row]:
        """The cases in which every word was written down, closed ones too, the newest first (re-archive)."""
        from complaintctl.store.search import found
        from complaintctl.store.terms import Query

        rows = found(self.conn, Query.of(text), self.filter(which or {}), self.judged_at, private=private)
        return islice(rows, limit)

    def extract(self, what: str, which: Which, *, reveal: bool, whole: bool, dates: bool) -> "Extract":
        """`complaints`, `events` or `deadlines` of these cases for other programs, discreet unless revealed.

        `whole` has room for `extra`; with `dates` instants are local times, for spreadsheets.
        """
        from complaintctl.office.extracts import extract

        return extract(self, what, which, reveal=reveal, whole=whole, dates=dates)

    def filter(self, which: Which) -> "Filter":
        """The conditions these make; refused where no policy ever had the department, cause or flag."""
        return filter_of(which, lambda: self.rulebook)

    def overdue(
        self,
        *,
        step: str | None = None,
        department: str | None = None,
        handler: str | None = None,
        until: datetime | None = None,
    ) -> list[Row]:
        """Open steps past their due time (with `until`: those that run out by then too), most pressing first.

        Department and handler are those who answer for the step. Minutes are whole, rounded down.
        """
        from complaintctl.store import listing

        which = self._answering(step, department, handler)
        rows = listing.overdue_steps(self.conn, which, self.judged_at, until=until)
        for row in rows:
            del row["seq"]
            row["late_minutes"], row["late_office_minutes"] = self._minutes_late(row["due_at"])
        return rows

    def _answering(self, step: str | None, department: str | None, handler: str | None) -> "Filter":
        """Steps that these answer for."""
        from complaintctl.store.listing import Filter

        which = Filter()
        if step is not None:
            from complaintctl.cases.values import check_step

            check_step(step)
        if department is not None:
            self.filter({"department": [department]})
        for name, value in (("step", step), ("department", department), ("handler", handler)):
            if value is not None:
                which.add(f"o.{name} = :{name}", **{name: value})
        return which

    def count_overdue(
        self,
        by: str,
        *,
        step: str | None = None,
        department: str | None = None,
        handler: str | None = None,
        until: datetime | None = None,
        called: str | None = None,
    ) -> list[Row]:
        """The same counted by a field: its value, `cases`, `steps`, and the `oldest` due; the most first.

        `called` is what this office is called, else its file's name.
        """
        from complaintctl.office.together import counted
        from complaintctl.store import tallies

        which = self._answering(step, department, handler)
        found = tallies.steps(self.conn, which, self.judged_at, by, called or self.place.stem, until=until)
        return counted([found], by)

    def count_cases(self, by: str, which: Which | None = None, *, called: str | None = None) -> list[Row]:
        """Cases counted by a field: its value, `cases`, how many are `overdue`, the `oldest` receipt; most first."""
        from complaintctl.office.together import counted
        from complaintctl.store import tallies

        office = called or self.place.stem
        return counted([tallies.cases(self.conn, self.filter(which or {}), self.judged_at, by, office)], by)

    def causes(self, text: str = "") -> list[Row]:
        """The tree of causes and what was filed outside it: path, `label`, how many are `open`, all `cases`, `listed`.

        Counted with all below it; with `text` those whose path or label has it, and what they lie below.
        """
        from complaintctl.office.causes import tree

        return tree(self, text)

    def _minutes_late(self, due_at: str) -> tuple[int, int]:
        from complaintctl.moments import from_stored

        due, now = from_stored(due_at), self.judged_at
        if now <= due:
            return 0, 0
        office = self.calendar.between(due, now).seconds
        return int((now - due).total_seconds()) // 60, office // 60

    def today(self, handler: str | None = None) -> dict[str, list[Row]]:
        """What waits for somebody: of this handler, or of everybody and the house (ha-progress)."""
        from complaintctl.office.agenda import waiting

        return waiting(self, handler)

    def pressing(self) -> dict[str, list[Row]]:
        """Of that only the steps that have run out, and those that run out today."""
        from complaintctl.office.casework import pressing

        return pressing(self)

    def possible(self, case: "Case") -> frozenset[str]:
        """What can be done to this case now by whoever acts, by the names of the commands."""
        from complaintctl.cases.possible import possible

        return possible(case, self.deed(case=case), self.policy)

    def refusal(self, case: "Case", action: str) -> "ComplaintError | None":
        """What stands against doing this to it now; None for nothing."""
        from complaintctl.cases.possible import refusal

        return refusal(case, self.deed(case=case), self.policy, action)

    def deadlines(self, number: str) -> list[Row]:
        """The deadlines of a case that have started, by the names of the contract."""
        from complaintctl.office.shapes import deadline

        now = self.judged_at
        return [deadline(row, now, self.rulebook) for row in self._deadlines(number) if row.start_at <= now]

    def _deadlines(self, number: str) -> "list[Deadline]":
        from complaintctl.store import deadlines

        return deadlines.of_case(self.conn, self.id_of(number))

    def earlier(self, case: "Case") -> list[str]:
        """The numbers of the same customer's cases in the policy's window before this one, the latest first."""
        from complaintctl.intake import likeness

        complaint, window = case.complaint, case.policy.defaults.window
        if complaint.received_at is None:
            return []
        given = {name: getattr(complaint, name) for name in ("phone", "email", "ref", "anonymous")}
        but = self.id_of(case.number)
        return likeness.earlier(self.conn, given, complaint.received_at, window, self.zone, but=but)

    def repeats(self, given: Mapping[str, Any], received: datetime, latest: int) -> tuple[list[Row], int, list[Row]]:
        """Before a case is registered: the same customer's earlier ones; how many customers have had its cause lately,
        this one included; and the latest of those cases (in-repeat).
        """
        from complaintctl.intake import likeness

        asked = (self.conn, given, received, self.policy.defaults.window, self.zone)
        earlier = likeness.earlier(*asked)
        _, similar = likeness.alike(*asked)
        others = likeness.latest_alike(*asked, latest + len(earlier))
        others = [number for number in others if number not in earlier][:latest]
        return list(self.complaints({"number": earlier})), similar, list(self.complaints({"number": others}))

    def measures_from(self, number: str) -> list[Row]:
        """The measures that a case gave the idea of (le-ideas)."""
        from complaintctl.office.learned import measures_from

        return measures_from(self.conn, number, self.judged_at)

    def counted(self, case: "Case") -> list[Row]:
        """Its deadlines, each with every interval between its start and its date (cl-grade)."""
        from complaintctl.cases.counting import counting
        from complaintctl.office.shapes import interval

        pieces = {(row.step, row.round, row.seq): counting(case, row) for row in case.deadlines}
        return [
            row | {"intervals": list(map(interval, pieces[row["step"], row["round"], row["seq"]]))}
            for row in self.deadlines(case.number)
        ]

    def whole(self, case: "Case", *, reveal: bool = True) -> Row:
        """All there is to tell of a case beside its row, by the names of the contract."""
        from complaintctl.office.shapes import documents, event, proposal, task

        return {
            "deadlines": self.deadlines(case.number),
            "events": [event(each, reveal=reveal) for each in case.events],
            "proposals": [proposal(offer) for offer in case.proposals],
            "tasks": [task(case, each, self.judged_at) for each in case.tasks],
            "documents": documents(case),
            "earlier": self.earlier(case),
            "similar": case.complaint.similar,
            "measures": self.measures_from(case.number),
        }
