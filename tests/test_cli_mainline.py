"""Cases carried from the first call to their end, through the real commands."""

from tests.desk import CUSTOMER, WHAT


def resolved(desk, *more):
    number = desk.register(*more)
    desk("assign", number, "--handler", "小李")
    desk("contact", number, "--note", "已联系")
    desk("resolve", number, "--solution", "换了一扇门", "--remedy", "replacement", "--cost", "99.50")
    return number


def staffed(desk):
    desk("staff", "add", "小李", "--department", "rnd")
    desk("staff", "add", "老周", "--role", "manager")
    desk("staff", "add", "王总", "--role", "general_manager")


def test_a_plain_case_goes_its_way(desk):
    number = desk.register("--read-back")
    assert number == "C20261120-0001"
    desk.now = "2026-11-20 10:20"
    assert desk.json("assign", number)["department"] == "rnd"
    desk.now = "2026-11-20 11:00"
    desk("contact", number, "--note", "明天上门", "--channel", "phone")
    desk("progress", number, "--note", "配件已到")
    desk("note", number, "--note", "铰链断了", "--private")
    desk.now = "2026-11-23 15:00"
    case = desk.json(
        "resolve", number, "--solution", "换门", "--remedy", "replacement", "--cost", "120",
        "--responsibility", "product", "--cause", "product/quality/defect",
    )  # fmt: skip
    assert (case["status"], case["cause"], case["cost"]) == ("resolved", "product/quality/defect", 120)
    desk.now = "2026-11-24 09:30"
    case = desk.json("revisit", number, "--satisfied", "--score", 5, "--comment", "很好", "--close")
    assert (case["status"], case["outcome"], case["satisfied"], case["score"]) == ("closed", "satisfied", True, 5)
    shown = desk.case(number)
    assert [event["action"] for event in shown["events"]] == (
        ["register", "assign", "contact", "progress", "note", "resolve", "revisit", "close"]
    )
    assert {row["state"] for row in shown["deadlines"]} == {"met"}
    assert shown["next_step"] is shown["next_due_at"] is None
    assert desk.json("verify")["ok"] is True
    assert desk("list").count("\n") == 1
    assert desk("list", "--all").count("\n") == 2


def test_what_is_grave_takes_a_decision(desk):
    staffed(desk)
    desk.env["COMPLAINTCTL_USER"] = "小李"
    answer = desk.json("register", *CUSTOMER, *WHAT, "--flag", "safety")
    number = answer["number"]
    assert (answer["priority"], answer["grade"]) == ("urgent", "major")
    assert answer["reasons"] == [{"rule": "safety", "because": "Somebody's safety or data is at stake"}]
    assert answer["tell"] == ["customer service manager", "general manager"]
    desk("assign", number)
    error = desk.error("resolve", number, "--solution", "退款", code=1)
    assert error["code"] == "not-approved"
    assert error["hint"].startswith(f"complaintctl propose {number}")
    desk(
        "propose",
        number,
        "--solution",
        "退款",
        "--remedy",
        "refund",
        "--cost",
        "3000",
        "--owner",
        "小李",
        "--until",
        "2026-11-25",
    )
    assert desk.error("resolve", number, code=1)["code"] in ("not-approved", "no-solution")
    assert (
        desk.error("resolve", number, "--solution", "退款", "--remedy", "refund", "--cost", "3000", code=1)["hint"]
        == f"complaintctl approve {number}"
    )
    assert desk.error("approve", number, code=1)["code"] == "may-not-decide"
    assert desk.json("today", "--as", "王总")["to_approve"][0]["number"] == number
    assert desk.json("today", "--as", "小李")["to_approve"] == []
    desk("approve", number, "--as", "王总")
    desk("decline", number, "--reason", "要换新的")
    assert desk.error("resolve", number, "--solution", "退款", "--remedy", "refund", code=1)["code"] == "not-approved"
    desk("propose", number, "--solution", "换新", "--remedy", "replacement", "--cost", "3000")
    desk("reject", number, "--reason", "太贵", "--as", "王总")
    desk("propose", number, "--solution", "换新并致歉", "--remedy", "replacement", "--cost", "1500", "--as", "王总")
    desk("accept", number)
    assert (
        desk.error("resolve", number, "--remedy", "replacement", "--cost", "1500.01", code=1)["code"] == "not-approved"
    )
    case = desk.json("resolve", number)
    assert (case["solution"], case["remedy"], case["cost"]) == ("换新并致歉", "replacement", 1500)
    proposals = desk.case(number)["proposals"]
    assert [(row["decision"], row["answer"]) for row in proposals] == [
        ("approved", "declined"), ("rejected", None), ("approved", "accepted"),
    ]  # fmt: skip
    assert proposals[0]["decided_by"] == "王总"
    assert proposals[0]["cost"] == 3000
    assert desk.step(number, "review")["state"] == "open"
    desk("review", number, "--root-cause", "product", "--note", "批次问题", "--training")
    assert desk.step(number, "review")["state"] == "met"


