"""What the process asks of letters and of the survey: a test for each demand, named after its id."""

import pytest

from tests.desk import CUSTOMER, WHAT, local

SIX = ("acknowledgement", "first-result", "delay", "proposal", "final", "apology")


@pytest.mark.parametrize("preset", ["general", "dealership", "service", "insurance", "feedback"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_fu_letter_every_preset_has_six_in_both_languages(office, preset, lang):
    desk = office(preset)
    number = desk.register("--assign")
    for kind in SIX:
        letter = desk.json("letter", number, "--kind", kind, "--lang", lang)
        assert letter["language"] == lang
        assert number in letter["text"]
        assert "王小明" in letter["text"] or kind in ("final", "apology")
        assert "{" not in letter["text"]
        assert letter["sent_by"] is None
    assert [event["action"] for event in desk.case(number)["events"]] == ["register", "assign"]


def test_fu_letter_is_in_the_customers_language(desk):
    desk.register()
    jane = ("--channel", "email", "--customer", "Jane Roe", "--email", "j@example.com")
    desk("register", *jane, "--category", "product", "--content", "The door is broken")
    for lang in ("en_US.UTF-8", "zh_CN.UTF-8"):
        told = [desk.json("letter", number, "--kind", "final", LANG=lang)["language"] for number in (1, 2)]
        assert told == ["zh", "en"]
    assert desk.json("letter", 1, "--kind", "final", "--lang", "en")["language"] == "en"


def test_fu_letter_that_one_was_sent_is_an_event(desk):
    number = desk.register("--assign")
    letter = desk.json("letter", number, "--kind", "acknowledgement", "--sent-by", "email", "--note", "抄送客服")
    event = desk.case(number, "--reveal")["events"][-1]
    assert (event["action"], event["note"]) == ("letter", "抄送客服")
    said = {name: event["changes"][name] for name in ("letter", "by", "language", "letter_text")}
    assert said == {"letter": "acknowledgement", "by": "email", "language": "zh", "letter_text": letter["text"]}
    assert "acknowledgement · email" in desk("show", number)
    desk("undo", number)
    assert desk.json("verify")["ok"]


def test_fu_letter_can_meet_a_step_where_the_policy_says_so(desk):
    policy = desk("policy", "show", "--toml").replace(
        "[deadline.contact]", '[deadline.contact]\nmet_by = ["contact", "resolve", "letter:first-result"]'
    )
    desk("policy", "set", "-", stdin=policy)
    number = desk.register("--assign")
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "letter")
    assert desk.step(number, "contact")["state"] == "open"
    desk.now = "2026-11-20 11:00"
    desk("letter", number, "--kind", "first-result", "--sent-by", "letter")
    assert local(desk.step(number, "contact")["met_at"]) == "2026-11-20 11:00"


def test_fu_letter_is_sent_after_the_end_too_and_not_for_a_duplicate(desk):
    first, again = desk.register(), desk.register()
    desk("close", again, "--duplicate-of", first)
    desk.error("letter", again, "--kind", "final", "--sent-by", "email", code=1)
    desk("close", first, "--outcome", "withdrawn", "--reason", "x")
    desk("letter", first, "--kind", "final", "--sent-by", "email")
    assert desk.case(first)["status"] == "closed"


def test_fu_letter_is_forgotten_with_the_customer(desk):
    number = desk.register()
    desk("letter", number, "--kind", "final", "--sent-by", "email")
    desk("customer", "erase", number)
    assert "王小明" not in desk("export", "--what", "events", "--reveal", "--format", "json")
    assert desk.json("verify")["ok"]


def test_fu_letter_as_a_page_shows_what_was_written_and_runs_nothing(desk):
    desk("register", *CUSTOMER, "--category", "product", "--content", "<script>x</script> 门坏了")
    page = desk("letter", 1, "--kind", "first-result", "--format", "html")
    assert page.startswith("<!DOCTYPE html>")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "size: A4" in page
    assert desk("letter", 1, "--kind", "first-result", "--format", "markdown").startswith("# 初步核实情况")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("1", "--kind", "nix"), 1),
        (("1",), 2),
        (("1", "--kind", "final", "--note", "x"), 2),
        (("1", "--kind", "final", "--sent-by", "pigeon"), 2),
        (("9", "--kind", "final"), 3),
        (("1", "--kind", "final", "--format", "csv"), 2),
    ],
)
def test_fu_letter_refuses_what_cannot_be(desk, line, code):
    desk.register()
    desk.error("letter", *line, code=code) if "--format" not in line else desk("letter", *line, code=code)


def test_fu_letter_with_a_field_nobody_fills_in_is_a_mistake_of_the_policy(desk, tmp_path):
    toml = desk("policy", "show", "--toml").replace("We have had your complaint since {received}", "On {recieved}")
    (tmp_path / "p.toml").write_text(toml)
    told = desk("policy", "check", tmp_path / "p.toml", code=1)
    assert "“recieved”" in told
    assert "letter[0].text.en" in told or "letter[1].text.en" in told


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


def test_fu_letter_keeps_its_words_to_who_may_see_them(desk):
    number = desk.register()
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "email")
    for masked in (desk.case(number)["events"], desk("export", "--what", "events", "--format", "json")):
        assert "尊敬的" not in str(masked)
    assert "尊敬的" in str(desk.case(number, "--reveal")["events"])
