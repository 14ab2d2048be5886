"""`customer erase`: a person is taken out of the register; their cases, the figures and the chain stay."""

import typer

from complaintctl.cases.erasing import erased
from complaintctl.cli import recording
from complaintctl.cli.answers import case_json, case_line
from complaintctl.cli.persons import Who, cases_of
from complaintctl.cli.session import Session
from complaintctl.store import complaints, erasure

_SHOWN = 5


def erase(ctx: typer.Context, who: Who) -> None:
    """Take a customer out of all their complaints, with what they said, and out of the file (in-private).

    Names, contacts, texts, notes and documents of their cases go; times, states, deadlines and figures stay.
    """
    session: Session = ctx.obj
    numbers = [complaints.by_id(session.conn, id_).number for id_ in sorted(cases_of(session, who))]
    if session.asks:
        _check_meant(session, numbers)
    with session.writing():
        ids = [session.id_of(number) for number in numbers]
        for id_ in ids:
            case = session.case(id_)
            recording.record(session, id_, case, erased(case, session.deed(case)))
        erasure.forget(session.conn, ids)
        for id_ in ids:
            complaints.update(session.conn, session.case(id_).complaint, id_)
    erasure.sweep(session.conn, session.path)
    if session.form == "json":
        session.json([case_json(session, id_) for id_ in ids])
        return
    for id_ in ids:
        session.say(case_line(session, id_))
    session.tell("Erased. Backups and files written out before still hold what they held.")


def _check_meant(session: Session, numbers: list[str]) -> None:
    """Let the clerk stop: this is the one thing that nothing brings back."""
    from complaintctl.cli.questions import confirmed

    question = session.word(
        "Erase the customer of {numbers}, and all they said? Nothing brings it back.",
        numbers=", ".join(numbers[:_SHOWN]) + (" …" if len(numbers) > _SHOWN else ""),
    )
    if not confirmed(session, question, empty=False):
        raise typer.Abort
