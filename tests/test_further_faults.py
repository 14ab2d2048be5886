"""What went wrong when tasks, letters, absences and the rest were tried together: a test for each fault found."""

import json
import shutil

import pytest

from tests.desk import CUSTOMER, WHAT


def staffed(desk, *names):
    for name in names:
        desk("staff", "add", name)
    return desk


def steps(desk, number):
    return {(row["step"], row["seq"]): row["state"] for row in desk.case(number)["deadlines"]}


# -- who has left, who is away --------------------------------------------------------------------------------


def test_fu_handover_a_deputy_who_has_left_is_given_nothing(desk):
    staffed(desk, "小赵", "周丽", "陈立")
    number = desk.register("--assign")
    desk("staff", "away", "小赵", "--from", "2026-11-20", "--until", "2026-11-24", "--deputy", "周丽")
    desk("staff", "leave", "周丽")
    for line in (
        ("assign", number, "--handler", "小赵"),
        ("task", "add", number, "--what", "x", "--owner", "小赵", "--until", "2026-11-24"),
    ):
        error = desk.error(*line, code=1)
        assert (error["code"], error["message"][:2]) == ("has-left", "周丽")
    desk("assign", number, "--handler", "陈立")
    assert desk.error("staff", "leave", "陈立", "--to", "小赵", code=1)["code"] == "has-left"


@pytest.mark.parametrize("what", ["case", "task"])
def test_fu_handover_is_not_taken_back_into_the_hands_of_who_has_left(desk, what):
    staffed(desk, "小赵", "周丽")
    number = desk.register("--assign")
    if what == "case":
        desk("assign", number, "--handler", "小赵")
    else:
        desk("task", "add", number, "--what", "x", "--owner", "小赵", "--until", "2026-11-24")
    desk("staff", "leave", "小赵", "--to", "周丽")
    assert desk.error("undo", number, code=1)["code"] == "has-left"
    desk("note", number, "--note", "x")
    desk("undo", number)


def test_fu_concern_is_soothed_by_nobody_who_has_left(desk):
    staffed(desk, "小赵")
    desk("staff", "leave", "小赵")
    line = ("register", *CUSTOMER, *WHAT, "--kind", "concern", "--soothed-by", "小赵")
    assert desk.error(*line, code=1)["code"] == "has-left"


# -- about somebody -------------------------------------------------------------------------------------------


@pytest.fixture
def recusing(office):
    desk = office("insurance")
    desk("staff", "add", "陈立", "--login", "chen")
    return desk


@pytest.mark.parametrize("called", ["陈立", "chen", "陈 立", "陈立 "])
def test_fu_recuse_holds_by_whatever_name_somebody_is_called(recusing, called):
    number = recusing.register("--about", "陈立", "--assign")
    assert recusing.error("assign", number, "--handler", called, code=1)["code"] == "recused"


@pytest.mark.parametrize("called", ["陈立", "chen"])
def test_fu_recuse_gives_no_task_to_whom_it_is_about(recusing, called):
    number = recusing.register("--about", "陈立", "--assign")
    add = ("task", "add", number, "--what", "x", "--until", "2026-11-24", "--owner")
    assert recusing.error(*add, called, code=1)["code"] == "recused"
    recusing(*add, "老周")
    move = ("task", "move", f"{number}/T1", "--owner", called, "--reason", "x")
    assert recusing.error(*move, code=1)["code"] == "recused"


def test_fu_recuse_lets_nobody_make_light_of_what_is_about_them(recusing):
    number = recusing.register("--about", "陈立", "--assign", "--flag", "safety")
    line = ("priority", number, "low", "--grade", "general", "--reason", "没什么大事", "--as")
    assert recusing.error(*line, "陈立", code=1)["code"] == "recused"
    recusing(*line, "老吴")


