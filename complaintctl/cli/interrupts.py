"""ctrl-C: it stops a command as long as all it did can still be taken back."""

import signal
from collections.abc import Callable
from types import FrameType


class Interrupts:
    """Heard until it is settled: then they come too late, and what is done is answered as done.

    Where nobody could interrupt before (a job in the background, a thread), nobody can now.
    """

    def __init__(self, is_settled: Callable[[], bool]) -> None:
        self._is_settled = is_settled
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._listen(self._heard)

    def end(self) -> None:
        """Let interrupts do what they did before: when the connection is closed, which takes its time."""
        if signal.getsignal(signal.SIGINT) == self._heard:
            self._listen(signal.default_int_handler)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        if not self._is_settled():
            signal.default_int_handler(number, frame)

    @staticmethod
    def _listen(handler: "signal._HANDLER") -> None:
        try:
            signal.signal(signal.SIGINT, handler)
        except ValueError:
            return  # only the main thread hears signals
