"""Instants as people write them, and the periods that reports name."""

import locale
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintctl.errors import Misused, Unusable
from complaintctl.moments import from_stored, stored
from complaintctl.rules.instants import parse_instant, parse_range, shown
from tests.texts import any_text

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 21, 12, 27, 43, tzinfo=UTC)  # 20:27:43 in Shanghai, a Saturday


def read(text, zone=SHANGHAI, **more) -> str:
    return stored(parse_instant(text, zone=zone, now=NOW, **more))


def local(text, **more) -> str:
    return shown(parse_instant(text, zone=SHANGHAI, now=NOW, **more), SHANGHAI, seconds=True)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-21T12:27:43Z", "2026-11-21T12:27:43Z"),
        ("2026-11-21t12:27:43z", "2026-11-21T12:27:43Z"),
        ("2026-11-21T20:27:43+08:00", "2026-11-21T12:27:43Z"),
        ("2026-11-21 20:27:43 +0800", "2026-11-21T12:27:43Z"),
        ("2026-11-21T12:27:43.999999999Z", "2026-11-21T12:27:43Z"),
        ("2026/11/21 9:30 -05:00", "2026-11-21T14:30:00Z"),
        ("20261121T093000", "2026-11-21T01:30:00Z"),
        ("2026-W47-6T09:30", "2026-11-21T01:30:00Z"),
        ("now", "2026-11-21T12:27:43Z"),
        ("-2h", "2026-11-21T10:27:43Z"),
        ("-30m", "2026-11-21T11:57:43Z"),
        ("-3d", "2026-11-18T12:27:43Z"),
        ("+2h", "2026-11-21T14:27:43Z"),
    ],
)
def test_an_instant_is_kept_in_utc(text, utc):
    assert read(text) == utc


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2026-11-21 09:30", "2026-11-21 09:30:00"),
        ("2026-11-21T09:30", "2026-11-21 09:30:00"),
        ("2026-11-21 9:30", "2026-11-21 09:30:00"),
        ("2026-11-21 09:30:15.5", "2026-11-21 09:30:15"),
        ("2026-11-21", "2026-11-21 00:00:00"),
        ("2026-11-21 24:00", "2026-11-22 00:00:00"),
        ("2026/11/21 9:30", "2026-11-21 09:30:00"),
        ("2020/6/8", "2020-06-08 00:00:00"),
        ("2026.6.8 1:05 PM", "2026-06-08 13:05:00"),
        ("2026年11月21日 9:30", "2026-11-21 09:30:00"),
        ("2026年11月21日9时30分", "2026-11-21 09:30:00"),
        ("2026年1月2日 下午3:05", "2026-01-02 15:05:00"),
        ("2026年1月2日 上午9点", "2026-01-02 09:00:00"),
        ("２０２６年１１月２１日　９：３０", "2026-11-21 09:30:00"),
        ("２０２６－１１－２１ ０９：３０", "2026-11-21 09:30:00"),
        ("22-Apr-15 3:53:50 PM", "2015-04-22 15:53:50"),
        ("22-apr-2015 12:05 am", "2015-04-22 00:05:00"),
        ("22 April 2015 12:05 p.m.", "2015-04-22 12:05:00"),
        ("Sept 3, 2015 9 AM", "2015-09-03 09:00:00"),
        ("31-Dec-99", "1999-12-31 00:00:00"),
        ("22/04/2015", "2015-04-22 00:00:00"),
        ("22-04-2015 9:30", "2015-04-22 09:30:00"),
        ("04/22/2015 3:53:50 PM", "2015-04-22 15:53:50"),
        ("05/05/2026", "2026-05-05 00:00:00"),
        ("today", "2026-11-21 00:00:00"),
        ("today 9:30", "2026-11-21 09:30:00"),
        ("Yesterday 17:00", "2026-11-20 17:00:00"),
        ("tomorrow 9:00", "2026-11-22 09:00:00"),
        ("  2026-11-21   09:30  ", "2026-11-21 09:30:00"),
    ],
)
def test_without_an_offset_it_is_the_offices_local_time(text, clock):
    assert local(text) == clock


