"""What is kept beside the cases: customers, staff, the policy; the file looked after, proven, copied."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from complaintctl.errors import NotFound, Refused
from complaintctl.moments import from_stored, stored
from complaintctl.office.acting import Acting

if TYPE_CHECKING:
    from complaintctl.cases.case import Case
    from complaintctl.cases.replay import Summary
    from complaintctl.findings import Finding
    from complaintctl.office.replaying import Range
    from complaintctl.policy.schema import Policy


class Copy(NamedTuple):
    """A backup: the copies that are kept, the newest first, and what that one holds."""

    kept: list[Path]
    events: int
    cases: int
    head: str


class Keeping(Acting):
    """An office that looks after its register."""

    # -- customers ----------------------------------------------------------------------------------

    def cases_of(self, who: str, *, by_name: bool = False) -> list[str]:
        """The numbers of a customer's cases, by one of them, or by phone, e-mail address or reference.

        `by_name` also by a part of their name, as long as it is only one person's. NotFound where there is none,
        without repeating what may be a phone.
        """
        from complaintctl.store import complaints, customers

        try:
            id_ = self.id_of(who)
        except NotFound:
            persons = customers.named(self.conn, who)
            if not persons and by_name:
                return self._named(who)
            if not persons:
                raise NoSuchCustomer from None
            ids = set().union(*(customers.cases_of(self.conn, person) for person in persons))
        else:
            persons = {customers.of_case(self.conn, id_)} | customers.beside(self.conn, id_)
            ids = {id_}.union(*(customers.cases_of(self.conn, person) for person in persons))
        return [complaints.by_id(self.conn, id_).number for id_ in sorted(ids)]

    def _named(self, part: str) -> list[str]:
        """The cases of the one customer whose name has this part."""
        from complaintctl.store import customers

        persons = customers.by_name(self.conn, part)
        if not persons:
            raise NoSuchCustomer
        if len(persons) > 1:
            raise SeveralCustomers([numbers[-1] for numbers in persons])
        return persons[0]

    def window(self) -> tuple[str, str]:
        """The first and last instant of the policy's window that ends now, as stored."""
        from complaintctl.intake.likeness import window

        return window(self.policy.defaults.window, self.judged_at, self.zone)

    def merge(self, numbers: Sequence[str], *, keep: str | None = None, at: datetime | None = None) -> "list[Case]":
        """The customers of several complaints are one person; `keep` names the case whose data holds (in-repeat)."""
        from complaintctl.cases.merging import merged
        from complaintctl.store.complaints import email_key, phone_key, ref_key

        keys = {"phone": phone_key, "email": email_key, "ref": ref_key}
        with self.writing():
            found = [self.with_id(number) for number in numbers]
            held = self.case(keep).number if keep else None
            ids = {case.number: id_ for id_, case in found}
            events = merged([(case, self.deed(at, case)) for _, case in found], keys, held)
            after = {case.number: self.record(ids[case.number], case, event) for case, event in events}
            return [after.get(case.number, case) for _, case in found]

    def erase(self, numbers: Sequence[str], *, at: datetime | None = None) -> None:
        """Take the customer of these cases out of them, with what was said, and out of the file (in-private).

        Names, contacts, texts, notes and documents go; times, states, deadlines and figures stay.
        """
        from complaintctl.cases.erasing import erased
        from complaintctl.store import complaints, erasure

        with self.writing():
            ids = [self.id_of(number) for number in numbers]
            for id_ in ids:
                case = self.folded(id_)
                self.record(id_, case, erased(case, self.deed(at, case)))
            erasure.forget(self.conn, ids)
            for id_ in ids:
                complaints.update(self.conn, self.folded(id_).complaint, id_)
        erasure.sweep(self.conn, self.place)

    # -- the policy ---------------------------------------------------------------------------------

    def all_policies(self) -> list[dict[str, Any]]:
        """All that have been in force, in the order they were set: id, since, recorded_at, actor, name, version, toml,
        data.
        """
        from complaintctl.store.policies import policy_documents

        return policy_documents(self.conn)

    def policies(self) -> list[dict[str, Any]]:
        """The same up to the instant that is looked back to."""
        then = stored(self.judged_at) if self.looks_back else "9"
        return [each for each in self.all_policies() if each["since"] <= then]

    def in_force(self) -> dict[str, Any]:
        """The policy in force, else the first there was."""
        return (self.policies() or self.all_policies()[:1])[-1]

    def set_policy(self, policy: "Policy", text: str, *, at: datetime | None = None) -> tuple[int, datetime, int]:
        """Take a policy into force; what runs goes on as it began.

        Answers its number, since when, and of how many cases running steps moved because the days off changed.
        """
        from complaintctl.office.enactment import enact, recount

        with self.writing():
            when, since = self.moment(at), from_stored(self.policies()[-1]["since"])
            if when < since:
                raise BeforeTheLast(since=self.shown(since))
            before = self.rulebook.version
            number = enact(self, policy, text, when)
            return number, when, recount(self, self.deed(at), before)

    def laws(self) -> list[dict[str, Any]]:
        """The clocks that the law sets by the policy in force, each with its clause, and since when it holds here."""
        from complaintctl.office.shapes import law

        kept = self.policies() or self.all_policies()[:1]
        since: dict[str, str] = {}
        for each in kept:
            packs = [pack["pack"]["name"] for pack in each["data"].get("pack", ())]
            since = {name: since.get(name, each["since"]) for name in packs}
        return [law(each) | {"since": since[each.id.partition(".")[0]]} for each in self.policy.laws]

    def try_policy(self, draft: "Policy", received: "Range | None" = None) -> "Summary":
        """What would have become of past cases under a draft; nothing is written."""
        from complaintctl.office.replaying import summary_of

        return summary_of(self, draft, received)

    # -- the file -----------------------------------------------------------------------------------

    def head(self) -> tuple[int, str]:
        """How many events there are, and the last one's hash."""
        from complaintctl.store import events

        return events.head(self.conn)

    def count(self) -> int:
        """How many cases there are."""
        from complaintctl.store import complaints

        return complaints.count(self.conn)

    def problems(self, advance: Callable[[int], None] = lambda _: None) -> "Iterator[Finding]":
        """What doesn't hold of the history, the rows and the file (re-archive)."""
        from complaintctl.office.proving import problems

        return problems(self, advance)

    def checkup(self, variables: Sequence[str] = ()) -> "Iterator[Finding]":
        """What is to be seen around the register: the machine, the file, the policy, the calendar."""
        from complaintctl.office.checkup import findings

        return findings(self, variables)

    def backup(self, file: Path, *, keep: int = 1) -> Copy:
        """Copy the register while it is used, check the copy, and put it in its place; earlier ones move on."""
        from contextlib import closing

        from complaintctl.store import complaints, events
        from complaintctl.store.backup import copied
        from complaintctl.store.db import connect

        kept = copied(self.conn, self.place, file, keep=keep)
        with closing(connect(kept[0])) as copy:
            (seq, head), cases = events.head(copy), complaints.count(copy)
        return Copy(kept, seq, cases, head)


class NoSuchCustomer(NotFound):
    sentence = "No complaint has this number, phone, e-mail address or reference."
    hint = "complaintctl search TEXT"


class BeforeTheLast(Refused):
    sentence = "The policy in force came into force at {since}; another can't come into force before it."
    hint = "Give --at a time that is not earlier."


class SeveralCustomers(Refused):
    code = "ambiguous"

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(
            "That is part of the names of {count} customers; one case of each: {numbers}.",
            hint="complaintctl customer show {first}",
            count=len(numbers),
            numbers=" ".join(numbers),
            first=numbers[0],
        )
