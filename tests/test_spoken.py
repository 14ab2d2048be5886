"""Times, periods and amounts as people say them (language.md): each word of both languages, wherever one types."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintctl.errors import Misused
from complaintctl.intake.times import Times
from complaintctl.policy.amounts import Amount
from complaintctl.rules import spoken
from complaintctl.rules.instants import parse_instant, shown
from complaintctl.rules.spoken import Lean, OtherWeekday, SeveralTimes

PAST, FUTURE = Lean.PAST, Lean.FUTURE
FRIDAY = datetime(2026, 11, 27, 14, 5, 30)
ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/New_York")]


def meant(text, lean=PAST, now=FRIDAY):
    """What is said at this local time, written shortly."""
    found = spoken.instant(text, now, lean)
    if isinstance(found, timedelta):
        found = now + found
    return found.isoformat(" ")[:16] if isinstance(found, datetime) else found and found.isoformat()


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("刚才", "2026-11-27 14:05"), ("现在", "2026-11-27 14:05"), ("just now", "2026-11-27 14:05"),
        ("今天", "2026-11-27"), ("昨天", "2026-11-26"), ("前天", "2026-11-25"), ("大前天", "2026-11-24"),
        ("the day before yesterday", "2026-11-25"), ("Yesterday", "2026-11-26"),
        ("昨天早上9点", "2026-11-26 09:00"), ("昨天上午九点", "2026-11-26 09:00"), ("中午", "2026-11-27 12:00"),
        ("昨天中午1点", "2026-11-26 13:00"), ("下午3点", "2026-11-26 15:00"), ("今天下午1点半", "2026-11-27 13:30"),
        ("昨天傍晚6点", "2026-11-26 18:00"), ("昨天晚上10点", "2026-11-26 22:00"), ("今早8点", "2026-11-27 08:00"),
        ("今早", "2026-11-27 08:00"), ("昨晚", "2026-11-26 20:00"), ("昨晚10点半", "2026-11-26 22:30"),
        ("昨晚2点", "2026-11-27 02:00"), ("今天凌晨2点", "2026-11-27 02:00"), ("半夜", "2026-11-27 00:00"),
        ("9点", "2026-11-27 09:00"), ("九点", "2026-11-27 09:00"), ("9点半", "2026-11-27 09:30"),
        ("9点一刻", "2026-11-27 09:15"), ("９：３０", "2026-11-27 09:30"), ("十点二十", "2026-11-27 10:20"),
        ("昨天9:30", "2026-11-26 09:30"), ("昨天 9点05分", "2026-11-26 09:05"), ("二十二点零五", "2026-11-26 22:05"),
        ("昨天24点", "2026-11-27 00:00"), ("昨天0点", "2026-11-26 00:00"),
        ("周一", "2026-11-23"), ("星期三", "2026-11-25"), ("礼拜天", "2026-11-22"), ("本周五", "2026-11-27"),
        ("上周五", "2026-11-20"), ("上周五下午3点", "2026-11-20 15:00"), ("上上周一", "2026-11-09"),
        ("mon", "2026-11-23"), ("Monday 9:30", "2026-11-23 09:30"), ("last friday", "2026-11-20"),
        ("last Friday 3pm", "2026-11-20 15:00"), ("monday last week", "2026-11-16"), ("this tuesday", "2026-11-24"),
        ("3天前", "2026-11-24 14:05"), ("两小时前", "2026-11-27 12:05"), ("半小时前", "2026-11-27 13:35"),
        ("一个半小时前", "2026-11-27 12:35"), ("两个星期前", "2026-11-13 14:05"), ("3天前9点", "2026-11-24 09:00"),
        ("3 days ago", "2026-11-24 14:05"), ("half an hour ago", "2026-11-27 13:35"),
        ("an hour ago", "2026-11-27 13:05"),
        ("2 weeks ago at 9am", "2026-11-13 09:00"), ("a month ago", "2026-10-27 14:05"),
        ("11月25日", "2026-11-25"), ("25号", "2026-11-25"), ("二十五号9点", "2026-11-25 09:00"),
        ("30号", "2026-10-30"),
        ("11月30日", "2025-11-30"), ("11月25日上午10点", "2026-11-25 10:00"), ("去年12月3日", "2025-12-03"),
        ("上月25号", "2026-10-25"), ("月底", "2026-10-31"), ("上月底", "2026-10-31"), ("去年底", "2025-12-31"),
        ("25 Nov", "2026-11-25"), ("Nov 25", "2026-11-25"), ("November 25th", "2026-11-25"),
        ("the 25th", "2026-11-25"),
        ("Nov 25 10:30", "2026-11-25 10:30"), ("25th of November at 9 am", "2026-11-25 09:00"),
        ("end of last month", "2026-10-31"), ("1月3日", "2026-01-03"), ("29 Feb", "2024-02-29"),
        ("9am", "2026-11-27 09:00"), ("9:30pm", "2026-11-26 21:30"), ("noon", "2026-11-27 12:00"),
        ("midnight", "2026-11-27 00:00"), ("yesterday at 9 a.m.", "2026-11-26 09:00"),
        ("9am yesterday", "2026-11-26 09:00"),
        ("last night", "2026-11-26 20:00"), ("last night 10:30", "2026-11-26 22:30"),
        ("half past nine", "2026-11-27 09:30"),
        ("yesterday morning", "2026-11-26 08:00"), ("3 in the afternoon yesterday", None),
        ("at 9", "2026-11-27 09:00"),
        ("昨晚 10 点半", "2026-11-26 22:30"), ("昨天　晚上　10　点　半", "2026-11-26 22:30"),
        ("3 天前", "2026-11-24 14:05"),
        ("11 月 25 日", "2026-11-25"), ("上 周五", "2026-11-20"), ("昨天 9 ： 30", "2026-11-26 09:30"),
        ("昨天\u200b9点", "2026-11-26 09:00"), ("昨天\u00a09点", "2026-11-26 09:00"),
        ("昨天晚10点", "2026-11-26 22:00"),
        ("10点20分30秒", "2026-11-27 10:20"), ("二〇二六年十一月二十五日", "2026-11-25"),
        ("一百天前", "2026-08-19 14:05"),
        ("2026-11-25 晚上10点", "2026-11-25 22:00"), ("2026.11.25 下午3点半", "2026-11-25 15:30"),
        ("2026-11-25 18:00:00 周三", "2026-11-25 18:00"), ("11月25日（周三）", "2026-11-25"),
        ("Wed, 25 Nov", "2026-11-25"),
        ("Friday 20 Nov 3pm", "2026-11-20 15:00"), ("上周五11月20日", "2026-11-20"), ("今天周五", "2026-11-27"),
        ("1.5小时前", "2026-11-27 12:35"), ("两天半前", "2026-11-25 02:05"), ("一刻钟前", "2026-11-27 13:50"),
        ("1小时30分钟前", "2026-11-27 12:35"), ("an hour and a half ago", "2026-11-27 12:35"),
        ("2.5 hours ago", "2026-11-27 11:35"), ("twenty-five minutes ago", "2026-11-27 13:40"),
        ("2h ago", "2026-11-27 12:05"),
        ("this morning", "2026-11-27 08:00"), ("this morning at 9:30", "2026-11-27 09:30"),
        ("day before yesterday", "2026-11-25"), ("12 noon", "2026-11-27 12:00"),
        ("last night at 2am", "2026-11-27 02:00"),
        ("昨天夜里2点", "2026-11-27 02:00"), ("今天夜里2点", "2026-11-27 02:00"),
    ],
)  # fmt: skip
def test_what_happened_is_the_nearest_past(text, local):
    assert meant(text) == local


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("明天", "2026-11-28"), ("后天", "2026-11-29"), ("大后天下午", "2026-11-30 15:00"),
        ("tomorrow 9am", "2026-11-28 09:00"),
        ("the day after tomorrow", "2026-11-29"), ("今晚", "2026-11-27 20:00"), ("今晚9点", "2026-11-27 21:00"),
        ("明早9点", "2026-11-28 09:00"), ("tonight", "2026-11-27 20:00"), ("tomorrow at noon", "2026-11-28 12:00"),
        ("今晚12点", "2026-11-28 00:00"), ("midnight", "2026-11-28 00:00"), ("下午3点", "2026-11-27 15:00"),
        ("上午10点", "2026-11-28 10:00"), ("周一", "2026-11-30"), ("周五", "2026-11-27"), ("下周一", "2026-11-30"),
        ("下周一9点", "2026-11-30 09:00"), ("next monday", "2026-11-30"), ("friday", "2026-11-27"),
        ("thu", "2026-12-03"),
        ("3天后", "2026-11-30 14:05"), ("一周后", "2026-12-04 14:05"), ("2个月后", "2027-01-27 14:05"),
        ("in 2 hours", "2026-11-27 16:05"), ("3 days from now", "2026-11-30 14:05"),
        ("in half an hour", "2026-11-27 14:35"),
        ("月底", "2026-11-30"), ("下月底", "2026-12-31"), ("年底", "2026-12-31"), ("end of month", "2026-11-30"),
        ("end of the year", "2026-12-31"), ("25号", "2026-12-25"), ("11月25日", "2027-11-25"),
        ("1月3日", "2027-01-03"),
        ("Dec 3", "2026-12-03"), ("31号", "2026-12-31"), ("2月29日", "2028-02-29"),
        ("今天下午4点半", "2026-11-27 16:30"), ("this afternoon at 4", "2026-11-27 16:00"),
        ("tonight 8pm", "2026-11-27 20:00"),
        ("day after tomorrow", "2026-11-29"), ("in twenty minutes", "2026-11-27 14:25"),
        ("今晚1点", "2026-11-28 01:00"),
        ("in 1 hour 30 minutes", "2026-11-27 15:35"), ("midnight tonight", "2026-11-28 00:00"),
        ("周三12月2日", "2026-12-02"),
    ],
)  # fmt: skip
def test_what_is_to_be_is_the_nearest_to_come(text, local):
    assert meant(text, FUTURE) == local


@pytest.mark.parametrize(
    ("text", "lean", "now", "readings"),
    [
        ("昨晚12点", PAST, FRIDAY, "2026-11-26 00:00 / 2026-11-27 00:00"),
        ("昨天半夜", PAST, FRIDAY, "2026-11-26 00:00 / 2026-11-27 00:00"),
        ("昨天半夜2点", PAST, FRIDAY, "2026-11-26 02:00 / 2026-11-27 02:00"),
        ("last night at 12", PAST, FRIDAY, "2026-11-26 00:00 / 2026-11-27 00:00"),
        ("midnight yesterday", PAST, FRIDAY, "2026-11-26 00:00 / 2026-11-27 00:00"),
        ("明晚12点", FUTURE, FRIDAY, "2026-11-28 00:00 / 2026-11-29 00:00"),
        ("last wednesday", PAST, FRIDAY, "2026-11-18 / 2026-11-25"),
        ("next saturday", FUTURE, FRIDAY, "2026-11-28 / 2026-12-05"),
        ("last friday", PAST, datetime(2026, 11, 29, 9, 0), "2026-11-20 / 2026-11-27"),
        ("last friday", PAST, datetime(2026, 11, 28, 9, 0), "2026-11-20 / 2026-11-27"),
        ("last night at midnight", PAST, FRIDAY, "2026-11-26 00:00 / 2026-11-27 00:00"),
        ("昨晚12点半", PAST, FRIDAY, "2026-11-26 00:30 / 2026-11-27 00:30"),
        ("周三晚上1点", PAST, FRIDAY, "2026-11-25 01:00 / 2026-11-26 01:00"),
        ("11月25日夜里2点", PAST, FRIDAY, "2026-11-25 02:00 / 2026-11-26 02:00"),
        ("3天前晚上12点", PAST, FRIDAY, "2026-11-24 00:00 / 2026-11-25 00:00"),
        ("今晚1点", FUTURE, datetime(2026, 11, 27, 0, 30), "2026-11-27 01:00 / 2026-11-28 01:00"),
        ("12月31日晚上12点", PAST, datetime(2027, 1, 2, 9, 0), "2026-12-31 00:00 / 2027-01-01 00:00"),
    ],
)
def test_what_can_be_two_days_is_refused_with_both(text, lean, now, readings):
    with pytest.raises(SeveralTimes) as refused:
        spoken.instant(text, now, lean)
    assert refused.value.fields["readings"] == readings
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    "text",
    ["", "soon", "昨天昨天", "昨天 9点 10点", "上午13点", "早上2点", "25点", "13pm", "9点60", "32号", "2月30日",
     "31 Nov",
     "本周", "this week", "三个工作日前", "9", "yesterday 9", "周八", "3天", "昨天9点x", "今天 now", "mondays",
      "1天前 2天前", "今天25号", "tomorrow 25 Nov", "3 days ago yesterday", "in 2 days monday", "月底25号",
     "25 Nov end of month", "tonight 8am", "晚上9am", "morning 9pm", "上周11月25日", "in 2 days ago", "1天30分钟前"],
)  # fmt: skip
def test_other_words_are_refused(text):
    with pytest.raises(Misused):
        parse_instant(text, zone=ZONES[0], now=FRIDAY.replace(tzinfo=UTC), lean=PAST)


@pytest.mark.parametrize("text", ["Friday 25 Nov", "11月25日周五", "昨天周一", "下周三11月25日", "2026-11-25 周四"])
def test_a_weekday_beside_a_date_is_never_ignored(text):
    with pytest.raises(OtherWeekday):
        spoken.instant(text, FRIDAY, PAST)


@pytest.mark.parametrize(("text", "since", "local"), [
    ("周三", datetime(2026, 11, 30, 0, 0), "2026-12-02"), ("周三", datetime(2026, 11, 23, 9, 0), "2026-11-25"),
    ("1月5日", datetime(2026, 12, 28, 0, 0), "2027-01-05"), ("3天后", datetime(2026, 12, 28), "2026-11-30 14:05"),
    ("明天", datetime(2026, 12, 28), "2026-11-28"),
])  # fmt: skip
def test_what_ends_something_is_the_first_from_where_it_begins(text, since, local):
    found = spoken.instant(text, FRIDAY, PAST, since)
    assert (found.isoformat(" ")[:16] if isinstance(found, datetime) else found.isoformat()) == local


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("clock", ["00:00:00", "09:30:00", "23:59:59"])
@pytest.mark.parametrize("day", ["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01", "2026-12-31", "2027-01-01"])
def test_words_are_local_at_any_hour_over_dst_and_the_turn_of_the_year(zone, clock, day):
    now = datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=zone)
    today = date.fromisoformat(day)

    def said(text, lean=PAST):
        return shown(parse_instant(text, zone=zone, now=now, lean=lean), zone)

    def at(days, hour="00:00"):
        return f"{today + timedelta(days=days)} {hour}"

    assert (said("昨天"), said("前天"), said("昨晚10点半")) == (at(-1), at(-2), at(-1, "22:30"))
    assert (said("明天", FUTURE), said("明早9点", FUTURE)) == (at(1), at(1, "09:00"))
    assert said("yesterday 9:30pm") == at(-1, "21:30")
    assert said("noon", FUTURE) == at(0 if clock <= "12:00:00" else 1, "12:00")
    assert said("noon") == at(0 if clock >= "12:00:00" else -1, "12:00")
    monday = -today.weekday()
    assert (said("周一"), said("上周一"), said("下周一", FUTURE)) == (at(monday), at(monday - 7), at(monday + 7))
    assert said("周日", FUTURE) == at(monday + 6)
    assert parse_instant("两小时前", zone=zone, now=now, lean=PAST) == now.astimezone(UTC) - timedelta(hours=2)
    assert said("3天后", FUTURE) == at(3, clock[:5])
    this, other = f"{day[5:7]}月{day[8:]}日", today + timedelta(days=40)
    assert (said(this), said(this, FUTURE)) == (at(0), at(0))
    assert said(
        f"{other:%d} {'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()[other.month - 1]}", FUTURE
    ) == at(40)


def test_a_time_that_never_was_is_refused_in_words_too():
    now = datetime(2026, 3, 9, 9, 0, tzinfo=ZONES[2])
    with pytest.raises(Misused, match="never was"):
        parse_instant("yesterday 2:30am", zone=ZONES[2], now=now, lean=PAST)


def test_of_a_time_that_was_twice_the_first_is_meant_in_words_as_in_digits():
    now = datetime(2026, 11, 2, 9, 0, tzinfo=ZONES[2])
    in_words = parse_instant("昨天凌晨1点半", zone=ZONES[2], now=now, lean=PAST)
    assert in_words == parse_instant("2026-11-01 01:30", zone=ZONES[2], now=now)
    assert in_words == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("今天", "2026-11-27"), ("昨天", "2026-11-26"), ("本周", "2026-W48"), ("上周", "2026-W47"),
        ("这个月", "2026-11"),
        ("本月", "2026-11"), ("上月", "2026-10"), ("上个月", "2026-10"), ("9月", "2026-09"), ("九月份", "2026-09"),
        ("12月", "2025-12"), ("上季度", "2026Q3"), ("本季度", "2026Q4"), ("三季度", "2026Q3"), ("第三季度", "2026Q3"),
        ("去年四季度", "2025Q4"), ("今年", "2026"), ("去年", "2025"), ("去年9月", "2025-09"),
        ("2025年三季度", "2025Q3"),
        ("上半年", "2026-01-01..2026-06-30"), ("最近7天", "2026-11-21..2026-11-27"), ("周一", "2026-11-23"),
        ("this week", "2026-W48"), ("last week", "2026-W47"), ("last month", "2026-10"), ("September", "2026-09"),
        ("sep 2025", "2025-09"), ("q3", "2026Q3"), ("Q4", "2026Q4"), ("q3 2025", "2025Q3"),
        ("last quarter", "2026Q3"),
        ("last year", "2025"), ("this year", "2026"), ("last 7 days", "2026-11-21..2026-11-27"), ("sometime", None),
        ("9 月", "2026-09"), ("去年 9 月", "2025-09"), ("2026年", "2026"), ("2025年度", "2025"), ("本年度", "2026"),
        ("当月", "2026-11"), ("上一年", "2025"), ("上一季度", "2026Q3"), ("第42周", "2026-W42"),
        ("week 42", "2026-W42"),
        ("w50", "2025-W50"), ("the last month", "2026-10"), ("september last year", "2025-09"), ("2025 Q3", "2025Q3"),
        ("q3 last year", "2025Q3"), ("the third quarter", "2026Q3"), ("h1", "2026-01-01..2026-06-30"),
        ("w99", None), ("最近9999999天", None),
    ],
)  # fmt: skip
def test_a_period_has_its_name(text, name):
    assert spoken.period(text, FRIDAY) == name


def test_the_quarter_before_the_first_is_of_the_year_before():
    new_year = datetime(2027, 1, 1, 0, 0)
    assert [spoken.period(text, new_year) for text in ("上季度", "上月", "上周", "q1", "去年", "12月")] == [
        "2026Q4", "2026-12", "2026-W52", "2027Q1", "2026", "2026-12",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("30分钟", "30m"), ("4小时", "4h"), ("四个小时", "4h"), ("半小时", "30m"), ("一个半小时", "90m"),
        ("2个办公小时", "2h office"), ("30办公分钟", "30m office"), ("3个工作日", "3 workdays"),
        ("一个工作日", "1 workday"),
        ("7天", "7 days"), ("两周", "14 days"), ("1个月", "1 month"), ("当个工作日", "same workday"),
        ("30 minutes", "30m"), ("4 hours", "4h"), ("an hour", "1h"), ("half an hour", "30m"),
        ("2 office hours", "2h office"),
        ("3 working days", "3 workdays"), ("3 Business Days", "3 workdays"), ("1 week", "7 days"),
        ("a month", "1 month"),
        ("same working day", "same workday"),
        ("30 分钟", "30m"), ("3 个 工作日", "3 workdays"), ("１２０　分钟", "120m"), ("一百二十分钟", "120m"),
        ("1.5小时", "90m"),
        ("1小时30分钟", "90m"), ("两小时半", "150m"), ("一刻钟", "15m"), ("同一个工作日", "same workday"),
        ("thirty days", "30 days"), ("1.5 hours", "90m"), ("1h30m", "90m"), ("1 hour and 30 minutes", "90m"),
        ("an hour and a half", "90m"), ("a quarter of an hour", "15m"), ("2000 minutes", "2000m"), ("30 m", "30m"),
    ],
)  # fmt: skip
def test_an_amount_is_written_in_the_programs_own_form(text, written):
    assert str(Amount.parse(spoken.amount(text))) == written


@pytest.mark.parametrize(
    "text",
    ["一些", "半天", "3个工作年", "some hours", "3", "天", "half a month", "0天", "0 days", "1天30分钟", "2.5 days"],
)
def test_an_amount_that_is_none(text):
    assert spoken.amount(text) is None


@given(
    st.text(alphabet="0123456789今昨明前后天早晚上下中午点半刻分周一二三十月日号年底小时个 :apmlstnighx/-", max_size=12)
)
def test_whatever_is_typed_is_read_or_refused(text):
    for lean in Lean:
        try:
            found = parse_instant(text, zone=ZONES[1], now=FRIDAY.replace(tzinfo=UTC), lean=lean)
        except Misused:
            continue
        assert found.tzinfo is UTC


def test_words_hold_wherever_a_time_is_typed_and_are_said_back(desk):
    desk.now = "2026-11-20 14:00"
    desk.register("--received-at", "昨晚10点半")
    assert "昨晚10点半" in desk.err
    assert "2026-11-19 22:30" in desk.err
    assert desk.case()["received_at"] == "2026-11-19T14:30:00Z"
    desk("assign", 1, "--at", "刚才")
    desk("hold", 1, "--reason", "x", "--until", "下周一9点")
    assert "2026-11-23 09:00" in desk.err
    desk("list", "--received", "本周", "--as-of", "yesterday 11pm", "--quiet")
    assert desk.err == ""
    assert [len(desk.json("list", "--received", text)) for text in ("昨天", "上月", "this week", "昨天..今天")] == [
        1,
        0,
        1,
        1,
    ]
    assert desk.json("report", "--quarter", "本季度")["period"]["name"] == "2026Q4"
    assert desk.json("report", "--period", "上周..昨天")["period"]["name"] == "2026-11-09..2026-11-19"
    assert desk.json("clock", "周一9点", "3个工作日")["due_local"] == "2026-11-19 18:00:00"
    assert desk.json("overdue", "--within", "2个工作日") == []
    assert desk.json("clock", "周一9点", "--until", "周三")["due_local"] == "2026-11-18 23:59:59"


def test_every_argument_that_names_a_period_is_read_in_words(desk):
    desk.now = "2026-11-20 14:00"
    assert desk.json("measure", "review", "上季度", "--note", "x")["quarter"] == "2026Q3"
    assert "2026-10" in desk.error("sample", "show", "--month", "上月", code=1)["message"]
    assert desk.json("report", "--year", "2025年")["period"]["name"] == "2025"


def test_an_absence_ends_after_it_begins(desk):
    desk("staff", "add", "小王", "--department", "service")
    desk("staff", "add", "小李", "--department", "service")
    desk.now = "2026-11-25 14:00"
    gone = desk.json("staff", "away", "小王", "--from", "周一", "--until", "周三", "--deputy", "小李")
    assert (gone["from"], gone["until"]) == ("2026-11-30", "2026-12-02")


@pytest.mark.parametrize(
    ("lang", "typed", "meant"),
    [("zh", "一周", "7天"), ("zh", "half an hour", "30分钟"), ("zh", "当日", "当个工作日"),
     ("en", "2个办公小时", "2h office"),
     ("en", "1 week", "7 days")],
)  # fmt: skip
def test_an_amount_is_said_back_in_the_readers_language(desk, lang, typed, meant):
    desk("clock", "2026-11-20 10:00", typed, "--lang", lang)
    assert meant in desk.err


@pytest.mark.parametrize(
    "line",
    [("clock", "today 9:30", "2h office"), ("clock", "-2h", "--until", "now"),
     ("list", "--received", " 2026-10 .. 2026-11 "),
     ("list", "--as-of", "yesterday 17:00"), ("clock", "2026-11-20 10:00", "3个工作日", "--lang", "zh")],
)  # fmt: skip
def test_what_was_typed_as_it_is_meant_is_not_said_back(desk, line):
    desk(*line)
    assert desk.err == ""


@pytest.mark.parametrize(
    "line",
    [("list", "--received", "昨晚12点"), ("list", "--received", "soonish"), ("report", "--month", "上季度"),
     ("report", "--month", "昨晚12点"), ("clock", "昨晚12点", "3h"), ("clock", "now", "a while"),
     ("overdue", "--within", "一些"), ("list", "--as-of", "someday")],
)  # fmt: skip
def test_words_that_are_not_understood_are_a_mistake_of_the_line(desk, line):
    assert desk.error(*line, code=2)["hint"]


@pytest.mark.parametrize(
    "text", ["昨晚10点半", "上周五", "25号", "3天前", "刚才", "last friday", "25 Nov", "2 hours ago", "noon"]
)
def test_no_cell_of_a_file_is_read_in_words(text):
    with pytest.raises(Misused, match="not a date or time"):
        Times(ZONES[0], FRIDAY.replace(tzinfo=UTC), None).read(text)


@pytest.mark.parametrize("text", ["3个工作日", "30分钟", "3 working days", "2 office hours", "half an hour", "1 week"])
def test_no_amount_of_a_policy_is_read_in_words(text):
    with pytest.raises(Misused, match="not an amount"):
        Amount.parse(text)


def test_files_keep_to_their_own_forms(desk, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("content,received_at,channel,category\n门坏了,昨晚10点半,phone,product\n", "utf-8")
    desk("import", file, code=1)
    assert "is not a date or time" in desk.err
