"""Working time: the README's table both ways, the mistakes others made, and a minute-by-minute oracle."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintctl.errors import Misused
from complaintctl.policy.amounts import Amount, Unit
from complaintctl.policy.opening import DaysOff, Opening, parse_hours
from complaintctl.rules.days import Why
from complaintctl.rules.worktime import Calendar
from complaintctl.rules.zones import TooFar

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = parse_hours("09:00-12:00 13:30-18:00")
ROUND_THE_CLOCK = parse_hours("00:00-24:00")
EVERY_DAY = frozenset(range(7))
EXAMPLES = settings(
    max_examples=int(os.environ.get("COMPLAINTCTL_EXAMPLES", "300")),
    deadline=None,
    derandomize="COMPLAINTCTL_EXAMPLES" not in os.environ,
)


@cache
def china() -> DaysOff:
    years = range(2010, 2031)
    found = holidays.country_holidays("CN", years=years)
    makeup = {day: "make-up" for day in found.weekend_workdays if day.year in years}
    return DaysOff(dict(found.items()), makeup, date(2026, 12, 31))


def office(timezone="Asia/Shanghai", hours=HOURS, off=None, **more) -> Calendar:
    return Calendar(Opening(timezone, hours, **more), off or DaysOff())


CHINA = Calendar(Opening("Asia/Shanghai", HOURS, "CN"), china())
BERLIN = office("Europe/Berlin", parse_hours("09:00-17:00"))


def local(text: str, zone: ZoneInfo = SHANGHAI, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def amount(text: str) -> Amount:
    return Amount.parse(text)


def nothing(unit: Unit) -> Amount:
    return Amount(0, unit, "")


EXAMPLES_OF_THE_RULES = [
    ("2026-11-20 16:00", "3 workdays", "2026-11-25 18:00"),
    ("2026-11-20 17:30", "2h office", "2026-11-23 10:30"),
    ("2026-11-20 16:00", "2h office", "2026-11-20 18:00"),
    ("2026-11-21 11:00", "2h office", "2026-11-23 11:00"),
    ("2026-11-20 11:30", "1h office", "2026-11-20 14:00"),
    ("2026-09-30 17:45", "30m office", "2026-10-08 09:15"),
    ("2026-09-30 10:00", "3 workdays", "2026-10-10 18:00"),
    ("2026-02-13 10:00", "1 workdays", "2026-02-14 18:00"),
    ("2026-11-20 23:00", "4h", "2026-11-21 03:00"),
    ("2026-11-20 16:00", "7 days", "2026-11-27 23:59:59"),
    ("2026-01-31 12:00", "1 month", "2026-02-28 23:59:59"),
]


@pytest.mark.parametrize(("start", "written", "due"), EXAMPLES_OF_THE_RULES)
def test_the_rules_own_examples(start, written, due):
    assert CHINA.due(local(start), amount(written)).at == local(due)
    assert not CHINA.due(local(start), amount(written)).provisional


@pytest.mark.parametrize(("start", "written", "due"), [row for row in EXAMPLES_OF_THE_RULES if "office" in row[1]])
def test_the_rules_own_examples_measured_back(start, written, due):
    assert CHINA.between(local(start), local(due)).seconds == amount(written).size


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-20 16:00", "2026-11-25 18:00", 2 + 3 * 7.5),
        ("2026-09-30 10:00", "2026-10-10 18:00", 6.5 + 3 * 7.5),
        ("2026-02-13 10:00", "2026-02-14 18:00", 6.5 + 7.5),
        ("2026-11-20 23:00", "2026-11-21 03:00", 0),
        ("2026-11-20 16:00", "2026-11-27 23:59:59", 2 + 5 * 7.5),
        ("2026-11-25 18:00", "2026-11-20 16:00", 0),
    ],
)
def test_office_time_between(start, end, hours):
    assert CHINA.between(local(start), local(end)).seconds == hours * 3600


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-20 09:00", "2026-11-20 18:00"),
        ("2026-11-20 18:00", "2026-11-20 18:00"),
        ("2026-11-20 18:00:01", "2026-11-23 18:00"),
        ("2026-11-21 10:00", "2026-11-23 18:00"),
        ("2026-10-10 10:00", "2026-10-10 18:00"),
    ],
)
def test_same_workday_is_this_close_of_business_or_the_next(start, due):
    assert CHINA.due(local(start), amount("same workday")).at == local(due)


@pytest.mark.parametrize(
    ("start", "written", "opens"),
    [
        ("2026-11-20 16:00", "5 days", "2026-11-25 00:00"),
        ("2026-11-20 16:00", "3 workdays", "2026-11-25 00:00"),
        ("2026-01-31 16:00", "1 month", "2026-02-28 00:00"),
        ("2026-11-20 16:00", "2h office", "2026-11-20 18:00"),
        ("2026-11-20 16:00", "4h", "2026-11-20 20:00"),
    ],
)
def test_a_step_opens_at_midnight_of_its_day(start, written, opens):
    assert CHINA.opens(local(start), amount(written)) == local(opens)


# The clock


def test_clock_makeup():
    assert CHINA.due(local("2026-09-18 16:30"), amount("4h office")).at == local("2026-09-20 11:30")


def test_clock_makeup_has_its_weekdays_own_hours():
    sunday = office(off=china(), hours_by_weekday={6: parse_hours("10:00-11:00")})
    assert sunday.due(local("2026-09-18 18:00"), amount("1h office")).at == local("2026-09-20 11:00")


def test_clock_elapsed():
    start = local("2026-09-18 16:30")
    assert CHINA.between(start, CHINA.due(start, amount("4h office")).at).seconds == 4 * 3600


@pytest.mark.parametrize(
    ("start", "written", "provisional"),
    [
        ("2026-12-31 17:00", "1h office", False),
        ("2026-12-31 17:00", "61m office", True),
        ("2026-12-30 10:00", "1 workdays", False),
        ("2026-12-30 10:00", "2 workdays", True),
        ("2026-12-31 18:00", "same workday", False),
        ("2027-01-05 10:00", "same workday", True),
        ("2026-12-31 17:00", "48h", False),
        ("2026-12-31 17:00", "7 days", False),
        ("2026-12-31 17:00", "1 month", False),
    ],
)
def test_clock_no_data(start, written, provisional):
    assert CHINA.due(local(start), amount(written)).provisional is provisional


def test_clock_no_data_between():
    assert not CHINA.between(local("2026-12-30 10:00"), local("2027-01-01 00:00")).provisional
    assert CHINA.between(local("2026-12-30 10:00"), local("2027-01-01 00:01")).provisional
    assert not CHINA.between(local("2027-02-01 00:00"), local("2027-01-01 00:00")).provisional


def test_clock_no_data_a_closing_at_midnight_belongs_to_the_day_it_ends():
    always = office(hours=ROUND_THE_CLOCK, weekdays=EVERY_DAY, confirmed_until=date(2026, 12, 31))
    assert not always.due(local("2026-12-31 23:00"), amount("1h office")).provisional
    assert not always.due(local("2026-12-30 23:00"), amount("1 workdays")).provisional


def test_clock_no_data_make_up_days_after_the_limit_are_not_believed_but_days_off_are():
    off = DaysOff({date(2027, 1, 1): "New Year"}, {date(2027, 1, 2): "make-up"}, date(2026, 12, 31))
    calendar = office(off=off)
    assert not calendar.is_working(date(2027, 1, 1))
    assert not calendar.is_working(date(2027, 1, 2))
    believed = office(off=off, confirmed_until=date(2027, 12, 31))
    assert believed.is_working(date(2027, 1, 2))


def test_clock_observance():
    assert CHINA.is_working(date(2026, 12, 25))
    assert not CHINA.is_working(date(2026, 10, 1))


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no tzset on this system")
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Apia"])
def test_clock_zone(zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        fresh = Calendar(Opening("Asia/Shanghai", HOURS, "CN"), china())
        for start, written, due in EXAMPLES_OF_THE_RULES:
            assert fresh.due(local(start), amount(written)).at == local(due)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_clock_midnight():
    always = office(hours=ROUND_THE_CLOCK, weekdays=EVERY_DAY)
    assert always.due(local("2026-11-20 23:30"), amount("60m office")).at == local("2026-11-21 00:30")
    assert always.between(local("2026-11-20 23:30"), local("2026-12-20 23:30")).seconds == 30 * 86400


def test_clock_lunch():
    three = office(hours=parse_hours("08:00-10:00 10:15-12:00 13:00-17:00"))
    assert three.due(local("2026-11-20 09:30"), amount("4h office")).at == local("2026-11-20 14:45")


def test_clock_one_day():
    wednesdays = office(weekdays=frozenset({2}))
    assert wednesdays.due(local("2026-11-20 09:00"), amount("3 workdays")).at == local("2026-12-09 18:00")
    assert wednesdays.due(local("2026-11-20 09:00"), amount("16h office")).at == local("2026-12-09 10:00")


def test_clock_outside():
    assert CHINA.due(local("2026-11-20 20:00"), amount("30m office")).at == local("2026-11-23 09:30")
    assert CHINA.due(local("2026-11-23 07:00"), amount("30m office")).at == local("2026-11-23 09:30")


def test_clock_empty():
    never = office(weekdays=frozenset(), open=frozenset({date(2026, 11, 22)}))
    assert never.due(local("2026-11-20 09:00"), amount("1 workdays")).at == local("2026-11-22 18:00")
    assert never.due(local("2026-11-20 09:00"), amount("450m office")).at == local("2026-11-22 18:00")
    for written in ("2 workdays", "8h office"):
        with pytest.raises(TooFar):
            never.due(local("2026-11-20 09:00"), amount(written))


def test_clock_wall():
    assert CHINA.between(local("2026-11-20 17:00"), local("2026-11-23 10:00")).seconds == 2 * 3600


def test_clock_dst():
    zone = ZoneInfo("Europe/Berlin")
    for start, due in [("2026-03-28 12:00", "2026-03-29 13:00"), ("2026-10-24 12:00", "2026-10-25 11:00")]:
        assert BERLIN.due(local(start, zone), amount("24h")).at == local(due, zone)
    for start, due in [("2026-03-27 16:00", "2026-03-30 10:00"), ("2026-10-23 16:00", "2026-10-26 10:00")]:
        assert BERLIN.due(local(start, zone), amount("2h office")).at == local(due, zone)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-10-26", 24)])
def test_clock_dst_a_day_has_the_hours_its_clock_shows(day, hours):
    always = office("Europe/Berlin", ROUND_THE_CLOCK, weekdays=EVERY_DAY)
    begin = local(day, always.zone)
    after = local(str(date.fromisoformat(day) + timedelta(days=1)), always.zone)
    assert always.between(begin, after).seconds == hours * 3600


def test_clock_dst_hours_that_come_twice_count_twice_and_skipped_ones_never():
    night = office("Europe/Berlin", parse_hours("02:15-02:45"), weekdays=EVERY_DAY)
    zone = night.zone
    twice = list(islice(night.periods(local("2026-10-25", zone)), 2))
    assert twice == [
        (local("2026-10-25 02:15", zone), local("2026-10-25 02:45", zone)),
        (local("2026-10-25 02:15", zone, fold=1), local("2026-10-25 02:45", zone, fold=1)),
    ]
    assert night.between(local("2026-03-29", zone), local("2026-03-30", zone)).seconds == 0


@pytest.mark.parametrize(
    ("zone", "skipped"),
    [("Pacific/Apia", "2011-12-30"), ("Pacific/Kwajalein", "1993-08-21"), ("Pacific/Kiritimati", "1994-12-31")],
)
def test_clock_dst_a_date_that_was_leapt_over_is_no_working_day(zone, skipped):
    every = office(zone, weekdays=EVERY_DAY)
    day = date.fromisoformat(skipped)
    assert [every.is_working(day + timedelta(days=n)) for n in (-1, 0, 1)] == [True, False, True]
    start = local(str(day - timedelta(days=1)) + " 12:00", every.zone)
    assert every.due(start, amount("1 workday")).at == local(str(day + timedelta(days=1)) + " 18:00", every.zone)


def test_clock_dst_a_midnight_that_is_skipped_means_the_jump_and_of_two_the_first():
    brazil = office("America/Sao_Paulo", ROUND_THE_CLOCK)
    zone = brazil.zone
    # 2018-11-04 began at 01:00; 2018-02-17 had 23:00 to 24:00 twice.
    assert brazil.opens(local("2018-11-01 12:00", zone), amount("3 days")) == local("2018-11-04 01:00", zone)
    assert brazil.due(local("2018-02-16 12:00", zone), amount("1 day")).at == local("2018-02-17 23:59:59", zone)


def test_clock_date_only():
    assert CHINA.due(local("2026-11-20 00:00"), amount("7 days")).at == local("2026-11-27 23:59:59")
    assert CHINA.due(local("2026-11-20 23:59:59"), amount("7 days")).at == local("2026-11-27 23:59:59")


def test_clock_eod():
    late = office(hours=parse_hours("09:00-24:00"))
    assert late.due(local("2026-11-20 10:00"), amount("same workday")).at == local("2026-11-21 00:00")
    assert late.due(local("2026-11-20 23:59:59"), amount("same workday")).at == local("2026-11-21 00:00")
    assert late.due(local("2026-11-19 10:00"), amount("1 workday")).at == local("2026-11-21 00:00")
    friday = (local("2026-11-20 10:00"), local("2026-11-20 11:00"))
    assert late.due(local("2026-11-19 10:00"), amount("1 workday"), [friday]).at == local("2026-11-21 00:00")


def test_clock_lateness():
    due, met = local("2026-11-20 17:00"), local("2026-11-23 10:00")
    assert CHINA.between(due, met).seconds == 2 * 3600
    assert (met - due).total_seconds() == 65 * 3600


# Holding


def test_hold_wall():
    held = [(local("2026-11-19 16:00"), local("2026-11-20 10:00"))]
    assert CHINA.due(local("2026-11-19 15:00"), amount("4h office"), held).at == local("2026-11-20 14:30")


def test_hold_outside():
    held = [(local("2026-11-20 20:00"), local("2026-11-22 20:00"))]
    start = local("2026-11-20 17:00")
    assert CHINA.due(start, amount("2h office"), held) == CHINA.due(start, amount("2h office"))
    assert CHINA.due(start, amount("2 workdays"), held) == CHINA.due(start, amount("2 workdays"))


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("24h", "2026-11-20 04:00"),
        ("2 workdays", "2026-11-23 18:00"),
        ("same workday", "2026-11-19 18:00"),
        ("3 days", "2026-11-22 23:59:59"),
        ("1 month", "2026-12-19 23:59:59"),
    ],
)
def test_a_hold_moves_each_amount_by_its_own_measure(written, due):
    held = [(local("2026-11-18 12:00"), local("2026-11-19 06:00"))]
    assert CHINA.due(local("2026-11-18 10:00"), amount(written), held).at == local(due)


@pytest.mark.parametrize("unit", list(Unit))
def test_nothing_left_is_the_start_itself_unless_held(unit):
    start = local("2026-11-18 10:00")
    same = unit is Unit.SAME_WORKDAY
    assert CHINA.due(start, nothing(unit)).at == (local("2026-11-18 18:00") if same else start)


@pytest.mark.parametrize(
    ("unit", "due"),
    [
        (Unit.ELAPSED, "2026-11-20 10:00"),
        (Unit.OFFICE, "2026-11-20 10:00"),
        (Unit.WORKDAYS, "2026-11-20 18:00"),
        (Unit.DAYS, "2026-11-20 23:59:59"),
        (Unit.MONTHS, "2026-11-20 23:59:59"),
    ],
)
def test_nothing_left_is_moved_by_the_hold_alone(unit, due):
    start = local("2026-11-18 10:00")
    assert CHINA.due(start, nothing(unit), [(start, local("2026-11-20 10:00"))]).at == local(due)


def test_only_what_is_held_after_the_start_counts():
    start = local("2026-11-18 10:00")
    held = [
        (local("2026-11-16 10:00"), local("2026-11-17 10:00")),
        (local("2026-11-17 12:00"), local("2026-11-18 11:00")),
    ]
    assert CHINA.due(start, amount("1h"), held).at == local("2026-11-18 12:00")


# The calendar


def test_the_policy_overrules_the_country_and_closing_overrules_opening():
    day = date(2026, 10, 1)
    assert office(off=china(), open=frozenset({day})).is_working(day)
    assert not office(off=china(), open=frozenset({day}), closed=frozenset({day})).is_working(day)
    assert not office(off=china(), closed=frozenset({date(2026, 10, 10)})).is_working(date(2026, 10, 10))


def test_intervals_say_what_counted_and_why_not():
    calendar = office(off=DaysOff({date(2026, 11, 23): "Feast"}), closed=frozenset({date(2026, 11, 24)}))
    found = calendar.intervals(local("2026-11-20 17:00"), local("2026-11-25 10:00"))
    assert [(str(calendar.local(i.start))[5:16], i.counted, i.why, i.name) for i in found] == [
        ("11-20 17:00", True, Why.OFFICE, ""),
        ("11-20 18:00", False, Why.OUTSIDE_HOURS, ""),
        ("11-21 00:00", False, Why.WEEKEND, ""),
        ("11-23 00:00", False, Why.HOLIDAY, "Feast"),
        ("11-24 00:00", False, Why.CLOSED, ""),
        ("11-25 00:00", False, Why.OUTSIDE_HOURS, ""),
        ("11-25 09:00", True, Why.OFFICE, ""),
    ]


@pytest.mark.parametrize(
    "written", ["9999999h office", "9999999 workdays", "9999999 days", "9999999 months", "400000 workdays"]
)
def test_what_no_calendar_reaches_is_a_sentence(written):
    with pytest.raises(Misused, match="too far ahead"):
        CHINA.due(local("2026-11-20 10:00"), amount(written))


def test_the_stream_ends_in_a_sentence():
    with pytest.raises(TooFar):
        list(CHINA.periods(datetime(9989, 12, 20, tzinfo=UTC)))
    with pytest.raises(TooFar):
        CHINA.due(datetime(9989, 12, 31, tzinfo=UTC), amount("48h"))


# An oracle: slow, obvious, minute by minute

ZONES = {
    "Asia/Shanghai": ["2026-02-14 12:00", "2026-10-03 12:00"],
    "Europe/Berlin": ["2026-03-29 01:00", "2026-10-25 01:00"],
    "America/New_York": ["2026-03-08 07:00", "2026-11-01 06:00"],
    "Australia/Lord_Howe": ["2026-04-04 15:00", "2026-10-03 15:30"],
}
DAYS_OF_HOURS = [
    "00:00-24:00",
    "09:00-12:00 13:30-18:00",
    "00:00-03:00 22:00-24:00",
    "01:15-02:20 02:25-02:50 12:00-20:00",
    "01:30-02:00 06:00-23:30",
]


@cache
def clock(zone: str, minute: int) -> tuple[date, int]:
    shown = datetime.fromtimestamp(minute * 60, ZoneInfo(zone))
    return shown.date(), shown.hour * 60 + shown.minute


def counts(of: Opening, off: DaysOff, minute: int) -> bool:
    day, shown = clock(of.timezone, minute)
    works = day.weekday() in of.weekdays and day not in off.off
    works = (works or day in off.makeup or day in of.open) and day not in of.closed
    return works and any(opens <= shown < closes for opens, closes in of.hours_on(day.weekday()))


@st.composite
def offices(draw):
    zone = draw(st.sampled_from(sorted(ZONES)))
    anchor = datetime.fromisoformat(draw(st.sampled_from(ZONES[zone]))).replace(tzinfo=UTC)
    near = st.sampled_from([anchor.date() + timedelta(days=n) for n in range(-2, 4)])
    of = Opening(
        zone,
        parse_hours(draw(st.sampled_from(DAYS_OF_HOURS))),
        weekdays=draw(st.sampled_from([frozenset(range(5)), EVERY_DAY, frozenset({0, 2, 5, 6})])),
        hours_by_weekday={6: parse_hours("00:00-02:30 10:00-16:00")} if draw(st.booleans()) else {},
        closed=draw(st.frozensets(near, max_size=1)),
        open=draw(st.frozensets(near, max_size=1)),
    )
    start = int(anchor.timestamp()) // 60 + draw(st.integers(-3000, 1500))
    return of, china() if zone == "Asia/Shanghai" else DaysOff(), start


def at(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


@EXAMPLES
@given(offices(), st.integers(1, 400), st.integers(0, 59))
def test_due_and_between_agree_with_counting_minutes(drawn, minutes, second):
    of, off, start = drawn
    left, now = minutes, start
    while left:
        left -= counts(of, off, now)
        now += 1
    calendar = Calendar(of, off)
    assert calendar.due(at(start), Amount(minutes * 60, Unit.OFFICE, "")).at == at(now)
    assert calendar.between(at(start), at(now)).seconds == minutes * 60
    begun = at(start) + timedelta(seconds=second)
    due = calendar.due(begun, Amount(minutes * 60 - second, Unit.OFFICE, "")).at
    assert calendar.between(begun, due).seconds == minutes * 60 - second
    assert due == (at(now) if counts(of, off, start) or not second else due)


@EXAMPLES
@given(offices(), st.integers(0, 300), st.lists(st.integers(0, 900), min_size=2, max_size=4))
def test_holds_agree_with_counting_minutes(drawn, minutes, gaps):
    of, off, start = drawn
    marks = [start]
    for gap in gaps:
        marks.append(marks[-1] + gap)
    held = [(marks[n], marks[n + 1]) for n in range(1, len(marks) - 1, 2)]
    left = minutes + sum(counts(of, off, minute) for since, until in held for minute in range(since, until))
    now = start
    while left:
        left -= counts(of, off, now)
        now += 1
    pieces = [(at(since), at(until)) for since, until in held]
    assert Calendar(of, off).due(at(start), Amount(minutes * 60, Unit.OFFICE, ""), pieces).at == at(now)


@EXAMPLES
@given(offices(), st.integers(0, 6), st.integers(0, 9000), st.integers(0, 9000), st.integers(0, 9000))
def test_days_agree_with_counting_dates(drawn, count, before, first, second):
    of, off, start = drawn
    calendar = Calendar(of, off)
    x, y, z = (at(start + n) for n in (before, before + first, before + first + second))
    dates = [calendar.date_of(x) + timedelta(days=n) for n in range(1, 20)]
    ended = [day for day in dates if day <= calendar.date_of(z)]
    for unit, later in ((Unit.DAYS, len(ended)), (Unit.WORKDAYS, sum(map(calendar.is_working, ended)))):
        day, left = calendar.date_of(at(start)), count + later
        while left:
            day += timedelta(days=1)
            left -= unit is Unit.DAYS or calendar.is_working(day)
        due = calendar.due(at(start), Amount(count, unit, ""), [(x, y), (y, z)])
        shown = calendar.local(due.at)
        if not count + later:
            assert due.at == at(start)
        elif unit is Unit.DAYS:
            assert shown.isoformat()[:19] == f"{day}T23:59:59"
        else:
            assert calendar.local(due.at - timedelta(seconds=1)).date() == day


AMOUNTS = st.builds(Amount, st.integers(0, 40), st.sampled_from(list(Unit)), st.just("")).map(
    lambda a: Amount(a.size * 900, a.unit, "") if a.unit in (Unit.OFFICE, Unit.ELAPSED) else a
)
ODD_ZONES = [*ZONES, "America/St_Johns", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Gaza"]


@EXAMPLES
@given(
    st.sampled_from(ODD_ZONES),
    st.sampled_from(DAYS_OF_HOURS),
    AMOUNTS,
    st.integers(1_200_000_000, 1_800_000_000),
    st.lists(st.integers(0, 400_000), min_size=3, max_size=3),
)
def test_holds_add_up_and_intervals_leave_nothing_out(zone, hours, what, second, gaps):
    calendar = office(zone, parse_hours(hours), weekdays=frozenset(range(6)))
    start = datetime.fromtimestamp(second, UTC)
    x, y, z = (start + timedelta(seconds=sum(gaps[: n + 1])) for n in range(3))
    due = calendar.due(start, what, [(x, z)])
    assert calendar.due(start, what, [(x, y), (y, z)]) == due
    assert due.at >= calendar.due(start, what).at >= start
    pieces = calendar.intervals(start, z)
    assert all(one.end == other.start for one, other in pairwise(pieces))
    counted = sum((piece.end - piece.start).total_seconds() for piece in pieces if piece.counted)
    assert counted == calendar.between(start, z).seconds
    assert (not pieces and start == z) or (pieces[0].start, pieces[-1].end) == (start, z)
    streamed = 0.0
    for opened, closed in calendar.periods(start):
        if opened >= z:
            break
        streamed += (min(closed, z) - opened).total_seconds()
    assert streamed == counted
