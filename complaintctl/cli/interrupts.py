"""ctrl-C: it stops a command as long as all it did can still be taken back."""

import signal
import sqlite3
from types import FrameType


class Interrupts:
    """Heard while `conn` has written nothing for good; later they come too late, and what is done is answered as done.

    Where nobody could interrupt before (a job in the background, a thread), nobody can now.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._listen(self._heard)

    def end(self) -> None:
        """Let interrupts do what they did before: when the connection is closed, which takes its time."""
        if signal.getsignal(signal.SIGINT) == self._heard:
            self._listen(signal.default_int_handler)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        if not self._is_too_late():
            signal.default_int_handler(number, frame)

    def _is_too_late(self) -> bool:
        try:
            return self._conn.total_changes > 0 and not self._conn.in_transaction
        except sqlite3.ProgrammingError:
            return True  # closed: the command is over

    @staticmethod
    def _listen(handler: "signal._HANDLER") -> None:
        try:
            signal.signal(signal.SIGINT, handler)
        except ValueError:
            return  # only the main thread hears signals
