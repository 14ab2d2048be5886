"""`init`: a new register, with the policy it works by."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from complaintctl.cli.meant import PRESET
from complaintctl.cli.parameters import PackOption
from complaintctl.cli.policy_files import adapted, read, with_packs
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.office.founding import found
from complaintctl.policy import checks, presets
from complaintctl.policy.document import time_zones


def init(
    ctx: typer.Context,
    preset: Annotated[
        str | None,
        typer.Option(
            click_type=PRESET,
            help="Start from a preset: dealership, feedback, general, insurance or service; else general.",
        ),
    ] = None,
    policy: Annotated[Path | None, typer.Option(help="Start from this policy file.")] = None,
    timezone: Annotated[str | None, typer.Option(help="The office's time zone, as Asia/Shanghai.")] = None,
    country: Annotated[str | None, typer.Option(help="Whose public holidays hold, as CN.")] = None,
    pack: PackOption = None,
    group: Annotated[bool, typer.Option("--group", help="Let the file's group use it too.")] = False,
) -> None:
    session: Session = ctx.obj
    if preset is not None and policy is not None:
        raise Misused("Give --preset or --policy, not both.")
    text = read(policy) if policy else presets.text(preset or "general")
    _check_place(timezone, country)
    text = with_packs(adapted(text, timezone, country), pack or ())
    decided = checks.check(text, policy.name if policy else preset or "general")
    session.zone_to_be = decided.opening.zone
    found(
        session.place,
        decided,
        text,
        at=session.at,
        group=group,
        actor=session.actor,
        login=session.login,
        clock=lambda: session.now,
        set_clock=session.clock_is_set,
    )
    path = session.place.resolve()
    if session.form == "json":
        session.json({"path": str(path), "policy": decided.name})
        return
    session.say(str(path))
    session.say(f"export COMPLAINTCTL_DB={quote(str(path))}")


def _check_place(timezone: str | None, country: str | None) -> None:
    """Refuse a zone or country that nobody knows, as the options' values that they are."""
    if timezone is not None and timezone not in time_zones():
        raise Misused("--timezone can't be “{value}”; it is a time zone such as Asia/Shanghai.", value=timezone)
    if country:
        from holidays import list_supported_countries

        if country not in list_supported_countries():
            raise Misused("--country can't be “{value}”; its public holidays are not known.", value=country)
