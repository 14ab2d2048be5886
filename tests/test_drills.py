"""Which case is drilled, what is shown of it, and what many drills come to (le-training)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintctl.cases import drills
from complaintctl.cases.drills import Drill
from complaintctl.cases.nameless import BLANK, nameless
from complaintctl.errors import Refused
from complaintctl.rules.lifecycle import IsDuplicate
from tests.builders import local, story
from tests.texts import any_text

AT = "2026-11-16 10:00"
RIGHT = {"category": "service", "priority": "medium", "department": "rnd"}


def drill(trainee="Wu", at=AT, **wrong):
    return Drill(local(at), trainee, "C20261116-0001", RIGHT | wrong, RIGHT)


@pytest.mark.parametrize(
    ("text", "persons", "values", "shown"),
    [
        ("王小明说门坏了", ["王小明"], [], "***说门坏了"),
        ("小明说，王先生来过", ["王小明"], [], "***说，***先生来过"),
        ("王府井的门坏了", ["王小明"], [], "王府井的门坏了"),
        ("陈工来过", ["陈工"], [], "***来过"),
        ("Anna Schmidt; ms. SCHMIDT, annals", ["Anna Schmidt"], [], "***; ms. ***, annals"),
        ("Li lives in Lille", ["Li"], [], "*** lives in Lille"),
        ("call 138-0013 8000 or 010 6552 1234", [], [], "call *** or ***"),
        ("王某 wang.x+1@mail.example.com", [], [], "王某 ***"),
        ("车牌京A·12345，粤B12345D", [], [], "车牌***，***"),
        ("订单D20260628017，身份证11010119900307123X", [], [], "订单***，身份证***"),
        ("order AB-12 again", [], ["AB-12"], "order *** again"),
        ("2026年6月28日，共4200元，3次", [], [], "2026年6月28日，共4200元，3次"),
        ("a (b) [c] \\d", ["(b)"], ["\\d x"], "a *** [c] \\d"),
        ("nothing", ["", " ", "x"], [""], "nothing"),
    ],
)
def test_a_text_without_the_persons_in_it(text, persons, values, shown):
    assert nameless(text, persons, values) == shown


@given(any_text(), any_text(min_size=2).map(str.strip).filter(lambda name: len(name) > 2), any_text())
def test_no_name_is_left_whole(before, name, after):
    shown = nameless(f"{before} {name} {after}", [], [name])
    assert name not in shown.replace(BLANK, "") or re.search(re.escape(name), BLANK)


@given(st.sets(st.integers(1, 50), min_size=1), st.sets(st.integers(1, 50)), any_text(max_size=5))
def test_a_case_is_drawn_by_lot_and_an_unseen_one_first(serials, seen, seed):
    numbers, known = [str(serial) for serial in serials], {str(serial) for serial in seen}
    number = drills.chosen(numbers, known, seed)
    assert drills.chosen(numbers[::-1], known, seed) == number
    assert number not in known or set(numbers) <= known


def test_of_no_case_none_is_drawn():
    assert drills.chosen([], [], "7") is None


def test_what_a_case_came_to_is_what_is_expected():
    closed = story(AT).assign(AT, to="rnd").resolve(AT).revisit(AT, satisfied=True, by="Wu").close(AT)
    assert drills.expected(closed.case) == RIGHT


@pytest.mark.parametrize(
    ("case", "error"),
    [
        (lambda: story(AT).assign(AT).case, drills.NotOver),
        (lambda: story(AT).close(AT, outcome="withdrawn", reason="x").case, drills.NotOver),
    ],
)
def test_only_what_is_over_and_was_assigned_is_drilled(case, error):
    with pytest.raises(error):
        drills.expected(case())


def test_neither_a_duplicate_nor_what_was_erased_is_drilled():
    closed = story(AT).assign(AT, to="rnd").resolve(AT).revisit(AT, satisfied=True, by="Wu").close(AT).case
    closed.complaint.content = None
    with pytest.raises(drills.NothingToRead):
        drills.expected(closed)
    closed.complaint.duplicate_of = "C20261101-0001"
    with pytest.raises(IsDuplicate):
        drills.expected(closed)
    assert issubclass(IsDuplicate, Refused)


def test_progress_sets_the_first_half_beside_the_second():
    held = [drill(priority="low", department="x"), drill(priority="low"), drill(), drill("Chen"), drill()]
    chen, wu = drills.progress(held)
    assert (chen.trainee, chen.drills, chen.first_half, chen.second_half) == ("Chen", 1, (0, 0), (3, 3))
    assert (wu.all, wu.first_half, wu.second_half) == ((9, 12), (3, 6), (6, 6))
    assert wu.parts == {"category": (4, 4), "priority": (2, 4), "department": (3, 4)}
