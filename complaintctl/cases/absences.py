"""Who is away from when until when, and who stands in: the absences of the staff, folded from their events."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from complaintctl.cases.deed import Deed
from complaintctl.errors import Misused, Refused
from complaintctl.records import Event

ACTIONS = ("staff_away", "staff_back")


class Absence(NamedTuple):
    """From the first to the last of these local dates, both included."""

    name: str
    first: date
    last: date
    deputy: str

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def gone(deed: Deed, name: str, first: date, last: date, deputy: str) -> Event:
    """Somebody will be away, or is; what was said before of the same days is replaced (fu-handover)."""
    if last < first:
        raise Backwards(name=name, first=first, last=last)
    if deputy == name:
        raise OwnDeputy(name=name)
    changes = {"name": name, "from": first.isoformat(), "until": last.isoformat(), "deputy": deputy}
    return deed.event("staff_away", changes)


def back(deed: Deed, absences: Sequence[Absence], name: str, today: date) -> Event:
    """Somebody is here again: from today on if they were away, else what was to come is off."""
    if not any(each.name == name and each.last >= today for each in absences):
        raise NotAway(name=name)
    return deed.event("staff_back", {"name": name, "on": today.isoformat()})


def folded(events: Iterable[Event]) -> list[Absence]:
    """The absences as they stand, the earliest first."""
    found: list[Absence] = []
    for event in events:
        said = event.changes
        if event.action == "staff_away":
            first, last = (date.fromisoformat(said[end]) for end in ("from", "until"))
            new = Absence(said["name"], first, last, said["deputy"])
            found = [each for each in found if each.name != new.name or each.last < new.first or new.last < each.first]
            found.append(new)
        else:
            found = _without(found, said["name"], date.fromisoformat(said["on"]))
    return sorted(found, key=lambda each: (each.first, each.name))


def _without(absences: Sequence[Absence], name: str, day: date) -> list[Absence]:
    """Without the one that covers this day, but for its days before; where none does, without the next."""
    own = sorted((each for each in absences if each.name == name and each.last >= day), key=lambda each: each.first)
    if not own:
        return list(absences)
    rest = [each for each in absences if each != own[0]]
    if own[0].first < day:
        rest.append(own[0]._replace(last=date.fromordinal(day.toordinal() - 1)))
    return rest


def away(absences: Sequence[Absence], name: str, day: date) -> Absence | None:
    """The absence of this person on this day."""
    return next((each for each in absences if each.name == name and each.covers(day)), None)


def standing_in(absences: Sequence[Absence], name: str, day: date) -> str:
    """Who is asked in this person's place that day: the deputy, or the deputy's; themselves where all are away."""
    asked, seen = name, {name}
    while absence := away(absences, asked, day):
        asked = absence.deputy
        if asked in seen:
            return name
        seen.add(asked)
    return asked


class Backwards(Misused):
    sentence = "{name} can't be away from {first} until {last}: that ends before it begins."
    hint = "complaintctl staff away {name} --from DATE --until DATE --deputy NAME"

    def __init__(self, *, name: str, first: date, last: date) -> None:
        super().__init__(self.sentence, hint=self.hint, name=name, first=first, last=last)


class OwnDeputy(Refused):
    sentence = "{name} can't stand in for {name}."
    hint = "complaintctl staff away {name} --from DATE --until DATE --deputy NAME"


class NotAway(Refused):
    sentence = "{name} is not away, and is not going to be."
    hint = "complaintctl staff list"
