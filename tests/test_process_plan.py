"""What the process asks of plans, and of calls after the end: a test for each demand, named after its id."""

import pytest

from tests.desk import CUSTOMER, WHAT, local


def planned(desk):
    """An assigned case with two tasks, one of them another department's."""
    desk("staff", "add", "陈立", "--department", "rnd")
    number = desk.register("--assign")
    desk("task", "add", number, "--what", "更换压缩机", "--owner", "陈立", "--until", "2026-11-24", "--check", "测温")
    desk(
        "task", "add", number, "--what", "退运费", "--owner", "小周", "--until", "2026-11-23 12:00", "--to", "marketing"
    )
    return number


def tasks(desk, *more):
    return {row["task"].partition("/")[2]: row for row in desk.json("task", "list", "--all", *more)}


def test_fu_plan_a_task_says_what_who_until_when_and_how_one_sees_it(desk):
    number = planned(desk)
    found = tasks(desk)
    assert (found["T1"]["what"], found["T1"]["owner"], found["T1"]["check"]) == ("更换压缩机", "陈立", "测温")
    assert [found[name]["department"] for name in ("T1", "T2")] == ["rnd", "marketing"]
    assert [local(found[name]["due_at"]) for name in ("T1", "T2")] == ["2026-11-24 23:59", "2026-11-23 12:00"]
    assert [row["task"] for row in desk.json("task", "list", "1")] == [f"{number}/T2", f"{number}/T1"]
    shown = desk("show", number)
    assert "T1 · 更换压缩机 · 陈立 · until 2026-11-24 23:59 · 测温 · open" in shown


def test_fu_plan_a_task_is_a_deadline_of_its_owner(desk):
    number = planned(desk)
    assert [row["number"] for row in desk.json("today", "--handler", "小周")["due_today"]] == []
    desk.now = "2026-11-23 12:01"
    (late,) = desk.json("overdue", "--handler", "小周")
    assert (late["number"], late["step"], late["late_minutes"]) == (number, "task", 1)
    assert [row["step"] for row in desk.json("today", "--handler", "小周")["overdue"]] == ["task"]
    assert number in {row["number"] for row in desk.json("list", "--overdue")}
    assert desk.step(number, "task")["department"] == "rnd"  # the last one due: 陈立's


def test_fu_plan_the_solution_waits_for_its_tasks(desk):
    number = planned(desk)
    error = desk.error("resolve", number, "--solution", "换新", code=1)
    assert error["code"] == "tasks-open"
    assert "T1 (陈立), T2 (小周)" in error["message"]
    desk("task", "done", "1/T1", "--note", "5℃")
    desk("task", "strike", f"{number}/t2", "--reason", "客户不要")
    assert desk.json("resolve", number, "--solution", "换新")["status"] == "resolved"
    assert {name: row["state"] for name, row in tasks(desk).items()} == {"T1": "met", "T2": "struck"}
    assert tasks(desk)["T2"]["note"] == "客户不要"


def test_fu_plan_what_needs_moving_is_moved_with_a_reason(desk):
    number = planned(desk)
    desk("task", "move", "1/T2", "--until", "2026-11-25", "--reason", "会计出差")
    moved = tasks(desk)["T2"]
    assert [local(moved[name]) for name in ("due_at", "first_due_at")] == ["2026-11-25 23:59", "2026-11-23 12:00"]
    desk.error("task", "move", "1/T2", "--until", "2026-11-24", "--reason", "x", code=1)
    desk.now = "2026-11-26 09:00"
    desk.error("task", "move", "1120-1/T2", "--until", "2026-11-30", "--reason", "x", code=1)
    desk("task", "move", "1120-1/T2", "--owner", "陈立", "--reason", "小周请假")
    assert (tasks(desk)["T2"]["owner"], tasks(desk)["T2"]["state"]) == ("陈立", "overdue")
    assert desk.case(number, "--as-of", "2026-11-20")["tasks"][1]["owner"] == "小周"


def test_fu_plan_a_hold_moves_it_by_days_and_keeps_the_hour(desk):
    """Held from Friday the 20th to Tuesday the 24th: four midnights, so noon of Monday becomes noon of Friday."""
    number = planned(desk)
    desk("hold", number, "--reason", "等客户")
    desk.now = "2026-11-24 10:00"
    assert desk.json("overdue", "--step", "task") == []
    desk("resume", number)
    found = tasks(desk)
    assert [local(found[name]["due_at"]) for name in ("T1", "T2")] == ["2026-11-28 23:59", "2026-11-27 12:00"]


