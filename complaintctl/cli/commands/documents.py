"""`attach`: documents kept with a case, inside the database."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaintctl.cli import documents, recording
from complaintctl.cli.parameters import Number, said
from complaintctl.cli.registry import COMMANDS, LIST, ONE
from complaintctl.errors import Misused

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

KEEPING = COMMANDS["attach"]._replace(reads=False, forms=ONE)
LOOKING = COMMANDS["attach"]._replace(records=False, forms=LIST)
DRAWN = ("name", "size", "added_at")


def attach(
    ctx: typer.Context,
    number: Number,
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE…", help="The documents to keep.")] = None,
    note: Annotated[str | None, typer.Option(help="What they are.", callback=said)] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the case's documents.")] = False,
    save: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Write the case's documents into this folder.", callback=said),
    ] = None,
) -> None:
    """Keep documents with a complaint, or give them out again (ha-facts)."""
    session: Session = ctx.obj
    looking = list_ or save is not None
    if looking == bool(files) or (looking and note is not None):
        raise Misused(
            "Name the files to attach, or give --list or --save DIR.",
            hint="complaintctl attach {number} FILE… | --list | --save DIR",
            number=number,
        )
    if looking:
        session.become(LOOKING, "--list" if list_ else "--save")
    else:
        session.become(KEEPING, None)
    if files:
        papers = documents.read(session, files)
        recording.answer(session, documents.attach(session, number, papers, note))
        return
    rows = documents.documents_of(session.case(session.id_of(number)))
    if save is None:
        session.rows(documents.NAMES, rows, drawn=DRAWN)
    else:
        saved = documents.save(session, rows, Path(save))
        session.rows((*documents.NAMES, "saved"), saved, drawn=(*DRAWN, "saved"))
