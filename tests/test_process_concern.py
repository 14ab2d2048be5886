"""Trouble foreseen, before it is a complaint: who soothes it, what it starts, what becomes of it (fu-concern)."""

import pytest

from tests.builders import a_policy, shown, story
from tests.desk import CUSTOMER, WHAT

CONCERN = ("--kind", "concern")
SOOTHED = ("--outcome", "soothed")


def steps(desk, number):
    return sorted({row["step"] for row in desk.case(number)["deadlines"]})


def registered(desk, number):
    return desk.case(number)["events"][0]["changes"]


def test_fu_concern(desk):
    """It is with whoever soothes it, has a clock for being taken in and for the call, and ends as soothed."""
    number = desk.register(*CONCERN, "--soothed-by", "老周")
    case = desk.case(number)
    assert (case["kind"], case["priority"], case["handler"], case["department"]) == ("concern", "low", "老周", None)
    assert registered(desk, number)["soothed_by"] == "老周"
    assert steps(desk, number) == ["contact", "register"]
    assert (desk.step(number, "contact")["handler"], desk.due(number, "contact")) == ("老周", "2026-11-25 18:00")
    desk("contact", number, "--note", "已说明工期", "--as", "老周")
    closed = desk.json("close", number, *SOOTHED, "--as", "老周")
    assert (closed["status"], closed["outcome"]) == ("closed", "soothed")
    assert "隐患" in desk("show", number, "--lang", "zh")
    assert desk.json("verify")["ok"]


def test_fu_concern_is_with_who_writes_it_down_where_nobody_is_named(desk):
    told = desk("register", *CUSTOMER, *WHAT, *CONCERN, "--as", "小李")
    assert "Soothed by: 小李" in told
    assert "assign" not in desk.err
    number = "1"
    assert desk.case(number)["handler"] == "小李"
    assert registered(desk, number)["soothed_by"] == "小李"


@pytest.mark.parametrize("kind", ["complaint", "enquiry", "suggestion"])
def test_fu_concern_alone_is_soothed(desk, kind):
    assert (
        "Only a concern"
        in desk.error("register", *CUSTOMER, *WHAT, "--kind", kind, "--soothed-by", "老周", code=2)["message"]
    )
    number = desk.register("--kind", kind)
    assert f"is a {kind}" in desk.error("close", number, *SOOTHED, code=1)["message"]


@pytest.mark.parametrize("outcome", [(), ("--outcome", "satisfied"), ("--outcome", "answered")])
def test_fu_concern_is_never_closed_as_satisfied_or_answered(desk, outcome):
    number = desk.register(*CONCERN)
    error = desk.error("close", number, *outcome, code=1)
    assert error["hint"] == f"complaintctl close {number} --outcome soothed"
    assert f"complaintctl convert {number}" in error["message"]


def test_fu_concern_is_soothed_from_any_open_state(desk):
    first, second = (desk.register(*CONCERN, "--soothed-by", "老周") for _ in range(2))
    desk("close", first, *SOOTHED, "--reason", "已换备件")
    desk("assign", second, "--handler", "老周")
    desk("resolve", second, "--solution", "先行告知")
    desk("close", second, *SOOTHED)
    assert [desk.case(number)["status"] for number in (first, second)] == ["closed", "closed"]
    desk("reopen", first, "--reason", "又来问")
    assert desk.case(first)["kind"] == "concern"


def test_fu_concern_settled_on_the_spot_is_closed_as_soothed(desk):
    number = desk.register(*CONCERN, "--soothed-by", "老周", "--settled", "当场说明")
    case = desk.case(number)
    assert (case["status"], case["outcome"], case["handler"]) == ("closed", "soothed", "老周")


def test_fu_concern_becomes_a_complaint_whose_clocks_start_then(desk):
    """Its receipt stays; what it started already goes on; the rest counts from the conversion."""
    number = desk.register(*CONCERN, "--soothed-by", "老周")
    before = desk.case(number)
    assert desk.due(number, "contact") == "2026-11-25 18:00"  # low: three working days from the receipt
    desk.now = "2026-11-23 15:00"  # Monday
    desk("convert", number)
    case = desk.case(number)
    assert (case["kind"], case["priority"], case["handler"]) == ("complaint", "medium", "老周")
    assert case["received_at"] == before["received_at"]
    assert steps(desk, number) == ["assign", "contact", "register", "resolve"]
    assert desk.due(number, "contact") == "2026-11-24 18:00"  # medium: two, still from the receipt
    assert desk.due(number, "assign") == "2026-11-23 15:30"
    assert desk.due(number, "resolve") == "2026-12-02 18:00"  # seven working days after Monday the 23rd
    assert desk.step(number, "resolve")["start_at"] == "2026-11-23T07:00:00Z"
    assert [row["state"] for row in case["deadlines"] if row["step"] == "register"] == ["met"]
    assert desk.error("convert", number, code=1)["message"] == f"{number} is a complaint already."
    desk("undo", number)
    again = desk.case(number)
    assert (again["kind"], again["deadlines"]) == ("concern", before["deadlines"])
    assert desk.json("verify")["ok"]


