"""Several at one register: desks and command lines at once; and a terminal that is gone from one moment to the next."""

import asyncio
import os
import pty
import signal
import subprocess
import sys
import time

import pytest

pytest.importorskip("textual", reason="the desk needs Textual")

from complaintctl.desk.app import Desk as Screen
from tests.desk import staffed
from tests.seated import Seat, seated

SOON = 2.0
"""Seconds after which everybody sees what anybody has written."""


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def both(desk, play):
    """Two desks on the same register, each with its own connection."""

    async def run():
        apps = [Screen(seated(desk, actor=name, folder=_folder(desk, name))) for name in ("刘洋", "陈立")]
        async with apps[0].run_test(size=(120, 40)) as one:
            ready, done, seats = asyncio.Event(), asyncio.Event(), []
            # Textual knows the app of a task by its context: the second desk is a task of its own
            other = asyncio.create_task(_second(apps[1], ready, done, seats))
            await ready.wait()
            try:
                await play(Seat(apps[0], one), seats[0])
            finally:
                done.set()
                await other

    asyncio.run(run())


async def _second(app, ready, done, seats):
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        seats.append(Seat(app, pilot))
        ready.set()
        await done.wait()


def _folder(desk, name):
    folder = desk.folder / name
    folder.mkdir(exist_ok=True)
    return folder


async def seen(what):
    """Wait until it is so, no longer than is promised."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < SOON
        await asyncio.sleep(0.05)


def test_two_desks_and_a_command_line_see_each_others_work(desk):
    number = desk.register()

    async def play(one, other):
        await one("m", "text:one", "ctrl+s")
        await seen(lambda: "one" in other.card)
        await other("m", "text:other", "ctrl+s")
        await seen(lambda: "other" in one.card)
        desk("note", number, "--note", "by command")
        await seen(lambda: "by command" in one.card and "by command" in other.card)

    both(desk, play)
    assert [event["note"] for event in desk.case(number)["events"]][1:] == ["one", "other", "by command"]
    desk("verify")


def test_many_at_once_lose_nothing(desk):
    command = [sys.executable, "-m", "complaintctl", "--db", str(desk.db), "register", "--channel", "phone",
               "--anonymous", "--category", "other", "--content", "by command"]  # fmt: skip

    async def takes(seat, count):
        for n in range(count):
            await seat("n", "focus:content", f"text:desk{n}", "focus:cause", "text:other", "ctrl+s")
            assert not seat.is_open, seat.refusal

    async def play(one, other):
        lines = [await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL) for _ in range(4)]
        await takes(one, 4)
        await takes(other, 4)
        assert [await line.wait() for line in lines] == [0] * 4

    both(desk, play)
    assert len(desk.json("list")) + len(desk.json("list", "--received", "2026-01-01..2036-01-01")) >= 12
    assert desk.json("verify")["problems"] == []
    assert desk.json("verify")["cases"] == 12


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_killed_while_a_complaint_is_taken_down_what_was_typed_is_offered_again(desk, tmp_path):
    around = os.environ | {"XDG_DATA_HOME": str(tmp_path / "data"), "TERM": "xterm", "COMPLAINTCTL_LANG": "en"}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "complaintctl", "--db", str(desk.db), "desk"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=around, start_new_session=True)
    os.close(theirs)
    try:
        _until(ours, b"complaint")
        os.write(ours, b"n")
        _until(ours, b"What happened")
        os.write(ours, b"\r")
        time.sleep(0.5)
        os.write(ours, "门坏了".encode())
        kept = _wait_for(tmp_path / "data/complaintctl/drafts", "门坏了")
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours)
    assert oct(kept.stat().st_mode & 0o777) == "0o600"
    assert desk.json("list") == []
    desk("verify")


def _until(terminal, text, seconds=20):
    told, begun = b"", time.monotonic()
    while text not in told:
        assert time.monotonic() - begun < seconds, told[-2000:]
        told += os.read(terminal, 65536)


def _wait_for(folder, text, seconds=10):
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        for file in folder.glob("*.json"):
            if text in file.read_text("utf-8"):
                return file
        time.sleep(0.05)
    raise AssertionError(list(folder.glob("*")))
