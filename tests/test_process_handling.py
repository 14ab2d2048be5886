"""What the process asks of handling, as to time and facts: one test for each demand, named after its id."""

import pytest

from tests.desk import CUSTOMER, WHAT

FIRST_CALLS = [
    ("dealership", (), "2026-11-20 14:20"),  # dispatched at 10:50, two hours of the office, its break between
    ("dealership", ("--flag", "media"), "2026-11-20 12:50"),
    ("service", (), "2026-11-20 11:50"),
    ("feedback", ("--flag", "outage"), "2026-11-20 14:00"),
    ("feedback", ("--flag", "attitude"), "2026-11-21 10:00"),
    ("insurance", (), "2026-11-23 18:00"),
]


@pytest.mark.parametrize(("preset", "about", "due"), FIRST_CALLS)
def test_ha_contact(office, preset, about, due):
    """The handler speaks to the customer in time; a call nobody takes is no contact."""
    desk = office(preset)
    number = desk.register(*about)
    desk.now = "2026-11-20 10:50"
    desk("assign", number, "--handler", "小李")
    assert desk.due(number, "contact") == due
    desk("contact", number, "--not-reached", "--note", "无人接听")
    assert desk.step(number, "contact")["state"] == "open"
    desk.now = "2026-11-20 11:30"
    desk("contact", number, "--note", "已与客户通话", "--channel", "phone")
    assert (desk.step(number, "contact")["state"], desk.step(number, "contact")["late_minutes"]) == ("met", 0)
    assert desk.case(number)["contacted_at"] == "2026-11-20T03:30:00Z"


def test_ha_contact_too_late_is_seen(office):
    desk = office("dealership")
    number = desk.register("--assign")
    desk.now = "2026-11-20 13:31"
    (row,) = desk.json("overdue")
    assert (row["number"], row["step"], row["late_minutes"], row["late_office_minutes"]) == (number, "contact", 91, 1)


def test_ha_facts(desk, tmp_path):
    """Facts, evidence, earlier files, what other departments say; documents are kept with the case."""
    earlier = desk.register()
    number = desk.register("--assign")
    photo = tmp_path / "铰链.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0 hinge")
    desk("note", number, "--note", "现场查看：铰链断裂")
    desk("note", number, "--note", "质检部：该批次抽检合格", "--as", "质检 老吴")
    desk("attach", number, photo, "--note", "现场照片")
    case = desk.case(number)
    assert case["earlier"] == [earlier]
    assert [(event["actor"], event["note"]) for event in case["events"][-3:]] == [
        ("root", "现场查看：铰链断裂"),
        ("质检 老吴", "质检部：该批次抽检合格"),
        ("root", "现场照片"),
    ]
    assert [document["name"] for document in case["documents"]] == ["铰链.jpg"]
    desk("attach", number, "--save", tmp_path / "out")
    assert (tmp_path / "out" / "铰链.jpg").read_bytes() == photo.read_bytes()


@pytest.mark.parametrize("who", ["process", "staff", "product", "third_party", "misunderstanding"])
def test_ha_cause(desk, who):
    """Who answers for it."""
    number = desk.register("--assign")
    case = desk.json("resolve", number, "--solution", "x", "--responsibility", who)
    assert case["responsibility"] == who
    assert who.replace("_", " ") in desk("show", number)


def test_ha_cause_is_nothing_else(desk):
    desk.register("--assign")
    desk.error("resolve", 1, "--solution", "x", "--responsibility", "fate", code=2)


def test_ha_progress(desk):
    """After three working days, and every three again, the state of things: before the customer has to ask."""
    number = desk.register("--assign")
    assert desk.due(number, "progress") == "2026-11-25 18:00"
    desk.now = "2026-11-25 16:00"
    assert "progress" in {row["step"] for row in desk.json("today")["due_today"]}
    assert desk.json("script", number, "--situation", "progress")["text"]
    desk("progress", number, "--note", "配件已到，周五安装，已告知客户")
    assert desk.due(number, "progress") == "2026-11-30 18:00"
    desk.now = "2026-12-01 09:00"
    assert "progress" in {row["step"] for row in desk.json("overdue")}
    desk("contact", number, "--note", "致歉，说明进展")
    rows = [row for row in desk.case(number)["deadlines"] if row["step"] == "progress"]
    assert [(row["seq"], row["state"], row["late_minutes"] > 0) for row in rows] == [
        (1, "met", False),
        (2, "met", True),
        (3, "open", False),
    ]


