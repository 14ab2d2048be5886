"""What goes wrong: one sentence, the right exit code, nothing on stdout, and a database as it was."""

import json
import os
import sqlite3
import threading

import pytest

from complaintctl.locale import catalogue
from complaintctl.store.engines import sqlite as store
from tests.desk import CUSTOMER, WHAT

FULL = (*CUSTOMER, *WHAT)


@pytest.mark.parametrize(
    ("line", "code", "kind"),
    [
        (("assign", "1", "--to", "nowhere"), 1, "unknown-department"),
        (("register", *FULL, "--flag", "nonsense"), 1, "unknown-flag"),
        (("register", *CUSTOMER, "--content", "x", "--cause", "nonsense/x"), 1, "unknown-cause"),
        (("register", *FULL, "--cause", "service/attitude"), 1, "refused"),
        (("resolve", "1", "--solution", "x", "--cause", "nonsense"), 1, "wrong-state"),
        (("list", "--department", "nowhere"), 1, "unknown-department"),
        (("overdue", "--department", "nowhere"), 1, "unknown-department"),
        (("list", "--cause", "nonsense"), 1, "unknown-cause"),
        (("list", "--flag", "nonsense"), 1, "unknown-flag"),
        (("staff", "add", "x", "--department", "nowhere"), 1, "unknown-department"),
        (("staff", "edit", "nobody"), 1, "refused"),
        (("note", "1", "--note", "x", "--at", "2026-11-21 09:00"), 1, "future"),
        (("register", *FULL, "--received-at", "2026-11-21 09:00"), 1, "future"),
        (("register", *FULL, "--at", "2026-11-19 09:00", "--received-at", "2026-11-20 09:00"), 1, "refused"),
        (("init",), 1, "exists"),
        (("clock", "now", "2h", "--policy", "/nowhere.toml"), 1, "refused"),
        (("note", "1", "--note", "x", "--at", "03/04/2026"), 2, "usage"),
        (("note", "1", "--note", "x", "--at", "someday"), 2, "usage"),
        (("note", "1", "--note", "x", "--at", "2026-02-30"), 2, "usage"),
        (("note", "1"), 2, "usage"),
        (("note", "1", "--note", "  "), 2, "usage"),
        (("note", "--note", "x"), 2, "usage"),
        (("hold", "1", "--reason", ""), 2, "usage"),
        (("list", "--received", "03/04/2026..05/04/2026"), 2, "usage"),
        (("list", "--received", "2026-12..2026-11"), 2, "usage"),
        (("list", "--status", "nonsense"), 2, "usage"),
        (("list", "--sort", "nonsense"), 2, "usage"),
        (("list", "--limit", "0"), 2, "usage"),
        (("overdue", "--step", "nonsense"), 2, "usage"),
        (("overdue", "--within", "4 weeks office"), 2, "usage"),
        (("clock", "now", "0h"), 2, "usage"),
        (("clock", "now"), 2, "usage"),
        (("clock", "now", "2h", "--until", "now"), 2, "usage"),
        (("clock", "2026-11-20", "--until", "2026-11-19"), 2, "usage"),
        (("register", *FULL, "--amount", "12.345"), 2, "usage"),
        (("register", *FULL, "--amount", "-1"), 2, "usage"),
        (("register", *FULL, "--amount", "1e3"), 2, "usage"),
        (("register", *FULL, "--amount", "1,2"), 2, "usage"),
        (("register", *FULL, "--amount", "99999999999999999999"), 2, "usage"),
        (("register", *FULL, "--affected", "0"), 2, "usage"),
        (("register", *FULL, "--affected", "many"), 2, "usage"),
        (("register", *FULL, "--channel", "pigeon"), 2, "usage"),
        (("register", *FULL, "--nonsense"), 2, "usage"),
        (("register", "--customer", "x", "--phone", "1", *WHAT), 2, "usage"),
        (("register", "--channel", "web", "--phone", "1", *WHAT), 2, "usage"),
        (("register", "--channel", "web", "--customer", "x", *WHAT), 2, "usage"),
        (("register", *CUSTOMER, "--content", "x"), 2, "usage"),
        (("register", *CUSTOMER, "--category", "other"), 2, "usage"),
        (("revisit", "1"), 2, "usage"),
        (("revisit", "1", "--satisfied", "--not-reached"), 2, "usage"),
        (("revisit", "1", "--satisfied", "--score", "6"), 2, "usage"),
        (("revisit", "1", "--dissatisfied", "--close"), 2, "usage"),
        (("priority", "1", "gigantic", "--reason", "x"), 2, "usage"),
        (("priority", "1", "--reason", "x"), 2, "usage"),
        (("assign",), 2, "usage"),
        (("assign", "1", "--unassigned"), 2, "usage"),
        (("init", "--timezone", "Mars/Olympus", "--db", "new.db"), 2, "usage"),
        (("init", "--country", "XX", "--db", "new.db"), 2, "usage"),
        (("init", "--preset", "nonsense", "--db", "new.db"), 2, "usage"),
        (("nonsense",), 2, "usage"),
        (("show", "1", "2"), 2, "usage"),
        (("show", "2"), 3, "not-found"),
        (("show", "nonsense"), 3, "not-found"),
        (("explain", "1119-1"), 3, "not-found"),
        (("note", "C20261120-0009", "--note", "x"), 3, "not-found"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_changes_nothing(desk, line, code, kind):
    desk.register()
    error = desk.error(*line, code=code)
    assert error["code"] == kind
    assert error["message"]
    assert "\n" not in error["message"]
    assert not (desk.folder / "new.db").exists()


@pytest.mark.parametrize(
    ("line", "own"),
    [
        (("sample", "draw", "--format", "csv"), "sample draw has no form"),
        (("measure", "done", "M1", "--format", "table"), "measure done has no form"),
        (("measure", "list", "--at", "now"), "measure list has no option --at"),
        (("policy", "check", "x", "--format", "csv"), "policy check has no form"),
        (("staff", "add", "x", "--as-of", "now"), "staff add has no option --as-of"),
        (("customer", "merge", "1", "2", "--as-of", "now"), "customer merge has no option --as-of"),
        (("drill", "--results", "--at", "now"), "drill --results has no option --at"),
        (("attach", "1", "--list", "--format", "text"), "attach --list has no form"),
    ],
)
def test_what_a_command_of_a_command_lacks_is_said_of_it(desk, line, own):
    desk(*line, code=2)
    assert own in desk.err


def test_a_time_that_summer_time_skips_is_refused(desk):
    desk("--db", desk.folder / "berlin.db", "init", "--timezone", "Europe/Berlin", "--country", "DE")
    desk.env["COMPLAINTCTL_DB"] = str(desk.folder / "berlin.db")
    desk.db = desk.folder / "berlin.db"
    assert desk.error("register", *FULL, "--received-at", "2026-03-29 02:30", code=2)
    desk("register", *FULL, "--received-at", "2026-10-25 02:30")
    assert desk.case("1025-1")["received_at"] == "2026-10-25T00:30:00Z"  # of two, the first


def test_of_several_each_goes_its_own_way(desk):
    for _ in range(3):
        desk.register()
    out = desk("assign", "1", "9", "3", code=3)
    assert [line.split()[0] for line in out.splitlines()] == ["C20261120-0001", "C20261120-0003"]
    assert "9: There is no complaint 9." in desk.err
    desk("close", "2", "--outcome", "withdrawn", "--reason", "x")
    out = desk("assign", "1", "2", "9", code=1)
    assert "2: C20261120-0002 is closed." in desk.err
    desk("hold", "1", "9", "2", "--reason", "x", "--format", "json", code=1)
    assert desk.json("show", 1)["on_hold"] is True


def test_several_answers_and_errors_as_json(desk):
    for _ in range(2):
        desk.register()
    assert [case["number"] for case in desk.json("assign", 1, 2)] == ["C20261120-0001", "C20261120-0002"]
    out = desk("resume", 1, 8, 9, "--format", "json", code=1)
    assert json.loads(out) == []
    error = json.loads(desk.err)["error"]
    assert error["message"].splitlines()[1:] == ["8: There is no complaint 8.", "9: There is no complaint 9."]
    assert json.loads(desk("resume", 8, 9, "--format", "json", code=3)) == []
    assert json.loads(desk.err)["error"]["code"] == "not-found"
    assert len(desk.json("hold", "-", "--reason", "x", stdin="1\n2\n")) == 2
    assert [case["number"] for case in desk.json("resume", "-", stdin="1")] == ["C20261120-0001"]
    assert desk.json("resume", "-", stdin="") == []
    assert desk.json("resume", 2)["on_hold"] is False


def test_no_database(desk, tmp_path):
    none = tmp_path / "none.db"
    for line in (("list",), ("overdue",), ("register", *FULL), ("verify",), ("clock", "now", "2h")):
        error = desk.error(*line, "--db", none, code=4)
        assert error["message"] == f"There is no database at {none}."
        assert error["hint"] == f"complaintctl --db {none} init"
    assert not none.exists()


def _truncated(path, good):
    path.write_bytes(good[: len(good) // 2])


def _newer(path, good):
    path.write_bytes(good)
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA user_version = 999")
    conn.close()


def _garbled(path, good):
    path.write_bytes(good[:100] + b"\xff" * 4000 + good[4100:])


UNUSABLE = {
    "a directory": lambda path, good: path.mkdir(),
    "a text file": lambda path, good: path.write_text("number,content\n1,这是一个文本文件\n" * 50),
    "a short text file": lambda path, good: path.write_text("x"),
    "an empty file": lambda path, good: path.touch(),
    "another program's": lambda path, good: sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close(),
    "a truncated one": _truncated,
    "a beginning": lambda path, good: path.write_bytes(good[:512]),
    "a garbled one": _garbled,
    "a newer one": _newer,
    "a dead link": lambda path, good: path.symlink_to("nowhere"),
    "a pipe": lambda path, good: os.mkfifo(path),
    "too long a name": lambda path, good: None,
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_database_that_cannot_be_used(desk, what):
    desk.register()
    good = desk.db.read_bytes()
    desk.db.unlink()
    UNUSABLE[what](desk.db, good)
    if what == "too long a name":
        desk.db = desk.folder / ("x" * 300)
    for line in (("list",), ("register", *FULL), ("note", "1", "--note", "x"), ("overdue",)):
        error = desk.error(*line, code=4)
        assert error["code"] == "database"
        assert error["hint"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_no_permission(desk):
    desk.db.chmod(0)
    assert desk.error("list", code=4)
    desk.db.chmod(0o400)
    assert desk.json("list") == []
    assert desk.error("register", *FULL, code=4)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_directory_that_may_not_be_written_in_can_be_read(desk):
    desk.register()
    desk.folder.chmod(0o500)
    try:
        assert len(desk.json("list")) == 1
    finally:
        desk.folder.chmod(0o700)


def test_a_busy_file_is_waited_for_then_told(desk, monkeypatch):
    number = desk.register()
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.1)
    other = sqlite3.connect(desk.db, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    error = desk.error("note", number, "--note", "x", code=4)
    assert "writing" in error["message"]
    assert len(desk.json("list")) == 1  # readers are never blocked
    monkeypatch.setattr(store, "WAIT_SECONDS", 10.0)
    release = threading.Timer(0.3, other.rollback)
    release.start()
    desk("note", number, "--note", "x")
    release.join()
    other.close()


def test_a_reader_of_a_rollback_journal_waits_rather_than_reading_what_is_half_written(desk, monkeypatch):
    desk.register()
    with sqlite3.connect(desk.db) as other:
        other.execute("PRAGMA journal_mode = DELETE")
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.1)
    other.isolation_level = None
    other.execute("BEGIN EXCLUSIVE")
    assert "writing" in desk.error("list", code=4)["message"]
    other.rollback()
    other.close()


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_looking_changes_no_byte_and_leaves_no_files(desk, journal):
    desk.register()
    desk("assign", 1)
    desk.now = "2026-12-20 10:00"
    conn = sqlite3.connect(desk.db)
    conn.execute(f"PRAGMA journal_mode = {journal}")
    conn.close()
    before, files = desk.db.read_bytes(), set(desk.folder.iterdir())
    for line in (
        ("list", "--all"), ("overdue",), ("today",), ("show", "1120-1"), ("explain", "1120-1"), ("verify",),
        ("clock", "now", "2h office"), ("staff", "list"), ("list", "--as-of", "2026-11-19"), ("report",),
        ("show", "1120-1", "--as-of", "2026-11-20 10:00"), ("export",),
    ):  # fmt: skip
        desk(*line)
    assert desk.db.read_bytes() == before
    if journal == "DELETE":
        assert set(desk.folder.iterdir()) == files


def test_errors_in_chinese(desk):
    sentence = catalogue("zh")("There is no complaint {number}.").format(number=9)
    desk("show", 9, "--lang", "zh", code=3)
    assert desk.err.startswith(sentence)
    assert desk.error("show", 9, code=3, COMPLAINTCTL_LANG="zh")["message"] == sentence
    assert desk.error("show", 9, code=3, LANG="zh_CN.UTF-8")["code"] == "not-found"
