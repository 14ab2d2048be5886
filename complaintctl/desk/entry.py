"""The widgets that a form is filled in with: a line, a text, a choice found by typing, a yes."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Checkbox, Input, Label, OptionList, TextArea
from textual.widgets.option_list import Option

from complaintctl.desk.choices import Asked, Choice
from complaintctl.desk.fields import Field, Kind, NoChoice
from complaintctl.desk.toning import inked
from complaintctl.errors import ComplaintError
from complaintctl.words.vocabulary import folded

SEPARATORS = ";；,，、"


class Done(Message):
    """A field is filled in: on to the next."""


class Changed(Message):
    """What stands in a field is another."""


class Box(Checkbox):
    """A yes, ticked with the space bar: its mark tells it, not its colour."""

    BUTTON_LEFT = "["
    BUTTON_RIGHT = "]"

    def __init__(self, title: str, *, ticked: bool) -> None:
        self.BUTTON_INNER = _mark(ticked)
        super().__init__(Content(title), ticked, compact=True)

    def watch_value(self) -> None:
        self.BUTTON_INNER = _mark(self.value)
        super().watch_value()


def _mark(ticked: bool) -> str:
    return "✓" if ticked else " "


class Wrong(Message):
    """What stands in a field can't be meant: it is told at once."""

    def __init__(self, error: ComplaintError) -> None:
        super().__init__()
        self.error = error


class Line(Input):
    """One line; Enter goes on."""

    def __init__(self, said: str) -> None:
        super().__init__(said, compact=True, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Done())

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Changed())


class Text(TextArea):
    """Several lines; Enter goes on, Alt-Enter or ctrl-J begins a new one."""

    def __init__(self, said: str) -> None:
        super().__init__(said, compact=True, show_line_numbers=False, highlight_cursor_line=False, tab_behavior="focus")

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(Done())
        elif event.key in ("alt+enter", "ctrl+j"):
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Changed())


class Chooser(Vertical):
    """A choice, found by typing a part of its word or code; the arrow keys go through what fits, Enter takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, choices: Sequence[Choice], said: str, *, title: str, several: bool) -> None:
        super().__init__()
        self.choices = choices
        self.several = several
        self._title = title
        words = {each.code: each.label for each in choices}
        self._line = Input(
            "; ".join(words.get(code, code) for code in said.split(";") if code), compact=True, select_on_focus=True
        )
        self._list = OptionList(compact=True, markup=False)
        self._list.can_focus = False
        self._chosen = False

    def compose(self) -> ComposeResult:
        yield self._line

    @property
    def _pieces(self) -> list[str]:
        """What stands in the line, each of several."""
        text = self._line.value
        if not self.several:
            return [text.strip()]
        for mark in SEPARATORS:
            text = text.replace(mark, ";")
        return [each.strip() for each in text.split(";")]

    @property
    def _typed(self) -> str:
        """What is being typed: the last of several."""
        return self._pieces[-1]

    def on_descendant_focus(self) -> None:
        self._offer()
        if not self._list.is_attached:
            self.mount(self._list)
        self._list.display = True

    def on_descendant_blur(self) -> None:
        self._list.display = False

    def _offer(self) -> None:
        whole = {folded(each.label) for each in self.choices}
        typed = self._typed
        fitting = [each for each in self.choices if not typed or folded(typed) in whole or each.fits(typed)]
        self._list.set_options([Option(inked(each.label), each.code) for each in fitting])
        self._list.highlighted = None
        if typed and fitting:
            self._list.highlighted = next((n for n, each in enumerate(fitting) if each.is_meant(typed)), 0)

    def action_move(self, by: int) -> None:
        """Go through what fits."""
        if self._list.highlighted is None:
            self._list.highlighted = 0 if by > 0 and self._list.option_count else None
        elif by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._line.has_focus and not self._chosen:
            self._offer()
        self._chosen = False
        self.post_message(Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if (option := self._list.highlighted_option) is not None and option.id is not None:
            self._take(option.id)
        try:
            self.code()
        except NoChoice as error:
            self.post_message(Wrong(error))
        else:
            self.post_message(Done())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Taken with the mouse."""
        event.stop()
        if event.option.id is not None:
            self._take(event.option.id)
            self._line.focus()

    def _take(self, code: str) -> None:
        label = next(each.label for each in self.choices if each.code == code)
        before = self._line.value[: len(self._line.value) - len(self._typed)] if self.several else ""
        self._chosen = self._line.value != f"{before}{label}"
        self._line.value = f"{before}{label}"
        self._line.cursor_position = len(self._line.value)

    def code(self) -> str:
        """The code chosen, several `;`-joined; NoChoice where what was typed is none of them."""
        return ";".join(self._code(each) for each in self._pieces if each)

    def _code(self, typed: str) -> str:
        exact = [each.code for each in self.choices if each.is_meant(typed)]
        found = exact or [each.code for each in self.choices if each.fits(typed)]
        if len(found) != 1 and not exact:
            raise NoChoice(what=self._title, text=typed)
        return found[0]


class Entry(Vertical):
    """A field with its words above it."""

    def __init__(self, field: Field, asked: Asked, said: str) -> None:
        super().__init__(classes="entry")
        self.field = field
        self.title = asked.reader.translate(field.label)
        if field.kind in (Kind.CHOICE, Kind.SEVERAL) or (field.kind is Kind.COUNT and field.choices):
            assert field.choices is not None
            several = field.kind is Kind.SEVERAL
            self.widget: Line | Text | Chooser | Checkbox = Chooser(
                field.choices(asked), said, title=self.title, several=several
            )
        elif field.kind is Kind.TEXT:
            self.widget = Text(said)
        elif field.kind is Kind.YES:
            self.widget = Box(self.title, ticked=bool(said))
        else:
            self.widget = Line(said)

    def compose(self) -> ComposeResult:
        if self.field.kind is not Kind.YES:
            yield Label(Content(f"{self.title}{' *' if self.field.needed else ''}"))
        yield self.widget

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        event.stop()
        self.post_message(Changed())

    @property
    def typed(self) -> str:
        """What it says, a choice by its code."""
        match self.widget:
            case Chooser():
                return self.widget.code()
            case Text():
                return self.widget.text
            case Checkbox():
                return "yes" if self.widget.value else ""
        return self.widget.value

    @property
    def raw(self) -> str:
        """The same, whatever may be wrong with it: to be kept."""
        try:
            return self.typed
        except NoChoice:
            return ""
