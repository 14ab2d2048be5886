"""A whole complaint in lines, and how its answers came about."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.cases.counting import counting
from complaintctl.cases.statutory import law_of
from complaintctl.moments import from_stored
from complaintctl.render.text import fields
from complaintctl.render.tones import Toned
from complaintctl.words import timeline
from complaintctl.words.answers import advice, department_name, reasons_of
from complaintctl.words.codes import label
from complaintctl.words.reader import Reader

Row = Mapping[str, Any]
CODED = frozenset(
    "kind category channel outcome remedy responsibility preferred_channel ruled_priority ruled_grade".split()
)
ELSEWHERE = frozenset(
    "number next_step next_due_at overdue overdue_minutes extra status priority grade on_hold round affected".split()
)
"""What is told otherwise than as a labelled value, or not at all."""


def case_lines(reader: Reader, row: Row, case: Case, whole: Row, *, newest_first: bool = False) -> Iterator[str]:
    """What was said, what was done, what is due: the row and the `whole` by the names of the contract."""
    word = reader.translate
    standing = (row["status"], row["priority"], row["grade"], "on hold" if row["on_hold"] else "")
    yield Toned(f"{row['number']}  {' · '.join(word(part) for part in standing if part)}", _tone(row))
    pairs = [(word(label(name)), _shown(reader, name, value)) for name, value in row.items() if _is_told(name, value)]
    pairs += [(word("about"), case.complaint.about)] if case.complaint.about else []
    pairs += _likenesses(reader, whole["earlier"], case)
    yield from fields(pairs, indent=2, width=reader.breadth)
    yield from (f"  {name}: {value}" for name, value in row.get("extra", {}).items())
    yield from _reason_lines(reader, case)
    yield from timeline.deadline_lines(reader, whole["deadlines"])
    yield from timeline.proposal_lines(reader, case)
    yield from timeline.task_lines(reader, whole["tasks"])
    yield from timeline.event_lines(reader, case, newest_first=newest_first)
    yield from timeline.review_lines(reader, case)
    yield from timeline.document_lines(reader, whole["documents"])
    yield from _measure_lines(reader, whole["measures"])
    fits = advice(reader, case)
    if fits and row["status"] == "assigned":
        yield reader.word("\nWhat fits: {advice}", advice=fits)


def _tone(row: Row) -> str:
    if row["status"] == "closed":
        return "past"
    return "urgent" if row["priority"] == "urgent" or row["overdue"] else "head"


def _is_told(name: str, value: Any) -> bool:
    return name not in ELSEWHERE and value not in (None, "", [], False)


def _shown(reader: Reader, name: str, value: Any) -> Any:
    if name.endswith("_at"):
        return reader.shown(from_stored(value))
    if name == "flags":
        return [reader.flag(flag) for flag in value]
    if name == "department":
        return department_name(reader, value)
    if value is True:
        return reader.word("yes")
    return reader.code(value) if name in CODED else value


def _likenesses(reader: Reader, earlier: Sequence[str], case: Case) -> list[tuple[str, object]]:
    """Cases like it as labelled values; nothing where it is alone."""
    pairs: list[tuple[str, object]] = []
    if earlier:
        pairs.append((reader.word("same customer"), ", ".join(earlier)))
    if case.complaint.similar > 1:
        pairs.append((reader.word("customers alike"), case.complaint.similar))
    return pairs


def _reason_lines(reader: Reader, case: Case) -> Iterator[str]:
    reasons = reasons_of(reader, case.complaint.reasons, case.policy)
    if reasons:
        yield Toned(reader.word("\nWhy"), "head")
    for reason in reasons:
        yield "  " + reader.word("{rule}: {because}", **reason)


def _measure_lines(reader: Reader, measures: Sequence[Row]) -> Iterator[str]:
    """What improvement a suggestion led to (le-ideas)."""
    if measures:
        yield Toned(reader.word("\nMeasures"), "head")
    for row in measures:
        yield f"  {row['measure']}  {reader.code(row['status'])}  {row['owner']}  {row['text'] or ''}".rstrip()


def ruling(reader: Reader, case: Case) -> list[dict[str, Any]]:
    """The rules that held, each with its sentence and what it answers."""
    known = {rule.id: rule for rule in case.policy.rules}
    return [
        reason | {"answers": list(known[reason["rule"]].answers) if reason["rule"] in known else []}
        for reason in reasons_of(reader, case.complaint.reasons, case.policy)
    ]


def explanation(reader: Reader, case: Case, deadlines: Sequence[Row]) -> Iterator[str]:
    """Which rules held and why, and how each deadline was counted, interval by interval (cl-grade)."""
    yield from _ruling_lines(reader, case)
    for hold in case.clocks.holds:
        start, end = reader.shown(hold.start), reader.shown(hold.end)
        yield reader.word("On hold from {start} to {end}", start=start, end=end)
    counted = {(row.step, row.round, row.seq): counting(case, row) for row in case.deadlines}
    told: set[str] = set()
    for row in deadlines:
        yield from timeline.counting_lines(reader, row, counted[row["step"], row["round"], row["seq"]], told)
        yield from _law_lines(reader, case, row)


def _law_lines(reader: Reader, case: Case, row: Row) -> Iterator[str]:
    """Of a clock that the law set: what it says, and where (fu-law)."""
    if row["law"] is None:
        return
    clock = next(each for each in case.deadlines if (each.law, each.round) == (row["law"], row["round"]))
    if law := law_of(case, clock):
        yield f"    {reader.label(law.label)} · {law.clause} · {law.source}"


def _ruling_lines(reader: Reader, case: Case) -> Iterator[str]:
    complaint, word = case.complaint, reader.translate
    yield reader.word(
        "{number} is {priority}, {grade}; the rules say {ruled_priority}, {ruled_grade}:",
        number=complaint.number,
        priority=word(complaint.priority),
        grade=word(complaint.grade),
        ruled_priority=word(complaint.ruled_priority),
        ruled_grade=word(complaint.ruled_grade),
    )
    reasons = ruling(reader, case)
    for reason in reasons:
        answers = f" [{' '.join(reason['answers'])}]" if reason["answers"] else ""
        yield "  " + reader.word("{rule}: {because}", **reason) + answers
    if not reasons:
        yield reader.word("  no rule held; the policy's default for the kind stands")
    yield reader.word(
        "Counted for the rules: complaints of this customer {repeats}, customers with this cause {similar}.",
        repeats=complaint.repeats,
        similar=complaint.similar,
    )
