"""A policy comes into force, or the days off change: what is written down then, and which running steps move."""

from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from complaintctl.cases.deed import Deed
from complaintctl.moments import stored
from complaintctl.records import Event
from complaintctl.store import events, office

if TYPE_CHECKING:
    from datetime import datetime

    from complaintctl.cli.session import Session
    from complaintctl.policy.schema import Policy

NEAR = timedelta(days=60)
"""So long before a year begins whose days off may not have been decreed, a newer library is looked for."""


def enact(session: "Session", policy: "Policy", text: str, at: "datetime") -> int:
    """Take a policy into force at this instant, with the days off its office goes by; answers its number."""
    from complaintctl.cli import rulebook

    conn, actor, now = session.conn, session.actor, session.now
    id_ = office.add_policy(conn, since=at, recorded_at=now, actor=actor, toml=text, data=policy.data)
    calendar = rulebook.keep_calendar(conn, policy.opening, now, policy=id_)
    changes = {"policy": id_, "name": policy.name, "sha256": sha256(text.encode()).hexdigest(), "since": stored(at)}
    event = Event(at, now, actor, session.login, "policy", changes, clock=session.clock, calendar=calendar)
    events.Appender(conn).append(event, None)
    session.forget_policy()
    return id_


def recount(session: "Session", deed: Deed, before: int) -> int:
    """Count the running steps again by the newest days off; answers how many cases moved, one event each."""
    if office.same_days(session.conn, before, deed.calendar):
        return 0
    from complaintctl.cases.recounting import recounted
    from complaintctl.cli import recording
    from complaintctl.store import deadlines

    moved = 0
    for id_ in deadlines.cases_running(session.conn, deed.at):
        case = session.case(id_)
        event = recounted(case, deed, before)
        if event is not None:
            recording.record(session, id_, case, event)
            moved += 1
    return moved


def renew(session: "Session") -> None:
    """Take over the days off of a newer library when a year comes near; inside a transaction (clock-no-data)."""
    before, _ = office.latest_calendar(session.conn)
    made = office.calendar_made(session.conn, before)
    if not made["country"] or not _is_near(made, session.now.date()):
        return
    from complaintctl.cli import rulebook

    library = rulebook.installed_library()
    if library == made["library"]:
        return
    in_force = session.policy.opening
    version = rulebook.keep_calendar(session.conn, in_force, session.now, policy=made["policy"])
    session.forget_policy()
    deed = Deed(session.now, session.now, session.actor, session.login, clock=session.clock, calendar=version)
    news = deed.event("calendar", {"version": version, "library": library})
    events.Appender(session.conn).append(news, None)
    recount(session, deed, before)


def _is_near(made: dict[str, str], today: date) -> bool:
    """Whether a year begins soon that these days off are not sure of."""
    sure_until = date.fromisoformat(made["decreed_until"] or f"{made['made_at'][:4]}-12-31")
    return today + NEAR > sure_until
