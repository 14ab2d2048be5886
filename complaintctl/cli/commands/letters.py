"""`letter`: what a customer is told in writing; that it was sent (fu-letter)."""

from typing import Annotated

import typer

from complaintctl.cli.commands import COMMANDS, LETTER, READS, RECORDS
from complaintctl.cli.meant import LETTER_KIND
from complaintctl.cli.parameters import Number, said
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.model import Channel


def letter(
    ctx: typer.Context,
    number: Number,
    kind: Annotated[
        str,
        typer.Option(
            click_type=LETTER_KIND,
            help="Which: acknowledgement, first-result, delay, proposal, final, apology, or one of the office's own.",
            callback=said,
        ),
    ],
    sent_by: Annotated[Channel | None, typer.Option(help="It was sent this way: that is written down.")] = None,
    note: Annotated[str | None, typer.Option(help="What is to be said of it.", callback=said)] = None,
) -> None:
    session: Session = ctx.obj
    if note is not None and sent_by is None:
        raise Misused("Give --note with --sent-by: only what was sent is written down.")
    session.become(COMMANDS["letter"].but(RECORDS if sent_by else READS, LETTER), None)
    from complaintctl.render import letter as forms
    from complaintctl.words.letters import letter as written

    case = session.office.case(number)
    found = written(session, case, kind, actor=session.office.actor, asked=session.given.lang)
    if sent_by is not None:
        session.office.letter_sent(
            case.number, kind=kind, by=str(sent_by), language=found.lang, text=found.text, note=note, at=session.at
        )
    if session.form == "json":
        heads = {"number": case.number, "kind": kind, "language": found.lang, "title": found.title}
        session.json(heads | {"text": found.text, "sent_by": str(sent_by) if sent_by else None})
    elif session.form == "html":
        session.put(forms.page(found))
    else:
        markdown = session.form == "markdown"
        for line in forms.markdown_lines(found) if markdown else forms.text_lines(found, session.breadth):
            session.put(line)
    if sent_by is not None:
        session.tell("Sent by {channel}: written down on {number}.", channel=session.code(sent_by), number=case.number)
