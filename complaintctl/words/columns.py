"""The columns of lists as people read them: titles, words, colours that mean something."""

from collections.abc import Callable, Iterable

from complaintctl.locale import N_
from complaintctl.moments import from_stored
from complaintctl.render.columns import Column
from complaintctl.words.codes import label
from complaintctl.words.reader import Reader

PRIORITY = {"urgent": "bold red", "high": "yellow"}
STATUS = {"closed": "dim", "registered": "cyan"}
LATE = {"": "red"}

TITLES = {
    "number": N_("Number"), "status": N_("Status"), "priority": N_("Priority"), "category": N_("Category"),
    "customer": N_("Customer"), "department": N_("Department"), "handler": N_("Handler"), "step": N_("Step"),
    "late_minutes": N_("Late"), "next_step": N_("Next"), "next_due_at": N_("Due"),
    "content": N_("Content"), "name": N_("Name"), "login": N_("Login"), "role": N_("Role"), "left_at": N_("Left"),
    "away_from": N_("Away from"), "away_until": N_("Away until"), "deputy": N_("Deputy"),
    "received_at": N_("Received"), "id": N_("No."), "since": N_("In force since"), "recorded_at": N_("Recorded"),
    "actor": N_("By"), "version": N_("Version"), "added_at": N_("Added"), "size": N_("Bytes"), "saved": N_("Saved as"),
    "verdict": N_("Right?"), "should_be": N_("Should be"), "checked_by": N_("Checked by"),
    "task": N_("Task"), "what": N_("What is done"), "state": N_("Status"),
    "law": N_("Law"), "office": N_("Office"), "cases": N_("Cases"), "steps": N_("Steps"),
    "overdue": N_("Overdue"), "oldest": N_("Oldest"), "cause": N_("Cause"), "open": N_("Open"),
    "label": N_("What it says"), "amount": N_("Time"),
    "extensions": N_("Extensions"), "clause": N_("Clause"), "measure": N_("Measure"),
    "stands": N_("Status"), "why": N_("Why"), "owner": N_("Owner"), "due_at": N_("Due"),
    "text": N_("What is done"), "trainee": N_("Trainee"), "drills": N_("Drills"), "held_at": N_("When"),
    "score": N_("Right"), "missed": N_("What was missed"), "category_right": N_("Category"),
    "priority_right": N_("Priority"), "department_right": N_("Department"), "first_half": N_("First half"),
    "second_half": N_("Second half"), "before": N_("At first"), "after": N_("Later"), "useful": N_("Useful"),
    "rated": N_("Rated"),
}  # fmt: skip
STYLES = {"priority": PRIORITY, "status": STATUS, "late_minutes": LATE}
KEPT = frozenset("number due_at next_due_at late_minutes priority received_at step next_step task".split())
SPARED = ("priority", "status", "step", "next_step", "handler", "department", "customer", "category")
"""What a very narrow terminal does without, the last of these first."""
WIDE = 100
FEW = 5
ROOMY = frozenset({"customer", "department"})
"""Columns that a terminal narrower than WIDE does without where there are more than FEW."""
CODES = frozenset({"status", "priority", "category", "step", "next_step", "role", "should_be", "stands", "state"})
RATES = frozenset("score category_right priority_right department_right first_half second_half before after".split())
COUNTS = frozenset({"late_minutes", "size", "drills", "useful", "rated"})


def drawn(reader: Reader, names: Iterable[str], *, whole: bool) -> list[Column]:
    """These columns as people read them: all of them where it is `whole`, else those that fit."""
    names = tuple(names)
    roomy = whole or reader.breadth is None or reader.breadth >= WIDE or len(names) <= FEW
    return [
        Column(
            name,
            reader.translate(TITLES[name]) if name in TITLES else reader.word(label(name)),
            shown=_shown(reader, name),
            styles=STYLES.get(name, {}),
            keep=name in KEPT,
            spare=SPARED.index(name) + 1 if name in SPARED else 0,
            justify="right" if name in COUNTS or name in RATES else "left",
        )
        for name in names
        if name not in ROOMY or roomy
    ]


def _shown(reader: Reader, name: str) -> Callable[[object], str] | None:
    if name.endswith("_at") or name in ("since", "oldest"):
        return lambda value: reader.shown(from_stored(str(value))) if value else ""
    if name == "late_minutes":
        return lambda value: duration(reader, int(str(value or 0)))
    if name in RATES:
        return lambda value: f"{float(str(value)) * 100:.0f} %" if value is not None else "–"
    if name in CODES:
        return lambda value: reader.code(str(value)) if value else ""
    return None


def duration(reader: Reader, minutes: int) -> str:
    """Minutes as people say them: `45m`, `3h 20m`, `2d 4h`."""
    if minutes < 60:
        return reader.word("{minutes}m", minutes=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        long, short = reader.word("{hours}h", hours=hours), reader.word("{minutes}m", minutes=rest)
        return f"{long} {short}" if rest else long
    days, hours = divmod(hours, 24)
    long, short = reader.word("{days}d", days=days), reader.word("{hours}h", hours=hours)
    return f"{long} {short}" if hours else long
