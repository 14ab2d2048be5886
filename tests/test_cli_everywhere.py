"""What every command understands: options anywhere on the line, the environment, streams and forms."""

import csv
import io
import json

import pytest

from complaintctl.cli.commands import TABLE
from complaintctl.cli.help import Pages
from complaintctl.render.text import room
from complaintctl.store.listing import NAMES
from tests.desk import CUSTOMER, WHAT


def test_common_options_stand_before_and_after_the_command(desk):
    desk("--as", "小李", "register", *CUSTOMER, *WHAT)
    assert desk.case()["registered_by"] == "小李"
    desk("assign", "1", "--as=老周")
    assert desk.case()["events"][-1]["actor"] == "老周"
    assert json.loads(desk("--format=json", "list")) == json.loads(desk("list", "--format", "json"))
    assert desk("list", "--format", "csv", "--format", "json").startswith("[")


def test_not_after_two_dashes_and_not_as_another_options_value(desk):
    desk("register", *CUSTOMER, "--category", "product", "--content", "--quiet", "--demand", "--as")
    case = desk.case()
    assert (case["content"], case["demand"]) == ("--quiet", "--as")
    desk("note", "1", "--note=--format=json", "--at=-1m", code=1)
    desk("note", "1", "--note=--format=json")
    assert desk.case()["events"][-1]["note"] == "--format=json"
    desk("show", "--", "--reveal", code=3)
    assert "There is no complaint --reveal" in desk.err


@pytest.mark.parametrize("option", ["--db", "--as", "--at", "--format", "--lang"])
def test_an_option_without_its_value_is_told(desk, option):
    desk("list", option, code=2)
    assert f"{option} needs a value" in desk.err
    desk("list", f"{option}=", code=2)
    assert f"{option} needs a value" in desk.err


def test_the_database_is_the_options_else_the_environments(desk, tmp_path):
    other = tmp_path / "other.db"
    desk("--db", other, "init")
    desk.register()
    assert desk.json("list", "--db", other) == []
    assert desk.json("list", COMPLAINTCTL_DB=str(other)) == []
    home = tmp_path / "home"
    desk("init", COMPLAINTCTL_DB=None, XDG_DATA_HOME=str(home))
    assert (home / "complaintctl" / "complaints.db").stat().st_mode & 0o777 == 0o600
    assert desk.json("list", COMPLAINTCTL_DB="", XDG_DATA_HOME=str(home)) == []


def test_who_acts_is_the_options_else_the_environments_else_the_login(desk):
    number = desk.register()
    desk("staff", "add", "陈姐", "--login", "chen")
    for env, options in (
        ({}, ()),
        ({"LOGNAME": "chen"}, ()),
        ({"LOGNAME": "chen", "COMPLAINTCTL_USER": "老周"}, ()),
        ({"LOGNAME": "chen", "COMPLAINTCTL_USER": "老周"}, ("--as", "小李")),
    ):
        desk("note", number, "--note", "x", *options, **env)
    events = desk.case(number)["events"][1:]
    assert [(event["actor"], event["login"]) for event in events] == [
        ("root", "root"), ("陈姐", "chen"), ("老周", "chen"), ("小李", "chen"),
    ]  # fmt: skip


RECORDS = ["register", "assign", "contact", "resolve", "revisit", "close", "edit", "hold", "undo", "init"]
READS = ["list", "overdue", "today", "show", "explain", "verify", "report"]


@pytest.mark.parametrize("command", RECORDS)
def test_what_records_has_no_as_of(desk, command):
    assert desk.error(command, "--as-of", "now", code=2)["message"] == f"{command} has no option --as-of."


@pytest.mark.parametrize("command", READS)
def test_what_reads_has_no_at(desk, command):
    assert desk.error(command, "--at", "now", code=2)["message"] == f"{command} has no option --at."
    if command != "report":
        assert "--known-at" in desk.error(command, "--known-at", "now", code=2)["message"]


