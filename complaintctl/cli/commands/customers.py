"""`customer`: what one person has complained of, cases that turn out to be one person's, and leaving the register."""

from typing import Annotated, Any

import typer

from complaintctl.cli.answering import answer_all, named
from complaintctl.cli.commands import COMMANDS, READS
from complaintctl.cli.parameters import Numbers
from complaintctl.cli.session import Session
from complaintctl.cli.subcommands import subcommands
from complaintctl.discretion import discreet, listed
from complaintctl.locale import N_
from complaintctl.office.shapes import proposal
from complaintctl.render.text import fields
from complaintctl.words.answers import case_beside
from complaintctl.words.timeline import promised_lines

customer = subcommands(
    "customer",
    "Keep customers: what one of them has complained of, who is the same, who is erased.",
    show=COMMANDS["customer"].but(READS),
)
Who = Annotated[
    str, typer.Argument(metavar="WHO", help="One of their complaints, or their phone, e-mail address or reference.")
]
_SHOWN = 5
_LABELS = {
    "customer": N_("Customer"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "ref": N_("Reference"),
    "open": N_("Open"),
    "closed": N_("Closed"),
    "satisfied": N_("Satisfied"),
    "repeats": N_("Complaints lately"),
}


@customer.command("show", help="Show all complaints of a customer, the newest first.")
def show(ctx: typer.Context, who: Who) -> None:
    session: Session = ctx.obj
    rows = list(session.office.complaints({"number": session.office.cases_of(who, by_name=True)}))
    known = {
        name: next((row[name] for row in rows if row[name]), None) for name in ("customer", "phone", "email", "ref")
    }
    told = discreet(known, reveal=session.reveals) | _counts(session, rows)
    cases_known = {row["number"]: session.office.case(row["number"]) for row in rows}
    promised = {number: [proposal(offer) for offer in case.proposals] for number, case in cases_known.items()}
    if session.form == "json":
        cases = [listed(row, reveal=session.reveals) | {"proposals": promised[row["number"]]} for row in rows]
        session.json(told | {"cases": cases})
        return
    labels = {name: session.translate(label) for name, label in _LABELS.items()}
    for line in fields([(labels[name], value) for name, value in told.items() if value is not None]):
        session.say(line)
    session.say("")
    for row in rows:
        session.say(case_beside(session, row))
        for line in promised_lines(session, row, cases_known[row["number"]]):
            session.say(line)


def _counts(session: Session, rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many are open, closed, satisfied; and how many complaints lie in the policy's window that ends now."""
    own = [row for row in rows if row["duplicate_of"] is None]
    closed = sum(row["status"] == "closed" for row in own)
    since, until = session.office.window()
    lately = [row for row in own if row["kind"] == "complaint" and since <= row["received_at"] <= until]
    satisfied = sum(row["satisfied"] is True for row in own)
    return {"open": len(own) - closed, "closed": closed, "satisfied": satisfied, "repeats": len(lately)}


@customer.command("merge", help="Make the customers of these complaints one: each takes over what it lacks.")
def merge(
    ctx: typer.Context,
    numbers: Numbers,
    keep: Annotated[str | None, typer.Option(metavar="NUMBER", help="Whose data holds where they differ.")] = None,
) -> None:
    session: Session = ctx.obj
    cases = session.office.merge(list(named(numbers)), keep=keep, at=session.at)
    answer_all(session, [case.number for case in cases])


@customer.command("erase", help="Take a customer and all they said out of the register; the figures stay.")
def erase(ctx: typer.Context, who: Who) -> None:
    session: Session = ctx.obj
    numbers = session.office.cases_of(who)
    if session.asks:
        _check_meant(session, numbers)
    session.office.erase(numbers, at=session.at)
    answer_all(session, numbers)
    if session.form != "json":
        session.tell("Erased. Backups and files written out before still hold what they held.")


def _check_meant(session: Session, numbers: list[str]) -> None:
    """Let the clerk stop: this is the one thing that nothing brings back."""
    from complaintctl.cli.asking import confirmed

    question = session.word(
        "Erase the customer of {numbers}, and all they said? Nothing brings it back.",
        numbers=", ".join(numbers[:_SHOWN]) + (" …" if len(numbers) > _SHOWN else ""),
    )
    if not confirmed(session, question, empty=False):
        raise typer.Abort
