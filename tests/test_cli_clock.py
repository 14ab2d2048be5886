"""`clock`: every worked example of the rules, both directions, and what others' libraries answer."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

FILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "office_time_vectors.json"
VECTORS = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else []

EXAMPLES = [
    ("2026-11-20 16:00", "3 workdays", "2026-11-25 18:00:00", 24.5),
    ("2026-11-20 17:30", "2h office", "2026-11-23 10:30:00", 2),
    ("2026-11-20 16:00", "2h office", "2026-11-20 18:00:00", 2),
    ("2026-11-21 11:00", "2h office", "2026-11-23 11:00:00", 2),
    ("2026-11-20 11:30", "1h office", "2026-11-20 14:00:00", 1),
    ("2026-09-30 17:45", "30m office", "2026-10-08 09:15:00", 0.5),
    ("2026-09-30 10:00", "3 workdays", "2026-10-10 18:00:00", 6.5 + 3 * 7.5),
    ("2026-02-13 10:00", "1 workdays", "2026-02-14 18:00:00", 14),
    ("2026-11-20 23:00", "4h", "2026-11-21 03:00:00", 0),
    ("2026-11-20 16:00", "7 days", "2026-11-27 23:59:59", 2 + 5 * 7.5),
    ("2026-01-31 12:00", "1 month", "2026-02-28 23:59:59", None),
    ("2026-09-18 16:30", "4h office", "2026-09-20 11:30:00", 4),
    ("2026-11-20 18:00", "same workday", "2026-11-20 18:00:00", 0),
    ("2026-11-20 18:01", "same workday", "2026-11-23 18:00:00", 7.5),
]


@pytest.mark.parametrize(("start", "amount", "due", "hours"), EXAMPLES)
def test_when_it_is_due(desk, start, amount, due, hours):
    answer = desk.json("clock", start, amount)
    assert list(answer) == ["due", "due_local", "seconds", "provisional", "intervals"]
    assert answer["due_local"] == due
    local = datetime.fromisoformat(due) - timedelta(hours=8)
    assert answer["due"] == f"{local.isoformat()}Z"
    assert answer["provisional"] is False
    counted = sum(interval["seconds"] for interval in answer["intervals"] if interval["counted"])
    assert answer["seconds"] == counted
    if hours is not None:
        assert counted == hours * 3600
    for before, after in zip(answer["intervals"], answer["intervals"][1:], strict=False):
        assert before["to"] == after["from"]
    back = desk.json("clock", start, "--until", due)
    assert (back["seconds"], back["due"], back["intervals"]) == (counted, answer["due"], answer["intervals"])


def test_what_was_skipped_and_why(desk):
    answer = desk.json("clock", "2026-09-30 17:45", "30m office")
    assert [(piece["why"], piece["counted"]) for piece in answer["intervals"]][:2] == [
        ("office", True),
        ("outside_hours", False),
    ]
    assert {piece["why"] for piece in answer["intervals"]} == {"office", "outside_hours", "holiday", "weekend"}
    assert all(piece["name"] for piece in answer["intervals"] if piece["why"] == "holiday")
    text = desk("clock", "2026-09-30 17:45", "30m office").splitlines()
    assert text[0].startswith("2026-10-08 09:15:00")
    assert len(text) == 1 + len(answer["intervals"])


def test_a_date_alone_until_is_its_end(desk):
    assert desk.json("clock", "2026-11-20", "--until", "2026-11-20")["seconds"] == 7.5 * 3600


@pytest.mark.parametrize(
    "written", ["-2h", "today 8:00", "2026年11月20日 8:00", "2026/11/20 8:00", "2026-11-20T00:00:00Z"]
)
def test_a_start_in_every_form(desk, written):
    assert desk.json("clock", written, "2h office")["due_local"] == "2026-11-20 11:00:00"


def test_a_year_not_decreed_is_provisional_and_said_once(desk):
    answer = desk.json("clock", "2031-05-08 10:00", "3 workdays")
    assert answer["provisional"] is True
    assert len(desk.err.splitlines()) == 1
    desk("clock", "2031-05-08 10:00", "3 workdays", "--quiet")
    assert desk.err == ""
    assert desk.json("clock", "2031-05-08 10:00", "4h")["provisional"] is False


def test_the_machines_zone_has_no_say(desk):
    answers = {
        desk.run("complaintctl clock '2026-11-20 16:00' '3 workdays' --format json", env={"TZ": zone}).stdout
        for zone in ("UTC", "America/New_York")
    }
    assert len(answers) == 1
    assert b"2026-11-25 18:00:00" in answers.pop()


def _policy(case) -> str:
    named = {name: " ".join("-".join(pair) for pair in pairs) for name, pairs in case["hours"].items() if pairs}
    by_day = ", ".join(f'{name} = "{hours}"' for name, hours in named.items())
    return f"""
[policy]
name = "of-a-vector"
[office]
timezone = "{case["tz"]}"
weekdays = {json.dumps(list(named))}
hours = "{next(iter(named.values()))}"
hours_by_weekday = {{ {by_day} }}
closed = [{", ".join(case["holidays"])}]
[[department]]
name = "all"
[[route]]
to = "all"
"""


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.skipif(not VECTORS, reason="the shared vectors are not here")
@pytest.mark.parametrize("case", VECTORS, ids=[case["id"] for case in VECTORS])
def test_as_other_libraries_answer(desk, tmp_path, case):
    if case["seconds"] and case["seconds"] % 60:
        pytest.skip("no whole minutes; held by test_office_vectors")
    policy = tmp_path / "policy.toml"
    policy.write_text(_policy(case))
    desk.env |= {"COMPLAINTCTL_DB": str(tmp_path / "none.db")}
    start = f"{case['start'].replace(' ', 'T')}Z"
    if case["op"] == "elapsed":
        until = f"{case['end'].replace(' ', 'T')}Z"
        assert desk.json("clock", start, "--until", until, "--policy", policy)["seconds"] == case["expect"]
        return
    amount = "1m office" if case["op"] == "next_open" else f"{case['seconds'] // 60}m office"
    due = datetime.fromisoformat(desk.json("clock", start, amount, "--policy", policy)["due"])
    assert due - timedelta(minutes=case["op"] == "next_open") == _utc(case["expect"])


def test_a_policy_with_mistakes_lists_them_all(desk, tmp_path):
    policy = tmp_path / "policy.toml"
    policy.write_text('[policy]\nname = "x"\n[office]\ntimezone = "Mars"\nhours = "9-5"\n')
    desk("clock", "now", "2h", "--policy", policy, code=1)
    assert "office.timezone" in desk.err
    assert "office.hours" in desk.err
