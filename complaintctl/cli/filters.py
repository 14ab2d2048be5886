"""The filters of `list` and `export`: from options to conditions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from complaintctl.cases.handling import UnknownDepartment
from complaintctl.cases.registration import UnknownCause, UnknownFlag
from complaintctl.model import Category, Channel, Grade, Kind, Priority, Status
from complaintctl.rules.instants import parse_range
from complaintctl.store.register import Filter

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

StatusFilter = Annotated[list[Status] | None, typer.Option("--status", help="Only these states.")]
PriorityFilter = Annotated[list[Priority] | None, typer.Option("--priority", help="Only these priorities.")]
GradeFilter = Annotated[list[Grade] | None, typer.Option("--grade", help="Only these grades.")]
KindFilter = Annotated[list[Kind] | None, typer.Option("--kind", help="Only these kinds.")]
CategoryFilter = Annotated[list[Category] | None, typer.Option("--category", help="Only these categories.")]
CauseFilter = Annotated[str | None, typer.Option("--cause", help="This cause and all below it.")]
ChannelFilter = Annotated[list[Channel] | None, typer.Option("--channel", help="Only these channels.")]
DepartmentFilter = Annotated[list[str] | None, typer.Option("--department", help="Only these departments.")]
HandlerFilter = Annotated[list[str] | None, typer.Option("--handler", help="Only these handlers.")]
CustomerFilter = Annotated[str | None, typer.Option("--customer", help="A part of the customer's name.")]
RefFilter = Annotated[str | None, typer.Option("--ref", help="A part of the plate, order or policy number.")]
FlagFilter = Annotated[list[str] | None, typer.Option("--flag", help="Only with this flag.")]
TagFilter = Annotated[list[str] | None, typer.Option("--tag", help="Only with this tag.")]
ReceivedFilter = Annotated[str | None, typer.Option("--received", help="Received in 2026-10, or A..B.")]
OverdueFilter = Annotated[bool, typer.Option("--overdue", help="Only with a step that has run out.")]
OnHoldFilter = Annotated[bool, typer.Option("--on-hold", help="Only those on hold.")]
MineFilter = Annotated[bool, typer.Option("--mine", help="Only those I handle.")]


def matching(
    session: "Session",
    *,
    cause: str | None,
    customer: str | None,
    ref: str | None,
    flag: list[str] | None,
    tag: list[str] | None,
    received: str | None,
    overdue: bool,
    on_hold: bool,
    mine: bool,
    **equal: Sequence[str] | None,
) -> Filter:
    """The filter these options make; `equal` are columns with the values they may have."""
    cause = cause.strip("/") if cause else None
    check_known(session, departments=equal.get("department"), cause=cause, flags=flag)
    which = Filter()
    for column, values in equal.items():
        if values:
            which.equals(column, [str(value) for value in values])
    if cause:
        which.cause(cause)
    for column, text in (("customer", customer), ("ref", ref)):
        if text:
            which.contains(column, text)
    for column, wanted in (("flags", flag), ("tags", tag)):
        for value in wanted or ():
            which.lists(column, value)
    if received:
        which.received(*parse_range(received, zone=session.zone, now=session.judged_at))
    if mine:
        which.equals("handler", [session.actor])
    return _as_they_stand(which, overdue=overdue, on_hold=on_hold)


def _as_they_stand(which: Filter, *, overdue: bool, on_hold: bool) -> Filter:
    if overdue:
        which.overdue()
    if on_hold:
        which.add("c.on_hold")
    return which


def check_known(
    session: "Session",
    *,
    departments: Sequence[str] | None = None,
    cause: str | None = None,
    flags: Sequence[str] | None = None,
) -> None:
    """Refuse to look for what no policy ever had: an empty answer would pass for a good one."""
    if not (departments or cause or flags):
        return
    policies = session.rulebook.policies
    for department in departments or ():
        if not any(policy.department(department) for policy in policies):
            raise UnknownDepartment(department, session.policy)
    if cause and not any(policy.knows_cause(cause) for policy in policies):
        raise UnknownCause(cause)
    for flag in flags or ():
        if not any(flag in policy.flags for policy in policies):
            raise UnknownFlag(flag, session.policy)
