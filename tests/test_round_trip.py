"""An export of events makes the same register again: cases, deadlines, verdicts, reports (Round trip)."""

import json
import shutil
from contextlib import suppress
from datetime import timedelta

import pytest
from desk import ROOT, Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from complaintctl.cases.course import fold
from complaintctl.cli.app import app
from complaintctl.errors import ComplaintError
from complaintctl.office.rulebook import load
from complaintctl.store import complaints, deadlines, events
from complaintctl.store.connection import transaction
from complaintctl.store.db import connect
from tests.builders import SHANGHAI, local, story
from tests.texts import any_text

MANAGER = {"role": "general_manager", "by": "Wu"}
DEEDS = {
    "assign": lambda told, at: told.assign(at),
    "reassign": lambda told, at: told.assign(at, to="rnd"),
    "contact": lambda told, at: told.contact(at),
    "missed": lambda told, at: told.contact(at, reached=False),
    "progress": lambda told, at: told.progress(at),
    "note": lambda told, at: told.note(at),
    "hold": lambda told, at: told.hold(at),
    "resume": lambda told, at: told.resume(at),
    "extend": lambda told, at: told.extend(at, "resolve", "2026-12-30 18:00"),
    "urgent": lambda told, at: told.priority(at, "urgent"),
    "flag": lambda told, at: told.edit(at, flags=["media"]),
    "received": lambda told, at: told.edit(at, received_at="2026-11-19 09:00"),
    "propose": lambda told, at: told.propose(at, cost=1234, remedy="refund"),
    "approve": lambda told, at: told.approve(at, **MANAGER),
    "decline": lambda told, at: told.decline(at),
    "resolve": lambda told, at: told.resolve(at, **MANAGER),
    "satisfied": lambda told, at: told.revisit(at, score=5),
    "dissatisfied": lambda told, at: told.revisit(at, satisfied=False, comment="cold"),
    "close": lambda told, at: told.close(at),
    "withdraw": lambda told, at: told.close(at, "withdrawn", reason="gone"),
    "reopen": lambda told, at: told.reopen(at),
    "review": lambda told, at: told.review(at),
    "undo": lambda told, at: told.undo(at),
}
COURSES = st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 60)), max_size=14)
LATER = "2026-12-31 09:00"
SECTIONS = [f"--section={name}" for name in ("summary", "volume", "deadlines", "causes", "departments", "satisfaction")]
REPORTS = (("--quarter", "2026Q3"), ("--month", "2026-10"), ("--year", "2026"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample that comes with the program, at a desk of its own."""
    desk = Desk(tmp_path_factory.mktemp("sample"))
    shutil.copyfile(ROOT / "sample.db", desk.db)
    desk.now = LATER
    return desk


@pytest.fixture(scope="module")
def copy(sample, tmp_path_factory):
    """A register that was made of the sample's events."""
    desk = Desk(tmp_path_factory.mktemp("copy"))
    desk.now = LATER
    carried(sample, desk)
    return desk


@pytest.fixture
def other(tmp_path):
    desk = Desk(tmp_path)
    desk.now = LATER
    return desk


def carried(desk, other, form="jsonl", *more):
    """The cases of one register taken into the other; what the import answered."""
    file = other.folder / f"events.{form}"
    desk("export", "--what", "events", "--reveal", *more, "--output", file)
    return other.json("import", file)


def without_numbers(told):
    """Events without their numbers in the chain, which are another register's own."""
    events = [json.loads(line) for line in told.splitlines()]
    renumbered = {event["seq"]: place for place, event in enumerate(events)}
    for event in events:
        event["seq"] = renumbered[event["seq"]]
        event["changes"].pop("elsewhere", None)
        if "undoes" in event["changes"]:
            event["changes"]["undoes"] = renumbered[event["changes"]["undoes"]]
    return events


def assert_same(desk, other):
    for what in ("complaints", "deadlines"):
        told = [each("export", "--what", what, "--reveal", "--format", "jsonl") for each in (desk, other)]
        assert told[0] == told[1]
    told = [each("export", "--what", "events", "--reveal", "--format", "jsonl") for each in (desk, other)]
    assert without_numbers(told[0]) == without_numbers(told[1])
    other("verify")


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_the_sample_comes_back_whole_from_every_form(sample, other, form):
    done = carried(sample, other, form)
    assert done["imported"] == done["read"] == sample("export", "--what", "events").count("\n") - 1
    assert_same(sample, other)


def test_reports_come_out_the_same(sample, copy):
    for period in REPORTS:
        assert copy("report", *period, *SECTIONS) == sample("report", *period, *SECTIONS)


def test_the_chain_keeps_the_order_in_which_things_were_recorded(copy):
    recorded = [event["recorded_at"] for event in copy.json("export", "--what", "events")]
    assert recorded == sorted(recorded)


def test_coming_again_changes_nothing(sample, copy):
    before = copy("verify", "--head")
    again = carried(sample, copy)
    assert (again["imported"], again["skipped"]) == (0, again["read"])
    assert copy("verify", "--head") == before


def test_a_number_that_stands_for_another_complaint_is_refused(sample, other):
    other.now = "2026-07-01 10:30"
    assert other.register() == "C20260701-0001"
    other.now = LATER
    before = other.content()
    sample("export", "--what", "events", "--reveal", "--output", other.folder / "all.csv")
    told = other.json("import", other.folder / "all.csv", code=1)
    assert told["errors"][0]["column"] == "number"
    assert "C20260701-0001 is another complaint" in told["errors"][0]["message"]
    assert other.content() == before


def test_two_parts_of_a_register_meet_in_another(sample, other):
    carried(sample, other, "csv", "--received", "2026-07")
    carried(sample, other, "jsonl", "--received", "2026-08..2026-12")
    for what in ("complaints", "deadlines"):
        assert other("export", "--what", what, "--reveal") == sample("export", "--what", what, "--reveal")
    other("verify")


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "xlsx"])
def test_what_was_taken_back_stays_so_and_documents_stay_where_they_are(tmp_path, other, form):
    (tmp_path / "here").mkdir()
    desk = Desk(tmp_path / "here")
    number = desk.register("--amount", "99.5")
    (tmp_path / "bill.txt").write_text("90", "utf-8")
    desk("attach", number, tmp_path / "bill.txt")
    desk("assign", number)
    desk("hold", number, "--reason", "asked")
    desk("undo", number)
    desk("note", number, "--note", "=1+1 \x01 _x0041_ \\ 'tis\ttab\r\n𠮷")
    desk("propose", number, "--solution", "a new one", "--remedy", "compensation", "--cost", "12.34")
    desk.now = LATER
    carried(desk, other, form)
    assert_same(desk, other)
    assert [row["name"] for row in other.json("attach", number, "--list")] == ["bill.txt"]
    other("attach", number, "--save", tmp_path / "out", code=1)
    assert "bill.txt" in other.err
    other("attach", number, tmp_path / "bill.txt")
    other("attach", number, "--save", tmp_path / "out")
    other("verify")