def test_who_is_not_satisfied_begins_another_round(desk):
    number = resolved(desk)
    desk.now = "2026-11-23 10:00"
    case = desk.json("revisit", number, "--dissatisfied", "--score", 2)
    assert (case["status"], case["round"], case["satisfied"]) == ("assigned", 2, False)
    rows = desk.case(number)["deadlines"]
    assert {row["state"] for row in rows if row["round"] == 1} <= {"met", "cancelled"}
    contact = next(row for row in rows if (row["round"], row["step"]) == (2, "contact"))
    assert contact["start_at"] == "2026-11-23T02:00:00Z"
    desk("contact", number, "--note", "道歉")
    desk("resolve", number, "--solution", "再换一扇")
    desk("revisit", number, "--satisfied")
    assert desk.json("close", number)["status"] == "closed"
    case = desk.json("reopen", number, "--reason", "又坏了")
    assert (case["round"], case["outcome"], case["closed_at"]) == (3, None, None)


def test_the_handler_does_not_ask_how_it_went(desk):
    number = resolved(desk)
    assert desk.error("revisit", number, "--satisfied", "--as", "小李", code=1)["code"] == "by-the-handler"
    assert [row["number"] for row in desk.json("today")["to_revisit"]] == [number]
    assert desk.json("today", "--handler", "小李")["to_revisit"] == []


def test_a_hold_moves_what_it_holds(desk):
    number = desk.register("--flag", "attitude")
    desk("assign", number)
    due = desk.step(number, "resolve")["due_at"]
    assert due == "2026-11-25T10:00:00Z"
    desk.now = "2026-11-20 12:00"
    assert desk.json("hold", number, "--reason", "等客户照片")["on_hold"] is True
    assert desk.step(number, "resolve")["state"] == "held"
    assert desk.step(number, "resolve")["due_at"] == due
    assert "hold" in desk.error("hold", number, "--reason", "再等", code=1)["message"]
    desk.now = "2026-11-23 12:00"
    assert [row["number"] for row in desk.json("list", "--on-hold")] == [number]
    desk("resume", number)
    assert desk.step(number, "resolve")["due_at"] == "2026-11-26T10:00:00Z"
    assert desk.step(number, "contact")["due_at"] == "2026-11-24T02:00:00Z"
    assert desk.error("resume", number, code=1)["hint"].startswith("complaintctl hold")
    assert desk.json("extend", number, "resolve", "--to", "2026-12-01", "--reason", "等零件")["status"] == "assigned"
    row = desk.step(number, "resolve")
    assert (row["due_at"], row["extended"], row["first_due_at"]) == ("2026-12-01T15:59:59Z", True, due)
    assert desk.error("extend", number, "resolve", "--to", "2026-11-24", "--reason", "x", code=1)
    assert desk.error("extend", number, "nonsense", "--to", "2026-12-24", "--reason", "x", code=2)


