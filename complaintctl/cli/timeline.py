"""Events, proposals, deadlines and counted intervals, as json and as text."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from complaintctl.cases.case import Case
from complaintctl.cases.course import in_course
from complaintctl.cli.columns import duration
from complaintctl.cli.registry import N_
from complaintctl.cli.words import label
from complaintctl.moments import from_stored, stored
from complaintctl.records import MONEY, Event, Proposal
from complaintctl.render.masks import masked
from complaintctl.render.text import fields, harmless, padded
from complaintctl.rules.instants import shown
from complaintctl.rules.worktime import Interval
from complaintctl.store.register import NAMES, in_units

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

CODES = ("step", "priority", "grade", "outcome", "remedy", "proposed_remedy", "decision", "root_cause")
"""What an event decided or named, by code."""
WRITTEN = ("solution", "proposed", "comment", "suggestion", "document")
"""Where the words stand that an event wrote down, if not in its note."""
LEARNED = {
    "root_cause": N_("root cause"), "note": N_("found"), "went_well": N_("went well"), "went_badly": N_("went badly"),
    "repeat": N_("to be repeated"), "training": N_("training case"),
}  # fmt: skip
"""What a review says, by the names of its event."""
FIELDS = frozenset(NAMES) - {"ruled_priority", "ruled_grade"}


def event_json(event: Event, *, reveal: bool) -> dict[str, Any]:
    """An event by the names of the contract; a private note and the customer's data only when revealed."""
    changes = {name: _money(name, value) for name, value in event.changes.items()}
    note = event.note
    if not reveal:
        changes = {name: value for name, value in masked(changes).items() if name != "extra"}
        note = None if event.changes.get("private") else note
    return {
        "seq": event.seq,
        "at": stored(event.at),
        "recorded_at": stored(event.recorded_at),
        "actor": event.actor,
        "login": event.login,
        "action": event.action,
        "note": note,
        "changes": changes,
        "undone": event.undone,
        "clock": event.clock,
    }


def _money(name: str, value: Any) -> Any:
    return in_units(value) if name in MONEY and value is not None else value


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """A proposal; instants as UTC text, its cost as a decimal."""
    fields = {name: stored(value) if isinstance(value, datetime) else value for name, value in asdict(proposal).items()}
    return fields | {"cost": _money("cost", proposal.cost)}


def interval_json(interval: Interval) -> dict[str, Any]:
    """A piece of time: what counted, and what was skipped and why."""
    return {
        "from": stored(interval.start),
        "to": stored(interval.end),
        "counted": interval.counted,
        "why": str(interval.why),
        "name": interval.name or None,
        "seconds": int((interval.end - interval.start).total_seconds()),
    }


def print_deadlines(session: "Session", rows: list[dict[str, Any]]) -> None:
    """The steps with their dates and how they stand, a line each."""
    session.say(session.word("\nDeadlines"))
    for row in rows:
        session.say("  " + deadline_line(session, row))


def deadline_line(session: "Session", row: dict[str, Any]) -> str:
    """One step: due when, how it stands, how late."""
    word = session.code
    seq = f"/{row['seq']}" if row["seq"] > 1 else ""
    marks = [word(name) for name in ("early", "extended", "shortened", "provisional") if row[name]]
    late = ""
    if row["late_minutes"]:
        late = session.word(
            " {late} late ({office} of office time)",
            late=duration(session, row["late_minutes"]),
            office=duration(session, row["late_office_minutes"]),
        )
    met = f" {session.shown(from_stored(row['met_at']))}" if row["met_at"] else ""
    return " ".join(
        part
        for part in (
            padded(f"{row['round']} {word(row['step'])}{seq}", 14),
            padded(row["amount"], 12),
            session.shown(from_stored(row["due_at"])),
            f"{word(row['state'])}{met}{late}",
            *marks,
        )
        if part
    )


def print_events(session: "Session", case: Case) -> None:
    """The timeline, by the events' own time; what was taken back is struck out."""
    session.say(session.word("\nTimeline"))
    for event in sorted(case.events, key=lambda event: (event.at, event.seq)):
        action = padded(session.code(event.action), 10)
        told = harmless(_told(session, event))
        line = f"{session.shown(event.at)}  {action} {padded(harmless(event.actor), 8)} {told}"
        undone = session.word("(taken back) ") if event.undone else ""
        session.say(f"  {undone}{line}".rstrip())
        if not event.undone and _begins_a_round(event):
            session.say(session.word("  – a new round –"))


def _begins_a_round(event: Event) -> bool:
    dissatisfied = event.action == "revisit" and event.changes.get("satisfied") is False
    return dissatisfied or event.action == "reopen"


