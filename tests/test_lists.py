"""Lists of several registers, counts instead of lists, what a customer was promised, and causes that are found."""

import pytest

from tests.desk import CUSTOMER, WHAT, Desk


@pytest.fixture
def two(desk, tmp_path):
    """A desk whose colleagues across the street keep a register of their own, east.db."""
    (tmp_path / "east").mkdir()
    east = Desk(tmp_path / "east")
    east.register("--flag", "safety", "--customer", "东")
    east.db = east.db.rename(tmp_path / "east.db")
    desk.register("--customer", "西", "--received-at", "2026-11-20 09:00")
    desk.register("--category", "service", "--customer", "西二")
    desk.now = "2026-11-20 14:30"
    desk.both = ("--db", desk.db, "--db", east.db)
    return desk


def test_overdue_of_several_registers_adds_up_most_pressing_first(two):
    rows = two.json("overdue", *two.both)
    assert [(row["office"], row["priority"], row["number"][-1]) for row in rows] == [
        ("east", "urgent", "1"),
        ("east", "urgent", "1"),
        ("c", "medium", "1"),
        ("c", "medium", "2"),
    ]
    csv = two("overdue", *two.both, "--format", "csv").splitlines()
    assert csv[0].endswith(",office")
    assert two("overdue", "--format", "csv").splitlines()[0].endswith(",law")
    two("overdue", *two.both, "--exit-code", code=5)


@pytest.mark.parametrize(
    ("sort", "order"),
    [("received_at", ["c2", "e1", "c1"]), ("priority", ["e1", "c1", "c2"]), ("customer", ["e1", "c1", "c2"])],
)
def test_lists_of_several_registers_keep_their_order_and_limit(two, sort, order):
    def told(*more):
        return [row["office"][0] + row["number"][-1] for row in two.json("list", "--sort", sort, *two.both, *more)]

    assert sorted(told()) == sorted(order)
    if sort != "received_at":
        assert told() == order
        assert told("--limit", 2) == order[:2]
    assert [row["office"] for row in two.json("search", "门坏", *two.both)].count("east") == 1


def test_what_does_not_add_up_takes_one_register(two):
    for line in (("show", 1), ("export",), ("today",), ("policy", "show"), ("register", *CUSTOMER, *WHAT)):
        error = two.error(*line, *two.both, code=2)
        assert "--db" in error["message"]
    assert "given twice" in two.error("list", "--db", two.db, "--db", two.db, code=2)["message"]


def test_nothing_overdue_in_several_registers_is_silent(two):
    two.now = "2026-11-20 10:01"
    assert two("overdue", *two.both, "--step", "review") == ""
    assert two.json("overdue", *two.both, "--step", "review") == []


def test_overdue_by_handler_says_who_has_how_much(two):
    two("assign", 1, "--handler", "小李", "--at", "2026-11-20 10:05")
    two("assign", 2, "--handler", "小王", "--at", "2026-11-20 10:05")
    two.now = "2026-11-25 09:00"
    rows = two.json("overdue", "--by", "handler")
    assert [(row["handler"], row["cases"], row["steps"]) for row in rows] == [("小李", 1, 1), ("小王", 1, 1)]
    assert rows[0]["oldest"] == "2026-11-24T10:00:00Z"
    by_step = {row["step"]: row["steps"] for row in two.json("overdue", "--by", "step", *two.both)}
    assert by_step["contact"] == 3
    assert {row["office"] for row in two.json("overdue", "--by", "office", *two.both)} == {"c", "east"}
    two("overdue", "--by", "handler", "--exit-code", code=5)
    two.error("overdue", "--by", "nonsense", code=2)


def test_list_by_a_field_counts_cases(two):
    rows = two.json("list", "--by", "category", *two.both)
    assert [(row["category"], row["cases"]) for row in rows] == [("product", 2), ("service", 1)]
    assert [row["overdue"] for row in rows] == [2, 1]
    assert "Product" in two("list", "--by", "category", "--format", "table").title()
    assert [row["cases"] for row in two.json("list", "--by", "flag", "--category", "service")] == [1]


