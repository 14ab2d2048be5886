"""A complaint comes in: asked in the order a call goes, with what the rules say of it beside."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from complaintctl.desk import drafts
from complaintctl.desk.choices import Asked
from complaintctl.desk.entry import Changed
from complaintctl.desk.facts import FIRST, NEW, facts
from complaintctl.desk.fields import value
from complaintctl.desk.filling import Filling, Save
from complaintctl.desk.toning import page
from complaintctl.errors import ComplaintError
from complaintctl.locale import N_
from complaintctl.render.tones import Toned
from complaintctl.words.answers import reasons_of

if TYPE_CHECKING:
    from textual.timer import Timer

PAUSE = 0.15
"""Seconds without a key after which the rules are asked."""


class Taking(Filling):
    """The form for a new complaint; what is typed is kept until it is in the register."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+l", "anew", show=False, priority=True)]

    def __init__(self, asked: Asked, save: Save, draft: Path) -> None:
        self._draft = draft
        self._kept = kept = drafts.load(draft)
        title = N_("A new complaint") if not kept else N_("A new complaint, taken up where it was left")
        super().__init__(asked.reader.translate(title), NEW, asked, save, kept, first=FIRST if not kept else len(NEW))
        self._waits: Timer | None = None

    def beside(self) -> ComposeResult:
        yield VerticalScroll(Static(id="preview"), id="aside", can_focus=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._preview()

    @on(Changed)
    def changed(self, event: Changed) -> None:
        super().changed(event)
        if self._waits is not None:
            self._waits.stop()
        self._waits = self.set_timer(PAUSE, self._preview)

    def keys(self) -> Iterator[str]:
        """What may be pressed; a draft may be put away."""
        yield from super().keys()
        if self._kept:
            yield N_(" · ctrl+l: begin anew")

    def action_anew(self) -> None:
        """Put away what was typed, and begin again."""
        drafts.forget(self._draft)
        self.app.switch_screen(Taking(self.asked, self._save, self._draft))

    def action_leave(self) -> None:
        self._keep()
        super().action_leave()

    def action_save(self) -> None:
        self._keep()
        super().action_save()

    def _keep(self) -> None:
        typed = self.typed
        with suppress(OSError):  # a full disk shall not stop a clerk who is on the phone
            if typed.items() - {("channel", "phone")}:
                drafts.keep(self._draft, typed)
            else:
                drafts.forget(self._draft)

    def _preview(self) -> None:
        self._keep()
        values: dict[str, Any] = {}
        for each in self.entries:
            with suppress(ComplaintError):
                values[each.field.name] = value(each.field, each.raw, self.asked)
        said = {name: each for name, each in facts(values).items() if name not in ("assign", "settled")}
        self.query_one("#preview", Static).update(page(preview_lines(self.asked, said)))


def preview_lines(asked: Asked, said: dict[str, Any]) -> Iterator[str]:
    """What the rules make of it so far: priority and why, who gets it, until when, whose earlier cases."""
    reader = asked.reader
    try:
        found = reader.office.preview(**said)
    except ComplaintError as error:
        yield Toned(error.message(reader.translate), "late")
        return
    if not found.priority and not found.earlier:
        yield Toned(reader.word(N_("Priority, department and date appear here.")), "past")
    if found.priority:
        urgent = "urgent" if found.priority == "urgent" else "head"
        yield Toned(f"{reader.code(found.priority)} · {reader.code(found.grade or '')}", urgent)
        for reason in reasons_of(reader, found.reasons, reader.policy):
            yield f"  {reason['because']}"
    if found.department:
        yield f"{reader.word(N_('Department'))}: {reader.department_led(found.department)}"
    if found.tell:
        yield f"{reader.word(N_('To be told'))}: {', '.join(map(reader.translate, found.tell))}"
    if found.next_step and found.next_due_at:
        yield f"{reader.word(N_('Next'))}: {reader.code(found.next_step)} → {reader.shown(found.next_due_at)}"
    if found.earlier:
        yield Toned(reader.word(N_("Same customer")), "held")
        yield from (f"  {number}" for number in found.earlier)
    if found.similar > 1:
        yield reader.word(N_("Customers with this cause lately: {count}"), count=found.similar)
