"""`verify`: the chain of events, the fold against the rows, and SQLite's own checks."""

from typing import Annotated

import typer

from complaintctl.cli.session import Session
from complaintctl.words.findings import sentence


def verify(
    ctx: typer.Context,
    head: Annotated[bool, typer.Option("--head", help="Only print the last hash, to be kept elsewhere.")] = False,
) -> None:
    session: Session = ctx.obj
    number, hash_ = session.office.head()
    if head:
        session.say(hash_) if session.form == "text" else session.json({"head": hash_})
        return
    with session.progress(session.word("Checking"), 2 * number) as advance:  # each is linked once, and folded once
        problems = [sentence(session, finding) for finding in session.office.problems(advance)]
    cases = session.office.count()
    if session.form == "json":
        session.json({"ok": not problems, "events": number, "cases": cases, "problems": problems, "head": hash_})
    else:
        for problem in problems:
            session.say(problem)
        if not problems:
            session.say(session.word("{events} events, {cases} cases: all is well.", events=number, cases=cases))
            session.say(session.word("head {hash}", hash=hash_))
    if problems:
        raise typer.Exit(1)
