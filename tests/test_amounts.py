"""Amounts and hours as an office writes them."""

import pytest

from complaintctl.errors import Misused
from complaintctl.policy.amounts import Amount, Unit
from complaintctl.policy.opening import parse_hours


@pytest.mark.parametrize(
    ("text", "count", "unit", "written"),
    [
        ("30m", 1800, Unit.ELAPSED, "30m"),
        ("48h", 172_800, Unit.ELAPSED, "48h"),
        ("30m office", 1800, Unit.OFFICE, "30m office"),
        (" 2h   office ", 7200, Unit.OFFICE, "2h office"),
        ("same workday", 0, Unit.SAME_WORKDAY, "same workday"),
        ("1 workday", 1, Unit.WORKDAYS, "1 workday"),
        ("1 workdays", 1, Unit.WORKDAYS, "1 workday"),
        ("3 workdays", 3, Unit.WORKDAYS, "3 workdays"),
        ("7 days", 7, Unit.DAYS, "7 days"),
        ("1 month", 1, Unit.MONTHS, "1 month"),
        ("12 months", 12, Unit.MONTHS, "12 months"),
    ],
)
def test_an_amount_is_read_as_written(text, count, unit, written):
    assert Amount.parse(text) == Amount(count, unit, written)
    assert Amount.parse(str(Amount.parse(text))) == Amount.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "h", "0h", "0 days", "-1h", "+1h", "1.5h", "1,5h", "90s", "2 weeks", "1 year", "3", "3 office",
        "3 days office", "3 workdays office", "same workday office", "same day", "2 same workday", "1h30m",
        "1h 30m",
        "½h", "٣h", "３h", "99999999999h", "office", "2hoffice",
    ],
)  # fmt: skip
def test_nothing_else_is_an_amount(text):
    with pytest.raises(Misused, match="not an amount"):
        Amount.parse(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("09:00-12:00 13:30-18:00", ((540, 720), (810, 1080))),
        ("00:00-24:00", ((0, 1440),)),
        ("9:00-12:00 12:00-18:00", ((540, 720), (720, 1080))),
    ],
)
def test_hours_are_minutes_since_midnight(text, hours):
    assert parse_hours(text) == hours


@pytest.mark.parametrize(
    "text",
    [
        "", "9-12", "09:00", "09:00-09:00", "12:00-09:00", "22:00-06:00", "09:00-12:00 11:00-18:00",
        "13:00-18:00 09:00-12:00", "09:00-24:01", "09:00-25:00", "09:60-12:00",
        "24:00-24:00", "09:00-12:00,13:00-18:00", "٠٩:٠٠-١٢:٠٠",
    ],
)  # fmt: skip
def test_hours_that_overlap_or_do_not_ascend_are_a_mistake(text):
    with pytest.raises(Misused, match="hours"):
        parse_hours(text)