def test_a_handler_said_by_login_is_kept_by_name(recusing):
    number = recusing.register()
    assert recusing.json("assign", number, "--handler", "chen")["handler"] == "陈立"
    assert "stands in" not in recusing.err
    recusing("task", "add", number, "--what", "x", "--owner", "chen", "--until", "2026-11-24")
    assert recusing.json("task", "list")[0]["owner"] == "陈立"


# -- letters and calls ----------------------------------------------------------------------------------------


def test_fu_letter_tells_no_result_before_there_is_one(office):
    """A final answer without an answer would meet what the law waits for."""
    desk = office("insurance")
    desk("policy", "set", "--pack", "cn-finance")
    desk("staff", "add", "王总", "--role", "general_manager")
    desk.now = "2026-11-20 10:05"
    number = desk.register("--assign")
    line = ("letter", number, "--kind", "final")
    assert "…" in desk(*line)  # it may be looked at
    assert desk.error(*line, "--sent-by", "email", code=1)["code"] == "nothing-decided"
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "email")
    desk("propose", number, "--solution", "退保费", "--as", "王总")
    desk(*line, "--sent-by", "email")
    assert steps(desk, number)["statutory", 1] == "met"


def test_fu_follow_a_relapse_is_taken_back_whole(office):
    desk = office("dealership")
    number = desk.register("--assign")
    desk("assign", number, "--handler", "老李")
    desk("resolve", number, "--solution", "返修", "--as", "老李")
    desk("revisit", number, "--satisfied", "--close", "--as", "小陈")
    desk("follow", number, "--relapsed", "--as", "小陈")
    desk("undo", number)
    case = desk.case(number)
    assert (case["status"], case["round"]) == ("closed", 1)
    assert steps(desk, number)["follow", 1] == "open"
    assert desk.json("report", "--month", "2026-11", "--section", "follow")["follow"]["calls"] == 0
    desk("follow", number, "--relapsed", "--as", "小陈")
    assert desk.json("verify")["ok"]


def test_reopening_is_taken_back_alone(office):
    desk = office("dealership")
    number = desk.register("--assign")
    desk("resolve", number, "--solution", "返修", "--as", "老李")
    desk("revisit", number, "--satisfied", "--close", "--as", "小陈")
    desk("follow", number, "--well", "--as", "小陈")
    desk("reopen", number, "--reason", "x")
    desk("undo", number)
    assert steps(desk, number)["follow", 1] == "met"


# -- looking --------------------------------------------------------------------------------------------------


def test_fu_plan_stands_on_the_sheet(desk):
    number = desk.register("--assign")
    assert "Plan" not in desk("sheet", number)
    until = ("--until", "2026-11-24 12:00")
    desk("task", "add", number, "--what", "更换压缩机", "--owner", "陈立", *until, "--check", "测温")
    desk("task", "add", number, "--what", "退运费", "--owner", "小周", *until)
    desk("task", "strike", "1/T2", "--reason", "不用退")
    desk("hold", number, "--reason", "等配件", "--until", "2026-11-23 09:00")
    told = [" ".join(line.split()) for line in desk("sheet", number).splitlines()]
    assert "2026-11-24 12:00 陈立 T1 · 更换压缩机 · 测温 held" in told
    assert "2026-11-24 12:00 小周 T2 · 退运费 struck" in told
    assert "2026-11-20 10:00 root hold until 2026-11-23 09:00 · 等配件" in told
    assert "不用退" not in "".join(told)
    chinese = desk("sheet", number, "--lang", "zh")
    assert "方案分解" in chinese
    assert "held" not in chinese


@pytest.mark.parametrize("command", [("list",), ("overdue",)])
def test_offices_whose_files_have_one_name_are_counted_apart(desk, tmp_path, command):
    desk.register()
    (tmp_path / "other").mkdir()
    shutil.copyfile(desk.db, tmp_path / "other" / "c.db")
    desk.now = "2026-11-20 16:00"
    both = ("--db", desk.db, "--db", tmp_path / "other" / "c.db")
    rows = desk.json(*command, "--by", "office", *both)
    assert {row["office"]: row["cases"] for row in rows} == {str(desk.db): 1, str(tmp_path / "other" / "c.db"): 1}


