"""Improvements: proposed, decided, carried out, and checked for whether their cause got rarer (le-measures)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from complaintctl.cases.deed import Deed
from complaintctl.cases.effects import Share, rarer
from complaintctl.cases.registration import check_cause
from complaintctl.cases.solving import MayNotDecide
from complaintctl.errors import Misused, Refused
from complaintctl.moments import from_stored, stored
from complaintctl.policy.schema import Policy
from complaintctl.records import Event
from complaintctl.rules import approval

ACTIONS = ("measure_add", "measure_approve", "measure_done", "measure_check", "measure_drop")


@dataclass(slots=True)
class Measure:
    """An improvement as its events make it; instants in UTC."""

    name: str
    text: str | None
    owner: str
    due_at: datetime
    cause: str | None
    source: str | None
    """The number of the case that gave the idea (le-ideas)."""
    added_at: datetime
    added_by: str
    status: str = "proposed"
    approved_at: datetime | None = None
    """When it was approved, and by that begun."""
    approved_by: str | None = None
    done_at: datetime | None = None
    done_by: str | None = None
    checked_at: datetime | None = None
    checked_by: str | None = None
    effective: bool | None = None
    before: Share | None = None
    after: Share | None = None
    note: str | None = None
    """What was said at its last turn."""
    last_at: datetime | None = None

    def overdue(self, now: datetime) -> bool:
        """Whether its date has passed and it isn't carried out."""
        return self.status in ("proposed", "approved") and self.due_at < now

    def concerns(self, cause: str) -> bool:
        """Whether it is about this cause, one above it or one below it."""
        return self.cause is not None and (_within(cause, self.cause) or _within(self.cause, cause))


def _within(path: str, above: str) -> bool:
    return f"{path}/".startswith(f"{above}/")


def folded(events: Iterable[Event]) -> dict[str, Measure]:
    """The measures these events make, by name, in the order they were added."""
    measures: dict[str, Measure] = {}
    for event in events:
        if event.action == "measure_add":
            measures[event.changes["measure"]] = _added(event)
        elif event.action in ACTIONS and event.changes["measure"] in measures:
            _apply(measures[event.changes["measure"]], event)
    return measures


def _added(event: Event) -> Measure:
    said = event.changes
    measure = Measure(
        name=said["measure"],
        text=event.note,
        owner=said["owner"],
        due_at=from_stored(said["due_at"]),
        cause=said.get("cause"),
        source=said.get("from"),
        added_at=event.at,
        added_by=event.actor,
        last_at=event.at,
    )
    if said.get("decided_as"):
        _approve(measure, event)
    return measure


def _apply(measure: Measure, event: Event) -> None:
    _EFFECTS[event.action](measure, event)
    measure.note = event.note
    measure.last_at = event.at


def _approve(measure: Measure, event: Event) -> None:
    measure.status, measure.approved_at, measure.approved_by = "approved", event.at, event.actor


def _finish(measure: Measure, event: Event) -> None:
    measure.status, measure.done_at, measure.done_by = "done", event.at, event.actor


def _check(measure: Measure, event: Event) -> None:
    measure.status, measure.checked_at, measure.checked_by = "checked", event.at, event.actor
    measure.effective = event.changes["effective"]
    measure.before, measure.after = (
        Share(**event.changes[name]) if name in event.changes else None for name in ("before", "after")
    )


def _drop(measure: Measure, _event: Event) -> None:
    measure.status = "dropped"


_EFFECTS: dict[str, Callable[[Measure, Event], None]] = {
    "measure_approve": _approve,
    "measure_done": _finish,
    "measure_check": _check,
    "measure_drop": _drop,
}


def named(measures: dict[str, Measure], written: str) -> Measure:
    """The measure of this name, `M3` or `3`; refused where there is none."""
    text = written.strip().upper()
    name = text if text.startswith("M") else f"M{text}"
    if not (name[1:].isascii() and name[1:].isdigit()):
        raise Misused("“{name}” is not a measure; they are called M1, M2 and so on.", name=written)
    measure = measures.get(f"M{int(name[1:])}")
    if measure is None:
        raise NoSuchMeasure(name=written)
    return measure


