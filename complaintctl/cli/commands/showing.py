"""A whole complaint, and how its answers came about: show, explain."""

import typer

from complaintctl.cli.parameters import Number
from complaintctl.cli.session import Session
from complaintctl.discretion import discreet
from complaintctl.office import shapes
from complaintctl.words import case as words
from complaintctl.words.answers import reasons_of

HEADS = ("number", "ruled_priority", "ruled_grade", "priority", "grade")


def show(ctx: typer.Context, number: Number) -> None:
    session: Session = ctx.obj
    if session.on_terminal:
        session.given.reveal = True
    case = session.office.case(number)
    row = discreet(session.office.row(number), reveal=session.reveals)
    whole = session.office.whole(case, reveal=session.reveals)
    if session.form == "json":
        reasons = reasons_of(session, case.complaint.reasons, case.policy)
        session.json(row | {"about": case.complaint.about, "reasons": reasons} | whole)
        return
    for line in words.case_lines(session, row, case, whole):
        session.say(line)


def explain(ctx: typer.Context, number: Number) -> None:
    session: Session = ctx.obj
    case = session.office.case(number)
    if session.form == "json":
        heads = {name: getattr(case.complaint, name) for name in HEADS}
        counted = {"deadlines": session.office.counted(case), "holds": shapes.holds(case)}
        session.json(heads | {"reasons": words.ruling(session, case)} | counted)
        return
    for line in words.explanation(session, case, session.office.deadlines(case.number)):
        session.say(line)