def test_a_masked_export_is_refused_as_a_whole(sample, other):
    sample("export", "--what", "events", "--output", other.folder / "masked.csv")
    before = other.content()
    other("import", other.folder / "masked.csv", code=1)
    assert "--reveal" in other.err
    assert other.content() == before


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(courses=st.lists(COURSES, min_size=1, max_size=6))
def test_any_story_comes_back_whole(tmp_path_factory, courses):
    desk, other = Desk(tmp_path_factory.mktemp("from")), Desk(tmp_path_factory.mktemp("to"))
    desk.now = other.now = "2027-03-01 09:00"
    conn = connect(desk.db, write=True)
    for number, course in enumerate(courses, start=1):
        kept(conn, played(load(conn), course), f"C20261120-{number:04d}")
    conn.close()
    desk("verify")
    carried(desk, other)
    assert_same(desk, other)


def played(book, course):
    """A case to which these things were done, so many hours apart, as far as they were not refused."""
    at = local("2026-11-20 10:00")
    told = story("2026-11-20 10:00", book)
    for deed, hours in course:
        at = at + timedelta(hours=hours)
        with suppress(ComplaintError):
            DEEDS[deed](told, f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
    return told


def kept(conn, told, number):
    """The story in the register, its events numbered anew."""
    told.events[0].changes["number"] = number
    numbers = {}
    with transaction(conn):
        id_ = complaints.insert(conn, told.case.complaint)
        appender = events.Appender(conn)
        for event in told.events:
            if event.action == "undo":
                event.changes["undoes"] = numbers[event.changes["undoes"]]
            before = event.seq
            numbers[before] = appender.append(event, id_).seq
        deadlines.insert(conn, id_, fold(events.of_case(conn, id_), load(conn)).deadlines)


def test_a_policy_that_changed_is_set_again_in_the_copy_first(tmp_path, other):
    (tmp_path / "here").mkdir()
    desk = Desk(tmp_path / "here")
    newer = tmp_path / "newer.toml"
    changed = desk("policy", "show", "--toml").replace("[office]", "[office]\nclosed = [2026-11-24]")
    newer.write_text(changed.replace('high = "3 workdays"', 'high = "5 workdays"'), "utf-8")
    desk.register()
    desk.now = "2026-11-20 12:00"
    desk("policy", "set", newer)
    desk.now = "2026-11-23 09:30"
    desk.register("--flag", "attitude")
    desk.now = LATER
    assert desk.case("1120-1")["events"][-1]["action"] == "calendar"
    other("policy", "set", newer, "--at", "2026-11-20 12:00")
    carried(desk, other)
    assert_same(desk, other)


def test_days_off_that_the_copy_does_not_have_are_said(tmp_path, other):
    (tmp_path / "here").mkdir()
    desk = Desk(tmp_path / "here")
    newer = tmp_path / "newer.toml"
    changed = desk("policy", "show", "--toml").replace("[office]", "[office]\nclosed = [2026-11-24]")
    newer.write_text(changed, "utf-8")
    desk("policy", "set", newer)
    desk.register()
    desk.now = LATER
    desk("export", "--what", "events", "--reveal", "--output", tmp_path / "all.csv")
    other("import", tmp_path / "all.csv")
    assert "1 events were recorded under days off that this register doesn't have" in other.err
    other("verify")


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ('"action": "resolve"', '"action": "dance"', "action"),
        ('"status": "resolved"', '"status": "flying"', "changes"),
        ('"channel": "', '"channel": "not ', "changes"),
    ],
)
def test_what_no_command_has_written_is_told_with_its_place(sample, other, old, new, column):
    said = sample("export", "--what", "events", "--reveal", "0713-1", "--format", "jsonl")
    file = other.folder / "all.jsonl"
    file.write_text(said.replace(old, new), "utf-8")
    before = other.content()
    answer = other.json("import", file, code=1)
    assert new in said.replace(old, new)
    assert {error["column"] for error in answer["errors"]} == {column}
    assert other.content() == before


