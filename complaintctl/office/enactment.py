"""A policy comes into force, or the days off change: what is written down then, and which running steps move."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from complaintctl.cases.deed import Deed
from complaintctl.cases.recounting import recounted
from complaintctl.moments import stored
from complaintctl.office.premises import Premises
from complaintctl.office.rulebook import installed_library, keep_calendar
from complaintctl.policy.schema import Policy
from complaintctl.records import Event
from complaintctl.store import calendars, deadlines, policies

NEAR = timedelta(days=60)
"""So long before a year begins whose days off may not have been decreed, a newer library is looked for."""


def enact(office: Premises, policy: Policy, text: str, at: datetime) -> int:
    """Take a policy into force at this instant, with the days off its office goes by; answers its number."""
    conn, actor, now = office.conn, office.actor, office.now
    id_ = policies.add_policy(conn, since=at, recorded_at=now, actor=actor, toml=text, data=policy.data)
    calendar = keep_calendar(conn, policy.opening, now, policy=id_)
    changes = {"policy": id_, "name": policy.name, "sha256": sha256(text.encode()).hexdigest(), "since": stored(at)}
    office.write_down(Event(at, now, actor, office.login, "policy", changes, clock=office.clock, calendar=calendar))
    office.forget_policy()
    return id_


def recount(office: Premises, deed: Deed, before: int) -> int:
    """Count the running steps again by the newest days off; answers how many cases moved, one event each."""
    if calendars.same_days(office.conn, before, deed.calendar):
        return 0
    moved = 0
    for id_ in deadlines.cases_running(office.conn, deed.at):
        case = office.folded(id_)
        event = recounted(case, deed, before)
        if event is not None:
            office.record(id_, case, event)
            moved += 1
    return moved


def renew(office: Premises) -> None:
    """Take over the days off of a newer library when a year comes near; inside a transaction (clock-no-data)."""
    before, _ = calendars.latest_calendar(office.conn)
    made = calendars.calendar_made(office.conn, before)
    if not made["country"] or not _is_near(made, office.now.date()):
        return
    library = installed_library()
    if library == made["library"]:
        return
    version = keep_calendar(office.conn, office.policy.opening, office.now, policy=made["policy"])
    office.forget_policy()
    deed = Deed(office.now, office.now, office.actor, office.login, clock=office.clock, calendar=version)
    office.write_down(deed.event("calendar", {"version": version, "library": library}))
    recount(office, deed, before)


def _is_near(made: dict[str, str], today: date) -> bool:
    """Whether a year begins soon that these days off are not sure of."""
    sure_until = date.fromisoformat(made["decreed_until"] or f"{made['made_at'][:4]}-12-31")
    return today + NEAR > sure_until
