"""What the process asks of learning from complaints: one test for each demand."""

from tests.test_cli_mainline import staffed

DUE = ("--owner", "小李", "--due", "2026-12-31")


def a_month_of_late_deliveries(desk, month, late, others):
    """So many complaints of late delivery, and of everything else, in one month; registered when they came."""
    for day in range(late + others):
        desk.now = f"2026-{month:02d}-{day + 1:02d} 10:00"
        cause = "service/delivery/late" if day < late else f"product/quality/{day}"
        desk("register", "--channel", "phone", "--anonymous", "--cause", cause, "--content", "等了一天")


def test_cl_sample(desk):
    """30 % of the month's records by lot, checked by a person; the share that was right is reported."""
    a_month_of_late_deliveries(desk, 10, 3, 4)
    desk.now = "2026-11-02 10:00"
    drawn = desk.json("sample", "draw", "--month", "2026-10")
    assert (drawn["received"], drawn["drawn"], len(drawn["cases"])) == (7, 3, 3)
    assert desk.json("sample", "draw", "--month", "2026-10") == drawn
    first, second, _ = [case["number"] for case in drawn["cases"]]
    priority = desk.case(second)["priority"]
    desk("sample", "check", first, "--right")
    desk("sample", "check", second, "--wrong", "--should-be", "urgent")
    shown = desk.json("sample", "show", "--month", "2026-10")
    assert shown["accuracy"] == {"value": 0.5, "numerator": 1, "denominator": 2}
    assert desk.case(second)["priority"] == priority


def test_le_hot(desk):
    """A cause with more than 5 % of the month's complaints asks for an improvement within one month."""
    a_month_of_late_deliveries(desk, 10, 3, 4)
    desk.now = "2026-11-02 10:00"
    (hot,) = desk.json("today")["hot"]
    assert (hot["cause"], hot["complaints"], hot["of"]) == ("service/delivery/late", 3, 7)
    assert hot["start_by"] == "2026-11-30T15:59:59Z"
    assert "measure add --cause service/delivery/late" in desk("today")
    desk("measure", "add", "--text", "早排车", *DUE, "--cause", "service/delivery")
    assert "measure approve M1" in desk("today")
    staffed(desk)
    desk("measure", "approve", "M1", "--as", "王总")
    assert desk.json("today")["hot"] == []
    desk("measure", "drop", "M1", "--reason", "太贵", "--as", "王总")
    (again,) = desk.json("today")["hot"]
    assert (again["measures"], again["begun_at"], again["state"]) == ([], None, "due")


def test_le_measures(desk):
    """Owner, due date, approved by the general manager, carried out, checked: did that cause get rarer?"""
    staffed(desk)
    a_month_of_late_deliveries(desk, 9, 4, 4)
    desk.now = "2026-09-30 10:00"
    added = desk.json("measure", "add", "--text", "早排车", *DUE, "--cause", "service/delivery/late", "--as", "小李")
    assert (added["measure"], added["status"], added["owner"]) == ("M1", "proposed", "小李")
    assert added["due_at"] == "2026-12-31T15:59:59Z"
    assert desk.error("measure", "approve", "M1", "--as", "老周", code=1)["code"] == "may-not-decide"
    assert [row["wants"] for row in desk.json("today", "--as", "王总")["measures"]] == ["approval"]
    desk("measure", "approve", "M1", "--as", "王总")
    assert desk.json("measure", "done", "M1", "--as", "小李")["status"] == "done"
    a_month_of_late_deliveries(desk, 10, 1, 7)
    assert desk.error("measure", "check", "M1", code=1)["code"] == "too-early"
    desk.now = "2026-10-31 10:00"
    assert [row["wants"] for row in desk.json("today")["measures"]] == ["check"]
    checked = desk.json("measure", "check", "M1")
    assert (checked["status"], checked["effective"]) == ("checked", True)
    assert [(checked[when]["numerator"], checked[when]["denominator"]) for when in ("before", "after")] == [
        (4, 8),
        (1, 8),
    ]
    assert desk.json("measure", "list") == [checked]


def test_le_ideas(desk):
    """A suggestion becomes a planned improvement that points back to it."""
    desk("register", "--channel", "web", "--anonymous", "--category", "suggestion", "--content", "晚上也装机")
    number = desk.case()["number"]
    assert desk.json("measure", "add", "--text", "夜间安装", *DUE, "--from", "1")["from"] == number
    assert [row["text"] for row in desk.case()["measures"]] == ["夜间安装"]
    assert "M1  proposed  小李  夜间安装" in desk("show", "1")
    assert f"M2 · proposed · from {number} · 小李" in desk("measure", "add", "--text", "y", *DUE, "--from", "1")
    assert f"| {number} |" in desk("measure", "list", "--format", "markdown")
    assert f"| {number} |" in desk("report", "--section", "measures", "--format", "markdown")
    assert number in desk.terminal("measure", "list", columns=80)[1]