def test_a_duplicate_hands_over_its_receipt(desk):
    first = desk.register("--received-at", "2026-11-19 09:00")
    second = desk.register("--received-at", "2026-11-20 09:55")
    assert first == "C20261119-0001"
    case = desk.json("close", first, "--outcome", "duplicate", "--duplicate-of", second)
    assert (case["status"], case["outcome"], case["duplicate_of"]) == ("closed", "duplicate", second)
    other = desk.case(second)
    assert other["received_at"] == "2026-11-19T01:00:00Z"
    assert desk.step(second, "contact")["start_at"] == "2026-11-20T01:55:00Z"
    error = desk.error("note", first, "--note", "x", code=1)
    assert second in error["message"]
    assert {row["number"] for row in desk.json("overdue", "--as-of", "2027-01-30")} == {second}
    desk("undo", first)
    assert desk.case(second)["received_at"] == "2026-11-20T01:55:00Z"
    assert desk.case(first)["duplicate_of"] is None
    assert desk.error("close", first, "--outcome", "duplicate", "--duplicate-of", first, code=1)
    assert desk.error("close", first, "--outcome", "duplicate", code=2)
    assert desk.error("close", first, "--outcome", "duplicate", "--duplicate-of", "C20200101-0001", code=3)


def test_three_tries_make_a_customer_unreachable(desk):
    number = desk.register()
    for _ in range(2):
        desk("contact", number, "--not-reached", "--note", "无人接听")
    assert "2 of the 3" in desk.error("close", number, "--outcome", "unreachable", code=1)["message"]
    desk("contact", number, "--not-reached", "--note", "无人接听")
    assert desk.case(number)["contacted_at"] is None
    assert desk.json("close", number, "--outcome", "unreachable")["outcome"] == "unreachable"


def test_other_endings(desk):
    staffed(desk)
    number = desk.register()
    assert desk.error("close", number, "--outcome", "withdrawn", code=1)["hint"].startswith("complaintctl close")
    assert desk.error("close", number, "--outcome", "answered", code=1)["message"]
    assert desk.error("close", number, "--outcome", "referred", "--reason", "x", code=1)["code"] == "may-not-decide"
    assert desk.json("close", number, "--outcome", "referred", "--reason", "x", "--as", "王总")["status"] == "closed"
    enquiry = desk.register("--kind", "enquiry")
    assert desk.json("close", enquiry, "--outcome", "answered")["outcome"] == "answered"
    spot = desk.json("register", *CUSTOMER, *WHAT, "--kind", "enquiry", "--settled", "告知价格")
    assert (spot["status"], spot["outcome"], spot["solution"]) == ("closed", "answered", "告知价格")
    assert desk.json("register", *CUSTOMER, *WHAT, "--settled", "当场更换")["status"] == "resolved"
    assert (
        desk.error("register", *CUSTOMER, *WHAT, "--settled", "x", "--flag", "media", code=1)["code"] == "not-approved"
    )


def test_rules_run_again_where_facts_change(desk):
    number = desk.register()
    case = desk.json("edit", number, "--flag", "media", "--reason", "记者来电")
    assert (case["priority"], case["grade"], case["flags"]) == ("urgent", "major", ["media"])
    case = desk.json("priority", number, "low", "--grade", "general", "--reason", "误报")
    assert (case["priority"], case["ruled_priority"], case["ruled_grade"]) == ("low", "urgent", "major")
    case = desk.json("edit", number, "--unflag", "media", "--amount", "6,000.5", "--demand", "赔钱", "--reason", "x")
    assert (case["priority"], case["ruled_priority"], case["amount"], case["flags"]) == ("low", "high", 6000.5, [])
    assert desk.error("edit", number, "--demand", "赔钱", "--reason", "x", code=1)
    assert desk.error("edit", number, "--kind", "enquiry", "--reason", "x", code=1)
    assert desk.error("priority", number, "--reason", "x", code=2)


def test_the_same_customer_again(desk):
    first = desk.register()
    answer = desk.json("register", "--channel", "web", "--customer", "王", "--phone", "+86 138-0013-8000", *WHAT)
    assert answer["earlier"] == [first]
    desk.now = "2026-11-21 10:00"
    third = desk.json("register", *CUSTOMER, *WHAT)
    assert third["number"] == "C20261121-0001"
    assert [reason["rule"] for reason in third["reasons"]] == ["frequent"]
    assert third["earlier"] == ["C20261120-0002", first]


def test_what_joins_tags_in_csv_parts_them_where_they_are_given(desk):
    number = desk.register("--tag", "送货晚; 态度差", "--tag", "态度差")
    assert desk.case(number)["tags"] == ["送货晚", "态度差"]
