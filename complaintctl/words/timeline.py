"""The history of a case in lines: its steps, what was done and offered, what was learned, how a date came about."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from complaintctl.cases.case import Case
from complaintctl.cases.course import in_course
from complaintctl.contract import in_units
from complaintctl.locale import N_
from complaintctl.moments import from_stored
from complaintctl.records import Event
from complaintctl.render.text import fields, harmless, padded
from complaintctl.render.tones import Toned
from complaintctl.rules.instants import shown
from complaintctl.rules.worktime import Interval
from complaintctl.words.columns import duration
from complaintctl.words.events import CODES, told
from complaintctl.words.reader import Reader

TONES = {"overdue": "late", "late": "late", "met": "good", "held": "held", "cancelled": "past", "struck": "past"}
"""How a deadline stands, as its colour."""
LEARNED = {
    "root_cause": N_("root cause"), "note": N_("found"), "went_well": N_("went well"), "went_badly": N_("went badly"),
    "repeat": N_("to be repeated"), "training": N_("training case"),
}  # fmt: skip
"""What a review says, by the names of its event."""


def deadline_lines(reader: Reader, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The steps with their dates and how they stand, a line each."""
    yield Toned(reader.word("\nDeadlines"), "head")
    for row in rows:
        yield Toned("  " + deadline_line(reader, row), TONES.get(row["state"], ""))


def deadline_line(reader: Reader, row: Mapping[str, Any]) -> str:
    """One step: due when, how it stands, how late."""
    word = reader.code
    marks = [word(name) for name in ("early", "extended", "shortened", "provisional") if row[name]]
    late = ""
    if row["late_minutes"]:
        late = reader.word(
            " {late} late ({office} of office time)",
            late=duration(reader, row["late_minutes"]),
            office=duration(reader, row["late_office_minutes"]),
        )
    met = f" {reader.shown(from_stored(row['met_at']))}" if row["met_at"] else ""
    return " ".join(
        part
        for part in (
            padded(f"{row['round']} {step_name(reader, row)}", 14),
            padded(_amount(reader, row), 12),
            reader.shown(from_stored(row["due_at"])),
            f"{word(row['state'])}{met}{late}",
            *marks,
        )
        if part
    )


def step_name(reader: Reader, row: Mapping[str, Any]) -> str:
    """A step, with its number where there may be several: `task T1`, `progress/2`."""
    if row["step"] == "task":
        return f"{reader.code(row['step'])} T{row['seq']}"
    if row["law"] is not None:
        return f"{reader.code(row['step'])} {row['law']}"
    return reader.code(row["step"]) + (f"/{row['seq']}" if row["seq"] > 1 else "")


def event_lines(reader: Reader, case: Case, *, newest_first: bool = False) -> Iterator[str]:
    """The timeline, by the events' own time; what was taken back is struck out."""
    yield Toned(reader.word("\nTimeline"), "head")
    course = sorted(case.events, key=lambda event: (event.at, event.seq), reverse=newest_first)
    for event in course:
        lines = list(_event_lines(reader, event))
        yield from reversed(lines) if newest_first else lines


def _event_lines(reader: Reader, event: Event) -> Iterator[str]:
    """What was done, and the round that it began."""
    action = padded(reader.code(event.action), 10)
    words = harmless(told(reader, event))
    line = f"{reader.shown(event.at)}  {action} {padded(harmless(event.actor), 8)} {words}"
    undone = reader.word("(taken back) ") if event.undone else ""
    yield Toned(f"  {undone}{line}".rstrip(), "past" if event.undone else "")
    if not event.undone and _begins_a_round(event):
        yield reader.word("  – a new round –")


def _begins_a_round(event: Event) -> bool:
    dissatisfied = event.action == "revisit" and event.changes.get("satisfied") is False
    return dissatisfied or event.action == "reopen"


def proposal_lines(reader: Reader, case: Case) -> Iterator[str]:
    """What was offered, at what cost, by whom, until when, and what became of it; all are kept."""
    if case.proposals:
        yield Toned(reader.word("\nProposals"), "head")
    for offer in case.proposals:
        decision = "replaced" if offer.decision == "withdrawn" else offer.decision  # no customer has withdrawn it
        became = [reader.code(code) for code in (decision, offer.answer) if code]
        if offer.answered_at is not None:
            became.append(reader.shown(offer.answered_at))
        parts = (
            f"{offer.round}/{offer.seq}",
            offer.solution,
            reader.code(offer.remedy or ""),
            reader.word("cost {cost}", cost=in_units(offer.cost)) if offer.cost else "",
            offer.owner,
            reader.word("until {date}", date=reader.shown(from_stored(offer.until))) if offer.until else "",
            offer.check,
            ", ".join(became),
            offer.reason,
        )
        yield "  " + " · ".join(harmless(str(part)) for part in parts if part)


