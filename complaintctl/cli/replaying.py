"""Past cases replayed under a draft, one after the other; nothing is written."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from complaintctl.cases.replay import Recount, Summary, replayed
from complaintctl.intake.likeness import alike, most_asked_for
from complaintctl.moments import from_stored
from complaintctl.records import Changes, Event
from complaintctl.rules.instants import parse_range
from complaintctl.rules.rulebook import Rulebook, Snapshot
from complaintctl.store import complaints, events

if TYPE_CHECKING:
    from complaintctl.cli.session import Session
    from complaintctl.policy.schema import Policy

BEGINNING = from_stored("0001-01-01T00:00:00Z")


def summary_of(session: "Session", draft: "Policy", received: str | None) -> Summary:
    """What would have become of the cases received in this range, of all where none is said."""
    now = session.judged_at
    since, until = parse_range(received, zone=session.zone, now=now) if received else (None, None)
    book = draft_book(session, draft)
    counted_otherwise = _counts_otherwise(session.policy, draft)
    summary = Summary()
    for id_ in complaints.received_between(session.conn, since, until):
        recorded = list(_until(session, id_, now))
        recount = _recount(session, id_, draft) if counted_otherwise else None
        replay = replayed(recorded, session.rulebook, book, now, recount)
        if replay is not None:
            summary.add(replay)
    return summary


def _until(session: "Session", id_: int, now: datetime) -> Iterator[Event]:
    return (event for event in events.of_case(session.conn, id_) if event.at <= now or not session.given.as_of)


def draft_book(session: "Session", draft: "Policy") -> Rulebook:
    """The draft as the only policy there ever was, with the days off its office would go by."""
    from complaintctl.cli import rulebook
    from complaintctl.store import office as store

    opening, kept = draft.opening, session.rulebook
    in_force = session.policy.opening
    own = (opening.country, opening.open, opening.closed, opening.confirmed_until)
    if own == (in_force.country, in_force.open, in_force.closed, in_force.confirmed_until):
        return Rulebook([(BEGINNING, draft)], kept.snapshots)
    known = kept.snapshots[kept.version].country
    country = known if opening.country == in_force.country else rulebook.days_off(opening.country)
    snapshot = Snapshot(country, opening.open, opening.closed, opening.confirmed_until)
    return Rulebook([(BEGINNING, draft)], dict.fromkeys(store.calendars(session.conn), snapshot))


def _counts_otherwise(in_force: "Policy", draft: "Policy") -> bool:
    """Whether repeats and look-alikes must be counted anew: over another time, or further than was counted."""
    same = in_force.defaults.window == draft.defaults.window
    return not same or most_asked_for(draft) > most_asked_for(in_force)


def _recount(session: "Session", id_: int, draft: "Policy") -> Recount:
    def recount(fields: Changes) -> tuple[int, int]:
        received, window = from_stored(fields["received_at"]), draft.defaults.window
        return alike(session.conn, fields, received, window, draft.opening.zone, but=id_)

    return recount
