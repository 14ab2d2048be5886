"""Which rules hold, and the priority and grade that follow (cl-priority, cl-grade)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintctl.model import FLAGS, Facts
from complaintctl.policy import presets
from complaintctl.policy.checks import check
from complaintctl.policy.conditions import CONDITIONS, When
from complaintctl.rules import priority
from complaintctl.rules.priority import holds, reasons, ruling

GENERAL = check(presets.text("general"))
PLAIN = Facts(kind="complaint", category="product", channel="phone")


def facts(**changes: Any) -> Facts:
    flags = changes.pop("flags", ())
    return replace(PLAIN, flags=frozenset(flags), **changes)


RULES = [
    # rule, what makes it hold, priority, grade
    ("mass", {"flags": ["outage"]}, "urgent", "general"),
    ("mass", {"affected": 10}, "urgent", "general"),
    ("safety", {"flags": ["safety"]}, "urgent", "major"),
    ("safety", {"flags": ["data_leak"]}, "urgent", "major"),
    ("public", {"flags": ["media"]}, "urgent", "major"),
    ("public", {"flags": ["lawyer"]}, "urgent", "major"),
    ("public", {"flags": ["police"]}, "urgent", "major"),
    ("public", {"flags": ["consumer_association"]}, "urgent", "major"),
    ("public", {"flags": ["government"]}, "urgent", "major"),
    ("regulator", {"flags": ["regulator"]}, "high", "major"),
    ("regulator", {"channel": "regulator"}, "high", "major"),
    ("exposure", {"flags": ["exposure_risk"]}, "high", "major"),
    ("large-loss", {"flags": ["large_loss"]}, "high", "major"),
    ("large-loss", {"amount": 500000}, "high", "major"),
    ("compensation", {"flags": ["compensation"]}, "high", "major"),
    ("frequent", {"flags": ["frequent_repair"]}, "high", "major"),
    ("frequent", {"repeats": 3}, "high", "major"),
    ("attitude", {"flags": ["attitude"]}, "high", "general"),
    ("attitude", {"cause": "service/attitude"}, "high", "general"),
    ("attitude", {"cause": "service/attitude/shouting"}, "high", "general"),
    ("many-alike", {"similar": 3}, "high", "general"),
]


@pytest.mark.parametrize(("rule", "changes", "urgency", "grade"), RULES)
def test_each_rule_of_the_general_preset(rule: str, changes: dict[str, Any], urgency: str, grade: str) -> None:
    answer = ruling(facts(**changes), GENERAL)
    assert [reason.id for reason in answer.reasons] == [rule]
    assert (answer.priority, answer.grade) == (urgency, grade)


@pytest.mark.parametrize(
    "changes",
    [
        {"affected": 9},
        {"amount": 499999},
        {"repeats": 2},
        {"similar": 2},
        {"cause": "service/attitudes"},
        {"cause": "service"},
        {"flags": ["violation"]},
    ],
)
def test_just_below_a_rule_nothing_holds(changes: dict[str, Any]) -> None:
    assert reasons(facts(**changes), GENERAL) == ()


@pytest.mark.parametrize(
    ("kind", "flags", "expected"),
    [
        ("complaint", (), "medium"),
        ("suggestion", (), "medium"),
        ("enquiry", (), "low"),
        ("complaint", ("minor",), "low"),
        ("complaint", ("minor", "compensation"), "high"),
    ],
)
def test_where_no_rule_sets_a_priority_the_kinds_default_stands(
    kind: str, flags: tuple[str, ...], expected: str
) -> None:
    assert ruling(facts(kind=kind, flags=flags), GENERAL).priority == expected


def test_the_highest_priority_wins_and_every_rule_that_held_is_named_in_order() -> None:
    answer = ruling(facts(flags=["attitude", "compensation", "outage"]), GENERAL)
    assert [rule.id for rule in answer.reasons] == ["mass", "compensation", "attitude"]
    assert (answer.priority, answer.grade) == ("urgent", "major")


@given(st.sets(st.sampled_from(FLAGS)), st.sampled_from(FLAGS))
def test_another_flag_never_makes_a_ruled_case_less_pressing(flags: set[str], another: str) -> None:
    before, after = ruling(facts(flags=flags), GENERAL), ruling(facts(flags={*flags, another}), GENERAL)
    assert all(rule in after.reasons for rule in before.reasons)
    if before.reasons:
        assert after.priority >= before.priority


HELD = [
    # condition, argument, facts that satisfy it, facts that don't
    ("kind", "enquiry", {"kind": "enquiry"}, {"kind": "complaint"}),
    ("kind", ["enquiry", "suggestion"], {"kind": "suggestion"}, {"kind": "complaint"}),
    ("category", ["service", "other"], {"category": "other"}, {"category": "product"}),
    ("channel", "regulator", {"channel": "regulator"}, {"channel": "phone"}),
    ("grade", "major", {"grade": "major"}, {"grade": None}),
    ("priority", ["high", "urgent"], {"priority": "urgent"}, {"priority": "low"}),
    ("remedy", "compensation", {"remedy": "compensation"}, {"remedy": None}),
    ("cause", "service/attitude", {"cause": "service/attitude/a/b"}, {"cause": "service/attitude2"}),
    ("cause", ["product", "service"], {"cause": "service/x"}, {"cause": None}),
    ("any_flag", ["media", "police"], {"flags": ["police", "minor"]}, {"flags": ["minor"]}),
    ("all_flags", ["media", "police"], {"flags": ["police", "media", "minor"]}, {"flags": ["police"]}),
    ("affected_at_least", 5, {"affected": 5}, {"affected": 4}),
    ("amount_at_least", 12.5, {"amount": 1250}, {"amount": 1249}),
    ("amount_at_least", 0, {"amount": 0}, {"amount": None}),
    ("repeats_at_least", 2, {"repeats": 2}, {"repeats": 1}),
    ("similar_at_least", 2, {"similar": 2}, {"similar": 1}),
    ("round_at_least", 2, {"round": 2}, {"round": 1}),
]


@pytest.mark.parametrize(("condition", "argument", "yes", "no"), HELD)
def test_each_condition(condition: str, argument: Any, yes: dict[str, Any], no: dict[str, Any]) -> None:
    when = When.of({condition: argument})
    assert holds(when, facts(**yes))
    assert not holds(when, facts(**no))


def test_every_condition_of_the_policy_has_its_function_and_its_row_here() -> None:
    assert set(CONDITIONS) == set(priority.CONDITIONS) == {row[0] for row in HELD}


def test_all_of_a_table_must_hold_and_any_of_a_list() -> None:
    both = {"channel": "phone", "affected_at_least": 2}
    assert not holds(When.of(both), facts())
    assert holds(When.of(both), facts(affected=2))
    assert holds(When.of([both, {"kind": "complaint"}]), facts())
    assert not holds(When.of([both, {"kind": "enquiry"}]), facts())


def test_without_conditions_it_always_holds() -> None:
    assert When.of(None).always
    assert holds(When.of(None), facts())