def _told(session: "Session", event: Event) -> str:
    """What an event says, in a few words: what was decided, moved or found, then the words written down."""
    changes = event.changes
    codes = [changes[name] for name in CODES if name in changes and event.action != "register"]
    words = [session.code(str(code)) for code in codes if not isinstance(code, bool)]
    if changes.get("reached") is False:
        words.append(session.word("not reached"))
    if "satisfied" in changes:
        words.append(session.word("satisfied") if changes["satisfied"] else session.word("not satisfied"))
    words += [str(changes[name]) for name in ("department", "handler", "to", "other", "score") if changes.get(name)]
    words += [session.translate(changes["who"])] if changes.get("who") else []
    if event.action == "extend":
        words.append(session.shown(from_stored(changes["due_at"])))
    if event.action == "edit":
        words.append(" ".join(session.word(label(name)) for name in sorted(changes) if name in FIELDS))
    if changes.get("read_back"):
        words.append(session.word("read back to the customer"))
    note = event.note if session.reveals or not changes.get("private") else "…"
    written = [note] if note else [changes[name] for name in WRITTEN if changes.get(name)]
    return " · ".join(word for word in (*words, *written) if word)


def print_proposals(session: "Session", case: Case) -> None:
    """What was offered, at what cost, by whom, until when, and what became of it; all are kept."""
    if case.proposals:
        session.say(session.word("\nProposals"))
    for offer in case.proposals:
        decision = "replaced" if offer.decision == "withdrawn" else offer.decision  # no customer has withdrawn it
        became = [session.code(code) for code in (decision, offer.answer) if code]
        parts = (
            f"{offer.round}/{offer.seq}",
            offer.solution,
            session.code(offer.remedy or ""),
            session.word("cost {cost}", cost=in_units(offer.cost)) if offer.cost else "",
            offer.owner,
            session.word("until {date}", date=session.shown(from_stored(offer.until))) if offer.until else "",
            offer.check,
            ", ".join(became),
            offer.reason,
        )
        session.say("  " + " · ".join(harmless(str(part)) for part in parts if part))


def print_reviews(session: "Session", case: Case) -> None:
    """What was learned from the case, by each review that stands (le-review)."""
    reviews = [event for event in in_course(case.events) if event.action == "review"]
    if reviews:
        session.say(session.word("\nWhat was learned"))
    for event in reviews:
        head = (session.code("review"), f"{session.shown(event.at)} · {event.actor}")
        for line in fields([head, *_learned(session, event)], indent=2, width=session.breadth):
            session.say(line)


def _learned(session: "Session", event: Event) -> Iterator[tuple[str, str]]:
    said = {**event.changes, "note": event.note}
    for name, title in LEARNED.items():
        if value := said.get(name):
            told = session.word("yes") if value is True else session.code(value) if name in CODES else value
            yield session.translate(title), told


def print_documents(session: "Session", rows: list[dict[str, Any]]) -> None:
    """What is kept with the case, a line each."""
    if rows:
        session.say(session.word("\nDocuments"))
    for row in rows:
        agreement = session.word("the written agreement") if row["agreement"] else ""
        added, size = session.shown(from_stored(row["added_at"])), f"{row['size']:,}"
        line = session.word("{added}  {name} ({size} bytes)", added=added, name=harmless(row["name"]), size=size)
        session.say(f"  {line} {agreement}".rstrip())


def print_counting(session: "Session", row: dict[str, Any], intervals: list[Interval]) -> None:
    """How a deadline came about: from when, how much, and every interval between."""
    session.say("")
    session.say(deadline_line(session, row))
    session.say(
        session.word(
            "  {amount} from {start}: {due}",
            amount=row["amount"],
            start=session.shown(from_stored(row["start_at"])),
            due=session.shown(from_stored(row["first_due_at" if row["extended"] else "due_at"])),
        )
    )
    if row["first_due_at"] != row["due_at"]:
        if row["extended"]:
            session.say(session.word("  moved since, to {due}", due=session.shown(from_stored(row["due_at"]))))
        else:
            first = session.shown(from_stored(row["first_due_at"]))
            session.say(session.word("  before the change: {due}", due=first))
    if len(intervals) > 1 or "office" in row["amount"] or "workday" in row["amount"]:
        for interval in intervals:
            session.say("    " + interval_line(session, interval))


def interval_line(session: "Session", interval: Interval, zone: ZoneInfo | None = None) -> str:
    """A piece of time as a line, local to the policy's zone or another: + where it counts."""
    start, end = (shown(instant, zone or session.zone) for instant in (interval.start, interval.end))
    mark = "+" if interval.counted else " "
    length = duration(session, int((interval.end - interval.start).total_seconds()) // 60)
    why = " ".join(filter(None, (session.code(str(interval.why)), interval.name)))
    return f"{mark} {start} – {end}  {padded(length, 12)} {why}"
