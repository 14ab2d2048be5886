"""The filters of `list` and `export`: from options to conditions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from complaintctl.cases.handling import UnknownDepartment
from complaintctl.cases.registration import UnknownCause, UnknownFlag
from complaintctl.cli.bundle import Command, bundled
from complaintctl.model import Category, Channel, Grade, Kind, Priority, Status
from complaintctl.rules.instants import parse_range
from complaintctl.store.register import Filter

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

OPTIONS: dict[str, Any] = {
    "status": Annotated[list[Status] | None, typer.Option(help="Only these states.")],
    "priority": Annotated[list[Priority] | None, typer.Option(help="Only these priorities.")],
    "grade": Annotated[list[Grade] | None, typer.Option(help="Only these grades.")],
    "kind": Annotated[list[Kind] | None, typer.Option(help="Only these kinds.")],
    "category": Annotated[list[Category] | None, typer.Option(help="Only these categories.")],
    "cause": Annotated[str | None, typer.Option(help="This cause and all below it.")],
    "channel": Annotated[list[Channel] | None, typer.Option(help="Only these channels.")],
    "department": Annotated[list[str] | None, typer.Option(help="Only these departments.")],
    "handler": Annotated[list[str] | None, typer.Option(help="Only these handlers.")],
    "customer": Annotated[str | None, typer.Option(help="A part of the customer's name.")],
    "ref": Annotated[str | None, typer.Option(help="A part of the plate, order or policy number.")],
    "flag": Annotated[list[str] | None, typer.Option(help="Only with this flag.")],
    "tag": Annotated[list[str] | None, typer.Option(help="Only with this tag.")],
    "received": Annotated[str | None, typer.Option(help="Received in 2026-10, or A..B.")],
    "overdue": Annotated[bool, typer.Option("--overdue", help="Only with a step that has run out.")],
    "on_hold": Annotated[bool, typer.Option("--on-hold", help="Only those on hold.")],
    "mine": Annotated[bool, typer.Option("--mine", help="Only those I handle.")],
}


def filtered(command: Command) -> Command:
    """A command that has every filter as an option, and is handed what they let through as `which`."""
    return bundled(command, "which", OPTIONS, matching)


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
        raise UnknownCause(cause, "Use one of the policy's causes, or look by --category.")
    for flag in flags or ():
        if not any(flag in policy.flags for policy in policies):
            raise UnknownFlag(flag, session.policy)
