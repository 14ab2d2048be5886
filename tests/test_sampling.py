"""Which cases the monthly priority check draws, and what is made of the findings (cl-sample)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintctl.cases import sampling
from complaintctl.cases.deed import Deed
from complaintctl.errors import Misused
from tests.builders import local
from tests.texts import any_text

NUMBERS = [f"C20261005-{serial:04d}" for serial in range(1, 12)]
SHARES = st.decimals("0.01", "1", places=2).map(float)


def deed(at="2026-11-02 10:00", by="Li"):
    return Deed(local(at), local(at), by, "li")


def drawn(numbers=NUMBERS, sample=None, share=0.3, seed="7", **more):
    return sampling.drawn(deed(**more), sample, "2026-10", numbers, share, seed)


@pytest.mark.parametrize(
    ("cases", "share", "size"),
    [(0, 0.3, 0), (1, 0.3, 1), (3, 0.3, 1), (4, 0.3, 2), (10, 0.3, 3), (11, 0.3, 4), (30, 0.1, 3), (7, 1.0, 7)],
)
def test_the_share_is_rounded_up_and_exact(cases, share, size):
    assert sampling.size_of(cases, share) == size


@given(st.sets(st.integers(1, 9999)), SHARES, any_text(max_size=8), st.randoms())
def test_a_draw_repeats_whatever_the_order(serials, share, seed, chance):
    numbers = [f"C20261005-{serial:04d}" for serial in serials]
    once = sampling.draw(numbers, share, seed)
    chance.shuffle(numbers)
    assert sampling.draw(numbers, share, seed) == once
    assert len(once) == sampling.size_of(len(numbers), share)
    assert set(once) <= set(numbers)


@given(st.sets(st.integers(1, 500)), st.sets(st.integers(1, 500)), SHARES)
def test_a_draw_done_again_only_adds_what_is_missing(early, late, share):
    first = sampling.draw(map(str, early), share, "s")
    second = sampling.draw(map(str, early | late), share, "s", first)
    assert not set(first) & set(second)
    assert len(first) + len(second) == max(len(first), sampling.size_of(len(early | late), share))


def test_every_case_is_as_likely_as_any_other():
    times = dict.fromkeys(NUMBERS, 0)
    for seed in range(1000):
        for number in sampling.draw(NUMBERS, 0.3, str(seed)):
            times[number] += 1
    assert all(310 <= count <= 420 for count in times.values())  # 4 of 11: 364, and four times their spread


def test_a_month_drawn_twice_is_drawn_once():
    event = drawn()
    sample = sampling.folded([event])["2026-10"]
    assert (len(sample.numbers), sample.seed, event.changes["received"]) == (4, "7", 11)
    assert drawn(sample=sample) is None
    with pytest.raises(sampling.OtherSeed):
        drawn(sample=sample, seed="another")


def test_cases_that_come_in_later_are_drawn_from_by_the_first_seed():
    first = drawn()
    sample = sampling.folded([first])["2026-10"]
    later = drawn([*NUMBERS, "C20261031-0001", "C20261031-0002", "C20261031-0003"], sample)
    assert later.changes["seed"] == "7"
    grown = sampling.folded([first, later])["2026-10"]
    assert len(grown.numbers) == 5
    assert set(grown.numbers) > set(sample.numbers)
    assert later.changes["received"] == 14


def test_an_empty_month_has_nothing_to_draw():
    with pytest.raises(sampling.NothingReceived):
        drawn([])


def test_of_two_findings_the_later_counts():
    first = drawn()
    sample = sampling.folded([first])["2026-10"]
    number = sample.numbers[0]
    checks = [
        sampling.checked(deed(), sample, number, "medium", right=True),
        sampling.checked(deed(by="Wu"), sample, number, "medium", right=False, should_be="high"),
    ]
    found = sampling.folded([first, *checks])["2026-10"].checks
    assert [(check.by, check.right, check.should_be) for check in found.values()] == [("Wu", False, "high")]


def test_what_was_not_drawn_is_not_checked():
    samples = sampling.folded([drawn()])
    apart = next(number for number in NUMBERS if number not in samples["2026-10"].numbers)
    with pytest.raises(sampling.NotDrawn):
        sampling.sample_of(samples, apart)


def test_a_wrong_priority_should_be_another_one_and_a_right_one_none():
    sample = sampling.folded([drawn()])["2026-10"]
    with pytest.raises(sampling.AlreadyHasIt):
        sampling.checked(deed(), sample, sample.numbers[0], "high", right=False, should_be="high")
    with pytest.raises(Misused):
        sampling.checked(deed(), sample, sample.numbers[0], "high", right=True, should_be="low")
