"""`desk`: the whole day in one screen."""

import os
import sys
import tempfile
import webbrowser
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaintctl.cli.commands import READS
from complaintctl.cli.session import Session, data_directory
from complaintctl.clock import machine_clock
from complaintctl.errors import Refused
from complaintctl.office import Office

if TYPE_CHECKING:
    from complaintctl.desk.reading import Setting


def desk(
    ctx: typer.Context,
    plain: Annotated[
        bool, typer.Option("--plain", help="For screen readers: no boxes, nothing said by colour alone.")
    ] = False,
) -> None:
    session: Session = ctx.obj
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal
    if session.given.no_color:
        os.environ["NO_COLOR"] = "1"  # Textual reads it, when it is loaded
    try:
        from complaintctl.desk.opening import run
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        raise NoTextual from None
    with ExitStack() as stack:
        run(_setting(session, stack, plain=plain))


def _setting(session: Session, stack: ExitStack, *, plain: bool) -> "Setting":
    """What the desk works with; several registers, or a day that is past, are only looked at."""
    from complaintctl.desk.reading import Setting

    writes = len(session.given.db) < 2 and not (session.given.as_of or session.given.known_at)
    if not writes:
        session.become(session.entry.but(READS), None)
    places = session.given.db or [str(session.place)]
    offices = tuple(stack.enter_context(_opened(session, place, writes=writes)) for place in places)
    kept = sha256(f"{offices[0].place.resolve()} {offices[0].login}".encode()).hexdigest()[:16]
    return Setting(
        offices=offices,
        lang=session.lang,
        writes=writes,
        plain=plain,
        drafts=data_directory(session.environ) / "drafts" / f"{kept}.json",
        open_file=_show,
        folder=cache(lambda: Path(tempfile.mkdtemp(prefix="complaintctl-"))),
    )


def _opened(session: Session, place: str, *, writes: bool) -> Office:
    """An office whose clock goes on, unless it was set."""
    beside = session.beside(place) if len(session.given.db) > 1 else session
    known = beside.office  # what is wrong with it is said before the screen is taken
    clock = (lambda: session.now) if session.clock_is_set else machine_clock
    office = Office.open(
        place, actor=known.actor, login=session.login, clock=clock, set_clock=session.clock_is_set, write=writes
    )
    if known.looks_back:
        office.look_back(known.judged_at, session.instant(session.given.known_at) if session.given.known_at else None)
    if beside is not session:
        beside.close()
    return office


def _show(file: Path) -> bool:
    """In whatever shows files here."""
    try:
        return webbrowser.open(file.as_uri())
    except webbrowser.Error:
        return False


class NoTerminal(Refused):
    sentence = "The desk needs a terminal."
    hint = "complaintctl today"


class NoTextual(Refused):
    sentence = "The desk needs Textual, which isn't installed."
    hint = "pip install 'complaintctl[desk]'"
