"""What the process asks of intake: one test for each demand, named after its id."""

import re

import pytest

from tests.desk import CUSTOMER, WHAT

CHANNELS = (
    "phone", "web", "email", "wechat", "weibo", "app", "letter", "visit", "store_book", "department", "dealer",
    "regulator", "other",
)  # fmt: skip
OTHERS = [("--channel", "phone", "--customer", f"客{n}", "--phone", f"1390000000{n}") for n in range(3)]


def test_in_channels(desk):
    """Whatever way it comes, it lands in one register."""
    for channel in CHANNELS:
        desk("register", "--channel", channel, "--customer", "王", "--ref", channel, *WHAT)
    rows = desk.json("list", "--limit", 100)
    assert {row["channel"] for row in rows} == set(CHANNELS)
    assert sorted(row["number"] for row in rows) == [f"C20261120-{n:04}" for n in range(1, len(CHANNELS) + 1)]
    assert [row["channel"] for row in desk.json("list", "--channel", "store_book")] == ["store_book"]
    desk.error("register", "--channel", "pigeon", "--customer", "王", "--ref", "1", *WHAT, code=2)


def test_in_number(desk):
    """One number at once, for good, never another's, short enough to read out."""
    first, second = desk.register(), desk.register()
    assert [first, second] == ["C20261120-0001", "C20261120-0002"]
    assert re.fullmatch(r"C\d{8}-\d{4,}", first)
    desk("close", second, "--outcome", "duplicate", "--duplicate-of", first)
    assert desk.register() == "C20261120-0003"
    desk("edit", first, "--received-at", "2026-11-19 16:00", "--reason", "听错了")
    assert desk.case("1120-1")["number"] == first
    assert desk.register("--received-at", "2026-11-19 17:00") == "C20261119-0001"


def test_in_record(desk):
    """Who, how to reach them, what happened, what they ask for; received when, by whom, through which channel."""
    said = ("--demand", "换一扇门", "--email", "wang@example.com", "--ref", "沪A12345", "--preferred-channel", "wechat")
    number = desk.register(*said, "--received-at", "2026-11-20 09:40", "--as", "小陈")
    case = desk.case(number, "--reveal")
    assert {name: case[name] for name in ("customer", "phone", "email", "ref", "preferred_channel")} == {
        "customer": "王小明",
        "phone": "13800138000",
        "email": "wang@example.com",
        "ref": "沪A12345",
        "preferred_channel": "wechat",
    }
    assert (case["content"], case["demand"]) == ("门坏了", "换一扇门")
    assert (case["received_at"], case["registered_by"], case["channel"]) == ("2026-11-20T01:40:00Z", "小陈", "phone")


def test_in_record_without_a_contact_only_for_who_stays_anonymous(desk):
    assert "--phone" in desk.error("register", "--channel", "phone", "--customer", "王", *WHAT, code=2)["message"]
    case = desk.json("register", "--channel", "letter", "--anonymous", *WHAT)
    assert (case["customer"], case["phone"]) == (None, None)


def test_in_30min(desk):
    """Half an hour from the receipt; what comes later is taken, and shown as late."""
    on_time = desk.register("--received-at", "2026-11-20 09:30")
    assert (desk.due(on_time, "register"), desk.step(on_time, "register")["late_minutes"]) == ("2026-11-20 10:00", 0)
    late = desk.register("--received-at", "2026-11-20 09:15")
    assert desk.step(late, "register")["state"] == "met"
    assert desk.step(late, "register")["late_minutes"] == 15
    assert "15m late" in desk("show", late)
    register = next(
        row for row in desk.json("report", "--section", "deadlines")["deadlines"] if row["step"] == "register"
    )
    assert (register["in_time"]["numerator"], register["in_time"]["denominator"]) == (1, 2)


def test_in_30min_a_web_form_at_once(office):
    desk = office("feedback")
    form = ("--channel", "web", "--customer", "王", "--email", "w@b.c", *WHAT)
    desk("register", *form, "--received-at", "2026-11-20 09:55")
    desk("register", *form, "--received-at", "2026-11-20 09:54")
    assert [desk.step(n, "register")["late_minutes"] for n in (1, 2)] == [0, 1]


def test_in_offhours(office):
    """At night the urgent goes to the duty manager and runs on; the rest waits for the doors to open."""
    desk = office("dealership")
    desk.now = "2026-11-20 22:40"
    urgent = ("register", *CUSTOMER, *WHAT, "--flag", "safety", "--received-at", "2026-11-20 22:30")
    assert "duty manager" in desk(*urgent)
    assert "duty manager" not in desk("register", *OTHERS[0], *WHAT)
    desk("assign", 1, 2)
    assert (desk.due(1, "assign"), desk.due(1, "contact")) == ("2026-11-20 23:10", "2026-11-21 00:40")
    assert (desk.due(2, "assign"), desk.due(2, "contact")) == ("2026-11-23 09:30", "2026-11-23 11:00")


def test_in_offhours_is_filed_afterwards_with_its_true_time(office):
    """A call at 22:30 on Thursday, spoken about at 22:45, its sheet filed on Friday at 9: in time, and no trick."""
    desk = office("dealership")
    desk.now = "2026-11-20 09:00"
    number = desk.register("--flag", "safety", "--received-at", "2026-11-19 22:30", "--assign")
    desk("contact", number, "--note", "值班经理已与客户通话", "--at", "2026-11-19 22:45", "--as", "值班经理")
    case = desk.case(number)
    assert (number, case["received_at"]) == ("C20261119-0001", "2026-11-19T14:30:00Z")
    assert case["contacted_at"] == "2026-11-19T14:45:00Z"
    assert {step: desk.step(number, step)["late_minutes"] for step in ("register", "assign", "contact")} == {
        "register": 0,
        "assign": 0,
        "contact": 0,
    }


