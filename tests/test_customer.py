"""`customer`: what one person has complained of, and cases that turn out to be one person's (in-repeat)."""

import sqlite3
from contextlib import closing

import pytest

from tests.desk import WHAT


def a_case(desk, name, *data, at=None):
    received = ("--received-at", at) if at else ()
    return desk.json("register", "--channel", "phone", "--customer", name, *data, *WHAT, *received)["number"]


@pytest.fixture
def wang(desk):
    """Three cases of one person, known by different data, and one of another."""
    desk("staff", "add", "li", "--role", "manager")
    desk("staff", "add", "zhou")
    old = a_case(desk, "王小明", "--phone", "138 0013 8000", at="2026-08-03 10:00")
    both = a_case(desk, "王小明", "--phone", "13800138000", "--email", "Anna@b.c", at="2026-11-18 10:00")
    mail = a_case(desk, "王先生", "--email", "anna@B.c", "--ref", "京A12345")
    a_case(desk, "李四", "--phone", "13911112222")
    return old, both, mail


def numbers(answer):
    return [case["number"] for case in answer["cases"]]


@pytest.mark.parametrize("who", ["+86 138-0013-8000", "anna@b.c", "1118-1"])
def test_all_cases_of_a_customer_are_shown_the_newest_first(desk, wang, who):
    old, both, mail = wang
    answer = desk.json("customer", "show", who)
    assert numbers(answer) == [mail, both, old]
    assert (answer["customer"], answer["phone"], answer["email"], answer["ref"]) == (
        "王*", "138****8000", "a***@B.c", "***345",
    )  # fmt: skip
    assert {name: answer[name] for name in ("open", "closed", "satisfied", "repeats")} == {
        "open": 3, "closed": 0, "satisfied": 0, "repeats": 2,
    }  # fmt: skip


def test_two_are_the_same_by_the_first_that_both_have(desk, wang):
    old, both, mail = wang
    assert numbers(desk.json("customer", "show", old)) == [both, old]
    assert numbers(desk.json("customer", "show", "京A-12345")) == [mail, both]


def test_what_went_well_is_counted_and_duplicates_are_not(desk, wang):
    old, both, mail = wang
    desk("assign", both)
    desk("resolve", both, "--solution", "换新", "--as", "li")
    desk("revisit", both, "--satisfied", "--close", "--as", "zhou")
    desk("close", old, "--outcome", "duplicate", "--duplicate-of", mail)
    answer = desk.json("customer", "show", both)
    assert set(numbers(answer)) == {both, mail, old}
    assert (answer["open"], answer["closed"], answer["satisfied"]) == (1, 1, 1)
    desk("customer", "show", both, "--as-of", "2026-11-19", code=3)


def test_text_is_masked_and_changes_nothing(desk, wang):
    before = desk.content()
    told = desk("customer", "show", wang[1])
    assert "王*" in told
    assert "138****8000" in told
    assert wang[0] in told
    assert "13800138000" in desk("customer", "show", wang[1], "--reveal").replace(" ", "")
    assert desk.content() == before


def test_nobody_is_found_without_repeating_the_phone(desk, wang):
    error = desk.error("customer", "show", "13700000000", code=3)
    assert "137" not in str(error)
    desk.error("customer", "show", "99", code=3)


def test_an_anonymous_case_has_no_others(desk):
    first = desk.json("register", "--channel", "phone", "--anonymous", *WHAT)["number"]
    desk.json("register", "--channel", "phone", "--anonymous", *WHAT)
    assert numbers(desk.json("customer", "show", first)) == [first]


def test_merging_gives_each_what_it_lacks(desk, wang):
    old, both, mail = wang
    answer = desk.json("customer", "merge", old, both, mail)
    assert [case["number"] for case in answer] == [old, both, mail]
    assert {case["phone"] for case in answer} == {"138****8000"}
    for number in wang:
        case = desk.case(number, "--reveal")
        assert (case["email"], case["ref"]) in (("Anna@b.c", "京A12345"), ("anna@B.c", "京A12345"))
    assert desk.case(mail, "--reveal")["customer"] == "王先生"
    event = desk.case(old)["events"][-1]
    assert (event["action"], event["changes"]) == ("merge", {"email": "A***@b.c", "ref": "***345"})
    assert numbers(desk.json("customer", "show", old)) == [mail, both, old]
    assert desk.error("customer", "merge", old, mail, code=1)["message"].startswith("These complaints have the same")
    assert desk.json("verify")["ok"] is True


def test_what_contradicts_is_refused_unless_somebody_s_data_is_kept(desk, wang):
    old, other = wang[0], "C20261120-0002"
    error = desk.error("customer", "merge", old, other, code=1)
    assert error["code"] == "contradicting"
    assert "138" not in error["message"]
    assert f"--keep {old}" in error["hint"]
    (first, second) = desk.json("customer", "merge", old, other, "--keep", other, "--reveal")
    assert (first["customer"], first["phone"]) == ("李四", "13911112222")
    assert second["phone"] == "13911112222"


def test_an_anonymous_case_becomes_somebody_s_and_a_merge_can_be_undone(desk, wang):
    number = desk.json("register", "--channel", "phone", "--anonymous", *WHAT)["number"]
    desk("customer", "merge", wang[1], number)
    assert number in numbers(desk.json("customer", "show", wang[1]))
    desk("undo", number)
    assert desk.case(number)["customer"] is None
    assert desk.json("verify")["ok"] is True


@pytest.mark.parametrize(("words", "code"), [((1,), 2), ((1, 1), 2), ((1, 99), 3), ((1, 2, "--keep", "3"), 2)])
def test_a_merge_needs_different_cases_that_there_are(desk, words, code):
    for name, phone in (("甲一", "13800000001"), ("乙二", "13800000002"), ("丙三", "13800000003")):
        a_case(desk, name, "--phone", phone)
    desk.error("customer", "merge", *words, code=code)


def test_a_merge_is_all_or_nothing(desk, wang):
    old, both, mail = wang
    desk("close", old, "--outcome", "duplicate", "--duplicate-of", both)
    assert desk.error("customer", "merge", mail, old, code=1)["code"] == "duplicate"
    assert desk.case(mail)["phone"] is None


def test_a_customer_s_cases_are_found_by_index(desk, wang):
    with closing(sqlite3.connect(desk.db)) as conn:
        for column in ("phone", "email", "ref"):
            sql = f"EXPLAIN QUERY PLAN SELECT id FROM complaint WHERE {column}_key = ? AND NOT anonymous"
            assert f"INDEX complaint_{column}" in str(conn.execute(sql, ("x",)).fetchall())
