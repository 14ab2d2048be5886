"""What to say, filled in from the case: the situation that fits, and what never to say."""

import pytest

from complaintctl.cases.scripts import NoScripts, UnknownSituation, filled, fitting, named
from complaintctl.policy.parts import Script
from tests.test_cli_mainline import resolved, staffed


def script(situation, text="…"):
    return Script(situation, {"en": text}, {})


SCRIPTS = (script("apology"), script("answer"), script("progress"), script("revisit"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear {customer}, about {number}.", "Dear 王小明, about C20261120-0001."),
        ("By {due}?", "By …?"),
        ("{weather} {{number}}", "{weather} {number}"),
        ("{customer}{customer}", "王小明王小明"),
        ("", ""),
    ],
)
def test_the_words_of_the_case_are_put_in(text, expected):
    assert filled(text, {"customer": "王小明", "number": "C20261120-0001", "due": None}) == expected


def test_what_a_customer_wrote_is_never_filled_in_again():
    assert filled("{content}", {"content": "{number} {0} {x.__class__} %s", "number": "1"}) == (
        "{number} {0} {x.__class__} %s"
    )


def test_the_one_named_is_taken_or_the_others_are_told():
    assert named(SCRIPTS, "revisit").situation == "revisit"
    with pytest.raises(UnknownSituation) as refused:
        named(SCRIPTS, "weather")
    assert refused.value.advice().endswith("apology answer progress revisit")
    with pytest.raises(NoScripts):
        named((), "revisit")


def test_a_policy_without_scripts_says_so():
    with pytest.raises(NoScripts):
        fitting((), None)


def test_the_situation_follows_the_case(desk):
    staffed(desk)
    number = desk.register()

    def situation():
        return desk.json("script", number)["situation"]

    assert situation() == "answer"
    desk("assign", number, "--handler", "小李")
    desk("contact", number, "--note", "没人接", "--not-reached")
    assert situation() == "answer"
    desk("contact", number, "--note", "已联系")
    assert situation() == "progress"
    desk("resolve", number, "--solution", "换门")
    assert situation() == "revisit"
    desk("revisit", number, "--dissatisfied")
    assert situation() == "answer"


def test_the_script_is_filled_in_from_the_case(desk):
    number = resolved(desk)
    answer = desk.json("script", number, "--lang", "zh")
    assert set(answer) == {"number", "situation", "text", "never", "questions", "situations"}
    assert answer["text"].startswith(f"王小明您好，您的投诉{number}前几天已经处理：换了一扇门")
    assert "但是" in answer["never"]
    assert "revisit" in answer["situations"]
    text = desk("script", number)
    assert text.startswith("Hello 王小明")
    assert "but" in text.partition("Never say")[2]
    assert "progress" in desk.err


def test_the_first_call_names_who_calls_and_by_when(desk):
    number = desk.register("--assign")
    text = desk.json("script", number, COMPLAINTCTL_USER="小陈")["text"]
    assert "小陈" in text
    assert "R&D" in text
    assert "门坏了" in text
    assert desk.case(number)["number"] in text
    assert "2026-11-" in text


def test_nobody_promises_what_is_not_approved(desk):
    staffed(desk)
    number = desk.register("--flag", "safety", "--assign")
    desk("propose", number, "--solution", "全车更换", "--remedy", "replacement", COMPLAINTCTL_USER="小李")
    said = ("script", number, "--situation", "apology")
    assert "全车更换" not in desk.json(*said)["text"]
    desk("approve", number, COMPLAINTCTL_USER="王总")
    assert "全车更换" in desk.json(*said)["text"]
    desk("decline", number, "--reason", "要退车")
    assert "全车更换" not in desk.json(*said)["text"]


def test_nobody_promises_what_the_case_has_outgrown(desk):
    staffed(desk)
    number = desk.register("--assign")
    desk("propose", number, "--solution", "全车更换", COMPLAINTCTL_USER="小李")
    said = ("script", number, "--situation", "apology")
    assert "全车更换" in desk.json(*said)["text"]
    desk("edit", number, "--flag", "safety", "--reason", "刹车失灵")
    assert "全车更换" not in desk.json(*said)["text"]
    assert "approve" in desk.error("resolve", number, code=1)["hint"]
    assert [row["number"] for row in desk.json("today", "--as", "王总")["to_approve"]] == [desk.case(number)["number"]]


def test_who_stays_anonymous_has_no_name(desk):
    desk("register", "--channel", "letter", "--anonymous", "--category", "service", "--content", "吵")
    assert "先生/女士" in desk("script", 1, "--lang", "zh")


def test_an_unknown_situation_is_refused_with_those_there_are(desk):
    desk.register()
    error = desk.error("script", 1, "--situation", "weather", code=1)
    assert error["code"] == "unknown-situation"
    assert "revisit" in error["hint"]
    desk.error("script", 7, code=3)


def test_escape_codes_of_a_customer_stay_harmless(desk):
    number = desk.register("--assign", "--content", "\x1b[2J\u202e{number}")
    assert "\x1b" not in desk("script", number)
    assert "\u202e" not in desk("script", number)
    assert "{number}" in desk("script", number)


def test_saying_changes_nothing(desk):
    desk.register()
    before = desk.content()
    desk("script", 1)
    assert desk.content() == before


def test_a_date_that_was_moved_is_the_one_to_give(desk):
    number = desk.register("--assign")
    desk("extend", number, "resolve", "--to", "2026-12-04", "--reason", "配件")
    assert "2026-12-04" in desk("script", number, "--situation", "bad-news")
