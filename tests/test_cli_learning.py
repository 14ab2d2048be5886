"""What belongs to no case, through the program: points adjusted, samples, measures, drills."""

import json

import pytest

from tests.test_cli_mainline import staffed
from tests.test_process_learning import a_month_of_late_deliveries


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


def test_two_adjustments_for_the_same_reason_have_two_keys(shop):
    for points in ("-1", "-2", "-1"):
        shop("adjust", "rnd", points, "--reason", "瞒报", "--as", "王总")
    head, *rows = shop("report", "--section", "points", "--format", "csv").splitlines()
    assert head == "section,by,key,figure,value,numerator,denominator"
    assert [row for row in rows if ",department,rnd/" in row and ",points," in row] == [
        "points,department,rnd/adjusted/瞒报,points,-1,,",
        "points,department,rnd/adjusted/瞒报/2,points,-2,,",
        "points,department,rnd/adjusted/瞒报/3,points,-1,,",
    ]


def a_case(shop, at="2026-11-01 10:00", **options):
    now, shop.now = shop.now, at
    number = shop.register(**options)
    shop.now = now
    return number


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("sample", "show"), 1),
        (("sample", "draw", "--month", "2026-10"), 1),
        (("sample", "draw", "--month", "2026-13"), 2),
        (("sample", "draw", "--month", "Octember"), 2),
        (("sample", "check", "1101-1", "--right"), 1),
        (("sample", "check", "1101-1"), 2),
        (("sample", "check", "1101-1", "--right", "--wrong"), 2),
        (("sample", "check", "1101-9", "--right"), 3),
        (("sample", "check", "1101-1", "--wrong", "--should-be", "extreme"), 2),
        (("measure", "approve", "M1"), 1),
        (("measure", "approve", "first"), 2),
        (("measure", "add", "--text", "x", "--owner", "y"), 2),
        (("measure", "add", "--text", " ", "--owner", "y", "--due", "2026-12-31"), 2),
        (("measure", "add", "--text", "x", "--owner", "y", "--due", "soon"), 2),
        (("measure", "add", "--text", "x", "--owner", "y", "--due", "2026-11-01"), 1),
        (("measure", "add", "--text", "x", "--owner", "y", "--due", "2026-12-31", "--cause", "weather"), 1),
        (("measure", "add", "--text", "x", "--owner", "y", "--due", "2026-12-31", "--from", "1101-9"), 3),
        (("measure", "check", "M1", "--effective", "--not-effective"), 2),
        (("measure", "list", "--status", "open"), 2),
        (("measure", "review", "2026Q4", "--note", "x"), 1),
        (("measure", "review", "autumn", "--note", "x"), 2),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(shop, line, code):
    a_case(shop)
    shop.error(*line, code=code)


@pytest.mark.parametrize(
    "line",
    [
        ("measure", "add", "--text", "x", "--owner", "y", "--due", "2026-12-31"),
        ("resolve", "1120-1", "--solution", "x"),
    ],
)
def test_the_hint_to_an_unknown_cause_names_no_option_that_isnt_there(shop, line):
    shop.register("--assign")
    hint = shop.error(*line, "--cause", "weather/x", code=1)["hint"]
    assert "--category" not in hint
    assert "leave --cause out" in hint
    assert "--category" in shop.error("register", "--cause", "weather/x", code=1)["hint"]
    assert "--category" in shop.error("list", "--cause", "weather/x", code=1)["hint"]


def test_a_running_month_can_be_drawn_and_takes_in_the_rest_later(shop):
    numbers = [a_case(shop, f"2026-11-0{day} 10:00") for day in range(1, 5)]
    first = shop.json("sample", "draw", "--month", "2026-11", "--seed", "7")
    assert first["drawn"] == 2
    assert "isn't over" in shop.err
    numbers += [a_case(shop, f"2026-11-1{day} 10:00") for day in range(4)]
    shop.now = "2026-12-01 10:00"
    assert shop.json("today")["samples"][0] == {"month": "2026-11", "wants": "draw", "cases": 1}
    second = shop.json("sample", "draw")
    assert (second["received"], second["drawn"], second["seed"]) == (8, 3, "7")
    assert {case["number"] for case in first["cases"]} < {case["number"] for case in second["cases"]}
    assert shop.json("sample", "show", "--as-of", "2026-11-30")["drawn"] == 2
    assert shop.json("today")["samples"] == [{"month": "2026-11", "wants": "check", "cases": 3}]
    assert shop.json("verify")["ok"]