@pytest.mark.parametrize("text", ["2026-11-21", "2026/11/21", "21-Nov-26", "21/11/2026", "2026年11月21日", "today"])
def test_a_date_alone_is_its_end_where_the_end_is_meant(text):
    assert local(text, end_of_day=True) == "2026-11-21 23:59:59"
    assert local(f"{text} 09:30", end_of_day=True) == "2026-11-21 09:30:00"


@pytest.mark.parametrize("text", ["03/04/2026", "3-4-2026 9:30", "03.04.2026", "22-04-15", "03/04/05"])
def test_an_ambiguous_date_is_refused(text):
    with pytest.raises(Misused, match="more than one way"):
        read(text)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("03/04/2026", "dmy", "2026-04-03"),
        ("03/04/2026", "mdy", "2026-03-04"),
        ("03-04-26", "dmy", "2026-04-03"),
        ("3.4.26", "mdy", "2026-03-04"),
        ("26/03/04", "ymd", "2026-03-04"),
        ("2026-03-04", "dmy", "2026-03-04"),
        ("2026/3/4", "mdy", "2026-03-04"),
        ("3-Apr-26", "mdy", "2026-04-03"),
    ],
)
def test_a_declared_order_settles_it_and_the_year_first_always_does(text, order, day):
    assert local(text, order=order) == f"{day} 00:00:00"


@pytest.mark.parametrize(("text", "order"), [("22/04/2015", "mdy"), ("04/22/2015", "dmy"), ("22/04/2015", "ymd")])
def test_a_date_in_another_than_the_declared_order_is_refused(text, order):
    with pytest.raises(Misused, match=f"order {order}"):
        read(text, order=order)


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "noon", "9:30", "2026", "2026-11", "2026-W47", "2026-02-30", "29/02/2015", "30/30/2015",
        "2026-13-01", "2026-11-21x09:30", "2026-11-21-09:30", "2026-11-21 9", "2026-11-21 25:00",
        "2026-11-21 24:01", "2026-11-21 09:60", "2026-11-21 09:30:60", "2026-11-21 13:00 PM",
        "2026-11-21 0:30 AM", "22-Foo-15", "2026-11-21 09:30 CST", "2026-11-21T09:30+25:00",
        "today 9", "today x", "now 9:30", "-2", "2h", "--2h", "-9999999d", "+999999999w", "{text}",
        "%s", "\x00", "[red]", "2026年11月21日 上午12:30", "2026/11-21", "1/2",
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_a_sentence(text):
    with pytest.raises(Misused, match="not a date or time") as refused:
        read(text)
    assert refused.value.advice()


@pytest.mark.parametrize("text", ["1899-12-31", "9001-01-01 10:00", "0304-05-06", "+62000000h", "9999-12-31T23:59:59Z"])
def test_years_that_must_be_a_slip_are_refused(text):
    with pytest.raises(Misused, match="outside the years"):
        read(text)


def test_a_local_time_that_dst_skips_is_refused_and_of_two_the_first_is_meant():
    with pytest.raises(Misused, match=r"never was.*Europe/Berlin"):
        read("2026-03-29 02:30", BERLIN)
    assert read("2026-03-29T02:30:00Z", BERLIN) == "2026-03-29T02:30:00Z"
    assert read("2026-03-29 03:00", BERLIN) == "2026-03-29T01:00:00Z"
    assert read("2026-10-25 02:30", BERLIN) == "2026-10-25T00:30:00Z"


def test_a_date_alone_is_taken_even_where_its_midnight_is_skipped():
    assert read("2018-11-04", SAO_PAULO) == "2018-11-04T03:00:00Z"
    with pytest.raises(Misused, match="never was"):
        read("2018-11-04 00:00", SAO_PAULO)


def test_the_machines_locale_has_no_say():
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C")
        assert local("22-Apr-15 3:53:50 PM") == "2015-04-22 15:53:50"
    finally:
        locale.setlocale(locale.LC_ALL, before)


@given(st.datetimes(datetime(1901, 1, 1), datetime(2199, 12, 31)), st.sampled_from([SHANGHAI, BERLIN, SAO_PAULO]))
def test_what_is_stored_or_shown_is_read_again(naive, zone):
    instant = naive.replace(tzinfo=UTC, microsecond=0)
    assert from_stored(stored(instant)) == instant
    assert parse_instant(stored(instant), zone=zone, now=NOW) == instant
    again = parse_instant(shown(instant, zone, seconds=True), zone=zone, now=NOW)
    assert instant - again in (timedelta(0), timedelta(hours=1))  # an hour that comes twice: the first


