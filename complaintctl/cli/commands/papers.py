"""Words on paper and words to say: sheet, script."""

from typing import Annotated

import typer

from complaintctl.cli.meant import SITUATION
from complaintctl.cli.parameters import Number, said
from complaintctl.cli.session import Session
from complaintctl.errors import Misused, OneOf
from complaintctl.words import script as words


def sheet(
    ctx: typer.Context,
    number: Annotated[
        str | None, typer.Argument(metavar="NUMBER", help="The complaint; with --blank none is needed.")
    ] = None,
    blank: Annotated[bool, typer.Option("--blank", help="With lines and boxes to fill in by hand.")] = False,
) -> None:
    session: Session = ctx.obj
    if number is None and not blank:
        raise Misused("Name the complaint, or give --blank.")
    from complaintctl.words import sheet as sheets

    case = session.office.case(number) if number is not None else None
    if blank or case is None:
        paper = sheets.blank(session, case.number if case else "")
    else:
        paper = sheets.filled(session, case)
    if session.form == "html":
        from complaintctl.render.paper_html import page

        session.put(page(paper))
        return
    from complaintctl.render import paper_text

    markdown = session.form == "markdown"
    for line in paper_text.markdown_lines(paper) if markdown else paper_text.text_lines(paper, width=session.breadth):
        session.put(line)


def script(
    ctx: typer.Context,
    number: Number,
    situation: Annotated[
        str | None,
        typer.Option(
            click_type=SITUATION, help="What is to be said; what fits the case where it is missing.", callback=said
        ),
    ] = None,
) -> None:
    session: Session = ctx.obj
    case = session.office.case(number)
    found = words.script(session, case, situation, actor=session.office.actor)
    if session.form == "json":
        session.json({"number": case.number, **found})
        return
    session.say(found["text"])
    if found["questions"]:
        session.say(session.word("\nTo be asked"))
        for each in found["questions"]:
            session.say(f"  {each['question']} ({session.translate(each['answer'])})  --answer {each['name']}=")
    if found["never"]:
        session.say(session.word("\nNever say"))
        for each in found["never"]:
            session.say(f"  ✗ {each}")
    situations = OneOf.codes(found["situations"]).told(session.translate)
    session.tell("Situations: {situations}; another one with --situation.", situations=situations)
