"""The days off are renewed by the next writing command when a year comes near, if the library knows more."""

import sqlite3
from contextlib import closing

import pytest

from complaintctl.cases.recounting import recounted
from complaintctl.office.rulebook import installed_library
from complaintctl.policy.opening import DaysOff
from complaintctl.rules.rulebook import Snapshot
from complaintctl.store import calendars
from tests.builders import CHINA, a_policy, a_rulebook, local, shown, story

OLD = "holidays 0.1"
BEFORE_MAKEUP = "2026-09-18 10:00"
"""A Friday; the Sunday after it is a make-up day, which the calendar of the year before doesn't know."""


def keep(desk, *, library, decreed_until):
    """A version of the days off as a library knew them that has make-up days until then only."""
    with closing(sqlite3.connect(desk.db, isolation_level=None)) as conn:
        conn.row_factory = sqlite3.Row
        version, data = calendars.latest_calendar(conn)
        made = calendars.calendar_made(conn, version)
        days = [day for year in (2025, 2026) for day in calendars.days_in(conn, version, year)]
        known = [day for day in days if not day[1] or day[0] <= decreed_until]
        data["decreed_until"] = decreed_until
        calendars.add_calendar(
            conn, made_at=local("2025-12-01 09:00"), country=made["country"], library=library, data=data, days=known
        )


def versions(desk):
    with closing(sqlite3.connect(desk.db)) as conn:
        return [tuple(row) for row in conn.execute("SELECT id, library FROM calendar ORDER BY id")]


@pytest.fixture
def behind(desk):
    """A register with a case whose days off were not decreed yet, and a library that knows them since."""
    desk.now = BEFORE_MAKEUP
    keep(desk, library=installed_library(), decreed_until="2025-12-31")
    number = desk.register()
    assert desk.step(number, "contact")["due_at"] == "2026-09-22T10:00:00Z"
    assert desk.step(number, "contact")["provisional"] is True
    keep(desk, library=OLD, decreed_until="2025-12-31")
    return number


def test_the_next_writing_command_takes_over_what_a_newer_library_knows(desk, behind):
    desk("assign", behind, "--as", "老周")
    assert versions(desk)[-1][1] == installed_library()
    row = desk.step(behind, "contact")
    assert (row["due_at"], row["provisional"]) == ("2026-09-21T10:00:00Z", False)
    assert row["first_due_at"] == "2026-09-22T10:00:00Z"
    moved = [event for event in desk.case(behind)["events"] if event["action"] == "calendar"]
    assert [(event["actor"], "contact" in event["changes"]["moved"]) for event in moved] == [("老周", True)]
    desk("verify")


def test_it_is_renewed_once(desk, behind):
    desk("note", behind, "--note", "x")
    known = versions(desk)
    desk("note", behind, "--note", "y")
    desk.register()
    assert versions(desk) == known


@pytest.mark.parametrize("words", [["list"], ["overdue"], ["show", "1"], ["verify"], ["policy", "calendar"]])
def test_reading_renews_nothing(desk, behind, words):
    before = desk.content()
    desk(*words, *([] if words != ["overdue"] else ["--within", "90h"]))
    assert desk.content() == before


def test_what_is_refused_renews_nothing_either(desk, behind):
    desk.error("resolve", behind, "--solution", "x", code=1)
    assert versions(desk)[-1][1] == OLD


def test_a_year_that_is_far_off_is_left_alone(desk):
    desk.now = "2026-06-01 10:00"
    keep(desk, library=OLD, decreed_until="2026-12-31")
    desk.register()
    assert versions(desk)[-1][1] == OLD
    desk.now = "2026-11-20 10:00"
    desk.register()
    assert versions(desk)[-1][1] == installed_library()


def test_where_the_library_knows_no_more_nothing_is_written(desk):
    desk.now = "2026-12-30 10:00"
    known = versions(desk)
    desk.register()
    assert versions(desk) == known


# Which steps are counted again


def told(policy):
    """A case whose days off have a second version, where the 23rd of November is off too."""
    book = a_rulebook(policy)
    off = DaysOff({**CHINA.off, local("2026-11-23 12:00").date(): "a new one"}, CHINA.makeup, CHINA.confirmed_until)
    book._snapshots[2] = Snapshot(off)
    return story("2026-11-20 10:00", book)


def count(case, at, *, before=1):
    event = recounted(case.case, case.deed(at, calendar=2), before)
    if event is not None:
        case.add(event)
    return event


def test_a_running_step_is_counted_again():
    case = told(a_policy())
    assert count(case, "2026-11-20 12:00").changes == {"moved": ["contact", "resolve"]}
    assert case.due("contact") == "2026-11-25 18:00"
    assert case.first_due("contact") == "2026-11-24 18:00"


def test_once_counted_it_is_not_counted_again():
    case = told(a_policy())
    count(case, "2026-11-20 12:00")
    assert count(case, "2026-11-20 13:00", before=2) is None


def test_what_has_ended_is_never_judged_again():
    case = told(a_policy()).assign("2026-11-20 10:10").contact("2026-11-24 17:00")
    event = count(case, "2026-11-20 12:00")
    assert shown(event.at) == "2026-11-24 17:00"
    assert case.due("contact") == "2026-11-24 18:00"


def test_a_closed_case_is_left_alone():
    case = told(a_policy()).assign("2026-11-20 10:10").close("2026-11-20 11:00", "withdrawn", reason="x")
    assert count(case, "2026-11-20 12:00") is None


# What the library is asked


def test_days_off_have_the_countrys_own_names_whatever_the_machine_speaks(desk):
    lines = desk.run("complaintctl policy calendar 2026", env={"LC_ALL": "C"}).stdout.decode()
    assert "国庆节" in lines
    for language in ("C", "zh_CN.UTF-8", "de_DE.UTF-8"):
        command = "rm -f x.db; complaintctl --db x.db init >&2; complaintctl --db x.db policy calendar 2026 --lang en"
        assert desk.run(command, env={"LC_ALL": language}, cwd=desk.folder).stdout.decode() == lines
