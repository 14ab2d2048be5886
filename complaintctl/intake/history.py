"""A past case: from the times and states of its row to the events it is folded from (Import of past cases)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from complaintctl.cases.deed import Deed
from complaintctl.cases.registration import registered
from complaintctl.errors import Refused
from complaintctl.model import Kind, Status
from complaintctl.policy.schema import Policy
from complaintctl.records import Event

STATES = tuple(map(str, Status))
TIME_OF = {"assigned": "assigned_at", "resolved": "resolved_at", "revisited": "revisited_at", "closed": "closed_at"}
OPEN = "open"
"""What other systems say of every state before the last: the row's times tell which one."""
ACTION_OF = {"assigned": "assign", "resolved": "resolve", "revisited": "revisit", "closed": "close"}
_IN_ORDER = ("received_at", "registered_at", "assigned_at", "resolved_at", "revisited_at", "closed_at")
OWN_FIELDS = {
    "assign": ("department", "handler"),
    "resolve": ("solution", "remedy", "cost", "responsibility"),
    "revisit": ("satisfied", "score", "comment", "suggestion"),
    "close": ("outcome",),
}
"""What is set by which action; where a case has no such event, its last one sets it."""
_NOT_OF_THE_REGISTRATION = frozenset(
    {name for names in OWN_FIELDS.values() for name in names}
    | {*TIME_OF.values(), "contacted_at", "registered_at", "registered_by", "status", "priority", "grade"}
)


@dataclass(frozen=True, slots=True)
class Stages:
    """The state a case is in, and whether the file gives no time for that state or for its assignment."""

    status: str
    untimed: bool = False
    untimed_assign: bool = False


def stages(fields: Mapping[str, Any], *, keep_untimed: bool) -> Stages:
    """How far a case has come; Contradiction where its times or states can't all be true."""
    _check_order(fields)
    timed = [state for state in STATES[1:] if TIME_OF[state] in fields]
    reached = timed[-1] if timed else "registered"
    if reached == "revisited" and fields.get("satisfied") is False:
        reached = _back_in_hand(fields)
    given = _is_given(fields)
    said = fields.get("status")
    if said == "revisited" and fields.get("satisfied") is False:
        said = "assigned" if "revisited_at" not in fields else reached
    if said == OPEN and reached != "closed" and not fields.get("outcome"):
        said = None
    status = said or _implied(fields, reached, given=given)
    if fields.get("outcome") and status != "closed":
        raise Contradiction("outcome", "There is an outcome, but the status is {status}.", status=status)
    if status == OPEN or STATES.index(status) < STATES.index(reached):
        raise Contradiction(
            "status", "The status is {status}, but the row gives a time for {reached}.", status=status, reached=reached
        )
    untimed = status != reached
    if untimed and not keep_untimed and (said is not None or status != "assigned"):
        raise NoTime(status)
    untimed_assign = given and "assigned_at" not in fields and status not in ("registered", "assigned")
    return Stages(status, untimed, untimed_assign)


def _is_given(fields: Mapping[str, Any]) -> bool:
    """Whether the case is in somebody's hands."""
    soothed_by_handler = fields.get("kind") == Kind.CONCERN  # it was given to nobody
    return bool(fields.get("department") or (fields.get("handler") and not soothed_by_handler))


def _back_in_hand(fields: Mapping[str, Any]) -> str:
    """Where a dissatisfied revisit leads: to be registered where the case was never assigned."""
    assigned = "assigned_at" in fields or fields.get("status") == "assigned" or _is_given(fields)
    return "assigned" if assigned else "registered"


def _implied(fields: Mapping[str, Any], reached: str, *, given: bool) -> str:
    """The state of a row that names none."""
    if fields.get("outcome"):
        return "closed"
    return "assigned" if reached == "registered" and given else reached


def _check_order(fields: Mapping[str, Any]) -> None:
    before = "received_at"
    for name in _IN_ORDER[1:]:
        if name in fields:
            if fields[name] < fields[before]:
                raise OutOfOrder(name, before)
            before = name
    contacted = fields.get("contacted_at")
    if contacted is not None and contacted < fields["received_at"]:
        raise OutOfOrder("contacted_at", "received_at")
    if contacted is not None and "closed_at" in fields and contacted > fields["closed_at"]:
        raise OutOfOrder("closed_at", "contacted_at")


