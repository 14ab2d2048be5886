"""The same customer again, the same cause again: noticed at intake, shown, linked (in-repeat)."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintctl.intake.likeness import _customers
from complaintctl.store.complaints import Customer
from tests.desk import CUSTOMER

OTHERS = [("--channel", "phone", "--customer", f"客{n}", "--phone", f"1390000000{n}") for n in range(5)]
CAUSE = ("--cause", "service/attitude")


@pytest.fixture
def busy(desk):
    """Two earlier cases of the usual customer, one of them too long ago; five others with the same cause."""
    old = desk.json("register", *CUSTOMER, *CAUSE, "--content", "很久以前", "--received-at", "2026-09-01 10:00")
    lately = desk.json("register", *CUSTOMER, *CAUSE, "--content", "字" * 50, "--received-at", "2026-11-10 10:00")
    for n, other in enumerate(OTHERS):
        desk("register", *other, *CAUSE, "--content", f"态度第{n}次", "--received-at", f"2026-11-1{n + 1} 10:00")
    return old["number"], lately["number"]


def test_earlier_cases_are_linked_and_counted(desk, busy):
    old, lately = busy
    answer = desk.json("register", *CUSTOMER, *CAUSE, "--content", "又来了")
    assert answer["earlier"] == [lately]
    case = desk.case(answer["number"])
    assert (case["earlier"], case["similar"]) == ([lately], 6)
    assert (desk.case(lately)["earlier"], desk.case(old)["earlier"], desk.case(old)["similar"]) == ([], [], 1)
    told = desk("show", answer["number"])
    assert f"same customer: {lately}" in " ".join(told.split())
    assert "customers alike: 6" in " ".join(told.split())
    assert "same customer" not in desk("show", old)


def test_show_looks_back_at_what_was_earlier_then(desk, busy):
    number = desk.json("register", *CUSTOMER, *CAUSE, "--content", "又来了")["number"]
    desk.now = "2026-11-20 12:00"
    desk("close", busy[1], "--outcome", "duplicate", "--duplicate-of", number)
    assert desk.case(number)["earlier"] == []
    assert desk.case(number, "--as-of", "2026-11-20 11:00")["earlier"] == [busy[1]]


def test_they_are_shown_at_a_terminal_before_saving(desk, busy):
    old, lately = busy
    code, seen = desk.terminal(
        "register", *CUSTOMER, *CAUSE, "--content", "又来了", typed="n\n", wait="Register another one?"
    )
    assert code == 130
    assert f"{lately}  2026-11-10 10:00  registered  {'字' * 40}\n" in seen
    assert old not in seen
    assert "Customers with this cause lately, this one included: 6." in seen
    latest = [line for line in seen.splitlines() if "态度第" in line]
    assert [line.split()[0] for line in latest] == ["C20261115-0001", "C20261114-0001", "C20261113-0001"]
    assert "1390000" not in seen
    assert len(desk.json("list", "--all")) == 7


def test_look_alikes_alone_are_shown_without_a_question(desk, busy):
    someone = ("--channel", "phone", "--customer", "新客", "--phone", "13712345678")
    code, seen = desk.terminal("register", *someone, *CAUSE, "--content", "态度不好")
    assert code == 0
    assert "C20261115-0001" in seen
    assert "Register another one?" not in seen


def test_nothing_is_shown_of_the_first(desk):
    code, seen = desk.terminal("register", *CUSTOMER, *CAUSE, "--content", "态度不好")
    assert code == 0
    assert "earlier" not in seen
    assert "lately" not in seen


def test_look_alikes_are_found_by_index(desk):
    sql = """EXPLAIN QUERY PLAN SELECT number FROM complaint WHERE cause_key = 'a' AND received_at BETWEEN 'b' AND 'c'
        AND duplicate_of IS NULL ORDER BY received_at DESC, id DESC LIMIT 3"""
    with closing(sqlite3.connect(desk.db)) as conn:
        plan = str(conn.execute(sql).fetchall())
    assert "INDEX complaint_cause" in plan
    assert "TEMP B-TREE" not in plan


KEYS = st.sampled_from([None, "1", "2", "3"])
CUSTOMERS = st.builds(Customer, KEYS, KEYS, KEYS)


@given(CUSTOMERS, st.lists(CUSTOMERS), st.sampled_from([None, 3]))
def test_different_customers_are_those_that_are_none_of_the_ones_before(first, others, enough):
    different = [first]
    for other in others:
        if not any(known.is_same(other) for known in different):
            different.append(other)
    counted = len(different)
    assert _customers(first, iter(others), enough) == (counted if enough is None else min(counted, enough))