def test_in_offhours_elsewhere_each_figure_decides(office):
    desk = office("feedback")
    desk.now = "2026-11-20 22:30"
    number = desk.register("--flag", "attitude")
    assert desk.due(number, "contact") == "2026-11-21 22:30"
    assert desk.due(number, "assign") == "2026-11-23 09:30"


def test_in_confirm(desk):
    """Read back to the customer, and a sheet to print and sign, filled or blank."""
    number = desk.register("--read-back", "--demand", "换一扇门")
    assert "read back to the customer" in desk("show", number)
    sheet = desk("sheet", number, "--lang", "zh")
    assert all(word in sheet for word in ("客户投诉信息反馈单", number, "王小明", "门坏了", "换一扇门", "签字"))
    assert "☑" in sheet
    assert desk("sheet", number, "--format", "html").startswith("<!DOCTYPE html>")
    blank = desk("sheet", "--blank", "--lang", "zh")
    assert "客户投诉信息反馈单" in blank
    assert "____" in blank


def test_in_consult(desk):
    """Answered on the spot it stays an enquiry; it may become a complaint, a complaint never an enquiry."""
    asked = desk.json("register", *CUSTOMER, *WHAT, "--kind", "enquiry", "--settled", "告知保修期")
    assert (asked["kind"], asked["status"], asked["outcome"]) == ("enquiry", "closed", "answered")
    number = desk.register("--kind", "enquiry")
    assert desk.case(number)["priority"] == "low"
    case = desk.json("convert", number)
    assert (case["number"], case["kind"], case["priority"]) == (number, "complaint", "medium")
    assert desk.error("convert", number, code=1)["message"] == f"{number} is a complaint already."
    desk.error("edit", number, "--kind", "enquiry", "--reason", "x", code=1)


def test_in_one(desk):
    """Several grievances of one call: one complaint under the root one, the others its tags."""
    answer = desk.json("register", *CUSTOMER, *WHAT, "--cause", "product/quality", "--tag", "等太久", "--tag", "态度差")
    assert (answer["category"], answer["cause"], answer["tags"]) == ("product", "product/quality", ["等太久", "态度差"])
    assert len(desk.json("list")) == 1
    assert [row["number"] for row in desk.json("list", "--tag", "态度差")] == [answer["number"]]


def test_in_stuck(desk, tmp_path):
    """Stuck for more than a quarter of an hour, it is handed over at once, and that is noted."""
    policy = tmp_path / "policy.toml"
    policy.write_text(desk("policy", "show", "--toml").replace('name = "rnd"', 'name = "rnd"\nmanager = "刘总监"'))
    desk("policy", "set", policy)
    number = desk.register("--assign")
    due = desk.due(number, "resolve")
    desk.now = "2026-11-20 10:16"
    assert desk.json("escalate", number, "--reason", "客户纠缠，研发部已有明确意见")["handler"] == "刘总监"
    event = desk.case(number)["events"][-1]
    assert (event["action"], event["at"], event["changes"]["to"], event["note"]) == (
        "escalate",
        "2026-11-20T02:16:00Z",
        "刘总监",
        "客户纠缠，研发部已有明确意见",
    )
    assert "刘总监" in desk("show", number)
    assert desk.due(number, "resolve") == due
    desk.error("escalate", number, code=2)


def test_in_repeat(desk):
    """The same customer within thirty days: shown before it is saved, linked, and used by the rules."""
    desk.register("--received-at", "2026-10-01 10:00")
    first = desk.register("--received-at", "2026-11-02 10:00")
    second = desk.register("--received-at", "2026-11-10 10:00", "--phone", "+86 138 0013 8000")
    _, seen = desk.terminal("register", *CUSTOMER, *WHAT, typed="n\n", wait="Register another one?")
    assert first in seen
    assert second in seen
    third = desk.json("register", *CUSTOMER, *WHAT)
    assert third["earlier"] == [second, first]
    assert ([reason["rule"] for reason in third["reasons"]], third["priority"]) == (["frequent"], "high")
    assert desk.case(third["number"])["earlier"] == [second, first]


def test_in_repeat_the_same_cause_from_several_customers(desk):
    answers = [
        desk.json("register", *other, "--cause", "product/quality/door", "--content", "门坏了") for other in OTHERS
    ]
    assert [[reason["rule"] for reason in answer["reasons"]] for answer in answers] == [[], [], ["many-alike"]]
    assert desk.case(answers[2]["number"])["similar"] == 3


SECRETS = ("王小明", "13800138000", "xiaoming@example.com", "沪A12345")
LOOKS = ("list", "export", "show 1", "search 门坏", "overdue --as-of 2026-12-31", "today", "report", "explain 1")


@pytest.mark.parametrize("line", LOOKS)
def test_in_private(desk, line):
    """What is told of a customer is masked."""
    desk.register("--email", "xiaoming@example.com", "--ref", "沪A12345")
    told = desk(*line.split()) + desk.err
    assert [secret for secret in SECRETS if secret in told] == []


@pytest.mark.parametrize("line", LOOKS[:4])
def test_in_private_unless_asked_for(desk, line):
    desk.register("--email", "xiaoming@example.com", "--ref", "沪A12345")
    told = desk(*line.split(), "--reveal", "--format", "json")
    assert [secret for secret in SECRETS if secret not in told] == []


def test_in_private_nor_in_what_is_refused(desk):
    number = desk.register()
    refused = (("register", *CUSTOMER), 2), (("customer", "show", "13800138001"), 3), (("close", number), 1)
    for line, code in refused:
        desk(*line, code=code)
        assert [secret for secret in ("王小明", "13800138000", "13800138001") if secret in desk.err] == []
