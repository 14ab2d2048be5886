"""The words that help: which script fits a case as it stands, and the case's own words put into it (le-scripts)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from string import Formatter

from complaintctl.cases.case import Case
from complaintctl.cases.course import in_course
from complaintctl.cases.deed import to_decide
from complaintctl.cases.proposals import last
from complaintctl.errors import OneOf, Refused
from complaintctl.policy.parts import Script
from complaintctl.records import Event
from complaintctl.rules.lifecycle import IN_HAND

FIRST = ("answer", "contact", "apology")
LATER = ("progress", "answer", "contact")
AFTER = ("revisit", "progress")
PROMISED = frozenset({"progress", "solution", "resolve", "statutory"})
"""The steps whose dates a customer may be told."""
NOTHING = "…"


def fitting(scripts: Sequence[Script], case: Case) -> Script:
    """The script for the state of the case; where the policy has none of that name, its first."""
    if not scripts:
        raise NoScripts
    known = {script.situation: script for script in scripts}
    return next((known[name] for name in _wanted(case) if name in known), scripts[0])


def named(scripts: Sequence[Script], situation: str) -> Script:
    """The script of that name; Refused where there is none."""
    for script in scripts:
        if script.situation == situation:
            return script
    raise NoScripts if not scripts else UnknownSituation(situation, scripts)


def filled(text: str, words: Mapping[str, str | None]) -> str:
    """The text with its fields filled in; what the case doesn't know yet is left open, an unknown field as it is."""
    pieces = []
    for literal, field, _, _ in Formatter().parse(text):
        pieces.append(literal)
        if field is not None:
            pieces.append((words[field] or NOTHING) if field in words else f"{{{field}}}")
    return "".join(pieces)


def fields_of(text: Mapping[str, str]) -> frozenset[str]:
    """The fields that a text asks for, in any of its languages."""
    parsed = (field for words in text.values() for _, field, _, _ in Formatter().parse(words))
    return frozenset(field for field in parsed if field)


def solution_of(case: Case) -> str | None:
    """What was done, or else what the house has agreed to offer: nobody promises more (ha-approve)."""
    if case.complaint.status not in IN_HAND:
        return case.complaint.solution
    offer = last(case.proposals, case.complaint.round)
    if offer is None or offer.decision != "approved" or offer.answer == "declined" or to_decide(case) is not None:
        return None
    return offer.solution


def promised(case: Case, now: datetime) -> datetime | None:
    """By when the customer hears from the house again: a date that was moved, else the next one to come."""
    coming = [row for row in case.deadlines if row.ended_at is None and row.step in PROMISED and row.due_at > now]
    moved = [row for row in coming if row.extended]
    return min((row.due_at for row in moved or coming), default=None)


def _wanted(case: Case) -> tuple[str, ...]:
    if case.complaint.status not in IN_HAND:
        return AFTER
    return LATER if _spoken(case.events) else FIRST


def _spoken(events: Sequence[Event]) -> bool:
    """Whether the customer was spoken to in the last round."""
    spoken = False
    for event in in_course(events):
        if event.action in ("contact", "progress"):
            spoken = spoken or event.changes.get("reached", True)
        elif event.action == "reopen" or event.changes.get("satisfied") is False:
            spoken = False
    return spoken


class NoScripts(Refused):
    code = "no-scripts"
    sentence = "The policy has no scripts."
    hint = "Add [[script]] to it: complaintctl policy show --toml"


class UnknownSituation(Refused):
    code = "unknown-situation"

    def __init__(self, situation: str, scripts: Sequence[Script]) -> None:
        super().__init__(
            "The policy has no script for “{situation}”.",
            hint="There are: {situations}",
            situation=situation,
            situations=OneOf.codes(script.situation for script in scripts),
        )
