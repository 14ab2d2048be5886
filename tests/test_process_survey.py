"""What the process asks of the survey (fu-survey): asked at the revisit, answered, told apart in the report."""

import pytest

from tests.desk import CUSTOMER, WHAT


def solved(desk, *more, phone="13800138000"):
    number = desk.register("--assign", "--phone", phone, *more)
    desk("resolve", number, "--solution", "换新")
    return number


def test_fu_survey_the_revisit_asks_the_policys_questions(desk):
    number = solved(desk)
    asked = desk.json("script", number)["questions"]
    assert [each["name"] for each in asked] == ["speed", "attitude", "solution", "again"]
    assert "How were you treated? (1-5)" in desk("script", number)
    assert desk.json("script", number, "--situation", "answer")["questions"] == []
    desk(
        "revisit", number, "--satisfied", "--answer", "attitude=5", "--answer", "again=是", "--answer", "处理是否及时=2"
    )
    event = desk.case(number)["events"][-1]
    assert event["changes"]["answers"] == {"attitude": 5, "again": True, "speed": 2}
    assert "How were you treated? 5" in desk("show", number)


@pytest.mark.parametrize(
    ("answer", "code"),
    [("nix=3", 1), ("speed=6", 2), ("speed=yes", 2), ("again=5", 2), ("speed", 2), ("=3", 2), ("speed=", 2)],
)
def test_fu_survey_takes_only_what_answers(desk, answer, code):
    number = solved(desk)
    desk.error("revisit", number, "--satisfied", "--answer", answer, code=code)
    desk.error("revisit", number, "--not-reached", "--answer", "speed=3", code=2)


def test_fu_survey_the_report_shows_each_by_department_and_month(desk):
    """speed: 5 and 2 in November, 4 in December; again: yes and no in November. Means are over who answered."""
    for place, (category, answers) in enumerate(
        (("product", ("speed=5", "again=yes")), ("service", ("speed=2", "again=no")), ("service", ()))
    ):
        number = solved(desk, "--category", category, phone=f"1380000000{place}")
        given = [part for answer in answers for part in ("--answer", answer)]
        desk("revisit", number, "--satisfied", *given)
    late = solved(desk, phone="13800000009")
    desk.now = "2026-12-01 00:30"
    desk("revisit", late, "--dissatisfied", "--answer", "speed=4")
    report = desk.json("report", "--quarter", "2026Q4", "--section", "survey")["survey"]
    again, speed = report["questions"]
    assert (again["answered"], again["yes"]) == (2, {"value": 0.5, "numerator": 1, "denominator": 2})
    assert (speed["answered"], speed["sum"], speed["mean"]) == (3, 11, 3.67)
    departments = {(row["question"], row["department"]): row["mean"] for row in report["by_department"]}
    assert departments["speed", "rnd"] == 4.5
    assert departments["speed", "service_centre"] == 2
    months = {(row["question"], row["month"]): (row["answered"], row["mean"]) for row in report["by_month"]}
    assert [months["speed", month] for month in ("2026-10", "2026-11", "2026-12")] == [(0, None), (2, 3.5), (1, 4)]
    before = desk.json("report", "--month", "2026-12", "--section", "survey")["survey"]["questions"]
    assert [(row["question"], row["before"]["mean"]) for row in before] == [("again", None), ("speed", 3.5)]
    assert "How were you treated?" not in desk("report", "--month", "2026-12", "--section", "survey")


def test_fu_survey_comes_back_from_an_export(desk, tmp_path):
    number = solved(desk)
    desk("revisit", number, "--satisfied", "--answer", "again=no", "--close")
    (tmp_path / "log.jsonl").write_text(desk("export", "--what", "events", "--reveal", "--format", "jsonl"))
    (tmp_path / "other").mkdir()
    there = type(desk)(tmp_path / "other")
    there.now = desk.now
    there("import", tmp_path / "log.jsonl")
    assert there.case(number)["events"][-2]["changes"]["answers"] == {"again": False}


def test_fu_survey_question_by_hand_in_the_policy(desk):
    toml = desk("policy", "show", "--toml") + '\n[[question]]\nname = "price"\nanswer = "1-10"\n'
    desk("policy", "check", "-", stdin=toml, code=1)
    desk("register", *CUSTOMER, *WHAT)


