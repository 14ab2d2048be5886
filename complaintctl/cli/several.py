"""Several registers named at once: those that add up are opened together, all at one instant."""

from contextlib import ExitStack

from complaintctl.cli.session import Session
from complaintctl.office.facts import check_files
from complaintctl.office.premises import meant


def opened(session: Session, stack: ExitStack) -> list[Session]:
    """A session for each database named, all at one instant; what is wrong with one is said of it, not of another."""
    named = session.given.db or [str(session.place)]
    sessions = [session] if len(named) == 1 else [session.beside(place) for place in named]
    check_files([each.place for each in sessions])
    for each in sessions:
        if each is not session:  # that one is still to word the answer, and is closed behind it
            stack.callback(each.close)
        with meant(each.place):
            each.office  # noqa: B018 opened
    return sessions
