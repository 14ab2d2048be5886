"""Words on paper and words to say: sheet, script."""

from typing import Annotated

import typer

from complaintctl.cases import scripts
from complaintctl.cases.case import Case
from complaintctl.cli.answers import in_language
from complaintctl.cli.parameters import Number, said
from complaintctl.cli.session import Session
from complaintctl.errors import Misused


def sheet(
    ctx: typer.Context,
    number: Annotated[
        str | None, typer.Argument(metavar="NUMBER", help="The complaint; with --blank none is needed.")
    ] = None,
    blank: Annotated[bool, typer.Option("--blank", help="With lines and boxes to fill in by hand.")] = False,
) -> None:
    """Give the complaint sheet to print and sign: text, or html made for A4 (in-confirm)."""
    session: Session = ctx.obj
    if number is None and not blank:
        raise Misused("Name the complaint, or give --blank.")
    from complaintctl.cli import complaint_sheet

    case = session.case(session.id_of(number)) if number is not None else None
    if blank or case is None:
        paper = complaint_sheet.blank(session, case.number if case else "")
    else:
        paper = complaint_sheet.filled(session, case)
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
        str | None, typer.Option(help="What is to be said; what fits the case where it is missing.", callback=said)
    ] = None,
) -> None:
    """Show what to say, filled in from the case, and what never to (le-scripts, re-revisit)."""
    session: Session = ctx.obj
    case = session.case(session.id_of(number))
    known = session.policy.scripts
    chosen = scripts.named(known, situation) if situation else scripts.fitting(known, case)
    text = scripts.filled(in_language(chosen.text, session.lang).strip(), _words(session, case))
    never = list(chosen.never.get(session.lang) or chosen.never.get("en") or next(iter(chosen.never.values()), ()))
    others = [each.situation for each in known]
    if session.form == "json":
        answer = {"number": case.number, "situation": chosen.situation, "text": text, "never": never}
        session.json(answer | {"situations": others})
        return
    session.say(text)
    if never:
        session.say(session.word("\nNever say"))
        for words in never:
            session.say(f"  ✗ {words}")
    session.tell("Situations: {situations}; another one with --situation.", situations=" ".join(others))


def _words(session: Session, case: Case) -> dict[str, str | None]:
    complaint = case.complaint
    department = session.policy.department(complaint.department or session.policy.intake)
    due = scripts.promised(case, session.judged_at)
    return {
        "customer": complaint.customer or session.word("Sir or Madam"),
        "number": case.number,
        "handler": complaint.handler or session.actor,
        "department": in_language(department.label, session.lang) if department else complaint.department,
        "content": complaint.content,
        "solution": scripts.solution_of(case),
        "due": session.shown(due) if due else None,
    }
