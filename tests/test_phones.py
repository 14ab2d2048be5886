"""Several phones in one text: each is found, masked and kept; an extension belongs to its number."""

import pytest

from complaintctl.discretion import phone
from complaintctl.phones import numbers
from tests.desk import WHAT

TWO = [
    "13800138000 / 13900139000", "13800138000/13900139000", "13800138000、13900139000", "13800138000；13900139000",
    "13800138000,13900139000", "13800138000 13900139000", "13800138000\n13900139000", "13800138000或13900139000",
    "13800138000 or 13900139000", "138 0013 8000 / 139-0013-9000", "+86 13800138000; +86 13900139000",
    "13800138000（张）13900139000", "１３８００１３８０００／１３９００１３９０００",
]  # fmt: skip
ONE = [
    "13800138000", "138 0013 8000", "+86 138 0013 8000", "028-85551234转801", "028-85551234 ext. 12", "85551234-801",
    "028-85551234/5", "85551234 x 12", "13800138000 (张)", "0086-13800138000", "028 8555 1234", "400-800-8000",
    "微信 wx1", "+1 (415) 555-0100", "12345", "",
]  # fmt: skip


@pytest.mark.parametrize("text", TWO)
def test_two_phones_in_one_text_are_two(text):
    assert ["".join(filter(str.isdigit, each))[-11:] for each in numbers(text)] == ["13800138000", "13900139000"]
    assert phone(text) == "138****8000 / 139****9000"


@pytest.mark.parametrize("text", ONE)
def test_one_phone_is_kept_as_it_is_written(text):
    assert numbers(text) == [text]


def test_land_lines_and_mobiles_may_stand_together():
    assert numbers("028-85551234转801 / 13900139000、010-66668888") == [
        "028-85551234转801", "13900139000", "010-66668888",
    ]  # fmt: skip
    assert numbers("13800138000、13800138000") == ["13800138000"]


@pytest.fixture
def wang(desk):
    """Three cases of one person: of two phones, and of each alone; and one of somebody else."""
    calls = ("13800138000 / 13900139000", "139 0013 9000", "13800138000", "13700137000")
    return [
        desk.json("register", "--channel", "phone", "--customer", "王小明", "--phone", call, *WHAT)["number"]
        for call in calls
    ]


@pytest.mark.parametrize("who", ["13800138000", "13900139000", "139 0013 9000"])
def test_each_of_two_phones_finds_the_case(desk, wang, who):
    found = {row["number"] for row in desk.json("search", who, "--reveal")}
    assert wang[0] in found
    assert wang[0] in {case["number"] for case in desk.json("customer", "show", who)["cases"]}


def test_the_cases_of_both_phones_are_one_persons_cases(desk, wang):
    shown = {case["number"] for case in desk.json("customer", "show", wang[0])["cases"]}
    assert shown == set(wang[:3])
    for one in wang[1:3]:
        assert {case["number"] for case in desk.json("customer", "show", one)["cases"]} == {wang[0], one}
    assert [case["number"] for case in desk.json("customer", "show", wang[3])["cases"]] == [wang[3]]
