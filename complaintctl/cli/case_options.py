"""What is said of a complaint on the command line, where it is registered and where it is corrected."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from complaintctl.cli.bundle import Command, bundled
from complaintctl.cli.meant import CAUSE, FLAG
from complaintctl.cli.options import spelled_out
from complaintctl.cli.parameters import from_stdin, money
from complaintctl.cli.people import PERSON
from complaintctl.model import Category, Channel, Kind

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

Given = dict[str, Any]
"""The fields that were said, by name."""
OPTIONS: dict[str, Any] = {
    "channel": Annotated[Channel | None, typer.Option(help="How it came in.")],
    "customer": Annotated[str | None, typer.Option(help="The customer's name.")],
    "phone": Annotated[str | None, typer.Option(help="The customer's phone; - reads it from standard input.")],
    "email": Annotated[str | None, typer.Option(help="The customer's e-mail address.")],
    "ref": Annotated[str | None, typer.Option(help="The customer's plate, order or policy number.")],
    "preferred_channel": Annotated[Channel | None, typer.Option(help="How the customer wants to be answered.")],
    "anonymous": Annotated[bool, typer.Option("--anonymous", help="The customer gives no name.")],
    "kind": Annotated[Kind | None, typer.Option(help="Complaint, enquiry, suggestion or concern.")],
    "category": Annotated[Category | None, typer.Option(help="What it is about.")],
    "cause": Annotated[str | None, typer.Option(click_type=CAUSE, help="Its cause, as service/attitude.")],
    "flags": Annotated[
        list[str] | None,
        typer.Option("--flag", click_type=FLAG, help="What makes it weigh more, as safety; may be repeated."),
    ],
    "tags": Annotated[list[str] | None, typer.Option("--tag", help="A further grievance; may be repeated.")],
    "affected": Annotated[int | None, typer.Option(min=1, max=10**9, help="How many customers may be hit.")],
    "amount": Annotated[str | None, typer.Option(help="The money at stake.")],
    "content": Annotated[str | None, typer.Option(help="What happened; - reads it from standard input.")],
    "demand": Annotated[str | None, typer.Option(help="What the customer asks for.")],
    "received_at": Annotated[str | None, typer.Option(help="When it was received, if earlier than now.")],
    "about": Annotated[
        str | None, typer.Option(metavar="NAME", click_type=PERSON, help="Whom of the staff it is about.")
    ],
    "source": Annotated[str | None, typer.Option(help="The system it comes from.")],
    "external_id": Annotated[str | None, typer.Option(help="Its number there.")],
}


def described(command: Command) -> Command:
    """A command that has all of these options, and is handed the fields that were said as `given`."""
    return bundled(command, "given", OPTIONS, given)


def given(session: "Session", *, received_at: str | None, **said: Any) -> Given:
    """The fields said, blanks left out, the time of receipt read."""
    typed = said["content"], said["phone"]
    said["content"], said["phone"] = from_stdin(*typed)
    read = {f"--{name}": said[name] for name, text in zip(("content", "phone"), typed, strict=True) if text == "-"}
    session.tell_controls({option: told for option, text in read.items() if (told := spelled_out(text or ""))})
    said["anonymous"] = said["anonymous"] or None
    said["amount"] = money("--amount", said["amount"])
    plain = {name: _plain(value, _APART.get(name, ";")) for name, value in said.items()}
    fields: Given = {name: value for name, value in plain.items() if value not in (None, [], "")}
    if received_at is not None:
        fields["received_at"] = session.office.moment(session.instant(received_at))
    return fields


_APART = {"flags": ";；,，、", "tags": ";；"}
"""What parts several of them: a tag is a sentence of its own, which may have commas."""


def _plain(value: Any, apart: str) -> Any:
    if isinstance(value, list):
        return unblank(part for item in value for part in re.split(f"[{apart}]", item))
    if isinstance(value, StrEnum):
        return str(value)
    return value.strip() if isinstance(value, str) else value


def unblank(items: Iterable[str]) -> list[str]:
    """The items that say something, each once."""
    return list(dict.fromkeys(item.strip() for item in items if item.strip()))
