"""Arguments and options that several commands share, and the values behind them."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from complaintctl.cases.money import minor
from complaintctl.cli.meant import PACK
from complaintctl.errors import Misused


def code(chosen: StrEnum | None) -> str | None:
    """What was chosen from a closed list, as it is kept."""
    return str(chosen) if chosen is not None else None


def said(param: typer.CallbackParam, value: str | None) -> str | None:
    """The text of an option, which must say something where it is given."""
    if value is not None and not value.strip():
        raise Misused("{option} needs a value.", option=max(param.opts, key=len))
    return value


Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The complaint: C20261121-0001, 1121-1, or 1 of today.")]
Numbers = Annotated[
    list[str], typer.Argument(metavar="NUMBER…", help="One or more complaints; - reads them from standard input.")
]
Reason = Annotated[str, typer.Option(help="Why.", callback=said)]
Note = Annotated[str, typer.Option(help="What was said, found or done.", callback=said)]
PackOption = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="NAME", click_type=PACK, help="Lay a pack of the law over it; may be repeated."),
]
Step = Annotated[str | None, typer.Option(help="Only this step.")]


def money(option: str, text: str | None) -> int | None:
    """An amount of money in minor units, from a decimal number with at most two places."""
    return None if text is None else minor(option, text)


def from_stdin(*values: str | None) -> list[str | None]:
    """The values, with one that is `-` read from standard input."""
    if sum(value == "-" for value in values) > 1:
        raise Misused("Only one option can read standard input.")
    return [stdin_text().rstrip("\r\n") if value == "-" else value for value in values]


def stdin_text() -> str:
    """Standard input as text, whatever the locale says of its encoding."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Misused("Standard input is not UTF-8 text.") from None