def test_fu_plan_it_stays_with_its_owner_when_the_case_is_assigned_again_or_pressed(desk):
    number = planned(desk)
    desk("assign", number, "--to", "service_centre", "--handler", "老周")
    desk("priority", number, "urgent", "--reason", "x")
    found = tasks(desk)
    assert [found[name]["owner"] for name in ("T1", "T2")] == ["陈立", "小周"]
    rows = [row for row in desk.case(number)["deadlines"] if row["step"] == "task"]
    assert {row["handler"] for row in rows} == {"陈立", "小周"}
    assert {local(row["due_at"]) for row in rows} == {"2026-11-24 23:59", "2026-11-23 12:00"}


def test_fu_plan_another_ending_strikes_what_is_open_and_a_new_round_has_no_tasks(desk):
    number = planned(desk)
    desk("close", number, "--outcome", "withdrawn", "--reason", "客户撤回")
    assert [row["end"] for row in tasks(desk).values()] == ["struck", "struck"]
    assert desk.json("task", "list") == []
    desk("reopen", number, "--reason", "又来了")
    assert desk.json("resolve", number, "--solution", "换新")["status"] == "resolved"


def test_fu_plan_is_undone_and_goes_round_by_events(desk, tmp_path):
    number = planned(desk)
    desk("task", "done", "1/T1")
    desk("undo", number)
    assert tasks(desk)["T1"]["state"] == "open"
    assert desk.json("verify")["ok"]
    events = desk("export", "--what", "events", "--reveal", "--format", "jsonl")
    (tmp_path / "log.jsonl").write_text(events)
    before = desk.case(number)
    other = tmp_path / "other"
    other.mkdir()
    there = type(desk)(other)
    there.now = desk.now
    there("import", tmp_path / "log.jsonl")
    after = there.case(number)
    for part in ("deadlines", "tasks"):
        assert after[part] == before[part]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("done", "1/T9"), 1),
        (("done", "T1"), 2),
        (("done", "1"), 2),
        (("done", "1/"), 2),
        (("done", "1/Tx"), 2),
        (("done", "77/T1"), 3),
        (("add", "1", "--what", "x", "--owner", "y", "--until", "2026-11-19"), 1),
        (("add", "1", "--what", "x", "--owner", "y", "--until", "2026-11-25", "--to", "nowhere"), 1),
        (("add", "1", "--what", " ", "--owner", "y", "--until", "2026-11-25"), 2),
        (("move", "1/T1", "--reason", "x"), 2),
        (("strike", "1/T1"), 2),
    ],
)
def test_fu_plan_refuses_what_cannot_be(desk, line, code):
    planned(desk)
    desk.error("task", *line, code=code)


def test_fu_plan_extend_leads_to_the_tasks_own_command(desk):
    number = planned(desk)
    error = desk.error("extend", number, "task", "--to", "2026-12-01", "--reason", "x", code=1)
    assert "task move" in error["hint"]


def closed(desk, *more):
    """A case of the dealership, grave, that its customer was satisfied with on Friday the 20th at 15:00."""
    number = desk.register("--assign", *more)
    desk("assign", number, "--handler", "老李")
    desk.now = "2026-11-20 11:00"
    desk("propose", number, "--solution", "返修", "--as", "王总")
    desk("resolve", number, "--as", "老李")
    desk.now = "2026-11-20 15:00"
    desk("revisit", number, "--satisfied", "--close", "--as", "小陈")
    return number


def calls(desk, number):
    rows = [row for row in desk.case(number)["deadlines"] if row["step"] == "follow"]
    return [(row["seq"], local(row["due_at"]), row["state"]) for row in rows]


@pytest.fixture
def dealer(office):
    desk = office("dealership")
    desk("staff", "add", "王总", "--role", "general_manager")
    return desk


def test_fu_follow_a_timetable_by_grade_begins_with_the_end(dealer):
    grave = closed(dealer, "--flag", "safety")
    assert calls(dealer, grave) == [(1, "2026-11-27 23:59", "open"), (2, "2026-12-20 23:59", "open")]
    dealer.now = "2026-11-20 10:30"
    slight = closed(dealer)
    assert calls(dealer, slight) == [(1, "2026-12-20 23:59", "open")]