def test_fu_survey_a_question_has_a_name_that_can_be_answered(desk, tmp_path):
    text = desk("policy", "show", "--toml") + '\n[[question]]\nname = "a=b"\nanswer = "1-5"\n'
    (tmp_path / "p.toml").write_text(text)
    assert "“a=b” can't name a question" in desk("policy", "check", tmp_path / "p.toml", code=1)


def test_what_became_of_a_step_is_said_in_the_readers_language(desk):
    number = desk.register("--assign")
    desk("task", "add", number, "--what", "甲", "--owner", "老周", "--until", "2026-11-24", "--to", "marketing")
    desk("task", "move", "1/T1", "--until", "2026-11-26", "--reason", "等配件")
    shown, explained = desk("show", number, "--lang", "zh"), desk("explain", number, "--lang", "zh")
    assert "未到期 已延期" in shown
    assert "T1 · 市场部 · 老周" in shown
    assert "marketing" not in shown
    assert "extended" not in shown + explained
    assert "起 按日期：2026-11-24 23:59" in explained


# -- files of events ------------------------------------------------------------------------------------------


@pytest.fixture
def log(office):
    """What an export of a case with a task, a letter, a hold and an answered survey says."""
    desk = office("dealership")
    number = desk.register("--assign")
    desk("task", "add", number, "--what", "x", "--owner", "陈立", "--until", "2026-11-24")
    desk("task", "move", "1/T1", "--owner", "小周", "--reason", "x")
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "email")
    desk("hold", number, "--reason", "x", "--until", "2026-11-23")
    desk("resume", number)
    desk("task", "done", "1/T1")
    desk("resolve", number, "--solution", "x", "--as", "老李")
    desk("revisit", number, "--satisfied", "--answer", "attitude=5", "--close")
    desk("follow", number, "--well")
    return desk.json("export", "--what", "events", "--reveal")


SPOILT = [
    *[("register", name, value) for name in ("repeats", "similar", "affected") for value in (0, False, True)],
    *[("task_add", "task", value) for value in (0, "x", None, [], True)],
    *[("task_add", "owner", value) for value in (7, None, [], "GONE")],
    *[("task_add", "until", value) for value in ("2026-13-45", "x", 0, "GONE")],
    *[("task_give", "to", value) for value in (7, [], True)],
    *[("letter", "by", value) for value in ("pigeon", 7, None, "GONE")],
    ("letter", "letter", 7),
    ("hold", "until", ""),
    ("hold", "until", "2026-11-23"),
    ("revisit", "answers", None),
    ("revisit", "answers", {"attitude": 9}),
    ("revisit", "satisfied", 7),
    ("follow", "well", "yes"),
    ("follow", "well", "GONE"),
]


@pytest.mark.parametrize(("action", "name", "value"), SPOILT)
def test_what_no_command_of_ours_can_have_written_is_a_bad_row(office, log, action, name, value):
    """Never a database that "can't be used", and nothing is taken in that nobody could show afterwards."""
    event = next(event for event in log if event["action"] == action)
    event["changes"].pop(name, None)
    if value != "GONE":
        event["changes"][name] = value
    desk = office("general")
    (desk.folder / "log.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in log), "utf-8")
    answer = desk.json("import", desk.folder / "log.jsonl", code=1)
    assert [error["column"] for error in answer["errors"]] == ["changes"]
    assert desk.json("list", "--all") == []


def test_what_was_not_spoilt_is_taken_in(office, log):
    desk = office("general")
    (desk.folder / "log.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in log), "utf-8")
    desk("import", desk.folder / "log.jsonl")
    assert desk.json("verify")["ok"]
