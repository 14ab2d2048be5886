"""What waits, at the left: the groups of `today`, or a list of cases that goes on as it is scrolled."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from complaintctl.desk.reading import AtDesk
from complaintctl.desk.toning import inked
from complaintctl.locale import N_
from complaintctl.moments import from_stored
from complaintctl.render.text import harmless, padded
from complaintctl.words.agenda import TITLES, beside_cases
from complaintctl.words.columns import duration

Row = Mapping[str, Any]
RECENT = "recent"
SECTIONS = {**TITLES, RECENT: N_("Just worked on")}
PAGE = 100
"""So many cases are read at a time."""
WIDE = 76
"""Cells from which on a case fits on one line."""


class Item(NamedTuple):
    """A line of the queue: of which office, which case (empty: of none), in which group."""

    office: int
    number: str
    section: str
    row: Row


def countdown(reader: AtDesk, row: Row, now: datetime) -> tuple[str, str]:
    """How long the next step still has, and its tone: `3h 20m`, `−2d` where it is late, paused."""
    if row.get("on_hold"):
        return reader.word("paused"), "held"
    due_at = row.get("due_at") or row.get("next_due_at")
    if not due_at:
        return "", "past"
    minutes = int((from_stored(due_at) - now).total_seconds()) // 60
    left = brief(reader, abs(minutes))
    return (f"−{left}", "late") if minutes < 0 else (left, "")


def brief(reader: AtDesk, minutes: int) -> str:
    """Minutes in one or two units: of days the days alone."""
    days = minutes // (24 * 60)
    return reader.word("{days}d", days=days) if days > 1 else duration(reader, minutes)


def lines_of(item: Item, reader: AtDesk, now: datetime, *, marked: bool, width: int) -> Content:
    """A case as it stands in the queue: on one line where there is room, else on two."""
    row = item.row
    told = beside_cases(reader, item.section, row)
    if told is not None:
        return inked(f"  {told[0]}")
    left, tone = countdown(reader, row, now)
    step = row.get("step") or row.get("next_step") or row.get("status") or ""
    mark = reader.word(N_("✓")) if marked else " "
    head = f"{mark} {row.get('task') or row['number']} "
    priority = inked(padded(reader.code(row["priority"]), 6) + " ", "urgent" if row["priority"] == "urgent" else "")
    whose = f"{row['office']} · " if "office" in row else ""
    words = f"{whose}{harmless(row.get('customer') or reader.word('anonymous'))} · {harmless(row.get('content') or '')}"
    first = Content.assemble(
        inked(head), priority, inked(padded(reader.code(step), 9) + " "), inked(padded(left, 8), tone)
    )
    text = " ".join(words.split())
    return (
        Content.assemble(first, inked(f" {text}"))
        if width >= WIDE
        else Content.assemble(first, inked(f"\n  {text}", "past"))
    )


def _place_of(wanted: Item, items: Sequence[Item]) -> int | None:
    """Where this stands among these, in its own group or in whichever."""
    same = [
        (each.section != wanted.section, place)
        for place, each in enumerate(items)
        if (each.office, each.number) == (wanted.office, wanted.number)
    ]
    return min(same)[1] if same and wanted.number else None


class Queue(OptionList):
    """The items below their headings. `Queue.Near` says that its end comes into sight."""

    class Near(Message):
        """More may be wanted."""

    def __init__(self) -> None:
        super().__init__(id="queue", markup=False)
        self.items: dict[str, Item] = {}
        self.marked: set[tuple[int, str]] = set()
        self._later: list[Item] = []
        """What is shown once it is scrolled to."""
        self._counts: Counter[str] = Counter()

    @property
    def item(self) -> Item | None:
        """The one that the cursor is on."""
        option = self.highlighted_option
        return self.items.get(option.id or "") if option is not None else None

    def fill(self, items: Sequence[Item], reader_of: Callable[[int], AtDesk], *, keep: Item | None) -> None:
        """Show these, with the cursor on the case it was on, wherever that stands now."""
        place = _place_of(keep, items) if keep is not None else None
        self.items, self._later = {}, list(items)
        self._counts = Counter(item.section for item in items)
        self.clear_options()
        self._show_more(reader_of, max(PAGE, (place or 0) + PAGE))
        if self.items:
            self.highlighted = self.get_option_index(f"i{place or 0}")

    def add(self, items: Sequence[Item], reader_of: Callable[[int], AtDesk]) -> None:
        """Show these too, below what is there."""
        self._later += items
        self._show_more(reader_of, PAGE)

    def show_more(self, reader_of: Callable[[int], AtDesk]) -> bool:
        """Show more of what is to be shown; false where that was all of it."""
        more = bool(self._later)
        self._show_more(reader_of, PAGE)
        return more

    def _show_more(self, reader_of: Callable[[int], AtDesk], count: int) -> None:
        items, self._later = self._later[:count], self._later[count:]
        self.add_options(self._made(items, reader_of))

    def _made(self, items: Sequence[Item], reader_of: Callable[[int], AtDesk]) -> Iterator[Option]:
        section = next(reversed(self.items.values())).section if self.items else ""
        for item in items:
            reader = reader_of(item.office)
            if item.section != section:
                section = item.section
                title = f"{reader.translate(SECTIONS[section])} ({self._counts[section]})"
                yield Option(inked(title, "late" if section == "overdue" else "head"), disabled=True)
            id_ = f"i{len(self.items)}"
            self.items[id_] = item
            yield Option(self._prompt(item, reader), id_)

    def _prompt(self, item: Item, reader: AtDesk) -> Content:
        marked = (item.office, item.number) in self.marked
        return lines_of(item, reader, reader.judged_at, marked=marked, width=self.size.width or WIDE)

    def redraw(self, reader_of: Callable[[int], AtDesk]) -> None:
        """Word all again: time has passed, or there is more room."""
        for id_, item in self.items.items():
            self.replace_option_prompt(id_, self._prompt(item, reader_of(item.office)))

    def mark(self, reader_of: Callable[[int], AtDesk]) -> None:
        """Mark the case under the cursor, or take its mark off, and go on to the next."""
        item = self.item
        if item is None or not item.number:
            return
        self.marked ^= {(item.office, item.number)}
        for id_, each in self.items.items():
            if (each.office, each.number) == (item.office, item.number):
                self.replace_option_prompt(id_, self._prompt(each, reader_of(each.office)))
        self.action_cursor_down()

    def watch_highlighted(self, highlighted: int | None) -> None:
        super().watch_highlighted(highlighted)
        if highlighted is not None and highlighted >= self.option_count - PAGE // 2:
            self.post_message(self.Near())
