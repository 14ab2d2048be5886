"""Cases made of checked rows: pure, so that another process can do it while this one reads on and writes down."""

import os
import signal
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import Pipe, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Any, NamedTuple
from warnings import catch_warnings, simplefilter

from complaintctl.cases.course import fold
from complaintctl.cases.deed import Deed
from complaintctl.intake import history
from complaintctl.rules.rulebook import Rulebook
from complaintctl.store.writer import Shaped


class Order(NamedTuple):
    """A case to be made: what its row says, its number, and how many are like it."""

    fields: dict[str, Any]
    stages: history.Stages
    number: str
    repeats: int
    similar: int


_MOST = 3
"""With more, they wait for the rows that this process reads."""

Make = Callable[[Order], Shaped]


def maker(rulebook: Rulebook, deed: Deed) -> Make:
    """What makes a case of an order: its events, and what they fold to."""

    def made(order: Order) -> Shaped:
        fields, stages, number, repeats, similar = order
        policy = rulebook.governing(fields.get("registered_at", fields["received_at"]))
        events = history.events(fields, stages, deed, policy=policy, number=number, repeats=repeats, similar=similar)
        case = fold(events, rulebook)
        assert case is not None, "its registration is the first of its events"
        return Shaped.of(case.complaint, events, case.deadlines)

    return made


class Workshop:
    """Makes batches of orders, all but the first in processes beside this one: give one, take what is finished.

    Where there can be no other process, or it has ended, or something goes wrong there, the work is done here, and
    whoever gave the order hears what went wrong.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._benches: deque[_Bench] = deque()
        self._has_begun = False

    def exchange(self, orders: Sequence[Order]) -> list[Shaped]:
        """Give a batch; answers the cases of an earlier one, or of this one if it was made here: each in its turn."""
        if orders and self._has_begun and not self._benches:
            self._begin()
        self._has_begun = True
        if not self._benches:
            return [*map(self._make, orders)]
        self._benches.rotate(-1)
        return self._benches[-1].exchange(orders)

    def _begin(self) -> None:
        """Fork as many as there is room for; each is known before, so that an interrupt leaves none behind."""
        for _ in range(_room()):
            self._benches.append(_Bench(self._make))
            try:
                self._benches[-1].begin()
            except OSError:
                self._benches.pop().close()
                return

    def close(self) -> None:
        """Let the other processes end; what they still have in hand is lost."""
        for bench in self._benches:
            bench.close()
        for bench in self._benches:
            bench.join()
        self._benches.clear()


def _room() -> int:
    """How many processes find work here beside this one: none where there is no core for it, or none can be forked."""
    cores = os.cpu_count() or 1
    return 0 if cores < 2 or "fork" not in get_all_start_methods() else min(cores, _MOST)


class _Bench:
    """A process that makes what it is sent, and the batch it has in hand."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self._given: Sequence[Order] = ()
        self._there, self._theirs = Pipe()
        ends = (make, self._theirs, self._there)
        self._process = get_context("fork").Process(target=_work, args=ends, daemon=True)

    def begin(self) -> None:
        """Fork it; OSError where that can't be done."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # ctrl-C is for whoever can answer it
        try:
            with catch_warnings():  # of threads, whose locks a fork takes along: what is done there takes none
                simplefilter("ignore", DeprecationWarning)
                self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        self._theirs.close()

    def exchange(self, orders: Sequence[Order]) -> list[Shaped]:
        """Take what was made of the batch before, and give the next."""
        done, self._given = self._made(), orders
        if orders:
            with suppress(OSError):
                self._there.send(orders)
        return done

    def _made(self) -> list[Shaped]:
        done: list[Shaped] | None = None
        if self._given:
            with suppress(EOFError, OSError):
                done = self._there.recv()
        return [*map(self._make, self._given)] if done is None else done

    def close(self) -> None:
        """Nothing more will be sent."""
        self._there.close()
        self._theirs.close()

    def join(self) -> None:
        """Wait for its end; it comes when all benches are closed, because one that was forked later holds this one."""
        if self._process.pid is not None:
            self._process.join()


def _work(make: Make, orders: Connection, others: Connection) -> None:
    """Make batch after batch, until nobody is there to send or to take one; None for one that can't be made."""
    others.close()
    with suppress(EOFError, OSError):
        while True:
            batch = orders.recv()
            try:
                done = [*map(make, batch)]
            except Exception:  # noqa: BLE001 whoever sent it makes it again, and hears it there
                done = None
            orders.send(done)