def test_fu_concern_that_was_assigned_meets_assign_when_it_becomes_a_complaint(desk):
    number = desk.register(*CONCERN, "--assign")
    assert steps(desk, number) == ["contact", "register"]
    desk.now = "2026-11-20 11:00"
    desk("convert", number)
    assert {row["step"]: row["state"] for row in desk.case(number)["deadlines"]} == {
        "register": "met", "assign": "met", "contact": "open", "progress": "open", "resolve": "open",
    }  # fmt: skip
    assert desk.step(number, "progress")["start_at"] == "2026-11-20T03:00:00Z"


def test_fu_concern_starts_no_step_by_a_flag_a_tell_or_a_call():
    """Neither a condition that begins to hold, nor what is told, nor the progress after a call."""
    tell = {"on": "register", "when": {"any_flag": ["safety"]}, "who": "boss", "within": "30m"}
    policy = a_policy(tell=[tell])
    told = story("2026-11-20 10:00", policy=policy, kind="concern").assign("2026-11-20 10:10")
    told = told.edit("2026-11-20 10:20", flags=["safety"]).contact("2026-11-20 10:30")
    assert {row.step for row in told.case.deadlines} == {"register", "contact"}
    told = told.convert("2026-11-20 11:00")
    starts = {row.step: shown(row.start_at) for row in told.case.deadlines}
    assert starts["tell"] == starts["resolve"] == starts["progress"] == "2026-11-20 11:00"
    assert starts["contact"] == "2026-11-20 10:00"


def test_fu_concern_counts_for_no_rule_of_complaints(desk):
    """Two concerns with one cause, of the same customer and another: the complaint after them is the first."""
    cause = ("--cause", "service/attitude")
    said = ("--channel", "phone", "--content", "态度生硬", *cause)
    for phone in ("13800138000", "13900139000"):
        desk("register", *said, "--customer", "王小明", "--phone", phone, *CONCERN)
    number = desk.json("register", *said, "--customer", "王小明", "--phone", "13800138000")["number"]
    assert "complaints of this customer 1, customers with this cause 1" in desk("explain", number)
    desk("convert", "1")
    desk("edit", number, "--tag", "x", "--reason", "x")
    assert "complaints of this customer 2, customers with this cause 1" in desk("explain", number)
    assert desk.case(number)["similar"] == 1


def test_fu_concern_costs_no_points_and_heats_no_cause(desk):
    said = ("--channel", "phone", "--content", "x", "--cause", "product/quality")
    for last in range(4):
        desk("register", *said, "--customer", "王小明", "--phone", f"1380013800{last}", *CONCERN)
    report = desk.json("report", "--month", "2026-11")
    assert report["points"]["departments"] == []
    assert report["hot"] == {"complaints": 0, "rule": report["hot"]["rule"], "causes": []}
    assert (report["summary"]["received"], report["summary"]["complaints"], report["summary"]["concerns"]) == (4, 0, 4)
    assert report["summary"]["repeats"]["denominator"] == 0
    desk.now = "2026-12-01 09:00"
    assert "No case was received" in desk.error("sample", "draw", "--month", "2026-11", code=1)["message"]


def test_fu_concern_report_says_how_many_became_complaints(desk):
    """October: one, soothed in November. November: six, of which two became complaints, one in December."""
    desk.now = "2026-10-30 10:00"
    early = desk.register(*CONCERN)
    desk.now = "2026-11-20 10:00"
    soothed, became, later, still, gone, twice = (desk.register(*CONCERN) for _ in range(6))
    desk.register("--kind", "enquiry")
    for number in (early, soothed):
        desk("close", number, *SOOTHED)
    desk("close", gone, "--outcome", "withdrawn", "--reason", "误报")
    desk("close", twice, "--duplicate-of", still)
    desk("convert", became)
    desk("convert", still)
    desk("undo", still)
    enquiry = desk.register("--kind", "enquiry")
    desk("convert", enquiry)
    desk.now = "2026-12-02 10:00"
    desk("convert", later)
    report = desk.json("report", "--month", "2026-11")
    found = report["volume"]["concerns"]
    told = {"raised": 5, "soothed": 1, "became_complaints": 2, "still_open": 1, "closed_otherwise": 1}
    assert {name: found[name] for name in told} == told
    assert found["share_of_complaints"] == {"value": 0.4, "numerator": 2, "denominator": 5}
    assert (found["before"]["raised"], found["before"]["soothed"], found["year_ago"]["raised"]) == (1, 1, 0)
    assert report["summary"]["closed_otherwise"]["soothed"] == 2
    then = desk.json("report", "--month", "2026-11", "--as-of", "2026-11-30")["volume"]["concerns"]
    assert (then["became_complaints"], then["still_open"]) == (1, 2)
    assert "became complaints | 2 |" in desk("report", "--month", "2026-11", "--section", "volume")


