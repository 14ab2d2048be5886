"""Somebody sits at the desk: keys pressed and words typed into the real screen, on a register of one's own."""

import asyncio
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from complaintctl.clock import Clock
from complaintctl.desk.app import Desk as Screen
from complaintctl.desk.entry import Entry
from complaintctl.desk.queue import Queue
from complaintctl.desk.reading import Setting
from complaintctl.office import Office
from complaintctl.rules.instants import parse_instant
from tests.builders import local
from tests.desk import Desk


def setting(
    *registers: Path, now: Clock, lang="en", actor="刘洋", writes=True, plain=False, as_of=None, folder=None
) -> Setting:
    """What the command would hand over."""
    offices = []
    for register in registers:
        office = Office.open(register, actor=actor, login="root", clock=now, set_clock=True)
        if as_of:
            office.look_back(parse_instant(as_of, zone=office.zone, now=now()))
        offices.append(office)
    opened: list[Path] = []

    def show(file: Path) -> bool:
        opened.append(file)
        return True

    there = folder or registers[0].parent
    show.opened = opened
    return Setting(tuple(offices), lang, writes, plain, there / "draft.json", show, lambda: there)


def seated(*desks: Desk, **more) -> Setting:
    """The same on the registers of these, at the time that the first one has, whenever it is asked."""
    return setting(*(desk.db for desk in desks), now=lambda: local(desks[0].now), **more)


class Seat:
    """What can be seen and done; `await seat("a", "text:rnd", "enter")`."""

    def __init__(self, app: Screen, pilot: Pilot) -> None:
        self.app = app
        self.pilot = pilot

    async def __call__(self, *steps: str) -> None:
        for step in steps:
            if step.startswith("text:"):
                await self.pilot.press(*[{" ": "space"}.get(char, char) for char in step.removeprefix("text:")])
            elif step.startswith("focus:"):
                if not self.app.screen.entries[-1].is_attached:
                    self.app.screen.action_more()
                    await self.pilot.pause()
                fields = [each.field.name for each in self.app.screen.entries]
                self.app.screen.focus_on(fields.index(step.removeprefix("focus:")))
            else:
                await self.pilot.press(step)
            for _ in range(3):  # a key becomes a message, that another, and that closes a form
                await self.pilot.pause()

    def part(self, name: str) -> str:
        """What a part of the desk says."""
        return self.app.screen_stack[0].query_one(name, Static).visual.plain

    @property
    def card(self) -> str:
        return self.part("#card")

    @property
    def message(self) -> str:
        return self.part("#message")

    @property
    def keys(self) -> str:
        return self.part("#keys")

    @property
    def top(self) -> str:
        return self.part("#top")

    @property
    def refusal(self) -> str:
        """What the form that is open says."""
        return self.app.screen.query_one("#form-message", Static).visual.plain

    @property
    def queue(self) -> Queue:
        return self.app.queue

    @property
    def form(self) -> dict[str, str]:
        """The fields of the form that is open, as they stand."""
        return {each.field.name: each.raw for each in self.app.screen.query(Entry)}

    @property
    def is_open(self) -> bool:
        """Whether something stands over the desk."""
        return len(self.app.screen_stack) > 1

    async def go(self, number: str) -> None:
        """Put the cursor on a case."""
        for id_, item in self.queue.items.items():
            if item.number == number:
                self.queue.highlighted = self.queue.get_option_index(id_)
                await self.pilot.pause()
                return
        raise AssertionError((number, [item.number for item in self.queue.items.values()]))


def sit(made: Setting, play, *, size=(120, 40)) -> Screen:
    """Play it out; the offices are shut behind it."""
    app = Screen(made)

    async def run():
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await play(Seat(app, pilot))

    try:
        asyncio.run(run())
    finally:
        for office in made.offices:
            office.shut()
    return app
