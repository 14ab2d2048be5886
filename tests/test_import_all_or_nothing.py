"""An import that is refused, interrupted or killed leaves the database byte for byte as it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from complaintctl.cli.interrupts import Interrupts
from complaintctl.store.connection import transaction
from complaintctl.store.engines import sqlite
from tests.desk import ROOT

HEADER = "external_id,content,received_at,assigned_at,resolved_at,closed_at,channel,category,cause,phone"
INTERRUPTED = 130
ROWS = 4_000
"""Enough to be at work for seconds, and for several batches."""


def rows(count):
    for number in range(count):
        day = f"2026-10-{1 + number % 28:02d}"
        times = f"{day} 09:00,{day} 09:{number % 60:02d},{day} 15:00,{day} 17:30"
        yield f'{number},"Nobody\ncalled",{times},phone,service,service/repair/{number % 9},138{number % 500:08d}'


@pytest.fixture
def file(tmp_path):
    """A file of so many rows."""

    def written(count, *more):
        path = tmp_path / "cases.csv"
        path.write_text("\n".join([HEADER, *rows(count), *more]) + "\n", "utf-8")
        return path

    return written


def files(desk):
    """The database and whatever stands beside it, with their bytes."""
    return {path.name: path.read_bytes() for path in desk.folder.glob("c.db*")}


def started(desk, path):
    """An import at work in a process of its own, its database open."""
    given = {"COMPLAINTCTL_DB": str(desk.db), "COMPLAINTCTL_NOW": desk.now, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "complaintctl", "import", str(path)],
        env=os.environ | given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_interruptible,  # noqa: PLW1509
    )
    while process.poll() is None and not Path(f"{desk.db}-shm").exists():
        time.sleep(0.005)
    return process


def _interruptible():
    """Whoever runs the tests in the background may have had interrupts ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_file_refused_by_its_last_row_leaves_every_byte_as_it_was(desk, file):
    desk.register()
    before = files(desk)
    path = file(1_200, "x,,2026-10-01 09:00,,,,phone,service,,")
    desk("import", path, code=1)
    assert "cases.csv:2402: content" in desk.err
    assert files(desk) == before


@pytest.mark.parametrize("seconds", [0, 0.1, 0.3])
def test_an_interrupt_leaves_every_byte_as_it_was(desk, file, seconds):
    before = files(desk)
    process = started(desk, file(ROWS))
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (INTERRUPTED, b"")
    assert b"Traceback" not in err
    assert files(desk) == before


@pytest.mark.parametrize("seconds", [0.05, 0.2])
def test_a_killed_import_leaves_a_sound_register_without_any_of_it(desk, file, seconds):
    desk.register()
    process = started(desk, file(ROWS))
    time.sleep(seconds)
    process.kill()
    process.communicate(timeout=60)
    desk("verify")
    assert len(desk.json("list", "--all")) == 1


@pytest.fixture
def register():
    """An empty table, and what hears interrupts while it is written."""
    conn = sqlite.in_memory()
    conn.execute("CREATE TABLE t (n)")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupts = Interrupts(lambda: conn.is_settled)
    yield conn
    conn.close()
    interrupts.end()
    assert signal.signal(signal.SIGINT, before) is signal.default_int_handler


def test_an_interrupt_is_heard_while_nothing_is_written_for_good(register):
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        _interrupted(register)
    assert register.execute("SELECT count(*) FROM t").fetchone()[0] == 0


def _interrupted(register):
    with transaction(register):
        register.execute("INSERT INTO t VALUES (1)")
        signal.raise_signal(signal.SIGINT)


def test_an_interrupt_that_comes_when_all_is_written_comes_too_late(register):
    with transaction(register):
        register.execute("INSERT INTO t VALUES (1)")
    signal.raise_signal(signal.SIGINT)
    assert register.execute("SELECT count(*) FROM t").fetchone()[0] == 1


def test_where_interrupts_are_ignored_they_stay_so(register):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Interrupts(lambda: register.is_settled).end()
    assert signal.signal(signal.SIGINT, signal.default_int_handler) is signal.SIG_IGN
