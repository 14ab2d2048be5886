"""Who is away from when until when, and who stands in: the absences of the staff, folded from their events."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from complaintctl.cases.deed import Deed
from complaintctl.errors import Misused, Refused
from complaintctl.records import Event

ACTIONS = ("staff_away", "staff_back")
DAY = timedelta(days=1)


class Absence(NamedTuple):
    """From the first to the last of these local dates, both included."""

    name: str
    first: date
    last: date
    deputy: str

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def gone(deed: Deed, name: str, first: date, last: date, deputy: str) -> Event:
    """Somebody will be away, or is; of the same days this replaces what was said before (fu-handover)."""
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
            found = [part for each in found for part in _beside(each, new)] + [new]
        else:
            found = _without(found, said["name"], date.fromisoformat(said["on"]))
    return sorted(found, key=lambda each: (each.first, each.name))


def _beside(old: Absence, new: Absence) -> list[Absence]:
    """What is left of an absence beside the days of a newer one of the same person."""
    if old.name != new.name:
        return [old]
    before = old._replace(last=min(old.last, new.first - DAY))
    after = old._replace(first=max(old.first, new.last + DAY))
    return [part for part in dict.fromkeys((before, after)) if part.first <= part.last]


def _without(absences: Sequence[Absence], name: str, day: date) -> list[Absence]:
    """Without the days from this one on that are away in a row, or the next such row where this day is not away."""
    own = sorted(each for each in absences if each.name == name and each.last >= day)
    row = own[:1]
    for each in own[1:]:
        if each.first == row[-1].last + DAY:
            row.append(each)
    begun = [each._replace(last=day - DAY) for each in row if each.first < day]
    return [each for each in absences if each not in row] + begun


def of_now_or_next(absences: Sequence[Absence], name: str, day: date) -> Absence | None:
    """The absence of this person on this day, else the first after it."""
    return min((each for each in absences if each.name == name and each.last >= day), default=None)


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
