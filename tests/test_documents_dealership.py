"""The car dealership's procedure played through: a grave complaint that comes at night and takes two rounds."""

import pytest

from tests.desk import Desk

CALL = (
    "--channel", "phone", "--customer", "王小明", "--phone", "13800138000", "--ref", "沪A12345",
    "--category", "product", "--content", "11月19日晚8点在高架上刹车失灵，险些追尾",
    "--demand", "修好并赔偿", "--flag", "safety", "--flag", "compensation",
)  # fmt: skip


@pytest.fixture
def desk(office):
    desk = office("dealership")
    desk("staff", "add", "小陈", "--department", "customer_service")
    desk("staff", "add", "周经理", "--department", "service", "--role", "manager")
    desk("staff", "add", "王总", "--role", "general_manager")
    return desk


def test_a_call_at_half_past_ten_at_night(desk: Desk, tmp_path):
    # 1.4 After hours it was urgent: the manager on duty spoke with him; at opening time the sheet is filed.
    desk.now = "2026-11-20 09:10"
    answer = desk.json("register", *CALL, "--received-at", "2026-11-19 22:30", "--read-back", "--as", "小陈")
    number = answer["number"]
    assert (number, answer["priority"], answer["grade"]) == ("C20261119-0001", "urgent", "major")
    assert {reason["rule"] for reason in answer["reasons"]} == {"safety", "compensation"}
    assert desk.due(number, "register") == "2026-11-20 09:30"
    desk("note", number, "--note", "值班经理已安排拖车", "--at", "2026-11-19 22:45", "--as", "值班经理")

    # 1.1.3 Of a grave one these are told at once.
    assert answer["tell"] == ["customer service manager", "general manager", "manufacturer region"]
    for who in answer["tell"]:
        desk("told", number, "--who", who, "--as", "小陈")

    # 1.3 Within half an hour it is with the service manager, who answers for what is grave.
    desk.now = "2026-11-20 09:20"
    assert desk.json("assign", number, "--handler", "周经理", "--as", "小陈")["department"] == "service"
    assert desk.due(number, "assign") == "2026-11-20 09:40"

    # 2.1 Within two hours the customer is spoken to, and the facts are looked into.
    assert desk.due(number, "contact") == "2026-11-20 11:20"
    assert "王小明" in desk("script", number, "--lang", "zh")
    desk.env["COMPLAINTCTL_USER"] = "周经理"
    desk.now = "2026-11-20 10:40"
    desk("contact", number, "--note", "已与客户通话，今天复检", "--channel", "phone")
    report = tmp_path / "复检报告.pdf"
    report.write_bytes(b"%PDF-1.7 brake line")
    desk("attach", number, report)
    desk("note", number, "--note", "制动油管渗漏", "--private")

    # 2.2 The general manager decides what is proposed before anybody carries it out.
    desk.now = "2026-11-20 15:00"
    assert desk.error("resolve", number, "--solution", "更换油管", code=1)["code"] == "not-approved"
    desk(
        "propose", number, "--solution", "更换制动系统并补偿3000元", "--remedy", "compensation", "--cost", "3000",
        "--owner", "车间 老李", "--until", "2026-11-23", "--check", "路试并由客户签字",
    )  # fmt: skip
    assert desk.error("approve", number, code=1)["code"] == "may-not-decide"
    desk.now = "2026-11-20 16:30"
    desk("approve", number, "--as", "王总")

    # 2.3 The customer agrees, in writing. 2.4.4 The agreement is archived.
    desk("accept", number, "--note", "客户同意")
    agreement = tmp_path / "协议书.pdf"
    agreement.write_bytes(b"%PDF-1.7 agreement")
    desk.now = "2026-11-23 11:00"
    assert desk.due(number, "resolve") == "2026-11-24 18:00"
    case = desk.json("resolve", number, "--agreement", agreement, "--responsibility", "product")
    assert (case["remedy"], case["cost"], case["status"]) == ("compensation", 3000, "resolved")
    assert [document["agreement"] for document in desk.case(number)["documents"]] == [False, True]

    # 2.4.2 It is reported back on the same day. 2.4.3 On day five to seven somebody else calls.
    assert (desk.due(number, "reported"), desk.step(number, "reported")["state"]) == ("2026-11-23 18:00", "met")
    assert desk.due(number, "revisit") == "2026-11-30 23:59"
    desk.now = "2026-11-30 10:00"
    assert desk.error("revisit", number, "--satisfied", code=1)["code"] == "by-the-handler"
    assert "更换制动系统" in desk("script", number, "--as", "小陈")
    case = desk.json("revisit", number, "--dissatisfied", "--score", 2, "--comment", "仍有异响", "--as", "小陈")
    assert not desk.step(number, "revisit")["early"]

    # 2.4.3 Not satisfied: the sheet is issued again, and all begins anew.
    assert (case["status"], case["round"], case["handler"]) == ("assigned", 2, "周经理")
    assert all(words in desk("sheet", number) for words in ("Round 2", "仍有异响"))
    first = [row for row in desk.case(number)["deadlines"] if row["round"] == 1]
    assert {row["state"] for row in first} <= {"met", "cancelled"}
    assert (desk.due(number, "contact"), desk.due(number, "resolve")) == ("2026-11-30 12:00", "2026-12-03 18:00")
    desk.now = "2026-11-30 11:30"
    desk("contact", number, "--note", "致歉，约定明天上门取车")
    desk("propose", number, "--solution", "更换制动盘", "--remedy", "replacement", "--cost", "800")
    desk("approve", number, "--as", "王总")
    desk("accept", number)
    desk.now = "2026-12-01 17:00"
    desk("resolve", number)

    # Day six: this time he is satisfied, and only that closes the case.
    assert desk.due(number, "revisit") == "2026-12-08 23:59"
    assert desk.error("close", number, code=1)["hint"].startswith("complaintctl revisit")
    desk.now = "2026-12-07 10:00"
    case = desk.json("revisit", number, "--satisfied", "--score", 5, "--close", "--as", "小陈")
    assert (case["status"], case["outcome"], case["round"]) == ("closed", "satisfied", 2)

    # Nothing was late, the first round stands as it was, and the register is whole.
    rows = desk.case(number)["deadlines"]
    assert [row["step"] for row in rows if row["late_minutes"]] == []
    assert [row for row in rows if row["round"] == 1] == first
    assert [row["decision"] for row in desk.case(number)["proposals"]] == ["approved", "approved"]
    late = desk.json("overdue", "--as-of", "2027-06-30")
    assert [row["step"] for row in late] == ["follow", "follow"]  # the calls after the end
    assert desk.json("verify")["ok"] is True
