"""Finding cases again: numbers, lists, what is overdue, the state of another day, one case in full."""

import json
import sqlite3
from contextlib import closing

import pytest

from complaintctl.store import listing
from complaintctl.store.listing import NAMES
from tests.desk import CUSTOMER, WHAT

DEADLINE = [
    "step",
    "round",
    "seq",
    "start_at",
    "amount",
    "due_at",
    "first_due_at",
    "met_at",
    "ended_at",
    "department",
    "handler",
    "state",
    "early",
    "extended",
    "shortened",
    "provisional",
    "late_minutes",
    "late_office_minutes",
    "law",
]
EVENT = ["seq", "at", "recorded_at", "actor", "login", "action", "note", "changes", "undone", "clock"]


@pytest.mark.parametrize(
    "written",
    [
        "C20261120-0001",
        "c20261120-0001",
        "20261120-1",
        "20261120-0001",
        "1120-1",
        "1",
        "0001",
        "２０２６１１２０－１",
        "１",
        " 1 ",
    ],
)
def test_a_number_in_every_form(desk, written):
    desk.register()
    assert desk.case(written)["number"] == "C20261120-0001"


def test_cases_in_hand_are_found_by_the_index_of_open_ones(desk):
    """However many are closed: the desk asks for each state."""
    which = listing.Filter()
    which.equals("status", ["registered", "assigned"])
    with closing(sqlite3.connect(desk.db)) as conn:
        plan = conn.execute(f"EXPLAIN QUERY PLAN SELECT c.number FROM complaint c{which.where()}", which.values)
        assert [row[-1] for row in plan] == ["SCAN c USING INDEX complaint_open"]


def test_numbers_without_year_mean_the_latest_and_bare_ones_today(desk):
    desk.now = "2025-11-20 10:00"
    desk.register("--demand", "a")
    desk.now = "2026-11-20 10:00"
    assert desk.case("1120-1")["number"] == "C20251120-0001"
    desk.register()
    assert desk.case("1120-1")["number"] == "C20261120-0001"
    desk.now = "2026-11-27 23:59"
    desk("show", "1", code=3)
    desk.now = "2026-11-26 23:59"
    desk("show", "1")


def test_a_bare_counter_fits_the_only_case_of_the_last_days(desk):
    """A call of last night that is filed this morning has yesterday's number."""
    desk.register("--received-at", "2026-11-19 22:30")
    assert desk.json("assign", 1)["number"] == "C20261119-0001"
    desk.register("--received-at", "2026-11-18 22:30")
    error = desk.error("show", 1, code=1)
    assert error["code"] == "ambiguous"
    assert "C20261119-0001 C20261118-0001" in error["message"]
    assert error["hint"] == "Say the month and day too: 1119-1"
    assert desk.register() == desk.case(1)["number"] == "C20261120-0001"
    assert desk.case("1118-1")["number"] == "C20261118-0001"


def test_show_has_every_name(desk):
    desk.register("--flag", "safety")
    case = desk.case()
    parts = [
        "about",
        "reasons",
        "deadlines",
        "events",
        "proposals",
        "tasks",
        "documents",
        "earlier",
        "similar",
        "measures",
    ]
    assert list(case) == [*NAMES, *parts]
    assert all(list(row) == DEADLINE for row in case["deadlines"])
    assert all(list(event) == EVENT for event in case["events"])
    assert case["reasons"] == [{"rule": "safety", "because": "Somebody's safety or data is at stake"}]
    answer = desk.json("register", *CUSTOMER, *WHAT)
    assert list(answer) == [*NAMES, "reasons", "earlier", "tell"]
    assert list(desk.json("verify")) == ["ok", "events", "cases", "problems", "head"]


def test_nothing_overdue_is_silent(desk):
    desk.register()
    assert desk("overdue") == desk.err == ""
    assert desk("overdue", "--exit-code") == ""
    assert desk.json("overdue") == []
    assert desk("overdue", "--format", "jsonl") == desk("overdue", COMPLAINTCTL_FORMAT="csv") == ""
    assert desk.run("complaintctl overdue | cat").stdout == b""


