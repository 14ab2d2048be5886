"""`doctor`: what is wrong is a finding and exit 1, what may be meant is a hint."""

import sqlite3
from contextlib import closing

import pytest


def levels(answer):
    return {(each["subject"], each["level"]) for each in answer["findings"]}


@pytest.fixture
def healthy(desk):
    desk.db.chmod(0o600)
    desk("staff", "add", "li", "--role", "general_manager")
    return desk


def test_a_healthy_register_is_fine(healthy):
    answer = healthy.json("doctor")
    assert answer["ok"] is True
    assert {level for _, level in levels(answer)} <= {"fine", "hint"}
    assert "SQLite" in healthy("doctor")


def test_a_register_that_others_may_read_is_a_finding_with_its_cure(healthy):
    healthy.db.chmod(0o604)
    answer = healthy.json("doctor", code=1)
    assert [each["advice"] for each in answer["findings"] if each["level"] == "wrong"] == [f"chmod o= {healthy.db}"]


def test_a_clock_behind_the_last_event_is_a_finding(healthy):
    healthy.register()
    healthy.now = "2026-11-19 10:00"
    assert ("clock", "wrong") in levels(healthy.json("doctor", code=1))


def test_open_cases_with_an_unknown_department_are_a_finding(healthy):
    healthy.register("--assign")
    with closing(sqlite3.connect(healthy.db, isolation_level=None)) as conn:
        conn.execute("UPDATE complaint SET department = 'gone'")
    assert ("policy", "wrong") in levels(healthy.json("doctor", code=1))


def test_nobody_to_decide_and_days_off_running_out_are_hints(desk):
    desk.db.chmod(0o600)
    desk.now = "2026-12-20 10:00"
    assert {("staff", "hint"), ("calendar", "hint")} <= levels(desk.json("doctor"))


def test_damage_is_a_finding_or_makes_the_file_unusable(healthy):
    content = bytearray(healthy.db.read_bytes())
    content[40_000:60_000] = b"\xff" * 20_000
    healthy.db.write_bytes(content)
    healthy.db.with_name("c.db-wal").unlink(missing_ok=True)
    assert healthy.run("complaintctl doctor").returncode in (1, 4)


def test_reading_changes_nothing(healthy):
    before = healthy.content()
    healthy("doctor")
    assert healthy.content() == before
