"""Flags as an office names them: in the policy, on the screen, as they are typed."""

import pytest

from complaintctl.policy.checks import check
from complaintctl.policy.mistakes import BadPolicy
from tests.builders import a_policy
from tests.desk import CUSTOMER, WHAT

FLAGS = """
[[flag]]
name = "safety"
label = { en = "Safety at stake", zh = "涉及安全" }

[[flag]]
name = "recall"
label = { en = "Recall", zh = "召回" }

[[flag]]
name = "fleet"
"""
RULE = '[[rule]]\nid = "x"\nwhen = { any_flag = ["%s"] }\ngrade = "major"\n'


@pytest.fixture
def labelled(desk, tmp_path):
    file = tmp_path / "flags.toml"
    file.write_text(desk("policy", "show", "--toml") + FLAGS + RULE % "recall", "utf-8")
    desk("policy", "set", file)
    desk.now = "2026-11-20 10:05"
    return desk


@pytest.mark.parametrize("typed", ["safety", "涉及安全", "Safety at stake", "safety AT stake"])
def test_a_flag_is_taken_by_its_name_or_its_label(labelled, typed):
    number = labelled.register("--flag", typed, "--flag", "fleet")
    case = labelled.case(number)
    assert (case["flags"], case["grade"]) == (["safety", "fleet"], "major")
    assert [row["number"] for row in labelled.json("list", "--flag", typed)] == [number]
    labelled("edit", number, "--unflag", typed, "--reason", "x")
    assert labelled.case(number)["flags"] == ["fleet"]


@pytest.mark.parametrize(("lang", "told"), [("en", "Safety at stake, Recall"), ("zh", "涉及安全, 召回")])
def test_people_are_shown_labels(labelled, lang, told):
    number = labelled.register("--flag", "safety", "--flag", "召回")
    shown = labelled("show", number, "--lang", lang)
    assert all(label in shown for label in told.split(", "))
    policy = labelled("policy", "show", "--lang", lang)
    assert f"{told.split(', ')[1]} (recall)" in policy
    assert f" {told.split(', ')[0]}" in policy.split("(safety)")[1]  # in the condition of its rule too
    assert told.split(", ")[0] in labelled("report", "--by", "flag", "--lang", lang)
    assert "safety" in labelled("report", "--by", "flag", "--lang", lang, "--format", "csv")
    assert labelled.case(number)["flags"] == ["safety", "recall"]


def test_an_unknown_flag_is_still_refused(labelled):
    assert labelled.error("register", *CUSTOMER, *WHAT, "--flag", "没有", code=1)["code"] == "unknown-flag"


def test_a_file_may_have_the_labels(labelled, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text("渠道,类别,投诉内容,受理时间,标记\n电话,产品,x,2026-11-02 09:00,涉及安全;召回;媒体\n", "utf-8")
    labelled.json("import", file)
    assert labelled.case("1102-1")["flags"] == ["safety", "recall", "media"]


def test_the_question_at_a_terminal_shows_them(labelled):
    code, seen = labelled.terminal(
        "register",
        *CUSTOMER,
        "--category",
        "product",
        typed="门坏了\nSafety at stake, recall media\n\n\n\n",
        wait="What happened",
    )
    assert code == 0, seen
    assert "Safety at stake" in seen.split("What weighs more")[1]
    assert labelled.case(1)["flags"] == ["safety", "recall", "media"]


@pytest.mark.parametrize(
    ("more", "mistakes"),
    [
        (RULE % "recall", []),
        (RULE % "media", []),
        (RULE % "vip", ["“vip” is not a flag; add it as a [[flag]]."]),
        (RULE % "recal", ["“recal” is not a flag; did you mean recall?"]),
        ('[[flag]]\nname = "recall"\n', ["“recall” is named twice."]),
        (
            '[[flag]]\nname = "two words"\n',
            ["“two words” can't be a flag: it must have no blanks, commas or semicolons."],
        ),
        ('[[flag]]\nlabel = { en = "x" }\n', ["is missing."]),
    ],
)
def test_a_condition_names_only_the_flags_there_are(desk, more, mistakes):
    text = desk("policy", "show", "--toml") + FLAGS
    if not mistakes:
        assert "recall" in check(text + more).flags
        return
    with pytest.raises(BadPolicy) as found:
        check(text + more)
    assert [each.sentence.format(**each.fields) for each in found.value.mistakes] == mistakes


def test_flags_listed_in_the_head_still_count(desk):
    policy = a_policy(policy={"flags": ["vip"]}, flag=[{"name": "recall"}])
    assert {"vip", "recall", "safety"} <= policy.flags
    assert policy.flag_labels == {"recall": {"en": "recall"}}
    assert policy.flag_called("vip") == "vip"