def _day_of_many(desk):
    low = desk.register("--kind", "enquiry")
    medium = desk.register("--category", "service")
    urgent = desk.register("--flag", "outage")
    desk("assign", urgent, "--handler", "小李")
    desk.now = "2026-11-20 14:30"
    return low, medium, urgent


def test_what_is_overdue_comes_most_pressing_first(desk):
    low, medium, urgent = _day_of_many(desk)
    rows = desk.json("overdue")
    assert set(rows[0]) == {*NAMES, "step", "due_at", "late_minutes", "late_office_minutes", "law"}
    assert [(row["number"], row["step"]) for row in rows] == [(urgent, "contact"), (medium, "assign"), (low, "assign")]
    late = {row["number"]: (row["late_minutes"], row["late_office_minutes"], row["due_at"]) for row in rows}
    assert late[urgent] == (30, 30, "2026-11-20T06:00:00Z")
    assert late[medium] == (240, 150, "2026-11-20T02:30:00Z")
    assert desk("overdue", "--exit-code", code=5).count("\n") == 4
    assert [row["step"] for row in desk.json("overdue", "--step", "contact")] == ["contact"]
    assert [row["number"] for row in desk.json("overdue", "--department", "service_centre")] == [medium, low]
    assert [row["number"] for row in desk.json("overdue", "--handler", "小李")] == [urgent]
    soon = desk.json("overdue", "--within", "20h", "--step", "resolve")
    assert [(row["number"], row["late_minutes"]) for row in soon] == [(urgent, 0)]
    desk.now = "2026-11-20 10:00"
    assert [row["step"] for row in desk.json("overdue", "--within", "4h", "--handler", "小李")] == ["contact"]
    desk("overdue", "--within", "4h", "--exit-code", code=5)


def test_the_state_of_another_day(desk):
    number = desk.register("--flag", "attitude")
    then = {
        line: desk.json(*line)
        for line in (("list",), ("overdue",), ("show", "1120-1"), ("today",), ("explain", "1120-1"))
    }
    tomorrow = desk.json("overdue", "--as-of", "2026-11-23 10:00")
    desk.now = "2026-11-23 10:00"
    assert desk.json("overdue") == tomorrow
    assert {row["step"] for row in tomorrow} == {"assign", "contact"}
    desk("assign", number, "--handler", "小李")
    desk("contact", number, "--note", "x")
    desk("edit", number, "--flag", "media", "--reason", "x")
    desk("close", number, "--outcome", "withdrawn", "--reason", "x")
    for line, answer in then.items():
        assert desk.json(*line, "--as-of", "2026-11-20 10:00") == answer
    assert desk.json("list", "--as-of", "2026-11-20 09:59") == []
    desk("show", number, "--as-of", "2026-11-19", code=3)
    assert desk.case(number, "--as-of", "2026-11-20")["status"] == "registered"  # a date is its last second
    assert desk.json("verify", "--as-of", "2026-11-20")["ok"] is True
    assert desk.json("overdue", "--as-of", "2030-01-01") == []


