"""Several rows for one complaint: the logs of other systems, with their reopenings and reassignments (event logs)."""

import json
import random

import pytest
from desk import Desk

HEADER = (
    "case id,time,status,department,handler,customer,phone,content,channel,category,solution,satisfied,user,remarks"
)
WHOLE = """\
7,2026-10-12 09:00,New,,,Ann,13800138000,Door is broken,phone,product,,,bob,called in
7,2026-10-12 10:00,In progress,service_centre,,Ann,13800138000,Door is broken,phone,product,,,bob,
7,2026-10-13 15:00,Resolved,,Cy,Ann,13800138000,Door is broken,phone,product,New hinge,,cy,
7,2026-10-14 15:00,Closed,,,,,,,,,yes,bob,happy
7,2026-10-20 11:00,Reopened,,,,,,,,,,bob,broke again
7,2026-10-21 11:00,In progress,marketing,,,,,,,,,bob,passed on
7,2026-10-21 12:00,Waiting,,,,,,,,,,bob,
7,2026-10-22 12:00,Resolved,,,,,,,,New door,,cy,
8,2026-10-12 09:30,New,,,Bo,13900138000,Late,web,service,,,eve,
8,2026-10-13 09:30,Closed,,,,,,,,explained,,eve,
""".splitlines()


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def take(desk, rows, *options, header=HEADER, code=0):
    """Import rows as a log; what was answered."""
    file = desk.folder / "log.csv"
    file.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return desk.json("import", "--events", file, *options, code=code)


def course(desk, number):
    """What was done to a case, in the order of time, each with the day."""
    events = sorted(desk.case(number, "--reveal")["events"], key=lambda event: (event["at"], event["seq"]))
    return [f"{event['at'][8:10]} {event['action']}" for event in events]


def test_reopenings_and_reassignments_come_along(desk):
    done = take(desk, WHOLE)
    assert (done["read"], done["imported"], done["skipped"]) == (10, 10, 0)
    assert course(desk, "1012-1") == [
        *("12 register", "12 assign", "13 assign", "13 resolve", "14 close"),
        *("20 reopen", "21 assign", "21 hold", "22 resolve"),
    ]
    case = desk.case("1012-1", "--reveal")
    assert (case["status"], case["round"], case["department"], case["handler"]) == ("resolved", 2, "marketing", None)
    assert (case["external_id"], case["solution"], case["phone"]) == ("7", "New door", "13800138000")
    assert [event["note"] for event in case["events"] if event["note"]] == [
        *("called in", "happy", "broke again", "passed on")
    ]
    assert {event["actor"] for event in case["events"]} == {"bob", "cy"}
    desk("verify")


def test_each_round_is_judged_by_its_own_dates(desk):
    take(desk, WHOLE)
    rows = {(row["round"], row["step"]): row for row in desk.case("1012-1")["deadlines"]}
    assert [rows[key]["state"] for key in ((1, "assign"), (1, "resolve"), (2, "resolve"))] == ["met"] * 3
    assert (rows[1, "assign"]["late_minutes"], rows[2, "resolve"]["late_minutes"]) == (30, 0)
    assert (1, "register") not in rows


@pytest.mark.parametrize("seed", range(3))
def test_rows_may_stand_in_any_order(desk, tmp_path, seed):
    take(desk, WHOLE)
    before = [(event["at"], event["action"], event["changes"]) for event in desk.case("1012-1", "--reveal")["events"]]
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    rows = WHOLE.copy()
    random.Random(seed).shuffle(rows)
    take(other, rows)
    number = next(each["number"] for each in other.json("list", "--all") if each["external_id"] == "7")
    events = [(event["at"], event["action"], event["changes"]) for event in other.case(number, "--reveal")["events"]]
    assert [event[:2] for event in events] == [event[:2] for event in before]


def test_a_file_with_the_newest_first_is_read_from_below(desk):
    rows = [
        "1,2026-10-12,New,the lift is stuck,phone,service",
        "1,2026-10-13,In progress,,,",
        "1,2026-10-13,Resolved,,,",
        "1,2026-10-13,Closed,,,",
    ]
    header = "id,date,status,content,channel,category"
    take(desk, reversed(rows), header=header)
    assert course(desk, "1012-1") == ["11 register", "12 assign", "12 resolve", "12 close"]


