"""What was done to a case just now, to what, and what is next: the answer to an action, below the case's own line."""

from collections.abc import Iterator, Mapping
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.cases.course import fold
from complaintctl.cases.deed import to_decide
from complaintctl.cases.proposals import PROPOSING, last
from complaintctl.contract import in_units
from complaintctl.discretion import MASKS
from complaintctl.locale import N_
from complaintctl.moments import from_stored
from complaintctl.records import INSTANTS, MONEY, Event
from complaintctl.words.codes import label
from complaintctl.words.events import FIELDS, told
from complaintctl.words.reader import Reader

CORRECTING = frozenset({"edit", "priority", "convert"})
"""Actions that change what is there: both sides are told."""


def done_lines(reader: Reader, case: Case) -> Iterator[str]:
    """The last thing that was written down, then the command that goes on from there, if it is not the case's line."""
    event = case.last_event
    if event.action in CORRECTING:
        yield from _corrected(reader, case, event)
    elif words := told(reader, event):
        yield f"  {reader.code(event.action)}: {words}"
    if step := _next(case, event):
        yield f"  → {step}"


def _corrected(reader: Reader, case: Case, event: Event) -> Iterator[str]:
    """Each field that changed, with its old and new value."""
    before = fold([each for each in case.events if each is not event], case.rulebook)
    for name in event.changes:
        if name not in FIELDS:
            continue
        was = getattr(before.complaint, name) if before is not None else None
        now = getattr(case.complaint, name)
        sides = (_value(reader, name, was), _value(reader, name, now))
        yield f"  {reader.word(label(name))}: {sides[0]} → {sides[1]}"
    if event.note:
        yield f"  {event.note}"


def _value(reader: Reader, name: str, value: Any) -> str:
    """A field as people read it, masked as everywhere."""
    if value in (None, "", []):
        return "–"
    if name in MASKS and not reader.reveals:
        return MASKS[name](str(value))
    if name in MONEY:
        return str(in_units(value))
    if name in INSTANTS:
        return reader.shown(from_stored(value) if isinstance(value, str) else value)
    if name == "flags":
        return ", ".join(map(reader.flag, value))
    if name == "cause":
        return reader.cause(str(value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return reader.code(str(value)) if name in _CODED else str(value)


_CODED = frozenset("kind priority grade category channel preferred_channel".split())


def _next(case: Case, event: Event) -> str:
    """What follows from a proposal, its decision or the customer's answer."""
    offer = last(case.proposals, case.complaint.round)
    if event.action not in PROPOSING or offer is None:
        return ""
    if offer.answer == "declined" or offer.decision == "rejected":
        command = _NEXT["turned down"]
    elif to_decide(case) is not None:
        command = _NEXT["waits"]
    else:
        command = _NEXT["accepted" if offer.answer == "accepted" else "approved"]
    return command.format(number=case.number)


_NEXT: Mapping[str, str] = {
    "turned down": N_('complaintctl propose {number} --solution "…"'),
    "waits": N_("complaintctl approve {number} | reject {number}"),
    "approved": N_("complaintctl accept {number} | decline {number}"),
    "accepted": N_("complaintctl resolve {number}"),
}
