"""The desk itself: the line at the top, what waits, the case, the keys that hold now."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.events import Resize
from textual.widgets import OptionList, Static

from complaintctl.desk.acting import Acting
from complaintctl.desk.card import card
from complaintctl.desk.forms import FORMS
from complaintctl.desk.heading import heading
from complaintctl.desk.keys import ELSEWHERE, EVERYWHERE, ON_CASE, bar
from complaintctl.desk.looking import Looking
from complaintctl.desk.queue import RECENT, Item, Queue
from complaintctl.desk.reading import AtDesk, Setting
from complaintctl.desk.toning import inked, page
from complaintctl.desk.views import View, begun, gathered
from complaintctl.discretion import listed
from complaintctl.errors import ComplaintError, NotFound
from complaintctl.locale import N_
from complaintctl.words.agenda import beside_cases

NARROW, ROOMY = 100, 160
"""Columns below which the queue stands above the case, and from which on it is given more."""
LOOK_AGAIN = 1.0
"""Seconds after which is looked whether colleagues have written something."""
TICK = 30.0
"""Seconds after which the countdowns are worded again."""


class Desk(Acting, Looking):
    """One office to work in, or several to be looked at."""

    CSS_PATH = "desk.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(form.key, f"do('{form.key}')", show=False) for form in FORMS),
        *(Binding(key, action, show=False) for key, action, _ in (*ON_CASE, *EVERYWHERE, *ELSEWHERE)),
        Binding("：", "palette", show=False),
        Binding("ctrl+c", "quit", show=False),
    ]

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.animation_level = "none"  # a sight that is still gliding ends elsewhere than the one that was asked for
        self.setting = setting
        self.readers = [AtDesk(office, setting.lang) for office in setting.offices]
        self.view = View()
        self.agenda: Mapping[str, Sequence[Any]] = {}
        self.able: frozenset[str] = frozenset()
        self._stamps: list[tuple[int, int]] = []
        self.recent: tuple[int, str] | None = None
        self._ended = False
        self._shown: Item | None = None

    # -- what is on it ------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Static(id="top")
        with Container(id="body"):
            yield Queue()
            with VerticalScroll(id="case"):
                yield Static(id="card")
        yield Static(id="message")
        yield Static(id="keys")

    def on_mount(self) -> None:
        self.title = "complaintctl"
        self.set_class(self.setting.plain, "plain")
        self._arrange(self.size.width)
        self.queue.focus()
        self.queue.fill(begun(self.readers), self.reader_of, keep=None)
        self.show_top()
        self.show_case()
        self.call_after_refresh(self.load)
        self.set_interval(LOOK_AGAIN, self._look_again)
        self.set_interval(TICK, self._tick)

    @on(Resize)
    def arrange(self, event: Resize) -> None:
        """Side by side where there is room."""
        self._arrange(event.size.width)
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        if not self.is_left:
            self.queue.redraw(self.reader_of)

    def _arrange(self, width: int) -> None:
        for screen in self.screen_stack:
            screen.set_class(width < NARROW, "narrow")
            screen.set_class(width >= ROOMY, "wide")

    def _fatal_error(self) -> None:
        """A mistake is told by the command line, in its one sentence, once it has the screen back."""
        self._close_messages_no_wait()

    # -- reading ------------------------------------------------------------------------------------

    def load(self, keep: Item | None = None) -> None:
        """Read what is shown, all of it, and keep the cursor where it was."""
        if self.is_left:
            return
        keep = keep or self.queue.item
        for reader in self.readers:
            if not reader.office.looks_back:
                reader.office.forget_policy()  # a colleague may have set another
        self._stamps = [reader.office.stamp for reader in self.readers]
        found = gathered(self.readers, self.view, 0)
        self.agenda, self._ended = found.agenda, found.ended
        self.queue.fill([*found.items, *self._worked_on(found.items)], self.reader_of, keep=keep)
        self.show_top()
        self.show_case()

    def _worked_on(self, items: Sequence[Item]) -> list[Item]:
        """The case that something was just done to, where it waits for nothing any more."""
        if self.recent is None or self.view.words or any((each.office, each.number) == self.recent for each in items):
            return []
        office, number = self.recent
        row = listed(self.readers[office].office.row(number), reveal=False)
        return [Item(office, number, RECENT, row)]

    @on(Queue.Near)
    def read_on(self) -> None:
        """More of a long list, before its end is reached."""
        if self.is_left or self.queue.show_more(self.reader_of) or self._ended or self.view.is_today:
            return
        found = gathered(self.readers, self.view, len(self.queue.items))
        self._ended = found.ended
        self.queue.add(found.items, self.reader_of)

    def _look_again(self) -> None:
        """What colleagues have written appears; a form that is being filled in is not disturbed."""
        try:
            if not self.is_left and [reader.office.stamp for reader in self.readers] != self._stamps:
                self.load()
        except ComplaintError as error:
            self.refuse(error)

    def _tick(self) -> None:
        if len(self.screen_stack) == 1:
            self.queue.redraw(self.reader_of)
            self.show_top()

    def show_top(self) -> None:
        """The line at the top."""
        line = heading(self.readers[0], self.agenda, len(self.queue.marked))
        also = [reader.office.place.stem for reader in self.readers[1:]]
        told = " + ".join([line, *also])
        self.part("#top").update(inked(f"{told} · {self.view.told(self.readers[0])}"))

    @on(OptionList.OptionHighlighted, "#queue")
    def moved(self) -> None:
        """Another case is looked at; where it was loaded it is shown already."""
        if not self.is_left and self.queue.item is not self._shown:
            self.show_case()

    def _turn_away(self) -> None:
        """Hide what was revealed of the last case, say no more of it, and begin the next at its head."""
        for reader in self.readers:
            reader.revealed = False
        self.say("")
        self.pane.scroll_home(animate=False)

    def show_case(self) -> None:
        """The case under the cursor, and the keys that hold in its state."""
        item, reader = self.queue.item, self.reader
        if _case_of(item) != _case_of(self._shown):
            self._turn_away()
        self._shown, self.able = item, frozenset()
        if item is None:
            shown = inked(reader.word(N_("Nothing was found.") if self.view.words else N_("Nothing is waiting.")))
        elif not item.number:
            shown = page(self._beside(item, reader))
        else:
            pane = self.pane
            reader.cells = max(30, pane.size.width - 4)
            try:
                case, lines = card(reader, item.number, plain=self.setting.plain)
            except NotFound as error:
                shown = inked(error.message(reader.translate), "late")
            else:
                shown = page(lines)
                if self.setting.writes:
                    self.able = reader.office.possible(case)
        self.part("#card").update(shown)
        on_case, width = bool(item and item.number), self.size.width - 2
        keys = bar(reader, self.able, writes=self.setting.writes, on_case=on_case, width=width)
        self.part("#keys").update(keys)

    def _beside(self, item: Item, reader: AtDesk) -> Iterator[str]:
        what, *commands = beside_cases(reader, item.section, item.row) or ("",)
        yield what
        yield from (f"  → {command}" for command in commands)


def _case_of(item: Item | None) -> tuple[int, str] | None:
    return (item.office, item.number) if item is not None else None
