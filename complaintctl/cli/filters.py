"""The filters of `list`, `search` and `export`: from options to what is asked for."""

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from complaintctl.cli.bundle import Command, bundled
from complaintctl.cli.meant import CAUSE_EVER, DEPARTMENT_EVER, FLAG_EVER
from complaintctl.cli.people import PERSON_THEN
from complaintctl.model import Category, Channel, Grade, Kind, Priority, Status
from complaintctl.rules.instants import parse_range

if TYPE_CHECKING:
    from complaintctl.cli.session import Session
    from complaintctl.office.filters import Which

OPTIONS: dict[str, Any] = {
    "status": Annotated[list[Status] | None, typer.Option(help="Only these states.")],
    "priority": Annotated[list[Priority] | None, typer.Option(help="Only these priorities.")],
    "grade": Annotated[list[Grade] | None, typer.Option(help="Only these grades.")],
    "kind": Annotated[list[Kind] | None, typer.Option(help="Only these kinds.")],
    "category": Annotated[list[Category] | None, typer.Option(help="Only these categories.")],
    "cause": Annotated[str | None, typer.Option(click_type=CAUSE_EVER, help="This cause and all below it.")],
    "channel": Annotated[list[Channel] | None, typer.Option(help="Only these channels.")],
    "department": Annotated[list[str] | None, typer.Option(click_type=DEPARTMENT_EVER, help="Only these departments.")],
    "handler": Annotated[list[str] | None, typer.Option(click_type=PERSON_THEN, help="Only these handlers.")],
    "customer": Annotated[str | None, typer.Option(help="A part of the customer's name.")],
    "ref": Annotated[str | None, typer.Option(help="A part of the plate, order or policy number.")],
    "flag": Annotated[list[str] | None, typer.Option(click_type=FLAG_EVER, help="Only with this flag.")],
    "tag": Annotated[list[str] | None, typer.Option(help="Only with this tag.")],
    "received": Annotated[str | None, typer.Option(help="Received in 2026-10, or A..B.")],
    "overdue": Annotated[bool, typer.Option("--overdue", help="Only with a step that has run out.")],
    "on_hold": Annotated[bool, typer.Option("--on-hold", help="Only those on hold.")],
    "mine": Annotated[bool, typer.Option("--mine", help="Only those I handle.")],
}


def filtered(command: Command) -> Command:
    """A command that has every filter as an option, and is handed what they let through as `which`."""
    return bundled(command, "which", OPTIONS, matching)


OF_A_PERIOD = {name: option for name, option in OPTIONS.items() if name != "received"}
"""A report has its period; what was received when is said by that."""


def narrowed(command: Command) -> Command:
    """A command about a period that has the other filters as options, and is handed what they let through."""
    return bundled(command, "which", OF_A_PERIOD, asked)


def matching(session: "Session", **said: Any) -> "Which":
    """What these options ask for; refused at once where no policy ever had it."""
    if (which := asked(session, **said)) and len(session.given.db) < 2:  # of several each is asked by itself
        session.office.filter(which)
    return which


def asked(session: "Session", *, mine: bool, received: str | None = None, **said: Any) -> "Which":
    """What these options ask for."""
    which = {name: value for name, value in said.items() if value}
    if cause := str(which.pop("cause", "")).strip("/"):
        which["cause"] = cause
    if received:
        which["received"] = parse_range(session.period(received), zone=session.zone, now=session.judged_at)
    if mine:
        which["mine"] = session.office.actor
    return cast("Which", which)
