"""What the actions of the desk stand on: who reads, what is shown, how something is said."""

from collections.abc import Callable

from textual.app import App
from textual.widget import Widget
from textual.widgets import Static

from complaintctl.cases.case import Case
from complaintctl.desk.keys import shown_key
from complaintctl.desk.queue import Queue
from complaintctl.desk.reading import AtDesk, Setting
from complaintctl.desk.toning import inked, refusal
from complaintctl.desk.views import View
from complaintctl.errors import ComplaintError
from complaintctl.locale import N_


class Seat(App[None]):
    """The desk without what is done at it."""

    setting: Setting
    readers: list[AtDesk]
    view: View
    recent: tuple[int, str] | None
    """The case that something was done to last, by office and number."""
    able: frozenset[str]
    """What can be done to the case that is looked at."""
    load: Callable[..., None]
    show_case: Callable[[], None]
    show_top: Callable[[], None]

    @property
    def is_left(self) -> bool:
        """Whether the screen is gone already, though something still comes in."""
        return not self.screen_stack

    @property
    def queue(self) -> Queue:
        """What waits."""
        return self.screen_stack[0].query_one(Queue)

    def reader_of(self, office: int) -> AtDesk:
        """Of this office."""
        return self.readers[office]

    @property
    def reader(self) -> AtDesk:
        """Of the office whose case is looked at."""
        item = self.queue.item
        return self.readers[item.office if item else 0]

    def part(self, name: str) -> Static:
        """A line or a page of the desk, whatever stands over it."""
        return self.screen_stack[0].query_one(name, Static)

    @property
    def pane(self) -> Widget:
        """Where the case stands."""
        return self.screen_stack[0].query_one("#case")

    def case(self) -> Case:
        """The case under the cursor."""
        item = self.queue.item
        assert item is not None
        return self.readers[item.office].office.case(item.number)

    def say(self, text: str, tone: str = "good") -> None:
        """What was done, with the command that does the same."""
        self.part("#message").update(inked(text, tone))

    def refuse(self, error: ComplaintError) -> None:
        """A refusal, and what to do."""
        self.part("#message").update(refusal(error, self.readers[0].translate))

    def without_case(self) -> None:
        """A key that needs a case, where there is none."""
        told = N_("There is no case under the cursor: n takes a new one down, / finds one, f shows others.")
        self.say(self.reader.word(told), "held")

    def not_now(self, action: str, title: str, key: str) -> None:
        """A key that does nothing for this case as it stands: what stands against it."""
        why = self.reader.office.refusal(self.case(), action) if self.setting.writes else None
        if why is not None:
            self.refuse(why)
            return
        sentence = N_("{key} ({action}) can't be done to this case now.")
        self.say(self.reader.word(sentence, key=shown_key(key), action=title), "late")