def test_a_spoilt_event_keeps_its_whole_case_out(sample, other):
    lines = sample("export", "--what", "events", "--reveal", "0713-1", "0713-2", "--format", "jsonl").splitlines()
    (spoilt,) = [line for line in lines if '"action": "resolve"' in line and "0713-0001" in line][:1]
    file = other.folder / "all.jsonl"
    whole = [line.replace('"at": "2026', '"at": "2029') if line == spoilt else line for line in lines]
    file.write_text("\n".join(whole), "utf-8")
    answer = other.json("import", file, "--skip-bad", code=1)
    assert answer["rejected"] == sum('"C20260713-0001"' in line[:30] for line in lines)
    assert [error["column"] for error in answer["errors"]] == ["at"]
    assert [case["number"] for case in other.json("list", "--all")] == ["C20260713-0002"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | any_text(max_size=5),
    lambda inside: st.lists(inside, max_size=2) | st.dictionaries(any_text(max_size=3), inside, max_size=2),
    max_leaves=4,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_stands_in_such_a_file_is_taken_in_or_refused_with_its_place(sample, tmp_path_factory, data):
    events = sample.json("export", "--what", "events", "--reveal", "0713-1")
    spoiled = data.draw(st.sampled_from([part for event in events for part in (event, event["changes"]) if part]))
    spoiled[data.draw(st.sampled_from(sorted(spoiled)))] = data.draw(ANYTHING)
    desk = Desk(tmp_path_factory.mktemp("spoiled"))
    file = desk.folder / "spoiled.jsonl"
    file.write_text("".join(f"{json.dumps(each)}\n" for each in events), "utf-8")
    env = desk.env | {"COMPLAINTCTL_DB": str(desk.db), "COMPLAINTCTL_NOW": LATER}
    done = CliRunner().invoke(app, ["import", str(file)], env=env)
    assert "mistake in the program" not in done.stderr, done.stderr
    assert done.exit_code in (0, 1)
    desk("verify")