def test_fu_concern_waits_for_who_soothes_it_and_for_no_department(desk):
    number = desk.register(*CONCERN, "--soothed-by", "老周")
    other = desk.register()
    mine = desk.json("today", "--handler", "老周")
    assert [row["number"] for row in mine["concerns"]] == [number]
    today = desk.json("today")
    assert [row["number"] for row in today["unassigned"]] == [other]
    assert "Concerns to be soothed (1)" in desk("today")
    assert [case["number"] for case in desk.json("assign", "--unassigned")] == [other]
    assert [case["number"] for case in desk.json("list", "--kind", "concern")] == [number]
    desk("close", number, *SOOTHED)
    assert desk.json("today")["concerns"] == []


@pytest.mark.parametrize(
    ("kind", "outcome"), [("隐患", "已安抚"), ("预警", "安抚"), ("early warning", "calmed"), ("concern", "soothed")]
)
def test_fu_concern_is_imported_by_the_words_of_others(desk, tmp_path, kind, outcome):
    file = tmp_path / "old.csv"
    file.write_text(
        "工单类型,渠道,类别,投诉内容,受理时间,处理人,结案时间,结案结果\n"
        f"{kind},电话,服务,可能会抱怨,2026-11-02 09:00,老周,2026-11-03 09:00,{outcome}\n"
        f"{kind},电话,服务,可能会抱怨,2026-11-19 09:00,老周,,\n",
        "utf-8",
    )
    assert desk.json("import", file)["imported"] == 2
    closed, still = (desk.case(number) for number in ("1102-1", "1119-1"))
    assert (closed["kind"], closed["outcome"], closed["handler"]) == ("concern", "soothed", "老周")
    assert (still["kind"], still["status"], still["handler"]) == ("concern", "registered", "老周")
    assert [(row["step"], row["handler"]) for row in still["deadlines"]] == [("contact", "老周")]
    assert desk.json("verify")["ok"]


def test_fu_concern_comes_back_whole_from_its_events(desk, tmp_path):
    number = desk.register(*CONCERN, "--soothed-by", "老周", "--about", "小李")
    desk("convert", number)
    desk.register(*CONCERN)
    file = tmp_path / "events.jsonl"
    desk("export", "--what", "events", "--reveal", "--output", file)
    (tmp_path / "b").mkdir()
    other = type(desk)(tmp_path / "b")
    other.json("import", file)
    assert other.json("show", number, "--reveal")["deadlines"] == desk.json("show", number, "--reveal")["deadlines"]
    assert other.case(number)["about"] == "小李"
    assert other.json("verify")["ok"]


def test_fu_concern_as_of_before_it_was_a_complaint(desk):
    number = desk.register(*CONCERN)
    desk.now = "2026-11-23 15:00"
    desk("convert", number)
    then = desk.case(number, "--as-of", "2026-11-22")
    assert (then["kind"], then["priority"]) == ("concern", "low")
    assert {row["step"] for row in then["deadlines"]} == {"register", "contact"}


def test_fu_concern_under_a_draft(desk, tmp_path):
    """An office that takes concerns more seriously: the figure is its own, and can be tried first."""
    desk.register(*CONCERN)
    draft = tmp_path / "draft.toml"
    draft.write_text(
        desk("policy", "show", "--toml").replace('enquiry = "low"', 'enquiry = "low", concern = "high"'), "utf-8"
    )
    tried = desk.json("policy", "try", draft)
    assert "high" in str(tried)
    desk("policy", "set", draft)
    desk.now = "2026-11-20 10:05"
    assert desk.case(desk.register(*CONCERN))["priority"] == "high"


def test_fu_concern_is_asked_about_at_a_terminal(desk):
    code, seen = desk.terminal("register", *CONCERN, *CUSTOMER, *WHAT, typed="老周\n", wait="Who soothes it")
    assert code == 0, seen
    assert desk.case(1)["handler"] == "老周"
