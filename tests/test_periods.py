"""Periods by the policy's zone: what they are called, which came before, which months they touch."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from complaintctl.errors import Misused
from complaintctl.moments import stored
from complaintctl.reports.periods import Period, check
from complaintctl.rules.instants import parse_range

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime.fromisoformat("2026-11-21T04:00:00Z")


def period(kind, text, zone=SHANGHAI):
    start, end = parse_range(text, zone=zone, now=NOW)
    return Period(kind, start, end, zone)


@pytest.mark.parametrize(
    ("kind", "text", "name", "before"),
    [
        ("month", "2026-10", "2026-10", "2026-09"),
        ("month", "2026/1", "2026-01", "2025-12"),
        ("week", "2026-W42", "2026-W42", "2026-W41"),
        ("week", "2027W01", "2027-W01", "2026-W53"),
        ("quarter", "2026Q3", "2026Q3", "2026Q2"),
        ("quarter", "2026-Q1", "2026Q1", "2025Q4"),
        ("year", "2026", "2026", "2025"),
        ("period", "2026-10-05..2026-10-07", "2026-10-05..2026-10-07", "2026-10-02..2026-10-04"),
        ("period", "2026-10-05", "2026-10-05..2026-10-05", "2026-10-04..2026-10-04"),
        ("period", "2026-09..2026-10", "2026-09-01..2026-10-31", "2026-07-02..2026-08-31"),
    ],
)
def test_a_period_has_a_name_and_one_before_it(kind, text, name, before):
    found = period(kind, text)
    assert (found.name, found.previous()) == (name, before)
    assert found.is_whole


@pytest.mark.parametrize(
    ("kind", "text"),
    [("month", "2026-03"), ("week", "2026-W10"), ("quarter", "2026Q2"), ("year", "2026"), ("period", "2026-03-08")],
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "America/Santiago"])
def test_the_one_before_ends_where_this_one_begins_whatever_the_clocks_do(kind, text, zone):
    here = period(kind, text, ZoneInfo(zone))
    before = period(kind, here.previous(), ZoneInfo(zone))
    assert (here.start - before.end).total_seconds() == 1


def test_hours_have_as_many_hours_before_them():
    found = period("period", "2026-10-05 09:00..2026-10-05 10:59:59")
    assert found.name == "2026-10-05 09:00:00..2026-10-05 10:59:59"
    assert found.previous() == "2026-10-04T23:00:00Z..2026-10-05T00:59:59Z"
    assert not found.is_whole


def test_a_month_begins_and_ends_by_the_zone_and_not_by_utc():  # report-utc
    bounds = period("month", "2026-10").bounds()
    assert (bounds["start"], bounds["end"]) == ("2026-09-30T16:00:00Z", "2026-10-31T15:59:59Z")
    assert (bounds["first"], bounds["last"]) == ("2026-10-01", "2026-10-31")


def test_a_month_over_a_change_of_clocks_is_an_hour_shorter():
    found = period("month", "2026-03", ZoneInfo("America/New_York"))
    assert stored(found.start) == "2026-03-01T05:00:00Z"
    assert stored(found.end) == "2026-04-01T03:59:59Z"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2026Q3", ["2026-07", "2026-08", "2026-09"]),
        ("2026-10", ["2026-10"]),
        ("2026-W40", ["2026-09", "2026-10"]),
        ("2025-12-31..2026-02-01", ["2025-12", "2026-01", "2026-02"]),
    ],
)
def test_a_period_touches_every_month_in_it(text, months):  # report-gap
    assert list(period("period", text).months()) == months


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("month", "2026Q3"),
        ("month", "2026-10-01"),
        ("month", "October"),
        ("week", "2026-42"),
        ("quarter", "2026Q5"),
        ("year", "26"),
        ("period", "2026-10-01.."),
        ("period", "..2026-10-01"),
    ],
)
def test_what_names_no_such_period_is_misused(kind, text):
    with pytest.raises(Misused):
        check(kind, text)
