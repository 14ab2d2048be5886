"""Events, deadlines and spreadsheets out of the register."""

import csv
import io
import json
import shutil
import subprocess
import sys
from datetime import datetime

import pytest
from desk import Desk

EVENTS = "number seq at recorded_at actor login action note changes undone clock imported calendar masked".split()
SAID = ("门坏了", "说得很急", "换一台", "太贵了", "凉了", "下次快点")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A case that everything was said of, and an enquiry."""
    desk = Desk(tmp_path_factory.mktemp("extracts"))
    desk.register("--demand", "=1+1", "--email", "anna@b.c", "--external-id", "007", "--amount", "12.5")
    desk("assign", 1, "--handler", "陈立")
    desk("contact", 1, "--note", "说得很急")
    desk("undo", 1)
    desk("propose", 1, "--solution", "换一台", "--remedy", "replacement", "--cost", "99.5")
    desk("decline", 1, "--reason", "太贵了")
    desk("propose", 1, "--solution", "修", "--remedy", "repair")
    desk("accept", 1)
    desk("resolve", 1)
    desk.now = "2026-11-21 10:00"
    desk(
        "--as",
        "刘洋",
        "revisit",
        "1120-1",
        "--dissatisfied",
        "--score",
        2,
        "--comment",
        "凉了",
        "--suggestion",
        "下次快点",
    )
    desk(
        "register",
        "--anonymous",
        "--channel",
        "web",
        "--category",
        "other",
        "--content",
        "几点开门",
        "--kind",
        "enquiry",
    )
    return desk


def rows(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_an_event_has_the_names_of_the_contract_and_what_an_import_needs_behind_them(desk):
    events = desk.json("export", "--what", "events", "--reveal")
    assert [list(event) for event in events] == [EVENTS] * len(events)
    assert [event["seq"] for event in events] == sorted(event["seq"] for event in events)
    shown = desk.json("show", "C20261120-0001", "--reveal")["events"]
    ours = [event for event in events if event["number"] == "C20261120-0001"]
    assert [{name: event[name] for name in shown[0]} for event in ours] == shown


def test_what_was_taken_back_says_so(desk):
    events = desk.json("export", "--what", "events", "--reveal")
    assert [event["action"] for event in events if event["undone"]] == ["contact", "undo"]


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "tsv", "markdown"])
def test_without_reveal_nothing_that_anybody_said_is_in_the_events(desk, form):
    told = desk("export", "--what", "events", "--format", form)
    assert not [words for words in (*SAID, "王小明", "13800138000", "anna@b.c", "1+1") if words in told]
    assert "138" in told
    assert "王" in told


def test_changes_are_json_in_a_cell(desk):
    first = rows(desk("export", "--what", "events", "--reveal", "--format", "csv"))[0]
    changes = json.loads(first["changes"])
    assert (changes["customer"], changes["amount"], changes["demand"]) == ("王小明", 12.5, "=1+1")


def test_a_deadline_has_the_names_of_the_contract_behind_its_case(desk):
    told = desk.json("export", "--what", "deadlines")
    shown = desk.json("show", "C20261120-0001")["deadlines"]
    ours = [row for row in told if row["number"] == "C20261120-0001"]
    assert list(told[0]) == ["number", *shown[0]]
    assert [{name: row[name] for name in shown[0]} for row in ours] == shown
    assert {row["number"] for row in told} == {"C20261120-0001", "C20261121-0001"}


@pytest.mark.parametrize("what", ["complaints", "events", "deadlines"])
def test_filters_and_numbers_choose_the_cases(desk, what):
    by_filter = desk.json("export", "--what", what, "--kind", "enquiry")
    assert {row["number"] for row in by_filter} == {"C20261121-0001"}
    assert desk.json("export", "--what", what, "1121-1") == by_filter
    assert desk.json("export", "--what", what, "--overdue", "--kind", "enquiry") == []


@pytest.mark.parametrize("what", ["complaints", "events", "deadlines"])
def test_looking_back_leaves_out_what_came_later(desk, what):
    told = desk.json("export", "--what", what, "--as-of", "2026-11-20")
    assert {row["number"] for row in told} == {"C20261120-0001"}
    if what == "events":
        assert {row["action"] for row in told} & {"revisit"} == set()


def test_a_spreadsheet_has_real_dates_and_text_that_stays_text(desk, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    desk("export", "--reveal", "--output", tmp_path / "c.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx").active
    header, first, *_ = sheet.iter_rows()
    case = {name.value: cell for name, cell in zip(header, first, strict=True)}
    assert case["received_at"].value == datetime(2026, 11, 20, 10)
    assert case["received_at"].is_date
    assert (case["phone"].value, case["phone"].data_type) == ("13800138000", "s")
    assert (case["external_id"].value, case["external_id"].data_type) == ("007", "s")
    assert (case["demand"].value, case["demand"].data_type) == ("=1+1", "s")
    assert (case["amount"].value, case["on_hold"].value, case["content"].value) == (12.5, False, "门坏了")
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width >= 14
    assert header[0].font.bold


def test_what_a_spreadsheet_can_not_hold_is_refused_and_leaves_no_file(tmp_path, monkeypatch):
    from complaintctl.render import xlsx

    desk = Desk(tmp_path)
    desk.register("--demand", "\x01 and _x0041_ \x1b[31m")
    desk.register("--demand", "长" * 32_768)
    assert "more than 32,767 characters" in refused(desk)
    desk("export", "--reveal", "1", "--output", tmp_path / "o.xlsx")
    (tmp_path / "o.xlsx").unlink()
    monkeypatch.setattr(xlsx, "MOST_ROWS", 0)
    assert "these are more" in refused(desk)


def refused(desk):
    desk("export", "--reveal", "--output", desk.folder / "o.xlsx", code=1)
    assert not list(desk.folder.glob("*o.xlsx*"))
    return desk.err


def test_without_openpyxl_a_spreadsheet_is_refused_with_what_to_install(desk, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    desk("export", "--output", tmp_path / "o.xlsx", code=1)
    assert "complaintctl[excel]" in desk.err


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_both_with_the_right_values(desk, tmp_path):
    book, plain = (opened(desk, tmp_path, name) for name in ("book.xlsx", "plain.csv"))
    for first in (book, plain):
        assert (first["phone"], first["customer"], first["content"]) == ("13800138000", "王小明", "门坏了")
        assert (first["number"], first["amount"]) == ("C20261120-0001", "12.5")
    assert (book["demand"], book["external_id"]) == ("=1+1", "007")
    assert book["received_at"].startswith("2026-11-20 10:00")
    assert plain["demand"] == "'=1+1"


def opened(desk, folder, name):
    """The first case of an export as LibreOffice shows it; at a screen it asks how csv is meant, here it is told."""
    desk("export", "--reveal", "--output", folder / name)
    meant = ["--infilter=CSV:44,34,76,1"] if name.endswith("csv") else []
    wanted = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    line = ["soffice", profile, "--headless", *meant, "--convert-to", wanted, "--outdir", folder / "out", folder / name]
    subprocess.run(line, check=True, capture_output=True, timeout=120)
    return rows((folder / "out" / name).with_suffix(".csv").read_text("utf-8-sig"))[0]
