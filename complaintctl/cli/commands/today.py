"""`today`: what waits for me."""

from typing import Annotated

import typer

from complaintctl.cli.people import PERSON_THEN
from complaintctl.cli.session import Session
from complaintctl.discretion import listed
from complaintctl.words.agenda import agenda_lines


def today(
    ctx: typer.Context,
    handler: Annotated[
        str | None, typer.Option(click_type=PERSON_THEN, help="Only what this handler answers for.")
    ] = None,
) -> None:
    session: Session = ctx.obj
    waiting = session.office.today(handler)
    agenda = {section: [listed(row, reveal=session.reveals) for row in rows] for section, rows in waiting.items()}
    if session.form == "json":
        session.json(agenda)
        return
    for line in agenda_lines(session, agenda, session.width):
        session.say(line)