def test_a_duplicate_drops_out_of_the_sample(shop):
    one, other = a_case(shop), a_case(shop)
    shop.now = "2026-12-01 10:00"
    (drawn,) = shop.json("sample", "draw", "--seed", "7")["cases"]
    apart = one if drawn["number"] == other else other
    shop("close", drawn["number"], "--duplicate-of", apart)
    assert shop.error("sample", "check", drawn["number"], "--right", code=1)["code"] == "duplicate"
    assert shop.json("sample", "show")["drawn"] == 0
    assert [case["number"] for case in shop.json("sample", "draw")["cases"]] == [apart]


def test_a_sample_is_of_the_cases_that_count_now(shop):
    """What came in later and what turned out to be a duplicate: sample and volume say the same of a month."""
    one, other, _ = (a_case(shop) for _ in range(3))
    shop.now = "2026-12-01 10:00"
    shop("sample", "draw", "--seed", "7")
    shop("close", one, "--duplicate-of", other)
    shop.register("--received-at", "2026-11-02 10:00")
    shop.register("--received-at", "2026-11-03 10:00")
    report = shop.json("report", "--month", "2026-11")
    (row,) = report["measures"]["samples"]
    assert row["received"] == report["summary"]["received"] == shop.json("sample", "show")["received"] == 4
    assert " of 4 cases" in shop("sample", "show", "--format", "markdown")


def test_a_sample_is_a_list_too(shop):
    number = a_case(shop)
    shop.now = "2026-12-01 10:00"
    shop("sample", "draw", "--seed", "7")
    shop("sample", "check", number, "--wrong", "--should-be", "high", "--as", "老周")
    assert f"priority {number} high" in shop.err
    head, row = shop("sample", "show", "--format", "tsv").splitlines()
    assert dict(zip(head.split("\t"), row.split("\t"), strict=True)) | {"content": ""} == {
        "number": number, "priority": "medium", "right": "false", "should_be": "high",
        "checked_at": "2026-12-01T02:00:00Z", "checked_by": "老周", "kind": "complaint", "category": "product",
        "cause": "", "channel": "phone", "content": "",
    }  # fmt: skip
    assert list(json.loads(shop("sample", "show", "--format", "jsonl"))) == head.split("\t")
    assert "right: 0 % (0/1)" in shop("sample", "show", "--format", "markdown")


def test_a_measure_is_seen_as_it_was(shop):
    shop("measure", "add", "--text", "早排车", "--owner", "小李", "--due", "2026-12-31")
    shop.now = "2026-11-22 10:00"
    shop("measure", "drop", "M1", "--reason", "并入另一项")
    assert [row["status"] for row in shop.json("measure", "list")] == ["dropped"]
    assert [row["status"] for row in shop.json("measure", "list", "--as-of", "2026-11-21")] == ["proposed"]
    assert shop.json("measure", "list", "--as-of", "2026-11-19") == []


def test_a_measure_of_a_decider_counts_as_approved_and_says_so(shop):
    line = ("measure", "add", "--text", "早排车", "--owner", "小李", "--due", "2026-11-20", "--as", "王总")
    assert shop.json(*line)["status"] == "approved"
    assert "王总" in shop.err
    assert [row["measure"] for row in shop.json("today", "--handler", "小李")["measures"]] == ["M1"]
    assert shop.json("today", "--handler", "老周")["measures"] == []
    assert "measure done M1" in shop("today")
    shop.now = "2026-11-21 10:00"
    assert [row["overdue"] for row in shop.json("measure", "list", "--overdue")] == [True]
    assert "| M1 | overdue |" in shop("measure", "list", "--format", "markdown")


