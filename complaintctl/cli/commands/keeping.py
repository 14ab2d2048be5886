"""`backup`: an online copy of the register, verified."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from complaintctl.cli.session import Session
from complaintctl.store import backup as store
from complaintctl.store import complaints, events
from complaintctl.store.db import connect


def backup(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where the copy is put.")],
    keep: Annotated[int, typer.Option(min=1, metavar="N", help="Keep so many: FILE, FILE.1, FILE.2 …")] = 1,
) -> None:
    """Copy the register while it is used, check the copy, and put it in its place."""
    session: Session = ctx.obj
    kept = store.copied(session.conn, session.path, Path(file), keep=keep)
    with closing(connect(kept[0])) as copy:
        (seq, head), cases = events.head(copy), complaints.count(copy)
    if session.form == "json":
        session.json(
            {"backup": str(kept[0]), "events": seq, "cases": cases, "head": head, "kept": list(map(str, kept))}
        )
        return
    session.say(str(kept[0]))
    session.tell("{events} events, {cases} cases, verified.", events=seq, cases=cases)
