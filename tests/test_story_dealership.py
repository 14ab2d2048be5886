"""The dealership's procedure, from a concern foreseen to the second call after the end, as its document tells it."""

from tests.desk import local

STAFF = (
    ("赵总", "general_manager", "administration"),
    ("钱经理", "manager", "service"),
    ("孙接待", "agent", "customer_service"),
    ("李回访", "agent", "customer_service"),
    ("周技师", "agent", "service"),
    ("吴技师", "agent", "service"),
    ("郑备件", "agent", "parts"),
)


def test_from_a_concern_foreseen_to_the_second_call_after_the_end(office):
    desk = office("dealership")
    for name, role, department in STAFF:
        desk("staff", "add", name, "--role", role, "--department", department)

    def at(when):
        desk.now = f"2026-{when}"

    # Department heads foresee what may become a grumble, and soothe the customer beforehand (store, 3.1).
    at("11-16 09:20")
    number = desk.json(
        "register", "--kind", "concern", "--soothed-by", "钱经理", "--channel", "department", "--customer", "冯女士",
        "--phone", "13900000001", "--ref", "沪A12345", "--category", "product", "--content", "新车异响，配件要等十天",
        "--as", "钱经理",
    )["number"]  # fmt: skip
    assert [row["number"] for row in desk.json("today", "--handler", "钱经理")["concerns"]] == [number]
    assert {row["step"] for row in desk.case(number)["deadlines"]} == {"register"}

    # It becomes a complaint all the same; from now on the clocks run. It is grave: safety is at stake.
    at("11-18 10:00")
    desk("convert", number, "--as", "孙接待")
    desk("edit", number, "--flag", "safety", "--reason", "客户来电：刹车时异响", "--as", "孙接待")
    case = desk.case(number)
    assert (case["kind"], case["grade"], case["priority"]) == ("complaint", "major", "urgent")
    assert local(case["received_at"]) == "2026-11-16 09:20"
    assert desk.due(number, "assign") == "2026-11-18 10:30"
    for who in ("customer service manager", "general manager", "manufacturer region"):
        desk("told", number, "--who", who, "--as", "孙接待")
    assert number not in [row["number"] for row in desk.json("today")["to_tell"]]

    # Half an hour to dispatch. The engineer is on holiday until the 20th; whoever stands in gets it.
    desk(
        "staff", "away", "周技师", "--from", "2026-11-16", "--until", "2026-11-20", "--deputy", "吴技师", "--as", "赵总"
    )
    at("11-18 10:10")
    assert desk.json("assign", number, "--handler", "周技师", "--as", "孙接待")["handler"] == "吴技师"

    # Two hours to speak with the customer; the first result, the next step and its date are told in writing.
    at("11-18 11:00")
    desk("contact", number, "--note", "致歉，当天拖车进店", "--channel", "phone", "--as", "吴技师")
    desk("letter", number, "--kind", "first-result", "--sent-by", "wechat", "--as", "吴技师")
    assert desk.step(number, "contact")["state"] == "met"

    # A solution of several steps and departments is proposed, decided by the general manager, agreed to, and planned.
    at("11-18 14:00")
    desk(
        "propose",
        number,
        "--solution",
        "更换制动卡钳并赠送保养",
        "--remedy",
        "repair",
        "--cost",
        "2600",
        "--as",
        "吴技师",
    )
    assert desk.error("accept", number, code=1)["hint"] == f"complaintctl approve {number}"
    at("11-18 15:00")
    desk("approve", number, "--as", "赵总")
    desk("letter", number, "--kind", "proposal", "--sent-by", "wechat", "--as", "吴技师")
    desk("accept", number, "--note", "客户同意", "--as", "吴技师")
    desk(
        "task", "add", number, "--what", "调拨卡钳", "--owner", "郑备件", "--until", "2026-11-19", "--check", "到货入库"
    )
    desk(
        "task",
        "add",
        number,
        "--what",
        "装车路试",
        "--owner",
        "吴技师",
        "--until",
        "2026-11-23",
        "--check",
        "路试30公里",
    )
    assert desk.case(number)["tasks"][0]["department"] == "parts"

    # The parts are late: their task is moved with a reason, and the customer is told before having to ask.
    at("11-19 17:00")
    desk("task", "move", f"{number}/T1", "--until", "2026-11-20", "--reason", "物流延误", "--as", "郑备件")
    desk("extend", number, "resolve", "--to", "2026-11-25", "--reason", "等待配件", "--as", "吴技师")
    desk("letter", number, "--kind", "delay", "--sent-by", "wechat", "--as", "吴技师")
    assert "等待配件" in desk.case(number, "--reveal")["events"][-1]["changes"]["letter_text"]
    at("11-20 11:00")
    desk("task", "done", f"{number}/T1", "--as", "郑备件")

    # The engineer who stood in leaves; what waits for him goes to his colleague, who is back.
    at("11-23 09:30")
    assert number in desk.error("staff", "leave", "吴技师", code=1)["message"]
    desk("staff", "leave", "吴技师", "--to", "周技师", "--reason", "离职交接", "--as", "赵总")
    assert desk.case(number)["handler"] == "周技师"
    assert desk.case(number)["tasks"][1]["owner"] == "周技师"
    assert desk.error("resolve", number, "--as", "周技师", code=1)["code"] == "tasks-open"
    at("11-23 16:00")
    desk("progress", number, "--note", "已装车，路试正常", "--as", "周技师")
    desk("task", "done", f"{number}/T2", "--as", "周技师")
    desk("resolve", number, "--responsibility", "product", "--as", "周技师")
    desk("letter", number, "--kind", "final", "--sent-by", "letter", "--as", "周技师")

    # On days five to seven somebody else calls back, with the questions of the house.
    assert [desk.due(number, "revisit"), local(desk.step(number, "revisit")["start_at"])] == [
        "2026-11-30 23:59",
        "2026-11-23 16:00",
    ]
    at("11-28 10:00")
    assert [each["name"] for each in desk.json("script", number)["questions"]] == ["repair", "attitude", "again"]
    answers = ("--answer", "repair=5", "--answer", "attitude=4", "--answer", "again=yes")
    desk("revisit", number, "--satisfied", "--score", "5", *answers, "--close", "--as", "李回访")
    desk("review", number, "--root-cause", "process", "--note", "备件预警没有传到前台", "--as", "钱经理")

    # The case is closed, and looked after still: a call after a week, another after a month.
    follow = [local(row["due_at"]) for row in desk.case(number)["deadlines"] if row["step"] == "follow"]
    assert follow == ["2026-12-05 23:59", "2026-12-28 23:59"]
    at("12-04 10:00")
    assert [row["number"] for row in desk.json("today", "--handler", "李回访")["to_follow"]] == [number]
    desk("follow", number, "--well", "--note", "用车正常", "--as", "李回访")
    at("12-28 10:00")
    desk("follow", number, "--well", "--note", "仍然正常", "--as", "李回访")

    # What it came to: every promise kept, the course on record, and the figures tell it.
    case = desk.case(number)
    assert [row["step"] for row in case["deadlines"] if row["late_minutes"]] == []
    assert {row["state"] for row in case["deadlines"]} <= {"met"}
    assert [event["action"] for event in case["events"] if event["action"] == "letter"] == ["letter"] * 4
    report = desk.json("report", "--quarter", "2026Q4")
    assert report["follow"]["well"] == {"value": 1, "numerator": 2, "denominator": 2}
    assert report["volume"]["concerns"]["became_complaints"] == 1
    assert {row["question"]: row["mean"] for row in report["survey"]["questions"]} == {
        "repair": 5,
        "attitude": 4,
        "again": None,
    }
    assert "1/1 · 2026-11-18 15:00 · 更换制动卡钳并赠送保养" in desk("sheet", number)
    assert desk.json("verify")["ok"]