@pytest.mark.parametrize(("began", "state", "seen"), [("30", "begun", "已启动"), ("31", "begun_late", "超时启动")])
def test_a_measure_begun_too_late_is_told_from_one_in_time(shop, began, state, seen):
    a_month_of_late_deliveries(shop, 9, 3, 4)
    shop.now = f"2026-10-{began} 10:00"
    shop("measure", "add", "--text", "x", "--owner", "o", "--due", "2026-12-31", "--cause", "service", "--as", "王总")
    hot = ("report", "--month", "2026-09", "--section", "hot")
    assert [row["state"] for row in shop.json(*hot)["hot"]["causes"]] == [state]
    assert seen in shop(*hot, "--format", "markdown", "--lang", "zh")
    assert shop.json("today")["hot"] == []


def test_what_was_not_done_stays_on_the_desk_for_three_months(shop):
    """A hot cause without a measure and a sample not drawn don't go with the month; after three they are history."""
    a_month_of_late_deliveries(shop, 8, 3, 4)
    a_month_of_late_deliveries(shop, 9, 4, 4)
    waiting = {}
    for month in range(9, 13):
        shop.now = f"2026-{month:02d}-30 10:00"
        desk = shop.json("today")
        hot = [(row["month"], row["cause"], row["state"]) for row in desk["hot"]]
        waiting[month] = hot, [(row["month"], row["wants"]) for row in desk["samples"]]
    late = "service/delivery/late"
    assert waiting == {
        9: ([("2026-08", late, "due")], [("2026-08", "draw")]),
        10: ([("2026-08", late, "overdue")], [("2026-08", "draw"), ("2026-09", "draw")]),
        11: ([("2026-08", late, "overdue")], [("2026-08", "draw"), ("2026-09", "draw")]),
        12: ([("2026-09", late, "overdue")], [("2026-09", "draw")]),
    }
    assert f"{late}: 4 of 8 complaints in 2026-09; overdue since 2026-10-30" in shop("today")
    shop("measure", "add", "--text", "x", "--owner", "o", "--due", "2026-12-31", "--cause", late, "--as", "王总")
    shop("sample", "draw", "--month", "2026-09")
    desk = shop.json("today")
    assert (desk["hot"], desk["samples"]) == ([], [{"month": "2026-09", "wants": "check", "cases": 3}])


def test_what_a_measure_came_to_is_told_with_what_it_rests_on(shop):
    shop.now = "2026-10-01 10:00"
    shop(
        "measure", "add", "--text", "y", "--owner", "小李", "--due", "2026-12-31", "--cause", "service", "--as", "王总"
    )
    shop("measure", "done", "1")
    a_case(shop, "2026-09-20 10:00")
    a_case(shop, "2026-10-12 10:00")
    shop.now = "2026-11-01 10:00"
    assert shop.json("measure", "list")[0]["effective"] is None
    told = shop("measure", "check", "1")
    assert "| M1 | not helped |" in shop("measure", "list", "--format", "markdown")
    assert "It did not help. service: 0 % (0/1) of complaints 2026-09-01 to 2026-09-30" in told


@pytest.mark.parametrize(
    ("said", "effective", "told"), [("--effective", True, "It helped."), ("--not-effective", False, "not")]
)
def test_a_person_may_judge_a_measure_before_it_can_be_compared(shop, said, effective, told):
    line = ("measure", "add", "--text", "x", "--owner", "o", "--due", "2026-12-31", "--cause", "service")
    shop(*line, "--as", "王总")
    shop("measure", "done", "1")
    assert shop.error("measure", "check", "1", said, code=2)["message"].startswith(
        "A judgement of your own needs --note"
    )
    assert told in shop("measure", "check", "1", said, "--note", "问过十位客户")
    (row,) = shop.json("measure", "list")
    assert (row["effective"], row["before"], row["after"], row["note"]) == (effective, None, None, "问过十位客户")