def promised_lines(reader: Reader, row: Mapping[str, Any], case: Case) -> Iterator[str]:
    """What a customer was promised in a case, what it cost, and what they said of it."""
    yield from (f"  {line}" for line in list(proposal_lines(reader, case))[1:])
    words = [reader.code(str(row[name])) for name in ("remedy", "outcome") if row[name]]
    if row["cost"]:
        words.append(reader.word("cost {cost}", cost=row["cost"]))
    if row["satisfied"] is not None:
        words.append(reader.word("satisfied") if row["satisfied"] else reader.word("not satisfied"))
    if row["score"]:
        words.append(reader.word("score {score}", score=row["score"]))
    if words:
        yield "    " + " · ".join(words)


def task_lines(reader: Reader, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The plan: what, by whom, until when, how one sees that it is done, and how it stands (fu-plan)."""
    if rows:
        yield Toned(reader.word("\nPlan"), "head")
    for row in rows:
        due = reader.word("until {date}", date=reader.shown(from_stored(row["due_at"])))
        stands = reader.code(row["end"] or row["state"])
        parts = (row["task"].rpartition("/")[2], row["what"], row["owner"], due, row["check"], stands, row["note"])
        yield "  " + " · ".join(harmless(str(part)) for part in parts if part)


def review_lines(reader: Reader, case: Case) -> Iterator[str]:
    """What was learned from the case, by each review that stands (le-review)."""
    reviews = [event for event in in_course(case.events) if event.action == "review"]
    if reviews:
        yield Toned(reader.word("\nWhat was learned"), "head")
    for event in reviews:
        head = (reader.code("review"), f"{reader.shown(event.at)} · {event.actor}")
        yield from fields([head, *_learned(reader, event)], indent=2, width=reader.breadth)


def _learned(reader: Reader, event: Event) -> Iterator[tuple[str, str]]:
    said = {**event.changes, "note": event.note}
    for name, title in LEARNED.items():
        if value := said.get(name):
            told = reader.word("yes") if value is True else reader.code(value) if name in CODES else value
            yield reader.translate(title), told


def document_lines(reader: Reader, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What is kept with the case, a line each."""
    if rows:
        yield Toned(reader.word("\nDocuments"), "head")
    for row in rows:
        agreement = reader.word("the written agreement") if row["agreement"] else ""
        added, size = reader.shown(from_stored(row["added_at"])), f"{row['size']:,}"
        line = reader.word("{added}  {name} ({size} bytes)", added=added, name=harmless(row["name"]), size=size)
        yield f"  {line} {agreement}".rstrip()


def _amount(reader: Reader, row: Mapping[str, Any]) -> str:
    """What the time of a step is counted by; a task's is no amount but a date."""
    return reader.amount_words(str(row["amount"]))


def counting_lines(
    reader: Reader, row: Mapping[str, Any], intervals: Sequence[Interval], told: set[str]
) -> Iterator[str]:
    """How a deadline came about: from when, how much, and every interval between that wasn't `told` before."""
    by_hand = row["extended"] and row["law"] is None
    yield ""
    yield Toned(deadline_line(reader, row), TONES.get(row["state"], ""))
    yield reader.word(
        "  {amount} from {start}: {due}",
        amount=_amount(reader, row),
        start=reader.shown(from_stored(row["start_at"])),
        due=reader.shown(from_stored(row["first_due_at" if by_hand else "due_at"])),
    )
    if row["first_due_at"] != row["due_at"]:
        if by_hand:
            yield reader.word("  moved since, to {due}", due=reader.shown(from_stored(row["due_at"])))
        else:
            first = reader.shown(from_stored(row["first_due_at"]))
            yield reader.word("  before the change: {due}", due=first)
    if len(intervals) > 1 or "office" in row["amount"] or "workday" in row["amount"]:
        lines = {interval_line(reader, interval): interval for interval in intervals}
        if len(told.intersection(lines)) > 1:
            yield reader.word("    as above, and:")
        for line, interval in lines.items():
            if line not in told:
                yield Toned("    " + line, "" if interval.counted else "past")
        told.update(lines)


def interval_line(reader: Reader, interval: Interval, zone: ZoneInfo | None = None) -> str:
    """A piece of time as a line, local to the policy's zone or another: + where it counts."""
    start, end = (shown(instant, zone or reader.zone) for instant in (interval.start, interval.end))
    mark = "+" if interval.counted else " "
    length = duration(reader, int((interval.end - interval.start).total_seconds()) // 60)
    why = " ".join(filter(None, (reader.code(str(interval.why)), interval.name)))
    return f"{mark} {start} – {end}  {padded(length, 12)} {why}"