def test_coming_again_changes_nothing(desk):
    take(desk, WHOLE)
    before = desk.content()
    done = take(desk, WHOLE)
    assert (done["imported"], done["skipped"]) == (0, 10)
    assert desk.content() == before


def test_what_was_done_may_be_said_instead_of_the_state(desk):
    rows = [
        "1,2026-10-12 09:00,创建,水管漏水,电话,产品,,",
        "1,2026-10-12 09:10,派单,,,,,",
        "1,2026-10-12 11:00,联系,,,,,约明天上门",
        "1,2026-10-13 09:00,暂停,,,,,等配件",
        "1,2026-10-14 09:00,恢复,,,,,",
        "1,2026-10-14 10:00,解决,,,,,换了水管",
        "1,2026-10-15 10:00,回访,,,,不满意,还在漏",
        "1,2026-10-16 10:00,解决,,,,,又修了",
        "1,2026-10-17 10:00,回访,,,,满意,",
        "1,2026-10-17 10:01,结案,,,,,",
    ]
    take(desk, rows, header="工单号,操作时间,操作,投诉内容,渠道,类别,是否满意,备注")
    assert [each.split()[1] for each in course(desk, "1012-1")] == (
        "register assign contact hold resume resolve revisit resolve revisit close".split()
    )
    case = desk.case("1012-1")
    assert (case["status"], case["round"], case["satisfied"]) == ("closed", 2, True)


def test_a_revisit_that_says_nothing_of_satisfaction_answers_nothing(desk):
    rows = [
        "1,2026-10-12 09:00,New,x,phone,service,,",
        "1,2026-10-13 09:00,Resolved,,,,,",
        "1,2026-10-14 09:00,Revisited,,,,2,so-so",
        "1,2026-10-15 09:00,Closed,,,,,",
    ]
    take(desk, rows, header="id,time,status,content,channel,category,score,comment")
    case = desk.case("1012-1")
    assert (case["status"], case["satisfied"], case["score"]) == ("closed", None, 2)


@pytest.mark.parametrize("state", ["Open", "In progress", "New"])
def test_a_case_on_hold_goes_on_when_it_is_said_to_be_in_hand_again(desk, state):
    rows = [
        "1,2026-10-12 09:00,New,x,phone,service,",
        "1,2026-10-12 10:00,Waiting,,,,",
        "1,2026-10-14 10:00,,,,,called",
        f"1,2026-10-15 10:00,{state},,,,",
    ]
    take(desk, rows, header="id,time,status,content,channel,category,comment")
    assert desk.case("1012-1")["on_hold"] is False
    assert "15 resume" in course(desk, "1012-1")
    assert "14 resume" not in course(desk, "1012-1")


def test_words_nobody_knows_are_told_with_those_that_are_and_can_be_mapped(desk):
    rows = ["1,2026-10-12,New,x,phone,service", "1,2026-10-13,Parked,,,", "1,2026-10-14,Parked,,,"]
    header = "id,date,status,content,channel,category"
    done = take(desk, rows, header=header, code=1)
    assert (done["rejected"], done["errors"][0]["line"], done["errors"][0]["column"]) == (3, 3, "status")
    assert "resolved" in done["errors"][0]["message"]
    assert "hold" in done["errors"][0]["message"]
    take(desk, rows, "--value", "status: Parked=hold", header=header)
    assert course(desk, "1012-1") == ["11 register", "12 hold", "13 note"]