def test_fu_follow_opens_a_day_before_and_is_made_by_somebody_else(dealer):
    number = closed(dealer, "--flag", "safety")
    dealer.now = "2026-11-26 09:00"
    assert dealer.error("follow", number, "--well", "--as", "老李", code=1)["code"] == "by-the-handler"
    dealer("follow", number, "--well", "--note", "用车正常", "--as", "小陈")
    assert calls(dealer, number) == [(1, "2026-11-27 23:59", "met"), (2, "2026-12-20 23:59", "open")]
    assert not dealer.case(number)["deadlines"][-2]["early"]
    dealer.now = "2026-12-21 09:00"
    assert [row["step"] for row in dealer.json("overdue", "--step", "follow")] == ["follow"]
    dealer("follow", number, "--well", "--as", "小陈")
    assert [state for *_, state in calls(dealer, number)] == ["met", "met"]
    dealer.error("follow", number, "--well", "--as", "小陈", code=1)


def test_fu_follow_one_call_answers_all_that_are_open_and_an_early_one_the_next(dealer):
    number = closed(dealer, "--flag", "safety")
    dealer.now = "2026-11-23 09:00"
    dealer("follow", number, "--well", "--as", "小陈")
    met = next(row for row in dealer.case(number)["deadlines"] if row["step"] == "follow")
    assert (met["state"], met["early"]) == ("met", True)
    dealer("undo", number, "--as", "小陈")
    dealer.now = "2026-12-20 10:00"
    dealer("follow", number, "--well", "--as", "小陈")
    assert [(state) for *_, state in calls(dealer, number)] == ["met", "met"]


def test_fu_follow_a_relapse_reopens_the_case_and_ends_the_rest(dealer):
    number = closed(dealer, "--flag", "safety")
    dealer.now = "2026-11-26 09:00"
    again = dealer.json("follow", number, "--relapsed", "--note", "异响又出现", "--as", "小陈")
    assert (again["status"], again["round"], again["outcome"]) == ("assigned", 2, None)
    assert [state for *_, state in calls(dealer, number)] == ["met", "cancelled"]
    reasons = [event["note"] for event in dealer.case(number)["events"] if event["action"] == "reopen"]
    assert reasons == ["异响又出现"]
    assert dealer.json("report", "--month", "2026-11")["summary"]["reopened"] == 1
    assert dealer.json("verify")["ok"]


@pytest.mark.parametrize("outcome", ["withdrawn", "referred"])
def test_fu_follow_nobody_calls_who_has_gone(dealer, outcome):
    number = dealer.register("--assign")
    dealer("close", number, "--outcome", outcome, "--reason", "x", "--as", "王总")
    assert calls(dealer, number) == []
    first, again = dealer.register(), dealer.register()
    dealer("close", again, "--duplicate-of", first)
    assert calls(dealer, again) == []


def test_fu_follow_is_asked_for_by_the_policy(desk):
    """The general preset has none: whoever wants them writes them into the policy."""
    desk("register", *CUSTOMER, *WHAT, "--kind", "enquiry", "--settled", "已更换")
    assert calls(desk, "1120-1") == []
    desk.error("follow", 1, "--well", code=1)
    desk.error("follow", 1, code=2)
    policy = desk("policy", "show", "--toml") + '\n[[follow]]\nafter = "2 workdays"\n'
    desk("policy", "set", "-", stdin=policy)
    desk("register", *CUSTOMER, *WHAT, "--kind", "enquiry", "--settled", "已更换", "--at", "2026-11-20 10:00")
    assert calls(desk, "1120-2") == [(1, "2026-11-24 18:00", "open")]


def test_fu_follow_the_report_says_whether_solutions_last(dealer):
    """Two calls in November: one well, one relapsed; in December one more that is well."""
    first = closed(dealer, "--flag", "safety")
    dealer.now = "2026-11-20 10:30"
    second = closed(dealer, "--flag", "safety")
    dealer.now = "2026-11-26 09:00"
    dealer("follow", first, "--well", "--as", "小陈")
    dealer("follow", second, "--relapsed", "--as", "小陈")
    dealer.now = "2026-12-20 09:00"
    dealer("follow", first, "--well", "--as", "小陈")
    november = dealer.json("report", "--month", "2026-11", "--section", "follow")["follow"]
    assert (november["calls"], november["relapsed"]) == (2, 1)
    assert november["well"] == {"value": 0.5, "numerator": 1, "denominator": 2}
    assert [(row["department"], row["calls"]) for row in november["departments"]] == [("service", 2)]
    december = dealer.json("report", "--month", "2026-12", "--section", "follow")["follow"]
    assert (december["calls"], december["well"]["value"], december["before"]["calls"]) == (1, 1, 2)
