"""`init`: a new register, with the policy it works by."""

import re
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from complaintctl.cli.enactment import enact
from complaintctl.cli.parameters import stdin_text
from complaintctl.cli.session import Session
from complaintctl.errors import Misused, Refused
from complaintctl.policy import checks, presets
from complaintctl.policy.document import time_zones
from complaintctl.store import db

PRIVATE_FILE, GROUP_FILE = 0o600, 0o660


def init(
    ctx: typer.Context,
    preset: Annotated[
        str | None,
        typer.Option(help="Start from a preset: dealership, feedback, general, insurance or service; else general."),
    ] = None,
    policy: Annotated[Path | None, typer.Option(help="Start from this policy file.")] = None,
    timezone: Annotated[str | None, typer.Option(help="The office's time zone, as Asia/Shanghai.")] = None,
    country: Annotated[str | None, typer.Option(help="Whose public holidays hold, as CN.")] = None,
    group: Annotated[bool, typer.Option("--group", help="Let the file's group use it too.")] = False,
) -> None:
    """Make a new register."""
    session: Session = ctx.obj
    if preset is not None and policy is not None:
        raise Misused("Give --preset or --policy, not both.")
    text = read(policy) if policy else presets.text(preset or "general")
    _check_place(timezone, country)
    text = adapted(text, timezone, country)
    decided = checks.check(text, policy.name if policy else preset or "general")
    session.zone = decided.opening.zone
    at = session.at
    with db.created(session.path, mode=GROUP_FILE if group else PRIVATE_FILE) as conn:
        session.adopt(conn)
        with db.transaction(conn):
            enact(session, decided, text, at)
    path = session.path.resolve()
    if session.form == "json":
        session.json({"path": str(path), "policy": decided.name})
        return
    session.say(str(path))
    session.say(f"export COMPLAINTCTL_DB={quote(str(path))}")


def read(path: Path) -> str:
    """A policy's document; `-` is standard input."""
    if str(path) == "-":
        return stdin_text()
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise Refused("{path} can't be read: {why}.", path=path, why=error.strerror or str(error)) from None
    except UnicodeDecodeError:
        raise Refused("{path} is not UTF-8 text.", path=path) from None


def _check_place(timezone: str | None, country: str | None) -> None:
    """Refuse a zone or country that nobody knows, as the options' values that they are."""
    if timezone is not None and timezone not in time_zones():
        raise Misused("--timezone can't be “{value}”; it is a time zone such as Asia/Shanghai.", value=timezone)
    if country:
        from holidays import list_supported_countries

        if country not in list_supported_countries():
            raise Misused("--country can't be “{value}”; its public holidays are not known.", value=country)


def adapted(text: str, timezone: str | None, country: str | None) -> str:
    """The document with another zone or country put in; which is why a preset names both on lines of their own."""
    for key, value in (("timezone", timezone), ("country", country)):
        if value is None:
            continue
        line = f'{key} = "{value}"'
        text, found = re.subn(rf"(?m)^{key}\s*=.*$", line, text, count=1)
        if not found:
            text = re.sub(r"(?m)^(\[office\].*)$", rf"\1\n{line}", text, count=1)
    return text
