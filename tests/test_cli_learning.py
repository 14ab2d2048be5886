"""What belongs to no case, through the program: points adjusted, samples, measures, drills."""

import pytest

from tests.test_cli_mainline import staffed


@pytest.fixture
def shop(desk):
    """A register with a general manager, 王总, and an agent."""
    staffed(desk)
    return desk


def test_points_are_adjusted_by_name_or_title_and_with_a_sign(shop):
    made = shop.json("adjust", "rnd", "-3", "--reason", "瞒报", "--as", "王总")
    assert made == {
        "at": "2026-11-20T02:00:00Z", "actor": "王总", "department": "rnd", "points": -3, "reason": "瞒报",
    }  # fmt: skip
    assert "研发部: +2" in shop("adjust", "研发部", "2", "--reason", "补报", "--as", "王总", "--lang", "zh").replace(
        "：", ": "
    )
    assert shop.json("verify")["ok"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("adjust", "rnd", "-3", "--reason", "x"), 1),
        (("adjust", "nowhere", "-3", "--reason", "x", "--as", "王总"), 1),
        (("adjust", "rnd", "1.5", "--reason", "x", "--as", "王总"), 2),
        (("adjust", "rnd", "-3", "--as", "王总"), 2),
        (("adjust", "rnd", "-3", "--reason", " ", "--as", "王总"), 2),
        (("adjust", "rnd", "-3", "--reason", "x", "--as", "王总", "--at", "2026-12-01"), 1),
    ],
)
def test_an_adjustment_that_cannot_be_is_refused(shop, line, code):
    shop.error(*line, code=code)
