"""Exports that are known: taken by `--from NAME` alone, and each mistake in them told once (import.md)."""

import json
from pathlib import Path

import pytest

from complaintctl.intake.columns import FIELDS, Map
from complaintctl.intake.known import known, recognised
from complaintctl.intake.wishes import ValueMap, parse_default
from tests.desk import Desk

EXPORTS = Path(__file__).parent / "exports"


@pytest.fixture
def office(desk: Desk):
    desk.now = "2026-11-20 10:00"
    return desk


def cases(desk):
    return {case["external_id"]: case for case in desk.json("list", "--all", "--reveal")}


@pytest.mark.parametrize(
    ("name", "id_", "expected"),
    [
        ("osticket", "100231", {"channel": "phone", "priority": "urgent", "status": "assigned", "customer": "Anna Berg",
                                "email": "anna.berg@example.org", "handler": "Jo Field"}),
        ("osticket", "100232", {"status": "closed", "closed_at": "2026-11-05T08:20:00Z", "channel": "web"}),
        ("zendesk", "5012", {"status": "resolved", "resolved_at": "2026-11-05T08:20:00Z", "channel": "web"}),
        ("zendesk", "5013", {"status": "registered", "channel": "email", "handler": None}),
        ("freshdesk", "71", {"phone": "5550100100", "tags": ["repair", "leak"], "priority": "urgent"}),
        ("freshdesk", "72", {"status": "closed", "resolved_at": "2026-11-04T02:00:00Z"}),
        ("jira", "CARE-1", {"tags": ["repair", "leak"], "received_at": "2026-11-02T01:14:00Z", "priority": "urgent",
                            "content": "Fridge leaks again Water on the floor,\nfor the third time"}),
        ("jira", "CARE-2", {"status": "resolved", "resolved_at": "2026-11-05T08:20:00Z"}),
        ("nyc311", "65000001", {"received_at": "2025-11-02T14:14:00Z", "closed_at": "2025-11-05T21:20:00Z",
                                "content": "Missed Collection Trash", "channel": "web", "status": "closed"}),
        ("nyc311", "65000003", {"received_at": "2025-11-14T04:59:59Z", "channel": "app"}),
        ("boston311", "101000000001", {"closed_at": "2025-11-03T15:00:00Z", "content": "Pothole on Main"}),
        ("heimao", "17370000001", {"amount": 1299, "demand": "退款", "channel": "web", "status": "assigned"}),
        ("heimao", "17370000002", {"status": "closed"}),
        ("hotline12345", "GD20261102002", {"kind": "enquiry", "channel": "wechat", "status": "closed"}),
        ("hotline12345", "GD20261103003", {"kind": "suggestion", "channel": "web", "status": "registered"}),
    ],
)  # fmt: skip
def test_an_export_is_taken_by_its_name_alone(office, name, id_, expected):
    file = EXPORTS / f"{name}.csv"
    office("import", file, "--from", name)
    case = cases(office)[id_]
    assert {field: case[field] for field in expected} == expected
    assert office.json("import", file, "--from", name)["imported"] == 0
    assert "all is well" in office("verify")


@pytest.mark.parametrize("name", sorted(path.stem for path in EXPORTS.glob("*.csv")))
def test_an_export_is_recognised_and_named(office, name):
    assert f"--from {name}" in office("import", EXPORTS / f"{name}.csv", "--look")


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("osticket", '"Closed"', '"Parked"'), ("zendesk", "Solved,", "Parked,"), ("freshdesk", "Pending", "Parked"),
        ("jira", "In Progress", "Somewhere"), ("nyc311", "Assigned", "Parked"), ("heimao", "处理中", "核查中"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_export_is_told_once(office, tmp_path, name, good, bad):
    text = (EXPORTS / f"{name}.csv").read_text("utf-8")
    header, _, rows = text.partition("\n")
    file = tmp_path / "bad.csv"
    file.write_text(f"{header}\n{rows.replace(good, bad)}", "utf-8")
    answer = office.json("import", file, "--from", name, code=1)
    assert [bad.strip('",') in error["message"] for error in answer["errors"]] == [True]
    assert cases(office) == {}


def test_options_win_over_what_is_known(office):
    office(
        "import",
        EXPORTS / "zendesk.csv",
        "--from",
        "zendesk",
        "--value",
        "Via: Chat=app",
        "--default",
        "category=service",
    )
    assert cases(office)["5014"]["channel"] == "app"
    assert {case["category"] for case in cases(office).values()} == {"service"}


def test_an_unknown_name_lists_the_known_and_another_header_is_told(office):
    told = office.error("import", EXPORTS / "jira.csv", "--from", "trello", code=2)
    assert all(each.name in told["message"] for each in known())
    office("import", EXPORTS / "jira.csv", "--from", "zendesk", code=2)
    assert "doesn't look like an export of Zendesk" in office.err


def test_what_is_known_can_be_read_and_tells_its_source():
    assert {each.name for each in known()} >= set(
        "osticket zendesk freshdesk zammad servicenow jira cfpb nyc311 boston311 heimao chezhi hotline12345".split()
    )
    for system in known():
        assert "2026" in system.source
        for layout in system.layouts:
            assert recognised(layout.tells) is not None
            assert all(Map.parse(text).field in (*FIELDS, "") for text in layout.options.get("map", ()))
            assert all(ValueMap.parse(text) for text in layout.options.get("value", ()))
            assert all(parse_default(text) for text in layout.options.get("default", ()))


def test_a_look_tells_what_a_file_holds_and_writes_nothing(office):
    before = office.content()
    seen = office.json("import", EXPORTS / "zendesk.csv", "--look")
    assert (seen["form"], seen["delimiter"], seen["rows"], seen["looks_like"]) == ("csv", ",", 4, "zendesk")
    columns = {column["title"]: column for column in seen["columns"]}
    assert columns["Requester email"]["commonest"][0] == "a***@example.org"
    assert (columns["Solved at"]["filled"], columns["Solved at"]["kind"]) == (2, "date")
    assert columns["Status"]["becomes"] == "status"
    revealed = office.json("import", EXPORTS / "zendesk.csv", "--look", "--reveal", "--from", "zendesk")
    columns = {column["title"]: column for column in revealed["columns"]}
    assert columns["Requester email"]["commonest"][0] == "anna.berg@example.org"
    assert (columns["Subject"]["becomes"], columns["Group"]["becomes"]) == ("content", "extra")
    assert "Filled" in office("import", EXPORTS / "zendesk.csv", "--look")
    assert office.content() == before


def test_a_look_needs_no_register(office, tmp_path):
    told = json.loads(
        office("import", EXPORTS / "jira.csv", "--look", "--format", "json", COMPLAINTCTL_DB=str(tmp_path / "no.db"))
    )
    assert told["looks_like"] == "jira"
