"""Past cases replayed under a draft, one after the other; nothing is written."""

from collections.abc import Iterator
from datetime import datetime

from complaintctl.cases.replay import Recount, Summary, replayed
from complaintctl.intake.likeness import alike, most_asked_for
from complaintctl.moments import from_stored
from complaintctl.office.premises import Premises
from complaintctl.office.rulebook import days_off
from complaintctl.policy.schema import Policy
from complaintctl.records import Changes, Event
from complaintctl.rules.rulebook import Rulebook, Snapshot
from complaintctl.store import calendars, complaints, events

Range = tuple[datetime | None, datetime | None]
BEGINNING = from_stored("0001-01-01T00:00:00Z")


def summary_of(office: Premises, draft: Policy, received: Range | None) -> Summary:
    """What would have become of the cases received in this range, of all where none is said."""
    now = office.judged_at
    since, until = received or (None, None)
    book = draft_book(office, draft)
    counted_otherwise = _counts_otherwise(office.policy, draft)
    summary = Summary()
    for id_ in complaints.received_between(office.conn, since, until):
        recorded = list(_until(office, id_, now))
        recount = _recount(office, id_, draft) if counted_otherwise else None
        replay = replayed(recorded, office.rulebook, book, now, recount)
        if replay is not None:
            summary.add(replay)
    return summary


def _until(office: Premises, id_: int, now: datetime) -> Iterator[Event]:
    return (event for event in events.of_case(office.conn, id_) if event.at <= now or not office.looks_back)


def draft_book(office: Premises, draft: Policy) -> Rulebook:
    """The draft as the only policy there ever was, with the days off its office would go by."""
    opening, kept, in_force = draft.opening, office.rulebook, office.policy.opening
    own = (opening.country, opening.open, opening.closed, opening.confirmed_until)
    if own == (in_force.country, in_force.open, in_force.closed, in_force.confirmed_until):
        return Rulebook([(BEGINNING, draft)], kept.snapshots)
    known = kept.snapshots[kept.version].country
    country = known if opening.country == in_force.country else days_off(opening.country)
    snapshot = Snapshot(country, opening.open, opening.closed, opening.confirmed_until)
    return Rulebook([(BEGINNING, draft)], dict.fromkeys(calendars.calendars(office.conn), snapshot))


def _counts_otherwise(in_force: Policy, draft: Policy) -> bool:
    """Whether repeats and look-alikes must be counted anew: over another time, or further than was counted."""
    same = in_force.defaults.window == draft.defaults.window
    return not same or most_asked_for(draft) > most_asked_for(in_force)


def _recount(office: Premises, id_: int, draft: Policy) -> Recount:
    def recount(fields: Changes) -> tuple[int, int]:
        received, window = from_stored(fields["received_at"]), draft.defaults.window
        return alike(office.conn, fields, received, window, draft.opening.zone, but=id_)

    return recount
