"""What the process asks of assignment: one test for each demand, named after its id."""

import pytest

from tests.desk import CUSTOMER

TABLE = [
    ("general", ("--category", "product"), "rnd"),
    ("general", ("--category", "service"), "service_centre"),
    ("general", ("--category", "suggestion"), "marketing"),
    ("dealership", ("--cause", "service/repair/quality"), "workshop"),
    ("dealership", ("--cause", "service/repair/quality", "--flag", "compensation"), "service"),
    ("dealership", ("--cause", "service/sales/attitude"), "sales"),
    ("dealership", ("--cause", "service/parts/late"), "parts"),
    ("dealership", ("--cause", "service/finance"), "finance"),
    ("dealership", ("--cause", "service/administration"), "administration"),
    ("dealership", ("--cause", "service/customer_service"), "administration"),
]


@pytest.mark.parametrize(("preset", "about", "department"), TABLE)
def test_as_route(office, preset, about, department):
    """The table sends each to the department for its category, cause or grade."""
    desk = office(preset)
    desk("register", *CUSTOMER, "--content", "x", *about)
    assert desk.json("assign", 1)["department"] == department


def test_as_route_a_person_may_send_it_elsewhere(desk):
    number = desk.register()
    assert desk.json("assign", number, "--to", "marketing")["department"] == "marketing"
    assert "rnd" in desk.error("assign", number, "--to", "nowhere", code=1)["hint"]


def test_as_30min(office):
    """Half an hour from the registration, in office time; what is urgent day and night."""
    desk = office("dealership")
    desk.now = "2026-11-20 17:50"
    usual = desk.register("--received-at", "2026-11-20 17:45")
    urgent = desk.register("--flag", "media")
    assert (desk.due(usual, "assign"), desk.due(urgent, "assign")) == ("2026-11-23 09:20", "2026-11-20 18:20")
    desk.now = "2026-11-23 09:30"
    assert {row["number"] for row in desk.json("overdue", "--step", "assign")} == {usual, urgent}
    desk("assign", "--unassigned")
    assert [desk.step(number, "assign")["late_minutes"] for number in (usual, urgent)] == [10, 63 * 60 + 10]


def test_as_30min_a_major_one_at_once(office):
    desk = office("dealership")
    number = desk.register("--flag", "compensation", "--assign")
    case = desk.case(number)
    assert (case["grade"], case["department"], case["status"]) == ("major", "service", "assigned")
    assert case["assigned_at"] == case["registered_at"]


def test_as_one(desk, tmp_path):
    """The department's lead unless another is named; colleagues who help don't become the contact."""
    policy = tmp_path / "policy.toml"
    policy.write_text(desk("policy", "show", "--toml").replace('name = "rnd"', 'name = "rnd"\nlead = "陈工"'))
    desk("policy", "set", policy)
    number = desk.register("--assign")
    assert desk.case(number)["handler"] == "陈工"
    desk("note", number, "--note", "市场部：宣传册写错了", "--as", "小赵")
    desk("progress", number, "--note", "客服中心：已安抚", "--as", "小钱")
    assert desk.case(number)["handler"] == "陈工"
    due = desk.due(number, "resolve")
    assert desk.json("assign", number, "--to", "marketing", "--handler", "小孙")["handler"] == "小孙"
    assert desk.due(number, "resolve") == due
    assert "小孙" in desk("script", number, "--situation", "answer")


def test_as_regulator(office):
    """From the regulator: accepted within a working day; where a rule was broken, at audit within three."""
    desk = office("insurance")
    number = desk.json(
        "register", "--channel", "regulator", "--customer", "赵", "--ref", "P2026001", "--category", "service",
        "--content", "销售误导", "--flag", "violation",
    )["number"]  # fmt: skip
    assert desk.due(number, "assign") == "2026-11-23 18:00"
    assert desk.due(number, "audit") == "2026-11-25 18:00"
    desk.now = "2026-11-23 17:00"
    assert desk.json("assign", number)["department"] == "head_office"
    desk.now = "2026-11-25 17:00"
    desk("audit", number, "--note", "已报集团稽核部")
    assert [desk.step(number, step)["state"] for step in ("assign", "audit")] == ["met", "met"]
    assert [desk.step(number, step)["late_minutes"] for step in ("assign", "audit")] == [0, 0]


def test_as_regulator_a_violation_found_later_starts_it_then(office):
    desk = office("insurance")
    number = desk.register("--flag", "regulator", "--assign")
    assert "audit" not in {row["step"] for row in desk.case(number)["deadlines"]}
    desk.now = "2026-11-23 10:00"
    desk("edit", number, "--flag", "violation", "--reason", "查实代签名")
    assert desk.due(number, "audit") == "2026-11-26 18:00"
