"""From what a log says of a case, row by row, to what was done to it: each row becomes one event or several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from complaintctl.cases.deed import Deed
from complaintctl.intake.history import ACTION_OF, OPEN, OWN_FIELDS, STATES, past
from complaintctl.records import Changes, Event
from complaintctl.rules.lifecycle import IN_HAND

_STATE_AFTER = {"register": "registered", **{action: state for state, action in ACTION_OF.items()}}
_HANDS = OWN_FIELDS["assign"]
_RESULTS = tuple(name for action, names in OWN_FIELDS.items() if action != "assign" for name in names)
_DECIDED = ("priority", "grade")


@dataclass(frozen=True, slots=True)
class Said:
    """A row of the log: what it says of the case from this instant on."""

    line: int
    at: datetime
    fields: Mapping[str, Any]


class Passage:
    """The events of one case; its registration stands at their beginning, the rows follow in the order of time.

    What a row repeats of the one before is no news. A state further on is reached by its action, one further back
    by reopening, and one in hand ends a hold; another department or handler is an assignment. A row that does nothing
    to the case is a note. What came of the case (`_RESULTS`) waits for the action that it belongs to.
    """

    def __init__(self, registration: Sequence[Event], deed: Deed) -> None:
        self.events = list(registration)
        self._deed = deed
        self._status = "registered"
        self._was_assigned = False
        self._on_hold = False
        self._known: Changes = {}
        self._waiting: Changes = {}

    def begin(self, said: Said) -> None:
        """The first row: what it decides, the registration holds already."""
        self._news(said.fields, _DECIDED)
        self._go(said, is_note=False)

    def go_on(self, said: Said, correction: Event | None = None) -> None:
        """A later row, and the event by which it corrects what was said of the case before."""
        decided = self._news(said.fields, _DECIDED)
        if correction is not None:
            self.events.append(correction)
        if decided:
            self._happened(said, "priority", decided)
        self._go(said, is_note=correction is None and not decided)

    def end(self) -> None:
        """What no action came for stands with the last event; an outcome only where the case is closed."""
        if self._status != "closed":
            self._waiting.pop("outcome", None)
        self.events[-1].changes |= self._waiting

    def _go(self, said: Said, *, is_note: bool) -> None:
        self._waiting |= self._news(said.fields, _RESULTS)
        for action in self._actions(said.fields) or (["note"] if is_note else []):
            self._happened(said, action, self._changes(action, said.fields))
        self.events[-1].changes |= self._news(said.fields, _HANDS)
        self.events[-1].note = said.fields.get("note") or self.events[-1].note

    def _news(self, fields: Mapping[str, Any], names: Sequence[str]) -> Changes:
        """What the row says of these that wasn't said before; from now on it is known."""
        told = {name: fields[name] for name in names if name in fields and fields[name] != self._known.get(name)}
        self._known |= told
        return told

    def _happened(self, said: Said, action: str, changes: Changes) -> None:
        deed = replace(self._deed, actor=said.fields.get("actor", self._deed.actor))
        self.events.append(past(deed, said.at, action, {}))
        self.events[-1].changes = changes

    # -- which actions -------------------------------------------------------------------------------

    def _actions(self, fields: Mapping[str, Any]) -> list[str]:
        wanted = self._towards(fields)
        moved = any(name in fields and fields[name] != self._known.get(name) for name in _HANDS)
        if moved and "assign" not in wanted:
            place = int(wanted[:1] == ["reopen"])
            if place or self._status in IN_HAND:
                wanted.insert(place, "assign")
        return wanted

    def _towards(self, fields: Mapping[str, Any]) -> list[str]:
        """From the state the case is in to the one the row says, or what it says was done.

        A row that says a case on hold is in hand lets it go on.
        """
        said = fields.get("action") or fields.get("status")
        if said is None:
            return []
        goes_on = self._on_hold and (said == OPEN or said in IN_HAND)
        return [*(["resume"] if goes_on else []), *self._way_to(said, fields)]

    def _way_to(self, said: str, fields: Mapping[str, Any]) -> list[str]:
        goal = said if said in STATES else _STATE_AFTER.get(said)
        if said == OPEN:
            goal = self._status if self._status in IN_HAND else self._back()
            if goal == self._status:
                return []
        if goal is None:
            return self._otherwise(said)
        if goal == self._status:
            return ["assign"] if said == "assign" else []
        if STATES.index(goal) > STATES.index(self._status):
            return [ACTION_OF[goal]]
        return self._backwards(goal, fields)

    def _otherwise(self, action: str) -> list[str]:
        """What leaves the state as it is, or comes back to it; not what changes nothing."""
        idle = {
            "reopen": self._status in IN_HAND,
            "hold": self._on_hold or self._status not in IN_HAND,
            "resume": not self._on_hold,
        }
        return [] if idle.get(action) else [action]

    def _backwards(self, goal: str, fields: Mapping[str, Any]) -> list[str]:
        if self._status in IN_HAND:
            return []
        dissatisfied = self._status == "resolved" and fields.get("satisfied") is False
        back = ["revisit" if dissatisfied else "reopen"]
        return [*back, ACTION_OF[goal]] if STATES.index(goal) > STATES.index(self._back()) else back

    def _back(self) -> str:
        return "assigned" if self._was_assigned else "registered"

    # -- what they change ----------------------------------------------------------------------------

    def _changes(self, action: str, fields: Mapping[str, Any]) -> Changes:
        own = _RESULTS if action == "close" else OWN_FIELDS.get(action, ())
        changes = {name: self._waiting.pop(name) for name in own if name in self._waiting}
        if action == "assign":
            changes |= self._news(fields, _HANDS)
            if "department" in changes and "handler" not in fields:
                changes["handler"] = self._known["handler"] = None
        if action in ("contact", "revisit"):
            changes["reached"] = fields.get("reached", True)
        if action == "revisit" and changes["reached"] and "satisfied" in fields:
            changes = {"satisfied": fields["satisfied"]} | changes
        changes["status"] = self._status = self._after(action, changes)
        self._was_assigned = self._was_assigned or action == "assign"
        self._on_hold = action == "hold" or (self._on_hold and action in ("assign", "contact", "progress", "note"))
        return changes

    def _after(self, action: str, changes: Changes) -> str:
        if action == "revisit" and not changes["reached"]:
            return self._status
        if action == "reopen" or (action == "revisit" and changes.get("satisfied") is False):
            return self._back()
        return _STATE_AFTER.get(action, self._status)
