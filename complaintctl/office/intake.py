"""A complaint comes in, and is corrected: register, edit, prioritise, convert."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from complaintctl.errors import Refused
from complaintctl.office.acting import Acting

if TYPE_CHECKING:
    from complaintctl.cases.case import Case
    from complaintctl.cases.deed import Deed
    from complaintctl.office.previewing import Preview
    from complaintctl.records import Event


class Said(TypedDict, total=False):
    """What is said of a complaint, each a code of its closed list or the caller's own words."""

    channel: str
    customer: str
    phone: str
    email: str
    ref: str
    """The customer's plate, order or policy number."""
    preferred_channel: str
    anonymous: bool
    kind: str
    category: str
    cause: str
    """Up to four levels, the category first: `product/quality/leak`."""
    flags: list[str]
    tags: list[str]
    affected: int
    amount: int
    """The money at stake, in minor units of the policy's currency."""
    content: str
    demand: str
    received_at: datetime
    source: str
    external_id: str
    read_back: bool
    about: str
    """Whom of the staff it is about, by name or login."""


class Intake(Acting):
    """An office that takes complaints in."""

    def register(
        self,
        *,
        assign: bool = False,
        settled: str | None = None,
        soothed_by: str | None = None,
        at: datetime | None = None,
        **said: Unpack[Said],
    ) -> "Case":
        """Put a new complaint in the register (in-record, in-confirm, ha-spot, fu-concern).

        With `assign` it goes to a department by the routing table; `settled` says how it was settled on the spot, which
        resolves it, and ends an enquiry or concern; `soothed_by` says who soothes a concern. Misused where something is
        missing, Refused where the policy or its outside id stands against it.
        """
        from complaintctl.cases import registration
        from complaintctl.model import Part
        from complaintctl.rules import recusal
        from complaintctl.store import complaints, deadlines

        _check_names(said)
        policy = self.policy
        given = registration.completed(self._by_name(said) | {"soothed_by": self._soother(soothed_by)}, policy)
        with self.writing():
            deed = self.deed(at)
            given = registration.in_hands(given, deed.actor)
            self._check_new(given)
            received = given.get("received_at") or deed.at
            number = complaints.next_number(self.conn, f"{received.astimezone(self.zone):%Y-%m-%d}")
            repeats, similar = self._alike(given, received)
            event = registration.registered(deed, given, policy, number=number, repeats=repeats, similar=similar)
            case = self.fold([event])
            if recusal.stands_aside(case.policy, case.complaint, case.complaint.handler, Part.HANDLER):
                raise NotSoothedByThem(handler=case.complaint.handler)
            id_ = complaints.insert(self.conn, case.complaint)
            self.write_down(event, id_)
            deadlines.insert(self.conn, id_, case.deadlines)
            if assign or settled is not None:
                case = self._assigned_at_once(id_, case, deed, settled=settled is not None)
            return case if settled is None else self._settled(id_, case, deed, settled)

    def preview(self, **said: Unpack[Said]) -> "Preview":
        """What `register` would make of this, with nothing written down; it need not be all yet (in-repeat)."""
        from complaintctl.office.previewing import preview

        _check_names(said)
        return preview(self, self._by_name(said))

    def _assigned_at_once(self, id_: int, case: "Case", deed: "Deed", *, settled: bool) -> "Case":
        """Given to a department: with whoever soothes it, or has settled it."""
        from complaintctl.cases.handling import assigned
        from complaintctl.office.absences import stands_in
        from complaintctl.rules.recusal import NotIntoTheirHands

        contact = case.complaint.handler or (deed.actor if settled else None)
        try:
            event = assigned(case, deed, self.policy, handler=contact, stands_in=stands_in(self, deed.at))
        except NotIntoTheirHands as error:
            raise NotAtOnce(handler=error.fields["handler"]) from None
        return self.record(id_, case, event)

    def _settled(self, id_: int, case: "Case", deed: "Deed", solution: str) -> "Case":
        """Resolved on the spot; an enquiry is answered with that, a concern soothed (ha-spot)."""
        from complaintctl.cases.ending import closed
        from complaintctl.cases.solving import NotProposed, resolved
        from complaintctl.model import Kind, Outcome

        try:
            case = self.record(id_, case, resolved(case, deed, self.policy, solution=solution))
        except NotProposed:
            raise NotOnTheSpot from None
        ends: dict[str, Outcome] = {Kind.ENQUIRY: Outcome.ANSWERED, Kind.CONCERN: Outcome.SOOTHED}
        outcome = ends.get(case.complaint.kind)
        return case if outcome is None else self.record(id_, case, closed(case, deed, outcome=outcome))

    def _by_name(self, said: Said) -> dict[str, Any]:
        """What was said; whom it is about by name, where the login was said."""
        from complaintctl.store.staff import behind_login

        known = behind_login(self.conn, said["about"]) if said.get("about") else None
        return {**said, "about": known["name"]} if known else dict(said)

    def _soother(self, said: str | None) -> str | None:
        """Who soothes a concern, by name; HasLeft where they are of the staff no more."""
        from complaintctl.office.absences import by_name, check_here

        name = by_name(self, said) if said else said
        if name:
            check_here(self, name)
        return name

    def _check_new(self, given: dict[str, Any]) -> None:
        from complaintctl.store import complaints

        if not given.get("external_id"):
            return
        known = complaints.by_external_id(self.conn, given.get("source", ""), given["external_id"])
        if known is not None:
            raise Refused(
                "{external_id} of “{source}” is in the register already: {number}.",
                hint="complaintctl show {number}",
                external_id=given["external_id"],
                source=given.get("source", ""),
                number=known,
            )

    def edit(
        self,
        number: str,
        *,
        reason: str,
        unflag: list[str] | None = None,
        at: datetime | None = None,
        **said: Unpack[Said],
    ) -> "Case":
        """Correct what was written down; rules and deadlines follow (cl-priority)."""
        from complaintctl.cases import registration

        _check_names(said)
        given = self._by_name(said) | ({"unflag": unflag} if unflag else {})

        def build(case: "Case", deed: "Deed") -> "Event":
            repeats, similar = self._alike_of(case, given)
            return registration.edited(case, deed, given, self.policy, repeats=repeats, similar=similar, reason=reason)

        return self.act(number, build, at)

    def prioritise(
        self,
        number: str,
        *,
        priority: str | None = None,
        grade: str | None = None,
        reason: str,
        at: datetime | None = None,
    ) -> "Case":
        """Overrule priority or grade, with a reason; the rules' own answer stays beside it (cl-priority)."""
        from complaintctl.cases.registration import prioritised

        return self.act(
            number, lambda case, deed: prioritised(case, deed, priority=priority, grade=grade, reason=reason), at
        )

    def convert(self, number: str, *, at: datetime | None = None) -> "Case":
        """Make a complaint of an enquiry, suggestion or concern, never the other way round (in-consult, fu-concern)."""
        from complaintctl.cases.registration import converted

        def build(case: "Case", deed: "Deed") -> "Event":
            repeats, similar = self._alike_of(case, {})
            return converted(case, deed, repeats=repeats, similar=similar)

        return self.act(number, build, at)

    def _alike(self, given: dict[str, Any], received: datetime, but: int | None = None) -> tuple[int, int]:
        """How many complaints of its customer and how many customers with its cause there are, itself included."""
        from complaintctl.intake.likeness import alike

        return alike(self.conn, given, received, self.policy.defaults.window, self.zone, but=but)

    def _alike_of(self, case: "Case", given: dict[str, Any]) -> tuple[int, int]:
        """The same for a registered case, with what is about to be corrected."""
        complaint = case.complaint
        current = {name: getattr(complaint, name) for name in ("phone", "email", "ref", "cause", "anonymous")}
        received = given.get("received_at") or complaint.received_at
        assert received is not None
        return self._alike(current | given, received, but=self.id_of(case.number))


def _check_names(said: Said) -> None:
    """What isn't said of a complaint would be written down for good, or change its state behind the process."""
    if strange := said.keys() - Said.__annotations__.keys():
        raise TypeError(f"not said of a complaint: {', '.join(sorted(strange))}")


class NotAtOnce(Refused):
    code = "recused"
    sentence = "It is about {handler}; by the policy it can't be given into their hands."
    hint = "Register it without --assign and --settled, then: complaintctl assign NUMBER --handler NAME"


class NotSoothedByThem(Refused):
    code = "recused"
    sentence = "It is about {handler}; by the policy somebody else has to soothe it."
    hint = "complaintctl register --kind concern --soothed-by NAME …"


class NotOnTheSpot(Refused):
    code = "not-approved"
    sentence = "This can't be settled on the spot: its solution needs a proposal and a decision."
    hint = "Register it without --settled, then: complaintctl propose NUMBER …"
