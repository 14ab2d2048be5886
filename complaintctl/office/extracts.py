"""What an export writes out: the columns of complaints, events and deadlines, and their rows, discreet unless told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from complaintctl.contract import NAMES, ROW, in_units
from complaintctl.discretion import MASKS, masked
from complaintctl.moments import from_stored
from complaintctl.office.filters import Which, filter_of
from complaintctl.office.premises import Premises
from complaintctl.office.shapes import deadline
from complaintctl.records import MONEY, PERSONAL, PRIVATE
from complaintctl.store import deadlines, events, listing
from complaintctl.store.listing import Filter

KEPT_BACK = frozenset({"content", "demand"})
"""What customers said leaves the house only with --reveal."""
TOLD = PRIVATE - PERSONAL
"""What people wrote in their own words, or brought, as it stands in the changes of an event."""
EVENT_NAMES = (
    "number seq at recorded_at actor login action note changes undone clock imported calendar masked"
).split()
"""The names of the contract, and behind them what an import needs to make the same case of them."""
DEADLINE_NAMES = (
    "number step round seq start_at amount due_at first_due_at met_at ended_at department handler state early "
    "extended shortened provisional late_minutes late_office_minutes law"
).split()

Filtered = Callable[[Filter], Iterator[list[Any]]]


class Extract(NamedTuple):
    """The names of the columns, and the rows: of all cases that are let through, or of the one with a whole number."""

    names: Sequence[str]
    records: Callable[[str | None], Iterator[list[Any]]]


def extract(office: Premises, what: str, which: Which, *, reveal: bool, whole: bool, dates: bool) -> Extract:
    """Complaints, events or deadlines of these cases; `whole` has room for `extra`, `dates` gives local times."""
    filter_of(which, lambda: office.rulebook)  # what is refused is refused before anything is written
    names, filtered = _EXTRACTS[what](office, reveal=reveal, whole=whole)
    dated = _dated(names, office.zone) if dates else None

    def records(number: str | None) -> Iterator[list[Any]]:
        asked: Which = which if number is None else {**which, "number": [number]}
        found = filtered(filter_of(asked, lambda: office.rulebook))
        return map(dated, found) if dated else found

    return Extract(names, records)


def _complaints(office: Premises, *, reveal: bool, whole: bool) -> tuple[Sequence[str], Filtered]:
    """A case a row, by number; `whole` has room for `extra` too."""
    names = [name for name in (ROW if whole and reveal else NAMES) if reveal or name not in KEPT_BACK]
    masks = [] if reveal else [(names.index(name), mask) for name, mask in MASKS.items()]

    def records(which: Filter) -> Iterator[list[Any]]:
        for values in listing.records(office.conn, which, office.judged_at, names):
            for place, mask in masks:
                if values[place]:
                    values[place] = mask(values[place])
            yield values

    return names, records


def _events(office: Premises, *, reveal: bool, **_: object) -> tuple[Sequence[str], Filtered]:
    """An event a row, in the order of recording."""

    def records(which: Filter) -> Iterator[list[Any]]:
        for number, undone, event in events.records(office.conn, which, office.judged_at):
            yield [
                number, event.seq, event.at, event.recorded_at, event.actor, event.login, event.action,
                event.note if reveal else None, _changes(event.changes, reveal=reveal), undone, event.clock,
                bool(event.imported), event.calendar, not reveal,
            ]  # fmt: skip

    return EVENT_NAMES, records


def _changes(changes: Mapping[str, Any], *, reveal: bool) -> dict[str, Any]:
    told = {
        name: in_units(value) if name in MONEY and value is not None else value
        for name, value in changes.items()
        if reveal or name not in TOLD
    }
    return told if reveal else masked(told)


def _deadlines(office: Premises, **_: object) -> tuple[Sequence[str], Filtered]:
    """A step that has started a row, by number; judged as lists are."""
    now, rulebook = office.judged_at, office.rulebook

    def records(which: Filter) -> Iterator[list[Any]]:
        for number, row in deadlines.records(office.conn, which, now):
            yield [number, *deadline(row, now, rulebook).values()]

    return DEADLINE_NAMES, records


def _dated(names: Sequence[str], zone: ZoneInfo) -> Callable[[list[Any]], list[Any]]:
    """Puts instants as the office's clock shows them, for spreadsheets, which know no zones."""
    places = [place for place, name in enumerate(names) if name == "at" or name.endswith("_at")]

    def dated(values: list[Any]) -> list[Any]:
        for place in places:
            if values[place] is not None:
                values[place] = from_stored(values[place]).astimezone(zone).replace(tzinfo=None)
        return values

    return dated


_EXTRACTS: Mapping[str, Callable[..., tuple[Sequence[str], Filtered]]] = {
    "complaints": _complaints,
    "events": _events,
    "deadlines": _deadlines,
}
