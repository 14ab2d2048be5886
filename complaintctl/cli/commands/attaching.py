"""`attach`: documents kept with a case, inside the database."""

from pathlib import Path
from typing import Annotated

import typer

from complaintctl.cli.answering import answer
from complaintctl.cli.commands import COMMANDS, LIST, READS, RECORDS
from complaintctl.cli.parameters import Number, said
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.office import documents, shapes

DRAWN = ("name", "size", "added_at")


def attach(
    ctx: typer.Context,
    number: Number,
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE…", help="The documents to keep.")] = None,
    note: Annotated[str | None, typer.Option(help="What they are.", callback=said)] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the case's documents.")] = False,
    save: Annotated[
        str | None, typer.Option(metavar="DIR", help="Write the case's documents into this folder.", callback=said)
    ] = None,
) -> None:
    session: Session = ctx.obj
    looking = list_ or save is not None
    if looking == bool(files) or (looking and note is not None):
        raise Misused(
            "Name the files to attach, or give --list or --save DIR.",
            hint="complaintctl attach {number} FILE… | --list | --save DIR",
            number=number,
        )
    if looking:
        session.become(COMMANDS["attach"].but(READS, LIST), "--list" if list_ else "--save")
        _give_out(session, number, save)
    else:
        session.become(COMMANDS["attach"].but(RECORDS), None)
        papers = documents.read(session.office, files or ())
        answer(session, session.office.attach(number, papers, note=note, at=session.at))


def _give_out(session: Session, number: str, folder: str | None) -> None:
    rows = shapes.documents(session.office.case(number))
    if folder is None:
        session.rows(documents.NAMES, rows, drawn=DRAWN)
    else:
        saved = documents.save(session.office, rows, Path(folder))
        session.rows((*documents.NAMES, "saved"), saved, drawn=(*DRAWN, "saved"))
