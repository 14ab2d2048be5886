"""What the process asks of solving, calling back and closing: one test for each demand, named after its id."""

import sqlite3

import pytest

from tests.desk import CUSTOMER, WHAT
from tests.test_cli_mainline import resolved, staffed


def test_re_same_day(office):
    """A solved case is reported the same working day, and from there the days to the revisit count."""
    desk = office("dealership")
    number = desk.register("--assign")
    desk.now = "2026-11-23 16:00"
    desk("resolve", number, "--solution", "重做")
    assert (desk.due(number, "reported"), desk.step(number, "reported")["state"]) == ("2026-11-23 18:00", "met")
    assert desk.step(number, "reported")["late_minutes"] == 0
    assert desk.due(number, "revisit") == "2026-11-30 23:59"


def test_re_same_day_what_is_written_down_tomorrow_is_late(office):
    desk = office("dealership")
    number = desk.register("--assign")
    desk.now = "2026-11-24 09:20"
    desk("resolve", number, "--solution", "重做", "--at", "2026-11-23 16:00")
    reported = desk.step(number, "reported")
    assert (desk.case(number)["resolved_at"], reported["due_at"]) == ("2026-11-23T08:00:00Z", "2026-11-23T10:00:00Z")
    assert (reported["state"], reported["late_minutes"], reported["late_office_minutes"]) == ("met", 920, 20)
    assert desk.due(number, "revisit") == "2026-12-01 23:59"


WINDOWS = [
    ("dealership", "2026-11-27 23:59"),
    ("feedback", "2026-11-25 18:00"),
    ("service", "2026-11-21 10:00"),
    ("general", "2026-11-25 18:00"),
    ("insurance", "2026-11-25 18:00"),
]


@pytest.mark.parametrize(("preset", "due"), WINDOWS)
def test_re_revisit(office, preset, due):
    """Called back in time, by somebody else than the handler, through the channel the customer likes."""
    desk = office(preset)
    number = resolved(desk, "--preferred-channel", "wechat")
    assert desk.due(number, "revisit") == due
    assert desk.case(number)["preferred_channel"] == "wechat"
    script = desk.json("script", number, "--lang", "zh")
    assert script["situation"] == "revisit"
    assert all(words in script["text"] for words in ("王小明", number, "换了一扇门"))
    assert desk.error("revisit", number, "--satisfied", "--as", "小李", code=1)["code"] == "by-the-handler"
    assert number not in {row["number"] for row in desk.json("today", "--as", "小李")["to_revisit"]}
    desk("revisit", number, "--satisfied", "--channel", "wechat", "--as", "小陈")
    assert desk.step(number, "revisit")["state"] == "met"
    assert desk.case(number)["events"][-1]["changes"]["by"] == "wechat"


def test_re_revisit_before_the_fifth_day_is_early(office):
    desk = office("dealership")
    early, right = resolved(desk), resolved(desk)
    desk.now = "2026-11-24 23:59"
    desk("revisit", early, "--satisfied", "--as", "小陈")
    desk.now = "2026-11-25 09:00"
    desk("revisit", right, "--satisfied", "--as", "小陈")
    assert [desk.step(number, "revisit")["early"] for number in (early, right)] == [True, False]
    assert [desk.step(number, "revisit")["late_minutes"] for number in (early, right)] == [0, 0]


def test_re_revisit_a_customer_who_was_not_reached_waits_still(desk):
    number = resolved(desk)
    assert desk.json("revisit", number, "--not-reached")["status"] == "resolved"
    assert desk.step(number, "revisit")["state"] == "open"
    desk.now = "2026-11-26 09:00"
    assert [row["step"] for row in desk.json("overdue")] == ["revisit"]


def test_re_again(desk):
    """Not satisfied: the sheet once more, a new round with its own dates; the old one's breaches stay."""
    number = desk.register("--flag", "outage", "--assign")
    desk.now = "2026-11-23 10:00"
    desk("resolve", number, "--solution", "修了")
    before = {row["step"]: row for row in desk.case(number)["deadlines"]}
    assert before["resolve"]["late_minutes"] == 48 * 60
    desk.now = "2026-11-24 10:00"
    case = desk.json("revisit", number, "--dissatisfied", "--comment", "又坏了", "--as", "小陈")
    assert (case["status"], case["round"], case["overdue"]) == ("assigned", 2, False)
    rows = desk.case(number)["deadlines"]
    assert {row["step"]: row for row in rows if row["round"] == 1} == before | {"revisit": desk.step(number, "revisit")}
    again = next(row for row in rows if (row["round"], row["step"]) == (2, "resolve"))
    assert (again["start_at"], again["due_at"]) == ("2026-11-24T02:00:00Z", "2026-11-25T02:00:00Z")
    assert "Round 2" in desk("sheet", number)
    assert "又坏了" in desk("sheet", number)


