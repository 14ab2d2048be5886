"""Cases made of checked rows: pure, so that another process can do it while this one reads on and writes down."""

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import Pipe, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

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
    """Makes batches of orders, all but the first in a process beside this one: give it a batch, take the one before.

    Where there can be no second process, or it has ended, or something goes wrong there, the work is done here, and
    whoever gave the order hears what went wrong.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._beside: tuple[Connection, BaseProcess] | None = None
        self._given: Sequence[Order] = ()
        self._has_begun = False

    def exchange(self, orders: Sequence[Order]) -> list[Shaped]:
        """Give a batch; answers what is finished: the batch before it, or, if it was made here, itself."""
        if self._beside is None and orders and self._has_begun:
            self._beside = _beside(self._make)
        self._has_begun = True
        if self._beside is None:
            return [*map(self._make, orders)]
        done, self._given = self._taken(), orders
        if orders:
            with suppress(OSError):
                self._beside[0].send(orders)
        return done

    def _taken(self) -> list[Shaped]:
        assert self._beside is not None
        done: list[Shaped] | None = None
        if self._given:
            with suppress(EOFError, OSError):
                done = self._beside[0].recv()
        return [*map(self._make, self._given)] if done is None else done

    def close(self) -> None:
        """Let the other process end; what it still has in hand is lost."""
        if self._beside is not None:
            orders, process = self._beside
            orders.close()
            process.join()
            self._beside = None


def _beside(make: Make) -> tuple[Connection, BaseProcess] | None:
    """Another process that makes what it is sent; None where there is no core for it, or it can't be forked."""
    if (os.cpu_count() or 1) < 2 or "fork" not in get_all_start_methods():
        return None
    ours, theirs = Pipe()
    process = get_context("fork").Process(target=_work, args=(make, theirs, ours), daemon=True)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # ctrl-C is for whoever can answer it
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    theirs.close()
    return ours, process


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