def a_closed_case(shop, *more):
    number = shop.register("--assign", *more)
    shop("resolve", number, "--solution", "换门")
    shop("revisit", number, "--satisfied", "--close", "--as", "老周")
    return number


ANSWERS = ("--category", "product", "--priority", "medium", "--to", "rnd")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("drill", "1", "--category", "product"), 2),
        (("drill", "1", *ANSWERS[:5], "nowhere"), 1),
        (("drill", "1", "--priority", "extreme"), 2),
        (("drill", "2", *ANSWERS), 1),
        (("drill", "9", *ANSWERS), 3),
        (("drill", "1", *ANSWERS, "--trainee", " "), 2),
    ],
)
def test_a_drill_that_cannot_be_is_refused(shop, line, code):
    a_closed_case(shop)
    shop.register("--phone", "13800138001")
    shop.error(*line, code=code)


def test_a_drill_needs_a_closed_case(shop):
    assert "no closed case" in shop.error("drill", code=1)["message"]


def test_a_drill_asks_at_a_terminal_only(shop):
    a_closed_case(shop)
    before = shop.content()
    assert shop.json("drill")["content"] == "门坏了"
    assert "--category" in shop.err
    assert shop.content() == before
    code, seen = shop.terminal(
        "drill", "--trainee", "新人", typed="product\nextreme\nhigh\nR&D\n\n", wait="Which category"
    )
    assert code == 0, seen
    assert "none of these" in seen
    assert "2 of 3 right" in seen
    assert [row["trainee"] for row in shop.json("drill", "--results")] == ["新人"]


def test_training_cases_come_first_and_those_seen_last(shop):
    plain = a_closed_case(shop)
    good = a_closed_case(shop, "--phone", "13800138001")
    shop("review", good, "--root-cause", "skill", "--note", "好例子", "--training")
    assert shop.json("drill", "--trainee", "新人")["number"] == good
    shop("drill", good, "--trainee", "新人", *ANSWERS)
    assert shop.json("drill", "--trainee", "新人")["number"] == plain
    assert shop.json("drill", "--trainee", "老手")["number"] == good


def test_a_review_taken_back_makes_no_training_case(shop):
    plain = a_closed_case(shop)
    other = a_closed_case(shop, "--phone", "13800138001")
    shop("review", other, "--root-cause", "skill", "--note", "好例子", "--training")
    shop("undo", other)
    shop("drill", other, "--trainee", "新人", *ANSWERS)
    assert shop.json("drill", "--trainee", "新人")["number"] == plain


def test_the_results_of_one_trainee_are_told_one_by_one(shop):
    number = a_closed_case(shop)
    shop("drill", number, "--trainee", "新人", *ANSWERS[:3], "low", "--to", "rnd")
    (row,) = shop.json("drill", "--results", "--trainee", "新人")
    assert (row["number"], row["score"], row["priority"], row["expected_priority"]) == (number, 0.6667, "low", "medium")
    assert "priority: low; it was medium" in shop("drill", "--results", "--trainee", "新人", "--format", "markdown")
    assert shop.json("drill", "--results", "--trainee", "别人") == []
    assert shop.json("drill", "--results", "--as-of", "2026-11-19") == []


def test_who_is_erased_is_named_by_no_measure_either(shop):
    number = shop.register()
    line = ("measure", "add", "--owner", "小李", "--due", "2026-12-31", "--from", number, "--text")
    shop(*line, "王小明说得对：门轴加润滑")
    shop(*line, "门轴换厂家")
    shop("customer", "erase", number, "--no-input")
    assert [row["text"] for row in shop.json("measure", "list")] == [None, "门轴换厂家"]
    assert "王小明".encode() not in shop.db.read_bytes()
    assert "M1  proposed  小李" in shop("show", number)
    assert shop("today", "--as", "王总")
    assert shop.json("verify")["ok"]
