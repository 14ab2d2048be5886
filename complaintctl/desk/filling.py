"""A form on the screen: filled in from field to field, carried out the moment its last Enter is pressed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Static

from complaintctl.desk.choices import Asked
from complaintctl.desk.entry import Changed, Done, Entry, Wrong
from complaintctl.desk.fields import Field, value
from complaintctl.desk.toning import inked, page, refusal
from complaintctl.errors import ComplaintError
from complaintctl.locale import N_

Typed = Mapping[str, str]
Save = Callable[[Mapping[str, Any], Typed], None]
"""Carries it out; a ComplaintError is shown in the form, and nothing is lost."""
AT_ONCE = 6
"""So many fields are there at once, the others as soon as these can be seen."""
SETTLED = 0.1
"""Seconds after which a field that is entered has its list, and its own way of coming into sight is over."""
KEYS = N_("Enter: next, at the last field: save · ctrl+s: save · Esc: leave it")

AGREE = N_("Enter: do it · Esc: leave it")


class Filling(ModalScreen[bool]):
    """Ends with whether it was carried out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+o", "more", show=False, priority=True),
        Binding("ctrl+c", "leave", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        asked: Asked,
        save: Save,
        said: Typed | None = None,
        *,
        first: int | None = None,
        beside: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._first = len(fields) if first is None else first
        self._beside = beside
        self.heading = title
        self.asked = asked
        self._save = save
        start = {each.name: each.usual(asked) for each in fields} | dict(said or {})
        self.entries = [Entry(each, asked, start[each.name]) for each in fields]

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Static(inked(self.heading, "head"), id="form-title")
            with Horizontal(id="form-body"):
                yield VerticalScroll(*self.entries[: min(AT_ONCE, self._first)], id="entries", can_focus=False)
                yield from self.beside()
            yield Static(id="form-message")
            yield Static(inked("".join(map(self.asked.reader.translate, self.keys())), "past"), id="form-keys")

    def keys(self) -> Iterator[str]:
        """What may be pressed."""
        yield KEYS if self.entries else AGREE
        if self._first < len(self.entries):
            yield N_(" · ctrl+o: more to fill in")

    def beside(self) -> ComposeResult:
        """What stands beside the fields: the case."""
        if self._beside:
            yield VerticalScroll(Static(page(self._beside)), id="aside", can_focus=False)

    def on_mount(self) -> None:
        if self.entries:
            self.focus_on(0)
        self.call_after_refresh(self._mount, self.entries[AT_ONCE : self._first])

    def _mount(self, entries: Sequence[Entry]) -> None:
        if entries:
            self.query_one("#entries").mount_all(entries)

    def action_more(self) -> None:
        """Ask the rest too."""
        rest, self._first = self.entries[self._first :], len(self.entries)
        self._mount(rest)
        if rest:
            self.call_after_refresh(self.focus_on, self.entries.index(rest[0]))

    def focus_on(self, place: int) -> None:
        """Go on with this field."""
        widget = self.entries[place].widget
        (widget.query("Input").first() if widget.query("Input") else widget).focus(scroll_visible=False)

    def on_descendant_focus(self) -> None:
        """The field's words stay in sight above it."""
        if (place := self._place()) is not None:
            self.set_timer(SETTLED, partial(self.entries[place].scroll_visible, animate=False))

    @on(Done)
    def go_on(self, event: Done) -> None:
        """To the next field, or to the end."""
        event.stop()
        if (place := self._place()) is None:
            return
        if place + 1 < self._first:
            self.focus_on(place + 1)
        else:
            self.action_save()

    def _place(self) -> int | None:
        found = [n for n, each in enumerate(self.entries) if each.has_focus_within]
        return found[0] if found else None

    def on_key(self, event: Key) -> None:
        """Enter on a box goes on too; space ticks it. A form without fields is carried out by it."""
        if event.key == "enter" and (not self.entries or isinstance(self.focused, Checkbox)):
            event.stop()
            event.prevent_default()
            if self.entries:
                self.go_on(Done())
            else:
                self.action_save()

    @on(Changed)
    def changed(self, event: Changed) -> None:
        """Something was typed: what was said of it before is over."""
        event.stop()
        self.query_one("#form-message", Static).update()

    @on(Wrong)
    def wrong(self, event: Wrong) -> None:
        """What was typed can't be meant, and is still to be changed."""
        event.stop()
        self.say(event.error)

    def action_leave(self) -> None:
        self.dismiss(False)

    def action_save(self) -> None:
        """Read all that was typed and carry it out."""
        values: dict[str, Any] = {}
        typed: dict[str, str] = {}
        for place, each in enumerate(self.entries):
            try:
                typed[each.field.name] = each.typed
                values[each.field.name] = value(each.field, each.typed, self.asked)
            except ComplaintError as error:
                self.say(error)
                self.focus_on(place)
                return
        try:
            self._save(values, typed)
        except ComplaintError as error:
            self.say(error)
            return
        self.dismiss(True)

    def say(self, error: ComplaintError) -> None:
        """A refusal, and what to do."""
        self.query_one("#form-message", Static).update(refusal(error, self.asked.reader.translate))

    @property
    def typed(self) -> dict[str, str]:
        """What was typed so far, as far as it can be read."""
        said = {each.field.name: each.raw for each in self.entries}
        return {name: text for name, text in said.items() if text.strip()}


class Reading(ModalScreen[None]):
    """Something to read, over all: how a date came about, what to say, the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,i,s,question_mark", "leave", show=False),
        Binding("ctrl+c", "leave", show=False, priority=True),
    ]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self.heading = title
        self.lines = lines

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Static(inked(self.heading, "head"), id="form-title")
            with VerticalScroll(id="reading"):
                yield Static(page(self.lines))

    def on_mount(self) -> None:
        self.query_one("#reading").focus()

    def action_leave(self) -> None:
        self.dismiss(None)
