"""How a case is answered: as json by the names of the contract, as a line, as labelled text. Masked unless revealed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from complaintctl.cases.case import Case, facts_of
from complaintctl.cli.discretion import discreet
from complaintctl.moments import from_stored, stored
from complaintctl.records import Deadline
from complaintctl.render.text import harmless
from complaintctl.rules.deadlines import lateness, state
from complaintctl.rules.priority import holds
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store import deadlines as kept
from complaintctl.store import register

if TYPE_CHECKING:
    from complaintctl.cli.session import Session


def case_json(session: "Session", id_: int) -> dict[str, Any]:
    """A case by the names of the contract, as it is now."""
    row = register.case(session.conn, id_, session.judged_at)
    assert row is not None
    return discreet(row, reveal=session.reveals)


def case_line(session: "Session", id_: int) -> str:
    """A case in one line: how it stands and what is next."""
    row = register.case(session.conn, id_, session.judged_at)
    assert row is not None
    words = [row["number"], session.code(row["status"]), session.code(row["priority"])]
    if row["on_hold"]:
        words.append(session.word("on hold"))
    if row["outcome"]:
        words.append(session.code(row["outcome"]))
    if row["round"] > 1:
        words.append(session.word("round {round}", round=row["round"]))
    words += [department_name(session, row["department"])] if row["department"] else []
    words += [harmless(row["handler"])] if row["handler"] else []
    line = " · ".join(words)
    if row["next_step"]:
        due = session.shown(from_stored(row["next_due_at"]))
        line += session.word(" → next: {step} by {due}", step=session.code(row["next_step"]), due=due)
    return line


def department_name(session: "Session", code: str) -> str:
    """A department by its title; by its name where the policy in force has none of that name."""
    known = session.policy.department(code)
    return harmless(in_language(known.label, session.lang) if known else code)


def deadlines_of(session: "Session", id_: int) -> list[dict[str, Any]]:
    """The deadlines of a case that have started, by the names of the contract, judged now."""
    now = session.judged_at
    rows = [row for row in kept.of_case(session.conn, id_) if row.start_at <= now]
    return [deadline_json(row, now, session.rulebook) for row in rows]


def deadline_json(row: Deadline, now: datetime, rulebook: Rulebook) -> dict[str, Any]:
    """A deadline by the names of the contract; minutes rounded down, null where the step was cancelled."""
    late, late_office = minutes_late(row, now, rulebook)
    return {
        "step": row.step,
        "round": row.round,
        "seq": row.seq,
        "start_at": stored(row.start_at),
        "amount": row.amount,
        "due_at": stored(row.due_at),
        "first_due_at": stored(row.first_due_at),
        "met_at": _text(row.met_at),
        "ended_at": _text(row.ended_at),
        "department": row.department,
        "handler": row.handler,
        "state": str(state(row, now)),
        "early": row.early,
        "extended": row.extended,
        "shortened": row.shortened,
        "provisional": row.provisional,
        "late_minutes": late,
        "late_office_minutes": late_office,
    }


def minutes_late(row: Deadline, now: datetime, rulebook: Rulebook) -> tuple[int | None, int | None]:
    """Elapsed and office minutes from due to done, or to now; fixed once the step has ended (late-grows)."""
    if row.how == "cancelled":
        return None, None
    if row.how is not None:
        return (row.late_seconds or 0) // 60, (row.late_office_seconds or 0) // 60
    if state(row, now) != "overdue":
        return 0, 0
    calendar = rulebook.calendar(rulebook.governing(row.start_at))
    late, office = lateness(row.due_at, now, calendar)
    return late // 60, office // 60


def reasons_of(session: "Session", ids: Sequence[str], policy: Any) -> list[dict[str, str]]:
    """The rules that held, each with its sentence in the reader's language."""
    known = {rule.id: rule for rule in policy.rules}
    return [
        {"rule": id_, "because": in_language(known[id_].because, session.lang) if id_ in known else id_} for id_ in ids
    ]


def in_language(wording: Mapping[str, str], lang: str) -> str:
    """A policy's words in the reader's language, as far as it has them."""
    from complaintctl.policy.parts import in_language as worded

    return worded(wording, lang)


def _text(instant: datetime | None) -> str | None:
    return stored(instant) if instant is not None else None


def advice(session: "Session", case: Case) -> str:
    """The remedy that fits the harm, in the reader's language; empty where the policy advises none (ha-tiers)."""
    facts = facts_of(case.complaint)
    fitting = (remedy for remedy in case.policy.remedies if holds(remedy.when, facts))
    return next((in_language(remedy.advice, session.lang) for remedy in fitting), "")
