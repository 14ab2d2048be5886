"""What the actions of the desk stand on: who reads, what is shown, how something is said."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from complaintctl.cases.case import Case
from complaintctl.desk.queue import Queue
from complaintctl.desk.reading import AtDesk, Setting
from complaintctl.desk.views import View
from complaintctl.errors import ComplaintError

if TYPE_CHECKING:
    from textual.app import App

    Base = App[None]
else:
    Base = object


class Seat(Base):
    """Made whole by the app."""

    setting: Setting
    readers: list[AtDesk]
    view: View
    recent: tuple[int, str] | None
    """The case that something was done to last, by office and number."""
    able: frozenset[str]
    """What can be done to the case that is looked at."""
    reader_of: Callable[[int], AtDesk]
    load: Callable[..., None]
    show_case: Callable[[], None]
    say: Callable[..., None]
    refuse: Callable[[ComplaintError], None]
    not_now: Callable[[str, str, str], None]

    @property
    def queue(self) -> Queue:
        """What waits."""
        raise NotImplementedError

    @property
    def reader(self) -> AtDesk:
        """Of the office whose case is looked at."""
        raise NotImplementedError

    def case(self) -> Case:
        """The case under the cursor."""
        item = self.queue.item
        assert item is not None
        return self.readers[item.office].office.case(item.number)
