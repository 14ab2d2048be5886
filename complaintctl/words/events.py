"""What an event says, in a few words: what was decided, moved or found, then the words written down."""

from collections.abc import Iterator, Mapping
from typing import Any

from complaintctl.contract import NAMES
from complaintctl.moments import from_stored
from complaintctl.records import Event
from complaintctl.words.codes import label
from complaintctl.words.reader import Reader

CODES = ("step", "priority", "grade", "outcome", "remedy", "proposed_remedy", "decision", "root_cause", "letter")
"""What an event decided or named, by code."""
WRITTEN = ("solution", "proposed", "comment", "suggestion", "document", "what")
"""Where the words stand that an event wrote down, if not in its note."""
FIELDS = frozenset(NAMES) - {"ruled_priority", "ruled_grade"}
NAMED = ("department", "handler", "to", "other", "score")
"""What is told as it stands."""


def told(reader: Reader, event: Event) -> str:
    """The event in a line, without its time and its actor."""
    note = event.note if reader.reveals or not event.changes.get("private") else "…"
    written = [note] if note else [event.changes[name] for name in WRITTEN if event.changes.get(name)]
    return " · ".join(word for word in (*_words(reader, event), *written) if word)


def _words(reader: Reader, event: Event) -> Iterator[str]:
    changes = event.changes
    if "task" in changes:
        yield f"T{changes['task']}"
    codes = [changes[name] for name in CODES if name in changes and event.action != "register"]
    yield from (reader.code(str(code)) for code in codes if not isinstance(code, bool))
    yield from _found(reader, changes)
    yield from (_named(reader, name, changes[name]) for name in NAMED if changes.get(name))
    yield from _further(reader, event)


def _named(reader: Reader, name: str, value: Any) -> str:
    return reader.department(value) if name in ("department", "to") else str(value)


def _found(reader: Reader, changes: Mapping[str, Any]) -> Iterator[str]:
    """What a call to the customer found."""
    if changes.get("reached") is False:
        yield reader.word("not reached")
    if "satisfied" in changes:
        yield reader.word("satisfied") if changes["satisfied"] else reader.word("not satisfied")
    if "well" in changes:
        yield reader.word("all is well") if changes["well"] else reader.word("relapsed")
    if "answers" in changes:
        yield survey(reader, changes["answers"])


def _further(reader: Reader, event: Event) -> Iterator[str]:
    """Whom it concerns, until when, how, which fields."""
    changes = event.changes
    if changes.get("who"):
        yield reader.translate(changes["who"])
    if event.action == "extend":
        yield reader.shown(from_stored(changes["due_at"]))
    if "task" in changes:
        yield changes.get("owner") or ""
    if "until" in changes and event.action != "propose":
        yield reader.word("until {date}", date=reader.shown(from_stored(changes["until"])))
    if "letter" in changes:
        yield reader.code(changes["by"])
    if event.action == "edit":
        yield " ".join(reader.word(label(name)) for name in sorted(changes) if name in FIELDS)
    if changes.get("read_back"):
        yield reader.word("read back to the customer")


def survey(reader: Reader, answers: Mapping[str, Any]) -> str:
    """What a customer answered to the policy's questions (fu-survey)."""
    yes, no = reader.translate("yes"), reader.translate("no")
    told = {name: (yes if value else no) if isinstance(value, bool) else value for name, value in answers.items()}
    names = [*(name for name in reader.policy.questions if name in told), *told]  # as they are asked
    return ", ".join(f"{reader.question(name)} {told[name]}" for name in dict.fromkeys(names))
