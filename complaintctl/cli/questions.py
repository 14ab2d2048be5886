"""What is asked at a terminal, and only there."""

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from complaintctl.cases.registration import Given, missing
from complaintctl.model import Category, Channel

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

_QUESTIONS = {
    "--channel": ("channel", "Channel ({choices})", [str(channel) for channel in Channel]),
    "--category": ("category", "Category ({choices})", [str(category) for category in Category]),
    "--customer": ("customer", "Customer's name (empty: anonymous)", None),
    "--phone": ("phone", "Phone", None),
    "--content": ("content", "What happened", None),
}


def ask_for_missing(session: "Session", given: Given) -> None:
    """Ask for each field that is still needed, until it has an answer that can be taken."""
    while lacking := missing(given):
        name, question, choices = _QUESTIONS[lacking[0]]
        answer = typer.prompt(
            session.word(question, choices=" ".join(choices or ())), default="", show_default=False, err=True
        ).strip()
        if name == "customer" and not answer:
            given["anonymous"] = True
        elif answer and (choices is None or answer in choices):
            given[name] = answer


def confirm_repeat(session: "Session", given: Given, received: datetime) -> None:
    """Show earlier cases like this one before saving; where the customer has some, let the clerk stop (in-repeat)."""
    from complaintctl.cli.repeats import tell_repeats

    question = session.word("Register another one?")
    if tell_repeats(session, given, received) and not typer.confirm(question, default=True, err=True):
        raise typer.Abort