def test_the_clock_that_was_set_is_recorded_as_set(desk):
    number = desk.register()
    (event,) = desk.case(number)["events"]
    assert (event["clock"], event["at"], event["recorded_at"]) == (
        "set",
        "2026-11-20T02:00:00Z",
        "2026-11-20T02:00:00Z",
    )
    real = desk.register(COMPLAINTCTL_NOW=None)
    assert desk.case(real)["events"][0]["clock"] == "real"
    assert "COMPLAINTCTL_NOW" in desk.error("list", COMPLAINTCTL_NOW="someday", code=2)["message"]


def test_an_action_may_be_written_down_afterwards(desk):
    number = desk.register("--received-at", "2026-11-19 22:30")
    assert number == "C20261119-0001"
    desk("contact", number, "--note", "x", "--at", "2026-11-19 22:45")
    desk("assign", number, "--at", "2026-11-20T02:00:00+00:00")
    events = desk.case(number)["events"]
    assert [event["at"] for event in events] == ["2026-11-20T02:00:00Z", "2026-11-19T14:45:00Z", "2026-11-20T02:00:00Z"]
    assert desk.case(number)["contacted_at"] == "2026-11-19T14:45:00Z"
    desk("note", number, "--note", "x", "--at", "2026-11-20 10:01")  # a minute of skew
    assert desk.error("note", number, "--note", "x", "--at", "2026-11-20 10:02", code=1)["code"] == "future"
    assert desk.error("note", number, "--note", "x", "--at", "2026-11-19 22:00", code=1)
    assert desk.error("hold", number, "--reason", "x", "--at", "2026-11-20 09:00", code=1)


def test_a_form_that_a_command_lacks_is_refused_as_option_and_ignored_in_the_environment(desk):
    desk.register()
    assert desk("show", 1, COMPLAINTCTL_FORMAT="csv").startswith("C20261120-0001")
    desk("show", 1, "--format", "csv", code=2)
    assert "text json" in desk.err
    desk("list", "--format", "text", code=2)
    desk("list", "--format", "xml", code=2)
    assert desk("list", COMPLAINTCTL_FORMAT="text").startswith("number\t")
    assert desk("list", COMPLAINTCTL_FORMAT="nonsense").startswith("number\t")
    assert desk("list", COMPLAINTCTL_FORMAT="csv").startswith("number,")
    assert desk("list", "--format", "tsv", COMPLAINTCTL_FORMAT="csv").startswith("number\t")
    desk("staff", "add", "小李", "--format", "csv", code=2)
    desk("staff", "list", "--format", "text", code=2)


def test_lists_in_every_form(desk):
    desk.register("--flag", "safety", "--flag", "media", "--tag", "发票", "--amount", "99.5", "--ref", "京A12345")
    desk("assign", 1)
    one = desk.json("list")[0]
    assert list(one) == NAMES
    assert json.loads(desk("list", "--format", "jsonl")) == one
    assert (one["flags"], one["tags"], one["amount"], one["on_hold"]) == (["safety", "media"], ["发票"], 99.5, False)
    assert one["satisfied"] is one["cost"] is one["source"] is one["external_id"] is None
    tsv = dict(zip(*(line.split("\t") for line in desk("list").splitlines()), strict=True))
    (row,) = csv.DictReader(io.StringIO(desk("list", "--format", "csv")))
    assert tsv == row
    assert (row["flags"], row["amount"], row["on_hold"], row["satisfied"]) == ("safety;media", "99.5", "false", "")
    assert (row["received_at"], row["ref"]) == ("2026-11-20T02:00:00Z", "***345")
    markdown = desk("list", "--format", "markdown").splitlines()
    assert markdown[0].startswith("| Number")
    assert "2026-11-20 14:00" in markdown[2]


def test_what_breaks_lines_is_escaped(desk):
    desk("register", *CUSTOMER, "--category", "product", "--content", "a\tb\nc\\d\re")
    _, row, end = desk("list").split("\n")
    assert end == ""
    assert row.split("\t")[7] == r"a\tb\nc\\d\re"
    (cells,) = csv.DictReader(io.StringIO(desk("list", "--format", "csv"), newline=""))
    assert cells["content"] == "a\tb\nc\\d\re"
    assert desk.json("list")[0]["content"] == "a\tb\nc\\d\re"


