"""`today`: my desk."""

from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from complaintctl.cases.case import facts_of
from complaintctl.cases.deed import to_decide
from complaintctl.cases.telling import to_tell
from complaintctl.cli import house
from complaintctl.cli.discretion import listed
from complaintctl.cli.session import Session
from complaintctl.moments import from_stored
from complaintctl.render.text import harmless, padded, wrapped
from complaintctl.rules.approval import may_decide
from complaintctl.store import complaints, events, register

REVIEWS_AHEAD = timedelta(days=14)
INDENT = 4
"""Of the further lines of a case of which many people must know."""


def today(
    ctx: typer.Context,
    handler: Annotated[str | None, typer.Option(help="Only what this handler answers for.")] = None,
) -> None:
    """Show my desk: what is overdue, due today, waiting to be assigned, approved or revisited (ha-progress)."""
    session: Session = ctx.obj
    now = session.judged_at
    which = register.Filter()
    if handler is not None:
        which.add("o.handler = :handler", handler=handler)
    end = session.rulebook.calendar(session.policy).date_of(now)
    until = session.instant(f"{end.isoformat()} 23:59:59")
    steps = register.overdue_steps(session.conn, which, now, until=until)
    desk: dict[str, list[dict[str, Any]]] = {
        "overdue": [row for row in steps if from_stored(row["due_at"]) < now],
        "due_today": [row for row in steps if from_stored(row["due_at"]) >= now],
        "to_tell": _to_tell(session, handler),
        "unassigned": _cases(session, "registered", handler),
        "to_approve": _to_approve(session, handler or session.actor),
        "to_revisit": _to_revisit(session, handler or session.actor),
        "to_close": _cases(session, "revisited", handler),
        "to_review": _to_review(session, which, end_of_day=until),
    }
    desk = {section: [listed(row, reveal=session.reveals) for row in rows] for section, rows in desk.items()}
    desk |= house.waiting(session, handler)
    if session.form == "json":
        session.json(desk)
        return
    _print(session, desk)


def _cases(session: Session, status: str, handler: str | None) -> list[dict[str, Any]]:
    which = register.Filter()
    which.equals("status", [status])
    if handler is not None:
        which.equals("handler", [handler])
    return list(register.cases(session.conn, which, session.judged_at, sort="next_due_at"))


def _to_tell(session: Session, handler: str | None) -> list[dict[str, Any]]:
    """The open cases of which somebody the policy names was not told yet, with those people."""
    waiting = []
    policy = session.policy
    for status in ("registered", "assigned", "resolved", "revisited") if policy.tells else ():
        for row in _cases(session, status, handler):
            complaint = complaints.by_id(session.conn, session.id_of(row["number"]))
            facts = facts_of(complaint)
            if to_tell(policy, facts, status, overdue=row["overdue"]):
                told = events.told(session.conn, row["number"])
                who = to_tell(policy, facts, status, overdue=row["overdue"], told=told)
                waiting += [row | {"tell": who}] if who else []
    return waiting


def _to_approve(session: Session, who: str) -> list[dict[str, Any]]:
    """The cases with a proposal that waits for a decision this person may take."""
    role = session.role_of(who)
    waiting = []
    for row in _cases(session, "assigned", None):
        case = session.case(session.id_of(row["number"]))
        offer = to_decide(case)
        if offer and may_decide(case.policy, facts_of(case.complaint), offer.remedy, offer.cost, role):
            waiting.append(row)
    return waiting


def _to_revisit(session: Session, who: str) -> list[dict[str, Any]]:
    """The cases whose customers this person may call back: not the ones they handled, where the policy says so."""
    apart = session.policy.revisit.not_by_handler
    return [row for row in _cases(session, "resolved", None) if not (apart and row["handler"] == who)]


def _to_review(session: Session, which: register.Filter, *, end_of_day: datetime) -> list[dict[str, Any]]:
    """The cases whose review runs out later than today (le-review)."""
    steps = register.overdue_steps(session.conn, which, session.judged_at, until=end_of_day + REVIEWS_AHEAD)
    return [row for row in steps if row["step"] == "review" and from_stored(row["due_at"]) > end_of_day]


def _print(session: Session, desk: dict[str, list[dict[str, Any]]]) -> None:
    titles = {
        "overdue": session.word("Overdue"),
        "due_today": session.word("Due today"),
        "to_tell": session.word("To be told"),
        "unassigned": session.word("To be assigned"),
        "to_approve": session.word("Waiting for approval"),
        "to_revisit": session.word("To be revisited"),
        "to_close": session.word("To be closed"),
        "to_review": session.word("To be reviewed"),
    } | {section: session.translate(title) for section, title in house.TITLES.items()}
    if not any(desk.values()):
        session.say(session.word("Nothing is waiting."))
    for section, rows in desk.items():
        if rows:
            session.say(f"{titles[section]} ({len(rows)})")
            for row in rows:
                session.say(_house_lines(session, section, row) if section in house.TITLES else _line(session, row))


def _house_lines(session: Session, section: str, row: dict[str, Any]) -> str:
    what, *commands = house.told(session, section, row)
    pieces = wrapped(f"  {what}", session.width - INDENT)
    return f"\n{'':{INDENT}}".join([*pieces, *(f"→ {command}" for command in commands)])


def _line(session: Session, row: dict[str, Any]) -> str:
    step = row.get("step") or row["next_step"]
    due = row.get("due_at") or row["next_due_at"]
    words = (
        padded(row["number"], 15),
        padded(session.code(row["priority"]), 7),
        padded(session.code(step) if step else "", 10),
        session.shown(from_stored(due)) if due else "",
        ", ".join(map(session.translate, row.get("tell", ()))),
        harmless(row["content"] or ""),
    )
    pieces = list(wrapped(f"  {' '.join(filter(None, words))}", session.width - INDENT))
    return f"\n{'':{INDENT}}".join(pieces if row.get("tell") else pieces[:1]).rstrip()