def test_customer_show_tells_what_was_promised_and_finds_by_name(desk):
    desk("staff", "add", "王总", "--role", "general_manager")
    number = desk.register("--assign")
    desk("propose", number, "--solution", "更换门板", "--remedy", "replacement", "--cost", "300", "--as", "王总")
    desk("accept", number)
    desk("resolve", number)
    desk("revisit", number, "--satisfied", "--score", "4")
    shown = desk("customer", "show", "王小")
    assert "更换门板 · replacement · cost 300" in shown
    assert "satisfied · score 4" in shown
    (case,) = desk.json("customer", "show", "小明")["cases"]
    assert (case["remedy"], case["cost"], case["proposals"][0]["solution"]) == ("replacement", 300, "更换门板")
    desk.register("--customer", "王小红", "--phone", "13700000000")
    error = desk.error("customer", "show", "王小", code=1)
    assert error["code"] == "ambiguous"
    assert "C20261120-0001" in error["message"]
    assert "王" not in error["message"]
    desk.error("customer", "show", "赵", code=3)
    desk.error("customer", "erase", "王小", code=3)  # nobody is erased by a part of a name


def test_causes_are_found(office):
    desk = office("dealership")
    desk.register("--category", "service", "--cause", "service/repair/quality/paint")
    assert "isn't in the policy's tree" in desk.err
    desk.register("--category", "service", "--cause", "service/repair/delay")
    assert "tree" not in desk.err
    rows = {row["cause"]: row for row in desk.json("policy", "causes")}
    assert (rows["service/repair"]["cases"], rows["service/repair"]["open"]) == (2, 2)
    assert rows["service/repair/quality/paint"]["listed"] is False
    found = desk.json("policy", "causes", "超时")
    assert [row["cause"] for row in found] == ["service", "service/repair", "service/repair/delay"]
    error = desk.error("register", *CUSTOMER, "--content", "x", "--cause", "service/repair/qualty", code=1)
    assert "service/repair/quality" in error["message"]
    assert "policy causes" in error["hint"]
    assert "complaintctl policy causes" in desk("policy", "show")


def test_without_a_tree_nothing_is_said_of_a_cause(desk):
    desk.register("--cause", "product/whatever")
    assert "tree" not in desk.err


def test_a_department_that_one_of_several_offices_has_is_looked_for_there(two, office):
    """As a report does: an office that never had it has nothing, and only what none had is refused."""
    garage = office("dealership")
    garage.register("--assign")
    department = garage.case()["department"]
    both = ("--db", two.db, "--db", garage.db)
    assert [len(two.json(*line, "--department", department, *both)) for line in (("list",), ("search", "门坏"))] == [
        1,
        1,
    ]
    two("overdue", "--department", department, *both)
    assert two.json("list", "--by", "handler", "--department", department, *both)
    two.error("list", "--department", "nowhere", *both, code=1)


def test_lists_sort_states_by_rank_and_names_as_their_language_does(desk):
    for name in ("赵一", "Zoe", "陈立", "amy", "王五", "刘洋"):
        desk.register("--customer", name)
    assert [row["customer"] for row in desk.json("list", "--sort", "customer", "--reveal")] == [
        "amy", "Zoe", "陈立", "刘洋", "王五", "赵一",
    ]  # fmt: skip
    desk("assign", 2)
    desk("close", 1, "--outcome", "withdrawn", "--reason", "x")
    assert [row["status"] for row in desk.json("list", "--all", "--sort", "status")] == [
        *["registered"] * 4, "assigned", "closed",
    ]  # fmt: skip


def test_a_hold_ends_in_the_future(desk):
    desk.register()
    desk("assign", 1)
    desk.error("hold", 1, "--reason", "x", "--until", "now", code=1)