@given(any_text(max_size=30) | st.from_regex(r"[-0-9/.年月日: TZAPMQW+]{1,25}", fullmatch=True))
def test_whatever_is_typed_there_is_an_instant_or_a_sentence(text):
    for read_it in (parse_instant, parse_range):
        with suppress(Misused):
            read_it(text, zone=BERLIN, now=NOW)


def test_what_the_database_holds_by_mistake_is_a_sentence():
    with pytest.raises(Unusable, match="where a time should be"):
        from_stored("yesterday")


def test_shown_on_the_offices_clock():
    assert shown(NOW, SHANGHAI) == "2026-11-21 20:27"
    assert stored(NOW.astimezone(SHANGHAI)) == "2026-11-21T12:27:43Z"


# Periods


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01 00:00:00", "2026-12-31 23:59:59"),
        ("2026-10", "2026-10-01 00:00:00", "2026-10-31 23:59:59"),
        ("2026-12", "2026-12-01 00:00:00", "2026-12-31 23:59:59"),
        ("2026年2月", "2026-02-01 00:00:00", "2026-02-28 23:59:59"),
        ("2026-10-05", "2026-10-05 00:00:00", "2026-10-05 23:59:59"),
        ("2026Q3", "2026-07-01 00:00:00", "2026-09-30 23:59:59"),
        ("2026-q4", "2026-10-01 00:00:00", "2026-12-31 23:59:59"),
        ("2026-W42", "2026-10-12 00:00:00", "2026-10-18 23:59:59"),
        ("2026-W53", "2026-12-28 00:00:00", "2027-01-03 23:59:59"),
        ("today", "2026-11-21 00:00:00", "2026-11-21 23:59:59"),
        ("yesterday", "2026-11-20 00:00:00", "2026-11-20 23:59:59"),
        ("2026-10..2026-11", "2026-10-01 00:00:00", "2026-11-30 23:59:59"),
        ("2026-10-05 .. today", "2026-10-05 00:00:00", "2026-11-21 23:59:59"),
        ("2026-10-05..2026-10-05", "2026-10-05 00:00:00", "2026-10-05 23:59:59"),
        ("2026-10-05 09:30..2026-10-05 18:00", "2026-10-05 09:30:00", "2026-10-05 18:00:00"),
        ("-1d..now", "2026-11-20 20:27:43", "2026-11-21 20:27:43"),
        ("2026-10..", "2026-10-01 00:00:00", None),
        ("..2026-10", None, "2026-10-31 23:59:59"),
        ("22.04.2015..23.04.2015", "2015-04-22 00:00:00", "2015-04-23 23:59:59"),
    ],
)
def test_a_period_includes_both_ends(text, first, last):
    ends = parse_range(text, zone=SHANGHAI, now=NOW)
    assert [end and shown(end, SHANGHAI, seconds=True) for end in ends] == [first, last]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not a period"),
        ("..", "not a period"),
        ("soon", "not a period"),
        ("2026-13", "not a period"),
        ("2026-00", "not a period"),
        ("2026Q5", "not a period"),
        ("2027-W53", "not a period"),
        ("2026...2027", "not a period"),
        ("2026..2025", "ends before it begins"),
        ("03/04/2026..", "more than one way"),
        ("9500", "outside the years"),
        ("9999", "not a period"),
        ("0000", "not a period"),
    ],
)
def test_what_is_no_period_is_refused(text, sentence):
    with pytest.raises(Misused, match=sentence):
        parse_range(text, zone=SHANGHAI, now=NOW)


@pytest.mark.parametrize("zone", [SHANGHAI, BERLIN, SAO_PAULO])
def test_periods_tile_whatever_the_clocks_do(zone):
    for year in (2017, 2018, 2026):
        for kinds in ([f"{year}-{n:02}" for n in range(1, 13)], [f"{year}Q{n}" for n in range(1, 5)]):
            ends = [parse_range(kind, zone=zone, now=NOW) for kind in kinds]
            assert all(later[0] - earlier[1] == timedelta(seconds=1) for earlier, later in pairwise(ends))
            assert (ends[0][0], ends[-1][1]) == parse_range(str(year), zone=zone, now=NOW)
