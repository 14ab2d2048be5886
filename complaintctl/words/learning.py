"""What is said of improvements, samples and drills: how they stand, what they came to."""

from collections.abc import Iterator, Mapping
from typing import Any

from complaintctl.cases import drills
from complaintctl.cases.case import Case
from complaintctl.cases.drills import Drill
from complaintctl.cases.measures import Measure
from complaintctl.locale import N_
from complaintctl.moments import from_stored
from complaintctl.render.text import fields, harmless
from complaintctl.reports.measures import ACCURACY, SHARES
from complaintctl.words.answers import department_name, reasons_of
from complaintctl.words.reader import Reader
from complaintctl.words.report import worded

Row = Mapping[str, Any]


def measure_lines(reader: Reader, known: Measure, row: Row) -> Iterator[str]:
    """A measure in a line, and once it is checked whether it helped."""
    source = reader.word("from {number}", number=known.source) if known.source else ""
    words = [
        known.name,
        reader.code(known.status),
        source,
        reader.cause(known.cause) if known.cause else "",
        harmless(known.owner),
    ]
    words += [reader.shown(known.due_at), harmless(known.text or "")]
    yield " · ".join(filter(None, words))
    if known.status == "checked":
        yield verdict(reader, row)


def whole_measure(reader: Reader, row: Row) -> Iterator[str]:
    """A measure with all that was done about it."""
    yield f"{row['measure']}  {reader.code('overdue' if row['overdue'] else row['status'])}"
    pairs = [(reader.word(title), _told(reader, name, row[name])) for name, title in _WHOLE.items() if row[name]]
    yield from fields(pairs, indent=2, width=reader.breadth)
    if row["effective"] is not None:
        yield f"  {verdict(reader, row)}"


_WHOLE = {
    "text": N_("What is done"), "cause": N_("cause"), "from": N_("from"), "owner": N_("owner"), "due_at": N_("Due"),
    "added_at": N_("Proposed"), "added_by": N_("by"), "approved_at": N_("approved"), "approved_by": N_("by"),
    "done_at": N_("done"), "done_by": N_("by"), "checked_at": N_("checked"), "checked_by": N_("by"), "note": N_("note"),
}  # fmt: skip


def _told(reader: Reader, name: str, value: Any) -> object:
    if name == "cause":
        return reader.cause(value)
    return reader.shown(from_stored(value)) if name.endswith("_at") else value


def verdict(reader: Reader, row: Row) -> str:
    """Whether it helped, and what that rests on."""
    helped = reader.word(N_("It helped.")) if row["effective"] else reader.word(N_("It did not help."))
    if row["before"] is None:
        return helped
    shown = {field.path: worded(reader, field, row) for field in SHARES}
    dates = {f"{name}_{end}": row[name][end] for name in shown for end in ("first", "last")}
    told = reader.word(
        "{cause}: {before} of complaints {before_first} to {before_last}; {after} {after_first} to {after_last}.",
        cause=reader.cause(row["cause"]),
        **shown,
        **dates,
    )
    return f"{helped} {told}"


def sample_line(reader: Reader, figures: Row) -> str:
    """What a month's sample came to."""
    return reader.word(
        N_("Sample of {month}: {drawn} of {received} cases, {checked} checked; right: {accuracy}"),
        **{**figures, "accuracy": worded(reader, ACCURACY, figures)},
    )


def check_word(reader: Reader, row: Row) -> str:
    """Whether the priority of a case in the sample is right; empty where nobody has said yet."""
    if row["right"] is None:
        return ""
    return reader.word("yes") if row["right"] else reader.word("no")


def drill_lines(reader: Reader, case: Case, held: Drill) -> Iterator[str]:
    """The answers of a drill beside what the case came to, and why."""
    for name in drills.ASKED:
        yield drill_verdict(reader, name, held)
    for reason in reasons_of(reader, case.complaint.reasons, case.policy):
        yield "  " + reader.word("{rule}: {because}", **reason)
    if case.complaint.priority != case.complaint.ruled_priority:
        yield reader.word(
            "  The rules say {ruled}; a person made it {priority}.",
            ruled=reader.code(case.complaint.ruled_priority),
            priority=reader.code(case.complaint.priority),
        )
    figures = {"right": len(held.right), "asked": len(drills.ASKED)}
    yield reader.word("{number}: {right} of {asked} right.", number=held.number, **figures)


def drill_verdict(reader: Reader, name: str, held: Drill) -> str:
    """One question of a drill: what was answered, and what was right."""
    given, expected = (_worded(reader, name, answers[name]) for answers in (held.given, held.expected))
    if name in held.right:
        return reader.word(N_("✓ {question}: {given}"), question=reader.code(name), given=given)
    return reader.word(
        N_("✗ {question}: {given}; it was {expected}"), question=reader.code(name), given=given, expected=expected
    )


def _worded(reader: Reader, name: str, answer: str) -> str:
    return department_name(reader, answer) if name == "department" else reader.code(answer)
