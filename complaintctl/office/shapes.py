"""What programs are told of a case, by the names of the contract: its deadlines, events, proposals, pieces of time."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.contract import in_units
from complaintctl.discretion import masked
from complaintctl.moments import stored
from complaintctl.policy.laws import Law
from complaintctl.records import MONEY, Deadline, Event, Proposal, Task
from complaintctl.rules.deadlines import lateness, state
from complaintctl.rules.rulebook import Rulebook
from complaintctl.rules.worktime import Interval


def deadline(row: Deadline, now: datetime, rulebook: Rulebook) -> dict[str, Any]:
    """A deadline; minutes rounded down, null where the step was cancelled."""
    late, late_office = _minutes_late(row, now, rulebook)
    return {
        "step": row.step,
        "round": row.round,
        "seq": row.seq,
        "start_at": stored(row.start_at),
        "amount": row.amount,
        "due_at": stored(row.due_at),
        "first_due_at": stored(row.first_due_at),
        "met_at": text(row.met_at),
        "ended_at": text(row.ended_at),
        "department": row.department,
        "handler": row.handler,
        "state": str(state(row, now)),
        "early": row.early,
        "extended": row.extended,
        "shortened": row.shortened,
        "provisional": row.provisional,
        "late_minutes": late,
        "late_office_minutes": late_office,
        "law": row.law,
    }


def _minutes_late(row: Deadline, now: datetime, rulebook: Rulebook) -> tuple[int | None, int | None]:
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


NAMING = frozenset({"extra", "letter_text"})
"""What may name the customer anywhere in it, so that no mask would do."""


def event(told: Event, *, reveal: bool) -> dict[str, Any]:
    """An event; a private note and the customer's data only when revealed."""
    changes = {name: _money(name, value) for name, value in told.changes.items()}
    note = told.note
    if not reveal:
        changes = {name: value for name, value in masked(changes).items() if name not in NAMING}
        note = None if told.changes.get("private") else note
    return {
        "seq": told.seq,
        "at": stored(told.at),
        "recorded_at": stored(told.recorded_at),
        "actor": told.actor,
        "login": told.login,
        "action": told.action,
        "note": note,
        "changes": changes,
        "undone": told.undone,
        "clock": told.clock,
    }


def _money(name: str, value: Any) -> Any:
    return in_units(value) if name in MONEY and value is not None else value


def proposal(offer: Proposal) -> dict[str, Any]:
    """A proposal; instants as UTC text, its cost as a decimal."""
    fields = {name: stored(value) if isinstance(value, datetime) else value for name, value in asdict(offer).items()}
    return fields | {"cost": _money("cost", offer.cost)}


def law(told: Law) -> dict[str, Any]:
    """A clock of the law as its pack says it; amounts as written, dates as ISO text."""
    return {
        "law": told.id,
        "label": dict(told.label),
        "clause": told.clause,
        "source": told.source,
        "from": told.start,
        "amount": told.amount.written,
        "extensions": [extension.amount.written for extension in told.extensions],
        "met_by": sorted(told.met_by),
        "valid_from": told.valid_from.isoformat() if told.valid_from else None,
        "valid_until": told.valid_until.isoformat() if told.valid_until else None,
    }


def task(case: Case, told: Task, now: datetime) -> dict[str, Any]:
    """A task of a plan with its deadline; instants as UTC text."""
    row = next(row for row in case.deadlines if (row.step, row.seq) == ("task", told.seq))
    return {
        "task": f"{case.number}/{told.name}",
        "number": case.number,
        "what": told.what,
        "owner": told.owner,
        "department": told.department,
        "due_at": stored(row.due_at),
        "first_due_at": stored(row.first_due_at),
        "state": str(state(row, now)),
        "check": told.check,
        "added_at": stored(told.at),
        "added_by": told.by,
        "ended_at": text(told.ended_at),
        "ended_by": told.ended_by,
        "end": told.end,
        "note": told.note,
    }


def interval(piece: Interval) -> dict[str, Any]:
    """A piece of time: what counted, and what was skipped and why."""
    return {
        "from": stored(piece.start),
        "to": stored(piece.end),
        "counted": piece.counted,
        "why": str(piece.why),
        "name": piece.name or None,
        "seconds": int((piece.end - piece.start).total_seconds()),
    }


def documents(case: Case) -> list[dict[str, Any]]:
    """The documents of a case in the order they came; what was taken back or erased is none."""
    return [
        {
            "name": told.changes["document"],
            "sha256": told.changes["sha256"],
            "size": told.changes["size"],
            "added_at": stored(told.at),
            "event": told.seq,
            "agreement": bool(told.changes.get("agreement")),
        }
        | ({"elsewhere": True} if told.changes.get("elsewhere") else {})
        for told in sorted(case.events, key=lambda told: (told.at, told.seq))
        if told.action == "attach" and not told.undone and "sha256" in told.changes
    ]


def holds(case: Case) -> list[dict[str, Any]]:
    """The times in which the customer's answer was awaited; the end is null while it is."""
    return [{"round": hold.round, "from": stored(hold.start), "to": text(hold.end)} for hold in case.clocks.holds]


def text(instant: datetime | None) -> str | None:
    """An instant as it is told, UTC; None for none."""
    return stored(instant) if instant is not None else None