def events(
    fields: Mapping[str, Any], course: Stages, deed: Deed, *, policy: Policy, number: str, repeats: int, similar: int
) -> list[Event]:
    """The events of a case, in the order they are recorded; `deed` gives who imports and when it is recorded."""
    told = registration(fields, deed, policy=policy, number=number, repeats=repeats, similar=similar)
    first = told[0]
    left = {name for names in OWN_FIELDS.values() for name in names if fields.get(name) is not None}
    if course.untimed_assign:
        told.append(past(deed, first.at, "assign", {"status": "assigned", "untimed": True}))
    told += [past(deed, at, action, changes) for at, action, changes in _timed(fields)]
    if course.untimed:
        action = ACTION_OF[course.status]
        changes = {"status": course.status, "untimed": True}
        told.append(past(deed, max(event.at for event in told), action, changes))
    elif course.untimed_assign:
        told[-1].changes["untimed"] = False
    for event in told:
        own = [name for name in OWN_FIELDS.get(event.action, ()) if name in left]
        event.changes |= {name: fields[name] for name in own}
        left.difference_update(own)
    told[-1].changes |= {name: fields[name] for name in sorted(left)}
    return told


def registration(
    fields: Mapping[str, Any], deed: Deed, *, policy: Policy, number: str, repeats: int, similar: int
) -> list[Event]:
    """The registration, and what was decided against the rules with it."""
    given = {name: value for name, value in fields.items() if name not in _NOT_OF_THE_REGISTRATION}
    at = fields.get("registered_at", fields["received_at"])
    own = replace(deed, at=at, actor=fields.get("registered_by", deed.actor))
    event = registered(own, given, policy, number=number, repeats=repeats, similar=similar)
    event.imported = True
    if "registered_at" not in fields:
        event.changes["unjudged"] = True
    return [event, *_decided(event, fields)]


def _decided(first: Event, fields: Mapping[str, Any]) -> Iterator[Event]:
    """A priority or grade the file gives against the rules' own: in force from the start, and kept as a person's."""
    chosen = {
        name: fields[name]
        for name in ("priority", "grade")
        if fields.get(name, first.changes[name]) != first.changes[name]
    }
    if chosen:
        first.changes |= chosen
        yield replace(first, action="priority", changes=dict(chosen))


def _timed(fields: Mapping[str, Any]) -> list[tuple[datetime, str, dict[str, Any]]]:
    """What the file gives a time for, in the order of time; of two at once in the order of the process."""
    found: list[tuple[datetime, str, dict[str, Any]]] = []
    if "assigned_at" in fields:
        found.append((fields["assigned_at"], "assign", {"status": "assigned"}))
    if "contacted_at" in fields:
        found.append((fields["contacted_at"], "contact", {"reached": True}))
    for state in ("resolved", "revisited", "closed"):
        if TIME_OF[state] in fields:
            found.append((fields[TIME_OF[state]], ACTION_OF[state], {"status": state}))
            if state == "revisited":
                again = fields.get("satisfied") is False
                found[-1][2].update(reached=True, **({"status": _back_in_hand(fields)} if again else {}))
    return sorted(found, key=lambda each: each[0])


def past(deed: Deed, at: datetime, action: str, changes: dict[str, Any]) -> Event:
    """What a file says was done then."""
    return Event(
        at=at,
        recorded_at=deed.recorded_at,
        actor=deed.actor,
        login=deed.login,
        action=action,
        changes=changes,
        imported=True,
        clock=deed.clock,
        calendar=deed.calendar,
    )


class Contradiction(Refused):
    """What a row says of its own past can't all be true; `field` is where it shows."""

    def __init__(self, field: str, sentence: str, **fields: str) -> None:
        super().__init__(sentence, **fields)
        self.field = field


class OutOfOrder(Contradiction):
    def __init__(self, field: str, before: str) -> None:
        super().__init__(field, "{later} lies before {before}.", later=field, before=before)
        self.before = before


class DateAlone(Contradiction):
    def __init__(self, field: str, before: str) -> None:
        super().__init__(
            field,
            "{later} lies before {before}: without a time of day it means 00:00; give that too, or leave it empty.",
            later=field,
            before=before,
        )


class NoTime(Contradiction):
    def __init__(self, status: str) -> None:
        super().__init__(
            "status",
            "The status is {status}, but the row doesn't say since when; --untimed keep takes such states over.",
            status=status,
        )
