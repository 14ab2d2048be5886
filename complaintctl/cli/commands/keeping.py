"""`backup`: an online copy of the register, verified."""

from pathlib import Path
from typing import Annotated

import typer

from complaintctl.cli.session import Session


def backup(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where the copy is put.")],
    keep: Annotated[int, typer.Option(min=1, metavar="N", help="Keep so many: FILE, FILE.1, FILE.2 …")] = 1,
) -> None:
    session: Session = ctx.obj
    copy = session.office.backup(Path(file), keep=keep)
    if session.form == "json":
        kept = list(map(str, copy.kept))
        session.json({"backup": kept[0], "events": copy.events, "cases": copy.cases, "head": copy.head, "kept": kept})
        return
    session.say(str(copy.kept[0]))
    session.tell("{events} events, {cases} cases, verified.", events=copy.events, cases=copy.cases)