def test_a_customer_is_masked_but_where_all_is_asked_for(desk):
    desk(
        "register", *CUSTOMER, "--email", "anna@b.c", "--ref", "SN-00123", "--category", "other", "--content", "字" * 50
    )
    masked = {"customer": "王*", "phone": "138****8000", "email": "a***@b.c", "ref": "***123"}
    plain = {"customer": "王小明", "phone": "13800138000", "email": "anna@b.c", "ref": "SN-00123"}
    for form in ("json", "jsonl", "csv", "tsv", "markdown"):
        out = desk("list", "--format", form)
        assert not any(value in out for value in plain.values())
        assert "字" * 41 not in out
        assert "字" * 40 in out
        assert "13800138000" in desk("list", "--format", form, "--reveal") or form == "markdown"
    for answer in (desk.json("list")[0], desk.json("today")["due_today"][0], desk.json("assign", 1), desk.case()):
        assert {name: answer[name] for name in masked} == masked
        assert "extra" not in answer
    for answer in (desk.json("list", "--reveal")[0], desk.case(1, "--reveal")):
        assert {name: answer[name] for name in plain} == plain
        assert answer["extra"] == {}
    assert desk.case()["content"] == "字" * 50
    assert desk.case()["events"][0]["changes"]["phone"] == "138****8000"
    assert "13800138000" not in desk("show", 1)
    assert "13800138000" in desk("show", 1, "--reveal")


def test_codes_are_never_translated(desk):
    desk.register("--flag", "safety")
    for form in ("json", "jsonl", "csv", "tsv"):
        assert desk("list", "--format", form, "--lang", "zh") == desk("list", "--format", form)
    assert desk.case(1, "--lang", "zh")["status"] == "registered"
    assert desk.case(1, "--lang", "zh")["reasons"][0]["because"] == "涉及人身安全或信息泄露"
    assert desk.case(1, COMPLAINTCTL_LANG="zh")["reasons"][0]["because"] == "涉及人身安全或信息泄露"
    desk("list", "--lang", "fr", code=2)


def test_quiet_leaves_results_and_errors(desk):
    out = desk("register", *CUSTOMER, *WHAT)
    assert "complaintctl assign" in desk.err
    assert "Number" in out
    desk("register", *CUSTOMER, *WHAT, "--quiet")
    assert desk.err == ""
    desk("show", 9, "--quiet", code=3)
    assert desk.err == "There is no complaint 9.\n"


def test_help_is_in_groups_and_tells_the_common_options(desk):
    told = desk("--help")
    assert told.index("The main line") < told.index("Daily work") < told.index("Looking") < told.index("Keeping")
    assert "--as-of INSTANT" in told
    assert desk("--version").startswith("complaintctl ")
    assert desk() == told
    assert "complaintctl --help" in desk("assign", "--help")


EVERY_HELP = [(), *((entry.name,) for entry in TABLE)]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_stays_within_the_terminal_and_breaks_where_one_may(desk, lang):
    """No line wider than 80 cells, none that begins with a stop, no closed list in one piece."""
    for line in EVERY_HELP:
        for shown in desk(*line, "--help", COMPLAINTCTL_LANG=lang).splitlines():
            assert room(shown) <= 80, shown
            assert shown.strip()[:1] not in {*"。，、；：！？）”》,;"}, shown
            assert not shown.endswith("...") or "[" in shown, shown


@pytest.mark.parametrize(
    ("name", "meaning", "told"),
    [
        ("--to <str>", "Where to.", ["--to TEXT  Where to."]),
        ("--kind <a|b>", "What kind.", ["--kind <a|b>  What kind."]),
        (
            "--kind <complaint|enquiry|suggestion>",
            "What kind.  [required]",
            ["--kind CODE  What kind. (complaint,", "             enquiry, suggestion)", "             [required]"],
        ),
    ],
)
def test_help_tells_a_long_closed_list_beside_its_option(name, meaning, told):
    pages = Pages(str, width=38)
    pages.write_dl([(name, meaning)])
    assert pages.getvalue().splitlines() == told
