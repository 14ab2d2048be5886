"""How far a long piece of work has come: a bar for people at a terminal, drawn by rich on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

Advance = Callable[[int], None]
"""Told how much more is done, as often as it is convenient."""

_PAUSE = 0.1
"""Seconds from one drawing to the next: a drawing for each of a million rows would take longer than the rows."""


@contextmanager
def progress(label: str, total: int | None, *, shown: bool, colour: bool = False) -> Iterator[Advance]:
    """A bar while the work lasts and gone when it is over; none unless `shown`. `total` None where nobody knows."""
    if not shown:
        yield _unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(stderr=True, no_color=not colour)
    with Progress(*columns, console=console, auto_refresh=False, transient=True, redirect_stdout=False) as bar:
        task, drawn, done = bar.add_task(label, total=total), monotonic(), 0

        def advance(amount: int) -> None:
            nonlocal drawn, done
            done += amount
            if monotonic() - drawn >= _PAUSE:
                bar.update(task, completed=done, refresh=True)
                drawn = monotonic()

        yield advance


def _unseen(amount: int) -> None:
    """Nobody looks."""