def test_what_is_said_otherwise_later_is_a_correction_by_the_rules(desk):
    rows = [
        "1,2026-10-12 09:00,New,x,phone,service,13800138000,,",
        "1,2026-10-12 10:00,,,,,13800138001,media,urgent",
        "1,2026-10-12 11:00,In progress,,,,13800138001,media,low",
    ]
    take(desk, rows, header="id,time,status,content,channel,category,phone,flags,priority")
    case = desk.case("1012-1", "--reveal")
    assert [event["action"] for event in case["events"]] == ["register", "edit", "priority", "priority", "assign"]
    assert (case["phone"], case["flags"], case["priority"], case["grade"]) == ("13800138001", ["media"], "low", "major")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",2026-10-12,New,x,phone,service", "id"),
        ("1,,New,x,phone,service", "date"),
        ("1,03/04/2026,New,x,phone,service", "date"),
        ("1,2027-10-12,New,x,phone,service", "date"),
        ("1,2026-10-12,New,,phone,service", "content"),
        ("1,2026-10-12,New,x,pigeon,service", "channel"),
        ("1,2026-10-12,New,x", ""),
    ],
)
def test_a_row_that_can_not_be_meant_is_told_with_its_place_and_nothing_is_written(desk, row, column):
    before = desk.content()
    done = take(
        desk, ["9,2026-10-12,New,x,phone,service", row], header="id,date,status,content,channel,category", code=1
    )
    assert (done["errors"][0]["line"], done["errors"][0]["column"] or "") == (3, column)
    assert desk.content() == before


def test_a_bad_row_leaves_its_whole_case_out_where_others_may_come_in(desk):
    rejects = desk.folder / "bad.csv"
    done = take(desk, [*WHOLE, "8,2026-10-14,Parked,,,,,,,,,,,"], "--skip-bad", "--rejects", rejects, code=1)
    assert (done["imported"], done["rejected"]) == (8, 3)
    assert len(rejects.read_text("utf-8").splitlines()) == 4
    assert [each["external_id"] for each in desk.json("list", "--all")] == ["7"]


@pytest.mark.parametrize("at", ["2027-10-14", "03/04/2026", ""])
def test_a_row_whose_time_can_not_be_read_leaves_its_whole_case_out_too(desk, at):
    rejects = desk.folder / "bad.csv"
    done = take(desk, [*WHOLE, f"8,{at},Closed,,,,,,,,,,,"], "--skip-bad", "--rejects", rejects, code=1)
    assert (done["read"], done["imported"], done["rejected"]) == (11, 8, 3)
    assert [each["line"] for each in done["errors"]] == [12]
    assert "same complaint as line 12" in rejects.read_text("utf-8")
    rejects.write_text(rejects.read_text("utf-8").replace(f"8,{at},Closed", "8,2026-10-14,Closed"), "utf-8")
    assert desk.json("import", "--events", rejects)["imported"] == 3
    assert [each["status"] for each in desk.json("list", "--all", "--customer", "Bo")] == ["closed"]


@pytest.mark.parametrize(
    ("options", "events"),
    [
        (("--map", "time=closed_at"), True),
        (("--update",), True),
        (("--untimed", "keep"), True),
        (("--map", "time=at"), False),
        (("--default", "action=note"), False),
    ],
)
def test_what_has_no_meaning_for_a_log_or_only_for_one_is_a_usage_error(desk, options, events):
    file = desk.folder / "log.csv"
    file.write_text("\n".join([HEADER, *WHOLE]), "utf-8")
    desk("import", *(["--events"] if events else []), file, *options, code=2)


def test_logs_come_in_every_form(desk):
    header = HEADER.split(",")
    file = desk.folder / "log.jsonl"
    file.write_text(
        "".join(json.dumps(dict(zip(header, row.split(","), strict=True))) + "\n" for row in WHOLE), "utf-8"
    )
    assert desk.json("import", "--events", file)["imported"] == 10
    assert desk.case("1012-1")["round"] == 2


def test_a_trial_writes_nothing(desk):
    before = desk.content()
    assert take(desk, WHOLE, "--dry-run")["imported"] == 10
    assert desk.content() == before


def test_a_log_of_bare_steps_is_filled_up_by_defaults(desk):
    rows = ["A,Register,2026-10-12T09:00,Sue", "A,Reply,2026-10-12T10:00,Tom", "A,Close,2026-10-13T10:00,Sue"]
    fill = [f"--default={each}" for each in ("content=see the old system", "channel=other", "category=service")]
    take(desk, rows, *fill, header="Case ID,Activity,Timestamp,Resource")
    assert course(desk, "1012-1") == ["12 register", "12 contact", "13 close"]
    assert {event["actor"] for event in desk.case("1012-1")["events"]} == {"Sue", "Tom"}