def added(
    deed: Deed,
    policy: Policy,
    measures: dict[str, Measure],
    *,
    text: str,
    owner: str,
    due: datetime,
    cause: str | None = None,
    source: str | None = None,
) -> Event:
    """A measure is proposed; by someone who may decide it, it is approved by being proposed (le-measures, le-ideas)."""
    if cause is not None:
        check_cause(cause, None, policy, hint="complaintctl policy causes lists them; or leave --cause out.")
    if due < deed.at:
        raise DueBefore
    changes = {
        "measure": f"M{len(measures) + 1}",
        "owner": owner,
        "due_at": stored(due),
        "cause": cause,
        "from": source,
        "decided_as": deed.role if approval.is_decider(policy, deed.role) else None,
    }
    return deed.event("measure_add", changes, note=text)


def approved(measure: Measure, deed: Deed, policy: Policy, *, note: str | None = None) -> Event:
    """The house agrees to it, and it begins."""
    _may(measure, deed, "proposed")
    if not approval.is_decider(policy, deed.role):
        raise MayNotDecide(policy, deed)
    return deed.event("measure_approve", {"measure": measure.name, "decided_as": deed.role}, note=note)


def done(measure: Measure, deed: Deed, *, note: str | None = None) -> Event:
    """It was carried out."""
    _may(measure, deed, "approved")
    return deed.event("measure_done", {"measure": measure.name}, note=note)


def dropped(measure: Measure, deed: Deed, *, reason: str) -> Event:
    """It isn't pursued after all; it stays on record."""
    _may(measure, deed, "proposed", "approved")
    return deed.event("measure_drop", {"measure": measure.name}, note=reason)


def checked(
    measure: Measure, deed: Deed, shares: Sequence[Share] = (), *, said: bool | None = None, note: str | None = None
) -> Event:
    """Whether it helped: the share of its cause before and after says so, or a person does with a reason."""
    _may(measure, deed, "done")
    effective = said if said is not None else rarer(measure.name, shares)
    if said is not None and note is None:
        raise VerdictNeedsReason(measure)
    changes = {"measure": measure.name, "effective": effective}
    changes |= {name: share._asdict() for name, share in zip(("before", "after"), shares, strict=False)}
    return deed.event("measure_check", changes, note=note)


def may_check(measure: Measure, deed: Deed) -> None:
    """Refuse to check what isn't carried out."""
    _may(measure, deed, "done")


def _may(measure: Measure, deed: Deed, *statuses: str) -> None:
    if measure.status not in statuses:
        raise NotThatFar(measure)
    if measure.last_at is not None and deed.at < measure.last_at:
        raise BeforeItsLast(measure)


class NoSuchMeasure(Refused):
    code = "no-such-measure"
    sentence = "There is no measure “{name}”."
    hint = "complaintctl measure list"


class NotThatFar(Refused):
    """Its state stands against the action; the hint names what may follow."""

    code = "wrong-state"

    def __init__(self, measure: Measure) -> None:
        sentence, hint = _STANDS[measure.status]
        super().__init__(sentence, hint=hint, measure=measure.name)


_STANDS = {
    "proposed": ("{measure} is proposed but not approved yet.", "complaintctl measure approve {measure}"),
    "approved": ("{measure} is approved and waits to be carried out.", "complaintctl measure done {measure}"),
    "done": ("{measure} is carried out and waits to be checked.", "complaintctl measure check {measure}"),
    "checked": ("{measure} has been checked; that is the end of it.", 'complaintctl measure add --text "…"'),
    "dropped": ("{measure} was dropped.", 'complaintctl measure add --text "…"'),
}


class BeforeItsLast(Refused):
    def __init__(self, measure: Measure) -> None:
        super().__init__(
            "What happened to {measure} last was later than that; this can't precede it.",
            hint="Give --at a time that is not earlier.",
            measure=measure.name,
        )


class DueBefore(Refused):
    sentence = "A measure can't be due before it is proposed."
    hint = "Give --due a date to come."


class VerdictNeedsReason(Misused):
    def __init__(self, measure: Measure) -> None:
        super().__init__(
            "A judgement of your own needs --note with what it rests on.",
            hint='complaintctl measure check {measure} --effective | --not-effective --note "…"',
            measure=measure.name,
        )
