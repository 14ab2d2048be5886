"""A register of an earlier version: read as it is, brought to this one before anything is written, or left alone."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from complaintctl.store.version import VERSION
from tests.desk import ROOT, Desk

REGISTERS = Path(__file__).parent / "registers"
CASE, CLOSED = "C20260721-0001", "C20260701-0001"
NOTE = ("note", CASE, "--note", "电话未接")
ANSWERS = [
    ("list", "--all"),
    ("show", CLOSED),
    ("show", "C20260728-0002"),
    ("explain", CASE),
    ("explain", CLOSED),
    ("overdue",),
    ("today",),
    ("report", "--month", "2026-07"),
    ("staff", "list"),
    ("measure", "list"),
    ("sample", "show"),
    ("drill", "--results"),
    ("policy", "show"),
    ("search", "冰箱"),
]
EXPORTS = [("export",), ("export", "--what", "events"), ("verify", "--head"), ("sheet", CLOSED)]


class OldDesk(Desk):
    """A desk at a copy of a register of an earlier version."""

    def __init__(self, folder, version):
        super().__init__(folder)
        self.version, self.original = version, REGISTERS / f"v{version}.db"
        shutil.copyfile(self.original, self.db)
        self.db.chmod(0o640)
        self.now = "2026-09-02 10:00"

    def copy(self, mark=""):
        """Where it lies as it was."""
        return self.folder / f"c.v{self.version}{mark}.db"


@pytest.fixture(params=range(1, VERSION))
def old(tmp_path, request):
    """Every earlier version has its register here."""
    return OldDesk(tmp_path, request.param)


def _answers(desk):
    """What the reading commands say, in json or as they say it."""
    return [desk.json(*line) for line in ANSWERS] + [desk(*line) for line in EXPORTS]


def _version(path):
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute("PRAGMA user_version").fetchone()[0]


def _set_version(path, version):
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {version}")


def _schema(path):
    """The tables, indexes and triggers with their text; not those by which migrations are remembered."""
    with closing(sqlite3.connect(path)) as conn:
        rows = conn.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {(kind, name): re.sub(r"\s+", " ", sql.replace('"', "")) for kind, name, sql in rows}


def _rows(path):
    """What each table holds, without what is empty: later versions have more columns, and hashes as bytes."""
    with closing(sqlite3.connect(path)) as conn:
        conn.row_factory = sqlite3.Row
        tables = [name for kind, name in _schema(path) if kind == "table" and not name.startswith(("_", "search"))]
        return {
            name: sorted(
                [
                    {key: _told(row[key]) for key in sorted(row.keys()) if row[key] is not None}
                    for row in conn.execute(f"SELECT * FROM {name}")
                ],
                key=str,
            )
            for name in tables
        }


def _told(value):
    return value.hex() if isinstance(value, bytes) and len(value) == 32 else value


def test_reading_changes_no_byte_and_makes_no_copy(old):
    before = old.db.read_bytes()
    _answers(old)
    assert old.db.read_bytes() == before
    assert [file.name for file in old.folder.iterdir()] == ["c.db"]


def test_the_first_writing_brings_it_up_and_every_answer_stays(old):
    before, rows = _answers(old), _rows(old.db)
    old(*NOTE, code=1, COMPLAINTCTL_NOW="2026-07-01 09:00")  # refused, being earlier than the case: no event is added
    assert _version(old.db) == VERSION
    assert _answers(old) == before
    assert _rows(old.db) == rows


def test_it_has_then_the_schema_of_a_new_register(old, tmp_path):
    (tmp_path / "new").mkdir()
    new = Desk(tmp_path / "new")
    old(*NOTE)
    assert _schema(old.db) == _schema(new.db)


def test_it_is_told_once_and_with_quiet_never(old, tmp_path):
    old(*NOTE)
    assert old.err.count(old.copy().name) == 1
    old(*NOTE)
    assert old.copy().name not in old.err
    other = tmp_path / "other"
    other.mkdir()
    quiet = OldDesk(other, old.version)
    quiet("--quiet", *NOTE)
    assert quiet.err == ""
    assert quiet.copy().exists()


def test_as_it_was_it_lies_beside_as_closed_to_others_and_over_nothing(old):
    taken = old.copy()
    taken.write_text("mine")
    old(*NOTE)
    copy = old.copy("1")
    assert taken.read_text() == "mine"
    assert _rows(copy) == _rows(old.original)
    assert _version(copy) == old.version
    assert copy.stat().st_mode & 0o777 == old.db.stat().st_mode & 0o777 == 0o640


def test_the_copy_is_read_as_it_is(old):
    head = old("verify", "--head")
    old(*NOTE)
    assert old("--db", old.copy(), "verify", "--head") == head != old("verify", "--head")


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE complaint SET priority = 'nonsense' WHERE serial = 1", "complaint"),
        ("UPDATE deadline SET due_at = 'soon'", "deadline"),
        ("UPDATE staff SET role = 'king'", "staff"),
    ],
)
def test_what_the_new_tables_do_not_take_is_named_and_nothing_changes(old, change, table):
    with closing(sqlite3.connect(old.db)) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute(change)
    told = old.error(*NOTE, code=4)
    assert f" {table}: " in told["message"] + " "
    assert "as it was" in told["message"]
    assert [file.name for file in old.folder.iterdir()] == ["c.db"]
    assert _version(old.db) == old.version


@pytest.mark.parametrize(("version", "code"), [(0, 4), (-1, 4), (VERSION + 1, 4)])
def test_what_is_of_no_version_that_was_is_refused(old, version, code):
    _set_version(old.db, version)
    old.error("list", code=code)
    old.error(*NOTE, code=code)


def test_a_backup_keeps_the_version(old):
    before = old.db.read_bytes()
    kept = old.folder / "kept.db"
    old("backup", kept)
    assert _version(kept) == old.version
    assert _rows(kept) == _rows(old.original)
    assert old.db.read_bytes() == before


def _started(desk, *line):
    around = os.environ | {"COMPLAINTCTL_DB": str(desk.db), "COMPLAINTCTL_NOW": desk.now, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "complaintctl", "--as", "刘洋", *line],
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_of_several_who_write_at_once_one_brings_it_up_and_all_are_heard(old):
    before = len(old("export", "--what", "events").splitlines())
    writers = [_started(old, *NOTE) for _ in range(4)]
    told = [writer.communicate(timeout=60)[1].decode() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4, told
    assert sum(old.copy().name in each for each in told) == 1
    assert len(list(old.folder.glob(f"c.v{old.version}*.db"))) == 1
    assert len(old("export", "--what", "events").splitlines()) == before + 4
    old("verify")


@pytest.mark.parametrize("after", [0.15, 0.25, 0.3, 0.35, 0.4, 0.5])
def test_killed_in_the_middle_it_is_of_the_old_version_or_of_the_new(old, after):
    head, before = old("verify", "--head"), _answers(old)
    writer = _started(old, "note", "C20260101-0001", "--note", "x")
    time.sleep(after)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert _version(old.db) in {old.version, VERSION}
    assert old("verify", "--head") == head
    assert _answers(old) == before
    old(*NOTE)
    assert _version(old.db) == VERSION
    assert json.loads(old("verify", "--format", "json"))