def test_fu_survey_is_asked_at_a_terminal_for_what_has_no_answer_yet(desk):
    """attitude was given; speed is asked until it can be, solution and again are left empty."""
    number = solved(desk)
    code, seen = desk.terminal(
        "revisit", number, "--satisfied", "--answer", "attitude=5", typed="9\n4\n\n\n", wait="dealt with quickly"
    )
    assert code == 0, seen
    assert "“9” is none of these." in seen
    assert "How were you treated?" not in seen.partition("“9”")[0]
    assert "Would you come to us again? (yes no; empty: not answered)" in seen
    assert desk.case(number)["events"][-1]["changes"]["answers"] == {"attitude": 5, "speed": 4}


def test_fu_survey_asks_nothing_where_nothing_can_be_kept(desk):
    number = desk.register("--assign")
    for more in (("--satisfied",), ("--dissatisfied",)):
        code, seen = desk.terminal("revisit", number, *more)
        assert code == 1, seen
        assert "not answered" not in seen
        assert "not satisfied with" not in seen
    desk("resolve", number, "--solution", "换新")
    for more in (("--satisfied", "--answer", "nix=3"), ("--not-reached",), ("--satisfied", "--no-input")):
        _, seen = desk.terminal("revisit", number, *more)
        assert "not answered" not in seen


def test_fu_survey_takes_each_question_once_and_full_width_signs(desk):
    number = solved(desk)
    for names in (("speed", "speed"), ("speed", "处理是否及时")):
        given = [part for name in names for part in ("--answer", f"{name}=3")]
        desk.error("revisit", number, "--satisfied", *given, code=2)
    desk("revisit", number, "--satisfied", "--answer", "speed＝４", "--answer", "again=YES")
    assert desk.case(number)["events"][-1]["changes"]["answers"] == {"speed": 4, "again": True}


def test_fu_survey_stands_on_the_sheet_until_a_new_round_begins(desk):
    number = solved(desk)
    assert "What the customer answered" not in desk("sheet", number)
    desk("revisit", number, "--satisfied", "--answer", "speed=4", "--answer", "again=no")
    for form in ("text", "markdown", "html"):
        assert "处理是否及时 4, 今后是否还愿意选择我们 否" in desk("sheet", number, "--format", form, "--lang", "zh")
    desk("reopen", number, "--reason", "又坏了")
    assert "What the customer answered" not in desk("sheet", number)


def test_fu_survey_of_two_offices_adds_up(desk, office):
    """speed: 5 here, 2 and 2 there: 9 over 3. again: yes here, no and no there: 1 over 3, not the mean of shares."""
    other = office("general")
    for where, phone, answers in (
        (desk, "13800000001", ("speed=5", "again=yes")),
        (other, "13800000002", ("speed=2", "again=no")),
        (other, "13800000003", ("speed=2", "again=no")),
    ):
        given = [part for answer in answers for part in ("--answer", answer)]
        desk_number = solved(where, phone=phone)
        where("revisit", desk_number, "--satisfied", *given)
    both = ("report", "--section", "survey", "--db", desk.db, "--db", other.db)
    again, speed = desk.json(*both)["survey"]["questions"]
    assert (speed["answered"], speed["sum"], speed["mean"]) == (3, 9, 3.0)
    assert again["yes"] == {"value": 0.3333, "numerator": 1, "denominator": 3}


def test_fu_survey_is_reported_in_every_form_and_both_languages(desk, tmp_path):
    number = solved(desk)
    desk("revisit", number, "--satisfied", "--answer", "speed=4", "--answer", "again=no")
    line = ("report", "--section", "survey", "--define")
    csv = desk(*line, "--format", "csv").splitlines()
    assert [row for row in csv if row.startswith("survey,question,again,yes,0.0,0,1,")]
    assert [row for row in csv if row.startswith("survey,question_month,speed/2026-11,mean,4.0,")]
    for form in ("table", "markdown", "html"):
        told = desk(*line, "--format", form, "--lang", "zh")
        for words in ("回访调查", "问题", "按部门", "按月份", "处理是否及时", "本期回访中回答了该问题的次数。"):
            assert words in told
        assert "Questions" not in told
    desk(*line, "--format", "xlsx", "--output", tmp_path / "r.xlsx")
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")


def test_fu_survey_answers_taken_back_or_given_later_count_where_they_belong(desk):
    number = solved(desk)
    desk("revisit", number, "--satisfied", "--answer", "speed=1")
    desk("undo", number)
    assert desk.json("report", "--section", "survey")["survey"]["questions"] == []
    desk("revisit", number, "--satisfied", "--answer", "speed=5")
    before = ("--as-of", "2026-11-20 09:59")
    assert desk.json("report", "--section", "survey", *before)["survey"]["questions"] == []
    assert desk.json("report", "--section", "survey")["survey"]["questions"][0]["mean"] == 5
