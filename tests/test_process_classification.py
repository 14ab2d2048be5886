"""What the process asks of classification: one test for each demand, named after its id."""

import pytest

from tests.desk import CUSTOMER, WHAT


def test_cl_category(office):
    """Product, service, suggestion, other; below it what intake chose, and at the end what the handler established."""
    desk = office("feedback")
    for category in ("product", "service", "suggestion", "other"):
        answer = desk.json("register", *CUSTOMER, "--category", category, "--content", "x")
        assert (answer["category"], answer["cause"]) == (category, None)
    answer = desk.json("register", *CUSTOMER, "--cause", "product/function/fault", "--content", "打不开")
    assert (answer["category"], answer["cause"]) == ("product", "product/function/fault")
    desk.error("register", *CUSTOMER, "--cause", "product/nonsense", "--content", "x", code=1)
    desk.error("register", *CUSTOMER, "--category", "service", "--cause", "product/function", "--content", "x", code=1)


def test_cl_category_the_fourth_level_is_the_handlers(desk):
    number = desk.register("--cause", "product/quality/hinge", "--assign")
    desk.error("resolve", number, "--solution", "换门", "--cause", "product/quality/hinge/batch/7", code=1)
    case = desk.json("resolve", number, "--solution", "换门", "--cause", "product/quality/hinge/batch")
    assert case["cause"] == "product/quality/hinge/batch"
    assert [row["number"] for row in desk.json("list", "--all", "--cause", "product/quality")] == [number]


GRAVE = {
    "compensation asked": ("--flag", "compensation"),
    "safety": ("--flag", "safety"),
    "large loss": ("--flag", "large_loss"),
    "a large sum": ("--amount", "5000"),
    "repeated repairs": ("--flag", "frequent_repair"),
    "media": ("--flag", "media"),
    "lawyer": ("--flag", "lawyer"),
    "police": ("--flag", "police"),
    "consumer association": ("--flag", "consumer_association"),
    "government": ("--flag", "government"),
    "passed on by a trade body": ("--flag", "regulator"),
    "passed on by a regulator": ("--channel", "regulator"),
    "risk of exposure": ("--flag", "exposure_risk"),
}


@pytest.mark.parametrize("options", GRAVE.values(), ids=GRAVE)
def test_cl_grade(desk, options):
    """These are major, and the answer says why."""
    answer = desk.json("register", *CUSTOMER, *WHAT, *options)
    assert (answer["grade"], answer["ruled_grade"]) == ("major", "major")
    assert answer["reasons"]


def test_cl_grade_the_rest_is_general(desk):
    assert desk.json("register", *CUSTOMER, *WHAT)["grade"] == "general"
    assert desk.json("register", *CUSTOMER, *WHAT, "--flag", "attitude", "--amount", "4999")["grade"] == "general"
    urgent = desk.json("register", "--channel", "phone", "--customer", "李", "--ref", "1", *WHAT, "--affected", 10)
    assert (urgent["grade"], urgent["priority"]) == ("general", "urgent")


PRESSING = {
    "many may be hit": (("--affected", 10), "urgent"),
    "out of order": (("--flag", "outage"), "urgent"),
    "safety": (("--flag", "safety"), "urgent"),
    "data leak": (("--flag", "data_leak"), "urgent"),
    "one badly hit": (("--flag", "large_loss"), "high"),
    "attitude": (("--flag", "attitude"), "high"),
    "suggestion": (("--kind", "suggestion"), "medium"),
    "few customers": (("--affected", 2), "medium"),
    "enquiry": (("--kind", "enquiry"), "low"),
    "uncritical suggestion": (("--kind", "suggestion", "--flag", "minor"), "low"),
}


@pytest.mark.parametrize(("options", "priority"), PRESSING.values(), ids=PRESSING)
def test_cl_priority(office, options, priority):
    assert office("feedback").json("register", *CUSTOMER, *WHAT, *options)["priority"] == priority


def test_cl_priority_several_customers_with_the_same_complaint(office):
    desk = office("feedback")
    same = ("--channel", "app", "--cause", "product/function/fault", "--content", "打不开", "--customer")
    answers = [desk.json("register", *same, name, "--email", f"{name}@b.c") for name in "甲乙丙"]
    assert [answer["priority"] for answer in answers] == ["medium", "medium", "high"]


def test_cl_priority_says_why_and_a_person_may_overrule(desk):
    """The rules decide and say why; a person's word stands beside theirs, with its reason."""
    number = desk.register("--flag", "attitude", "--flag", "media")
    explained = desk.json("explain", number)
    assert [reason["rule"] for reason in explained["reasons"]] == ["public", "attitude"]
    assert "The media, a lawyer or a public body has stepped in" in desk("explain", number)
    desk.error("priority", number, "medium", code=2)
    desk("priority", number, "medium", "--reason", "记者只是路过", "--as", "老周")
    case = desk.case(number)
    assert (case["priority"], case["ruled_priority"]) == ("medium", "urgent")
    event = case["events"][-1]
    assert (event["actor"], event["note"]) == ("老周", "记者只是路过")
    desk("edit", number, "--amount", "9000", "--reason", "补记金额")
    assert desk.case(number)["priority"] == "medium"