def test_ha_adjust(desk):
    """A date that can't be held is moved, with a reason, before it has run out; the first stays on record."""
    number = desk.register("--assign")
    assert desk.due(number, "resolve") == "2026-12-01 18:00"
    desk.error("extend", number, "resolve", "--to", "2026-12-04", code=2)
    desk("extend", number, "resolve", "--to", "2026-12-04", "--reason", "配件缺货")
    step = desk.step(number, "resolve")
    assert (step["due_at"], step["first_due_at"], step["extended"]) == (
        "2026-12-04T15:59:59Z",
        "2026-12-01T10:00:00Z",
        True,
    )
    assert desk.case(number)["events"][-1]["note"] == "配件缺货"
    desk.error("extend", number, "resolve", "--to", "2026-12-03", "--reason", "x", code=1)
    desk.now = "2026-12-05 09:00"
    assert "resolve" in {row["step"] for row in desk.json("overdue")}
    desk.error("extend", number, "resolve", "--to", "2026-12-09", "--reason", "x", code=1)


def test_ha_hold(desk):
    """While the customer's answer is awaited the clock stands still, and one sees that it does."""
    number = desk.register("--assign")
    due = desk.due(number, "resolve")
    desk.now = "2026-11-20 15:00"
    desk("hold", number, "--reason", "等客户寄回样品")
    desk.now = "2026-11-24 15:00"
    assert (desk.step(number, "resolve")["state"], desk.due(number, "resolve")) == ("held", due)
    assert [row["number"] for row in desk.json("list", "--on-hold")] == [number]
    assert "held" in desk("show", number)
    assert "等客户寄回样品" in desk("show", number)
    assert "resolve" not in {row["step"] for row in desk.json("overdue", "--as-of", "2027-01-30")}
    assert desk.json("resume", number)["on_hold"] is False
    assert desk.due(number, "resolve") == "2026-12-03 18:00"


WHOM = [
    ("dealership", ["customer service manager", "general manager", "manufacturer region"]),
    ("insurance", ["deputy in charge"]),
    ("general", ["customer service manager", "general manager"]),
]


@pytest.mark.parametrize(("preset", "whom"), WHOM)
def test_ha_tell(office, preset, whom):
    """Of a major case these are told at once: the register says whom, and who was told when."""
    desk = office(preset)
    assert desk.json("register", *CUSTOMER, *WHAT)["tell"] == []
    answer = desk.json("register", *CUSTOMER, *WHAT, "--flag", "large_loss")
    assert answer["tell"] == whom
    assert all(who in desk("today") for who in whom)
    desk.now = "2026-11-20 10:05"
    desk("told", answer["number"], "--who", whom[0], "--as", "小陈")
    event = desk.case(answer["number"])["events"][-1]
    assert (event["action"], event["actor"], event["at"], event["changes"]) == (
        "told",
        "小陈",
        "2026-11-20T02:05:00Z",
        {"who": whom[0]},
    )
    assert whom[0] in desk("show", answer["number"])
    assert whom[0] not in desk("today")
    assert all(who in desk("today") for who in whom[1:])


def test_ha_spot(desk):
    """Settled on the spot and filed afterwards with its outcome, in one step."""
    case = desk.json(
        "register", *CUSTOMER, *WHAT, "--received-at", "2026-11-20 09:40", "--settled", "当场更换门把手", "--as", "小陈"
    )
    assert (case["status"], case["solution"], case["department"]) == ("resolved", "当场更换门把手", "rnd")
    assert case["registered_at"] == case["resolved_at"] == "2026-11-20T02:00:00Z"
    assert [event["action"] for event in desk.case()["events"]] == ["register", "assign", "resolve"]
    assert {row["state"] for row in desk.case()["deadlines"] if row["step"] != "revisit"} == {"met"}


def test_ha_first(desk):
    """What the first look showed, what comes next and when: said to the customer, and kept."""
    number = desk.register("--assign")
    script = desk.json("script", number, "--lang", "zh")
    assert script["situation"] == "answer"
    assert "2026-11-25 18:00" in script["text"]
    desk("contact", number, "--note", "初审：铰链断裂属实；下一步上门维修，11月24日上午")
    event = desk.case(number)["events"][-1]
    assert (event["action"], event["note"]) == ("contact", "初审：铰链断裂属实；下一步上门维修，11月24日上午")
    assert desk.case(number)["contacted_at"]


LIMITS = [
    ("urgent", ("--flag", "outage"), {"contact": "2026-11-20 14:00", "solution": "2026-11-21 10:00"}),
    ("high", ("--flag", "attitude"), {"contact": "2026-11-21 10:00", "resolve": "2026-11-25 18:00"}),
]


@pytest.mark.parametrize(("priority", "about", "due"), LIMITS)
def test_ha_limits(office, priority, about, due):
    desk = office("feedback")
    number = desk.register(*about, "--assign")
    assert desk.case(number)["priority"] == priority
    assert {step: desk.due(number, step) for step in due} == due
    desk.now = "2026-11-21 09:59"
    desk("propose", number, "--solution", "先给临时方案")
    if "solution" in due:
        assert (desk.step(number, "solution")["state"], desk.step(number, "solution")["late_minutes"]) == ("met", 0)
