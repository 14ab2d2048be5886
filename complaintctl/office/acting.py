"""One action in one transaction: from the case to the event that records it, its row and its deadlines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from complaintctl.errors import Refused
from complaintctl.office.premises import Premises
from complaintctl.store.connection import transaction

if TYPE_CHECKING:
    from complaintctl.cases.case import Case
    from complaintctl.cases.deed import Deed
    from complaintctl.records import Event

Build = Callable[["Case", "Deed"], "Event"]
"""An action: of the case, and of who does it when, it makes the event that records it, or refuses."""


class Acting(Premises):
    """An office in which something is done."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction; what else is due goes with it.

        The days off are renewed if it is time (clock-no-data), and the search index is brought on by a batch: this
        action's own words, and some of what an import left.
        """
        from complaintctl.office.enactment import renew
        from complaintctl.store.search import catch_up

        if self.looks_back:
            raise Refused("Nothing can be written down in the past that is looked back to.")
        with transaction(self.conn):
            renew(self)
            yield
            catch_up(self.conn)

    def act(self, number: str, build: Build, at: datetime | None = None) -> "Case":
        """Do one thing to one case; answers the case as it is then."""
        with self.writing():
            id_, case = self.with_id(number)
            return self.record(id_, case, build(case, self.deed(at, case)))

    def index(self, seconds: float) -> None:
        """Make what was brought in quick to find, for about so long; the next who write do the rest."""
        from complaintctl.store.search import go_on

        go_on(self.conn, seconds)

    def note_down(self, action: str, changes: dict[str, object], at: datetime | None = None) -> "Event":
        """Write down what was done to no case; inside a transaction."""
        return self.write_down(self.deed(at).event(action, changes))