def test_re_score(desk):
    """Satisfied or not, a score, remarks, what to do better: kept with the case, and counted."""
    numbers = [resolved(desk) for _ in range(2)]
    said = ("--comment", "师傅很耐心", "--suggestion", "配件多备一些")
    case = desk.json("revisit", numbers[0], "--satisfied", "--score", 4, *said)
    assert (case["satisfied"], case["score"]) == (True, 4)
    changes = desk.case(numbers[0])["events"][-1]["changes"]
    assert (changes["comment"], changes["suggestion"]) == ("师傅很耐心", "配件多备一些")
    desk("revisit", numbers[1], "--dissatisfied", "--score", 1)
    figures = desk.json("report", "--section", "satisfaction")["satisfaction"]
    assert (figures["satisfied"]["numerator"], figures["satisfied"]["denominator"]) == (1, 2)
    assert (figures["score"]["mean"], figures["score"]["count"]) == (2.5, 2)
    desk.error("revisit", numbers[1], "--satisfied", "--score", 6, code=2)


def test_re_score_is_shown_with_what_could_be_better(desk):
    number = resolved(desk)
    desk("revisit", number, "--satisfied", "--score", 4, "--comment", "师傅很耐心", "--suggestion", "配件多备一些")
    shown = desk("show", number)
    assert [words for words in ("师傅很耐心", "配件多备一些") if words not in shown] == []


def test_re_close(desk):
    """Only a satisfied customer closes a case."""
    number = resolved(desk)
    assert desk.error("close", number, code=1)["hint"].startswith(f"complaintctl revisit {number}")
    desk("revisit", number, "--satisfied")
    case = desk.json("close", number)
    assert (case["status"], case["outcome"], case["closed_at"]) == ("closed", "satisfied", "2026-11-20T02:00:00Z")


def test_re_close_other_endings_need_a_reason_and_are_counted_apart(desk):
    staffed(desk)
    satisfied, withdrawn, same, gone, referred = (resolved(desk, "--phone", f"1390000000{n}") for n in range(5))
    desk("revisit", satisfied, "--satisfied", "--close")
    desk.error("close", withdrawn, "--outcome", "withdrawn", code=1)
    desk("close", withdrawn, "--outcome", "withdrawn", "--reason", "客户撤回")
    desk("close", same, "--outcome", "duplicate", "--duplicate-of", satisfied)
    desk.error("close", gone, "--outcome", "unreachable", code=1)
    for _ in range(3):
        desk("revisit", gone, "--not-reached")
    desk("close", gone, "--outcome", "unreachable")
    desk.error("close", referred, "--outcome", "referred", "--reason", "转消协", "--as", "小李", code=1)
    desk("close", referred, "--outcome", "referred", "--reason", "转消协", "--as", "王总")
    shown = desk.json("list", "--all")
    assert {row["number"]: row["outcome"] for row in shown} == {
        satisfied: "satisfied",
        withdrawn: "withdrawn",
        same: "duplicate",
        gone: "unreachable",
        referred: "referred",
    }


def test_re_close_what_ended_otherwise_is_counted_apart(desk):
    satisfied, withdrawn = (resolved(desk, "--phone", f"1390000000{n}") for n in range(2))
    desk("revisit", satisfied, "--satisfied", "--close")
    desk("close", withdrawn, "--outcome", "withdrawn", "--reason", "客户撤回")
    report = desk("report", "--format", "json")
    assert [outcome for outcome in ("satisfied", "withdrawn") if f'"{outcome}"' not in report] == []


def test_re_archive(desk):
    """Who handled it, when, the solution, what the customer said: kept and found again."""
    number = resolved(desk)
    desk("revisit", number, "--satisfied", "--comment", "师傅很耐心", "--close")
    assert desk.json("list") == []
    for words in ("换了一扇", "师傅很耐", "门坏"):
        assert [row["number"] for row in desk.json("search", words)] == [number]
    case = desk.case(number)
    assert (case["handler"], case["solution"], case["outcome"]) == ("小李", "换了一扇门", "satisfied")
    assert case["resolved_at"] == case["closed_at"] == "2026-11-20T02:00:00Z"
    assert "complaintctl reopen" in desk.error("edit", number, "--content", "x", "--reason", "x", code=1)["hint"]


@pytest.mark.parametrize("change", ["UPDATE event SET actor = 'x' WHERE seq = 2", "DELETE FROM event WHERE seq = 3"])
def test_re_archive_cannot_be_altered_unnoticed(desk, change):
    desk("register", *CUSTOMER, *WHAT, "--settled", "当场修好")
    assert desk.json("verify")["ok"] is True
    conn = sqlite3.connect(desk.db)
    with pytest.raises(sqlite3.DatabaseError):
        conn.execute(change)
    for (trigger,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        conn.execute(f"DROP TRIGGER {trigger}")
    assert conn.execute(change).rowcount == 1
    conn.commit()
    conn.close()
    assert desk("verify", code=1)
