"""What waits for somebody, section by section, with the commands that deal with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from complaintctl.locale import N_
from complaintctl.moments import from_stored
from complaintctl.render.text import harmless, padded, wrapped
from complaintctl.render.tones import Toned
from complaintctl.words.reader import Reader

Row = Mapping[str, Any]
INDENT = 4
"""Of the further lines of what takes more than one."""
TITLES = {
    "overdue": N_("Overdue"),
    "due_today": N_("Due today"),
    "tasks": N_("Tasks"),
    "to_tell": N_("To be told"),
    "unassigned": N_("To be assigned"),
    "concerns": N_("Concerns to be soothed"),
    "to_approve": N_("Waiting for approval"),
    "on_hold": N_("On hold"),
    "to_revisit": N_("To be revisited"),
    "to_close": N_("To be closed"),
    "to_follow": N_("To be called after the end"),
    "to_write": N_("Letters owed"),
    "to_review": N_("To be reviewed"),
    "absences": N_("Absences to come"),
    "measures": N_("Measures"),
    "hot": N_("Hot causes, nothing begun"),
    "samples": N_("Samples"),
    "quarters": N_("Quarterly review"),
}


def agenda_lines(reader: Reader, agenda: Mapping[str, Sequence[Row]], width: int) -> Iterator[str]:
    """Each section that has something under its title; lines no longer than `width` where they can be broken."""
    if not any(agenda.values()):
        yield reader.word("Nothing is waiting.")
    for section, rows in agenda.items():
        if rows:
            yield Toned(
                f"{reader.translate(TITLES[section])} ({len(rows)})", "late" if section == "overdue" else "head"
            )
            told = _OF_NO_CASE.get(section)
            yield from (_lines(told(reader, row), width) if told else _case(reader, row, width) for row in rows)


def beside_cases(reader: Reader, section: str, row: Row) -> Sequence[str] | None:
    """What belongs to no case: what it is, and the commands that deal with it; None of a case."""
    told = _OF_NO_CASE.get(section)
    return told(reader, row) if told and "number" not in row else None


def _lines(told: Sequence[str], width: int) -> str:
    what, *commands = told
    pieces = wrapped(f"  {what}", width - INDENT)
    return f"\n{'':{INDENT}}".join([*pieces, *(f"→ {command}" for command in commands)])


def _case(reader: Reader, row: Row, width: int) -> str:
    step = row.get("step") or row["next_step"]
    due = row.get("due_at") or row["next_due_at"]
    task = row.get("task")
    named = " ".join(filter(None, (reader.code(step) if step else "", row.get("law"))))
    words = (
        padded(task or row["number"], 15),
        padded(reader.code(row["priority"]), 7),
        padded(named, 10),
        reader.shown(from_stored(due)) if due and not row["on_hold"] else "",
        harmless(row.get("owner") or row["handler"] or ""),
        reader.word("(for {name})", name=row["for"]) if "for" in row else "",
        ", ".join(map(reader.translate, row.get("tell", ()))),
        harmless((row["what"] if task else row["content"]) or ""),
    )
    pieces = list(wrapped(f"  {' '.join(filter(None, words))}", width - INDENT))
    return f"\n{'':{INDENT}}".join(pieces if row.get("tell") else pieces[:1]).rstrip()


def _of_letter(reader: Reader, row: Row) -> tuple[str, ...]:
    words = (
        row["number"],
        reader.code(row["priority"]),
        harmless(row["handler"] or ""),
        harmless(row["content"] or ""),
    )
    return "  ".join(filter(None, words)), f"complaintctl letter {row['number']} --kind delay --sent-by …"


def _of_hold(reader: Reader, row: Row) -> tuple[str, ...]:
    words = [row["number"], reader.code(row["priority"]), harmless(row["handler"] or ""), *hold_words(reader, row)]
    if not row["hold_over"]:
        return ("  ".join(filter(None, words)),)
    return "  ".join(filter(None, words)), f"complaintctl resume {row['number']}"


def hold_words(reader: Reader, row: Row) -> tuple[str, ...]:
    """Since when a case stands still, until when, and why."""
    since = reader.word(N_("on hold since {date}"), date=reader.shown(from_stored(row["held_since"])))
    until = reader.shown(from_stored(row["hold_until"])) if row["hold_until"] else ""
    ends = N_("until {date}: that is over") if row["hold_over"] else N_("until {date}")
    return since, reader.word(ends, date=until) if until else "", harmless(row["hold_reason"] or "")


def _of_absence(reader: Reader, row: Row) -> tuple[str, ...]:
    sentence = N_("{name} is away from {first} until {until}; {deputy} stands in for {work} pieces of work")
    told = reader.word(sentence, **{**row, "first": row["from"]})
    return told, f"complaintctl list --handler {row['name']}"


def _of_measure(reader: Reader, row: Row) -> tuple[str, ...]:
    command = {"approval": "approve", "carrying out": "done", "check": "check"}[row["wants"]]
    due = reader.shown(from_stored(row["due_at"]))
    status = reader.code("overdue" if row["overdue"] else row["status"])
    words = [row["measure"], status, harmless(row["owner"]), due, harmless(row["text"] or "")]
    return "  ".join(words), f"complaintctl measure {command} {row['measure']}"


def _of_hot(reader: Reader, row: Row) -> tuple[str, ...]:
    due, overdue = (
        N_("{cause}: {complaints} of {of} complaints in {month}; begin by {date}"),
        N_("{cause}: {complaints} of {of} complaints in {month}; overdue since {date}"),
    )
    date = reader.shown(from_stored(row["start_by"]))[:10]
    sentence = reader.word(overdue if row["state"] == "overdue" else due, **row, date=date)
    if row["measures"]:
        return sentence, *(f"complaintctl measure approve {measure}" for measure in row["measures"])
    return sentence, f"complaintctl measure add --cause {row['cause']} …"


def _of_sample(reader: Reader, row: Row) -> tuple[str, ...]:
    if row["wants"] == "draw":
        sentence = reader.word("{month}: {cases} cases to be drawn", **row)
        return sentence, f"complaintctl sample draw --month {row['month']}"
    sentence = reader.word("{month}: {cases} cases to be checked", **row)
    return sentence, f"complaintctl sample show --month {row['month']}"


def _of_quarter(reader: Reader, row: Row) -> tuple[str, ...]:
    sentence = reader.word("{quarter} waits for its review", **row)
    report = f"complaintctl report --quarter {row['quarter']}"
    return sentence, report, f'complaintctl measure review {row["quarter"]} --note "…"'


_OF_NO_CASE: Mapping[str, Callable[[Reader, Row], Sequence[str]]] = {
    "on_hold": _of_hold,
    "to_write": _of_letter,
    "absences": _of_absence,
    "measures": _of_measure,
    "hot": _of_hot,
    "samples": _of_sample,
    "quarters": _of_quarter,
}