def test_le_quarter(desk):
    """Each quarter a review across the departments, with the figures of the quarter; and those of weeks."""
    a_month_of_late_deliveries(desk, 9, 1, 1)
    assert desk.json("today")["quarters"] == []
    desk.now = "2026-10-02 10:00"
    assert desk.json("today")["quarters"] == [{"quarter": "2026Q3"}]
    assert desk.json("report", "--quarter", "2026Q3", "--section", "summary")["period"]["name"] == "2026Q3"
    assert desk.json("report", "--week", "2026-W36", "--section", "summary")["period"]["name"] == "2026-W36"
    desk("measure", "review", "2026Q3", "--note", "三部门到会，定两项措施")
    assert desk.json("today")["quarters"] == []
    assert desk.json("today", "--as-of", "2026-10-01")["quarters"] == [{"quarter": "2026Q3"}]


def test_le_review(desk):
    """Within 48 hours of the solution a review of each major case: root cause, what went well, what didn't."""
    number = desk.register("--flag", "compensation", "--assign")
    desk("propose", number, "--solution", "赔付", *("--remedy", "compensation", "--cost", "100"))
    staffed(desk)
    desk("approve", number, "--as", "王总")
    desk("accept", number)
    desk("resolve", number)
    assert desk.due(number, "review") == "2026-11-22 10:00"
    assert [row["number"] for row in desk.json("today")["to_review"]] == [number]
    said = {"note": "培训不够", "went_well": "回电快", "went_badly": "话术生硬", "repeat": "先道歉"}
    options = [word for name, text in said.items() for word in (f"--{name.replace('_', '-')}", text)]
    desk("review", number, "--root-cause", "skill", *options, "--training")
    event = desk.case(number)["events"][-1]
    kept = event["changes"] | {"note": event["note"]}
    assert kept == said | {"root_cause": "skill", "training": True}
    shown = desk("show", number)
    assert [words for words in ("root cause: ", "skill", *said.values(), "training case: ") if words not in shown] == []
    assert "今后沿用" in desk("show", number, "--lang", "zh")
    assert desk.step(number, "review")["state"] == "met"
    assert desk.json("today")["to_review"] == []
    desk("undo", number)
    assert "went well" not in desk("show", number)


def test_le_scripts(desk):
    """The words that help, by situation, filled in from the case; and those not to say."""
    number = desk.register("--assign")
    script = desk.json("script", number, "--situation", "revisit")
    assert "王小明" in script["text"]
    assert number in script["text"]
    assert script["never"]


def test_le_points(desk):
    """−2 for each missed deadline, −1 for each general and −5 for each major complaint; adjusted with a reason."""
    staffed(desk)
    desk.register("--assign")
    desk.register("--flag", "media", "--assign", "--phone", "13800138001")
    desk.now = "2026-11-20 15:00"
    desk("adjust", "rnd", "+3", "--reason", "主动上报", "--as", "王总")
    assert desk.json("overdue") != []
    report = desk.json("report", "--month", "2026-11", "--section", "points")["points"]
    (row,) = [row for row in report["departments"] if row["department"] == "rnd"]
    late = len(desk.json("overdue", "--department", "rnd"))
    assert (row["late_points"], row["general_points"], row["major_points"]) == (-2 * late, -1, -5)
    assert row["points"] == -2 * late - 1 - 5 + 3
    assert [entry["note"] for entry in report["entries"] if entry["reason"] == "adjusted"] == ["主动上报"]


def test_le_monthly(desk):
    """How many, by channel and kind, how long it took, in time, satisfied, causes ranked; against the month before."""
    a_month_of_late_deliveries(desk, 9, 1, 1)
    a_month_of_late_deliveries(desk, 10, 2, 1)
    desk.now = "2026-11-02 10:00"
    report = desk.json("report", "--month", "2026-10")
    assert (report["summary"]["received"], report["summary"]["before"]["received"]) == (3, 2)
    assert {"answer_time", "solution_time", "in_time", "satisfied"} <= report["summary"].keys()
    assert report["causes"]["level_2"][0]["cause"] == "service/delivery"
    assert report["volume"]["by_channel"]
    assert report["volume"]["by_kind"]
    assert "2026-09" in desk("report", "--month", "2026-10", "--format", "table")


def test_le_training(desk):
    """A drill shows a past case without names, asks for category, priority and department, compares, and is kept."""
    number = desk.register("--demand", "请王小明的邻居13900001111作证")
    desk("assign", number, "--handler", "陈立")
    desk("resolve", number, "--solution", "换门")
    desk("revisit", number, "--satisfied", "--close", "--as", "小李")
    desk("review", number, "--root-cause", "product", "--note", "好例子", "--training")
    shown = desk("drill", "--trainee", "新人")
    assert "门坏了" in shown
    assert [name for name in ("王小明", "13800138000", "13900001111", "陈立", number) if name in shown] == []
    answers = ("--category", "product", "--priority", "high", "--to", "研发部")
    told = desk.json("drill", number, "--trainee", "新人", *answers)
    assert told["expected"] == {"category": "product", "priority": "medium", "department": "rnd"}
    assert (told["right"], told["score"]) == (["category", "department"], 0.6667)
    desk("drill", number, "--trainee", "新人", "--category", "product", "--priority", "medium", "--to", "rnd")
    (progress,) = desk.json("drill", "--results")
    assert (progress["drills"], progress["first_half"], progress["second_half"]) == (2, 0.6667, 1.0)
