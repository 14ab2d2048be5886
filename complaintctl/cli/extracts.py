"""What an export writes out: the columns of complaints, events and deadlines, and their rows, discreet unless told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from complaintctl.cli.answers import deadline_json
from complaintctl.moments import from_stored
from complaintctl.records import MONEY, PERSONAL, PRIVATE
from complaintctl.render.masks import MASKS, masked
from complaintctl.store import deadlines, events, register
from complaintctl.store.register import Filter

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

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
    "extended shortened provisional late_minutes late_office_minutes"
).split()

Records = Callable[[Filter], Iterator[list[Any]]]


class Extract(NamedTuple):
    """The names of the columns, and the rows of the cases that a filter lets through."""

    names: Sequence[str]
    records: Records


def complaints(session: "Session", *, whole: bool) -> Extract:
    """A case a row, by number; `whole` has room for `extra` too."""
    reveal = session.reveals
    names = [name for name in (register.ROW if whole and reveal else register.NAMES) if reveal or name not in KEPT_BACK]
    masks = [] if reveal else [(names.index(name), mask) for name, mask in MASKS.items()]

    def records(which: Filter) -> Iterator[list[Any]]:
        for values in register.records(session.conn, which, session.judged_at, names):
            for place, mask in masks:
                if values[place]:
                    values[place] = mask(values[place])
            yield values

    return Extract(names, records)


def history(session: "Session", **_: object) -> Extract:
    """An event a row, in the order of recording."""
    reveal = session.reveals

    def records(which: Filter) -> Iterator[list[Any]]:
        for number, undone, event in events.records(session.conn, which, session.judged_at):
            yield [
                number, event.seq, event.at, event.recorded_at, event.actor, event.login, event.action,
                event.note if reveal else None, _changes(event.changes, reveal=reveal), undone, event.clock,
                bool(event.imported), event.calendar, not reveal,
            ]  # fmt: skip

    return Extract(EVENT_NAMES, records)


def _changes(changes: Mapping[str, Any], *, reveal: bool) -> dict[str, Any]:
    told = {
        name: register.in_units(value) if name in MONEY and value is not None else value
        for name, value in changes.items()
        if reveal or name not in TOLD
    }
    return told if reveal else masked(told)


def steps(session: "Session", **_: object) -> Extract:
    """A step that has started a row, by number; judged as lists are."""
    now, rulebook = session.judged_at, session.rulebook

    def records(which: Filter) -> Iterator[list[Any]]:
        for number, row in deadlines.records(session.conn, which, now):
            yield [number, *deadline_json(row, now, rulebook).values()]

    return Extract(DEADLINE_NAMES, records)


def dated(extract: Extract, session: "Session") -> Extract:
    """The same with instants as the office's clock shows them, for spreadsheets, which know no zones."""
    names, zone = extract.names, session.zone
    places = [place for place, name in enumerate(names) if name == "at" or name.endswith("_at")]

    def records(which: Filter) -> Iterator[list[Any]]:
        for values in extract.records(which):
            for place in places:
                if values[place] is not None:
                    values[place] = from_stored(values[place]).astimezone(zone).replace(tzinfo=None)
            yield values

    return Extract(names, records)