def test_lists_by_filters(desk):
    product = desk.register("--flag", "safety", "--tag", "发票", "--ref", "SN-1", "--received-at", "2026-10-31 09:00")
    service = desk.json(
        "register", "--channel", "web", "--anonymous", "--cause", "service/delivery/late", "--content", "y", "--assign"
    )["number"]
    third = desk.register("--kind", "enquiry")
    desk("assign", third, "--handler", "小李", "--to", "marketing")
    desk("hold", third, "--reason", "x")
    desk("close", product, "--outcome", "withdrawn", "--reason", "x")

    def found(*filters):
        return {row["number"] for row in desk.json("list", *filters)}

    every = {product, service, third}
    assert found() == {service, third}
    assert found("--all") == every
    assert found("--status", "closed") == {product}
    assert found("--status", "assigned", "--status", "closed") == every
    assert found("--all", "--priority", "urgent") == found("--all", "--grade", "major") == {product}
    assert found("--kind", "enquiry") == found("--on-hold") == found("--department", "marketing") == {third}
    assert found("--category", "service") == found("--channel", "web") == {service}
    assert found("--cause", "service") == found("--cause", "service/delivery") == {service}
    assert found("--cause", "service/billing") == set()
    assert found("--handler", "小李") == found("--mine", "--as", "小李") == {third}
    assert found("--mine", "--handler", "老周", "--as", "小李") == set()
    assert found("--all", "--customer", "小明") == {product, third}
    assert (
        found("--all", "--ref", "N-1")
        == found("--all", "--flag", "safety")
        == found("--all", "--tag", "发票")
        == {product}
    )
    assert found("--all", "--received", "2026-10") == found("--all", "--received", "..2026-10-31") == {product}
    assert found("--received", "2026-11-20..2026-11-20") == {service, third}
    assert found("--overdue") == set()
    assert found("--overdue", "--as-of", "2027-01-01") == {service}
    assert found("--limit", "1") == {third}
    assert [row["number"] for row in desk.json("list", "--all", "--sort", "number")] == sorted(every)
    assert [row["priority"] for row in desk.json("list", "--all", "--sort", "priority")] == ["urgent", "medium", "low"]
    assert [row["next_step"] for row in desk.json("list", "--sort", "next_due_at")] == ["contact", "contact"]
    for name in NAMES:
        desk("list", "--sort", name, code=2 if name in ("next_step", "overdue") else 0)


def test_my_desk(desk):
    first = desk.register("--flag", "outage")
    second = desk.register()
    desk("assign", second, "--handler", "小李")
    desk("resolve", second, "--solution", "x")
    third = desk.register("--anonymous")
    desk("assign", third)
    desk("resolve", third, "--solution", "x")
    desk("revisit", third, "--satisfied")
    desk.now = "2026-11-20 13:00"
    today = desk.json("today")
    assert [(row["number"], row["step"]) for row in today["overdue"]] == [(first, "assign")]
    assert [(row["number"], row["step"]) for row in today["due_today"]] == [(first, "contact")]
    assert [row["number"] for row in today["unassigned"]] == [first]
    assert [row["number"] for row in today["to_revisit"]] == [second]
    assert [row["number"] for row in today["to_close"]] == [third]
    text = desk("today")
    assert text.splitlines()[0] == "Overdue (1)"
    assert desk.json("today", "--handler", "小李")["overdue"] == []


def test_explain_accounts_for_every_minute(desk):
    number = desk.register("--flag", "safety")
    desk.now = "2026-11-20 11:00"
    desk("hold", number, "--reason", "x")
    desk.now = "2026-11-20 16:00"
    desk("resume", number)
    told = desk.json("explain", number)
    assert told["reasons"] == [
        {"rule": "safety", "because": "Somebody's safety or data is at stake", "answers": ["cl-priority", "cl-grade"]}
    ]
    seconds = {}
    for row in told["deadlines"]:
        pieces = row["intervals"]
        assert (pieces[0]["from"], pieces[-1]["to"]) == (row["start_at"], row["due_at"])
        seconds[row["step"]] = sum(piece["seconds"] for piece in pieces if piece["counted"])
    assert seconds == {"register": 1800, "assign": 1800, "contact": 4 * 3600, "resolve": 24 * 3600}
    assert "held" in {piece["why"] for row in told["deadlines"] for piece in row["intervals"]}
    assert "safety: Somebody's safety or data is at stake [cl-priority cl-grade]" in desk("explain", number)


def test_looking_at_what_is_kept(desk):
    desk.register()
    head = desk("verify", "--head").strip()
    assert len(head) == 64
    answer = desk.json("verify")
    assert (answer["ok"], answer["cases"], answer["problems"], answer["head"]) == (True, 1, [], head)
    with sqlite3.connect(desk.db) as conn:
        conn.execute("UPDATE complaint SET priority = 'low'")
    conn.close()
    out = json.loads(desk("verify", "--format", "json", code=1))
    assert out["ok"] is False
    assert out["problems"]
    assert "priority" in desk("verify", code=1)
