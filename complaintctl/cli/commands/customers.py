"""`customer`: what one person has complained of, cases that turn out to be one person's, and leaving the register."""

import json
from typing import Annotated, Any

import typer

from complaintctl.cases.merging import merged
from complaintctl.cli import recording
from complaintctl.cli.answers import case_json, case_line
from complaintctl.cli.commands.erasing import erase
from complaintctl.cli.discretion import discreet, listed
from complaintctl.cli.parameters import Numbers
from complaintctl.cli.persons import Who, cases_of
from complaintctl.cli.registry import COMMANDS, N_
from complaintctl.cli.repeats import case_beside
from complaintctl.cli.session import Session
from complaintctl.intake.likeness import window
from complaintctl.render.text import fields
from complaintctl.store import complaints, register

customer = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Keep customers: what one of them has complained of, who is the same, who is erased.",
)

MERGING = COMMANDS["customer"]._replace(reads=False)
SHOWING = COMMANDS["customer"]._replace(records=False)
KEYS = {"phone": complaints.phone_key, "email": complaints.email_key, "ref": complaints.ref_key}


@customer.callback()
def chosen(ctx: typer.Context) -> None:
    """Keep customers."""
    session: Session = ctx.obj
    session.become(SHOWING if ctx.invoked_subcommand == "show" else MERGING, ctx.invoked_subcommand)


@customer.command("show", help="Show all complaints of a customer, the newest first.")
def show(
    ctx: typer.Context,
    who: Who,
) -> None:
    """All complaints of one customer, with how they went (in-repeat)."""
    session: Session = ctx.obj
    which = register.Filter()
    which.add("c.id IN (SELECT value FROM json_each(:ids))", ids=json.dumps(sorted(cases_of(session, who))))
    rows = list(register.cases(session.conn, which, session.judged_at))
    known = {
        name: next((row[name] for row in rows if row[name]), None) for name in ("customer", "phone", "email", "ref")
    }
    answer = discreet(known, reveal=session.reveals) | _counts(session, rows)
    if session.form == "json":
        session.json(answer | {"cases": [listed(row, reveal=session.reveals) for row in rows]})
        return
    labels = {name: session.translate(label) for name, label in _LABELS.items()}
    for line in fields([(labels[name], value) for name, value in answer.items() if value is not None]):
        session.say(line)
    session.say("")
    for row in rows:
        session.say(case_beside(session, row))


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


def _counts(session: Session, rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many are open, closed, satisfied; and how many complaints lie in the policy's window that ends now."""
    own = [row for row in rows if row["duplicate_of"] is None]
    closed = sum(row["status"] == "closed" for row in own)
    since, until = window(session.policy.defaults.window, session.judged_at, session.zone)
    lately = [row for row in own if row["kind"] == "complaint" and since <= row["received_at"] <= until]
    satisfied = sum(row["satisfied"] is True for row in own)
    return {"open": len(own) - closed, "closed": closed, "satisfied": satisfied, "repeats": len(lately)}


@customer.command("merge", help="Make the customers of these complaints one: each takes over what it lacks.")
def merge(
    ctx: typer.Context,
    numbers: Numbers,
    keep: Annotated[str | None, typer.Option(metavar="NUMBER", help="Whose data holds where they differ.")] = None,
) -> None:
    """The customers of several complaints are one person (in-repeat)."""
    session: Session = ctx.obj
    with session.writing():
        ids = [session.id_of(number) for number in recording.named(numbers)]
        cases = [session.case(id_) for id_ in ids]
        held = session.case(session.id_of(keep)).number if keep else None
        events = merged([(case, session.deed(case)) for case in cases], KEYS, held)
        by_number = {case.number: id_ for case, id_ in zip(cases, ids, strict=True)}
        for case, event in events:
            recording.record(session, by_number[case.number], case, event)
    if session.form == "json":
        session.json([case_json(session, id_) for id_ in ids])
        return
    for id_ in ids:
        session.say(case_line(session, id_))


customer.command("erase", help="Take a customer and all they said out of the register; the figures stay.")(erase)
