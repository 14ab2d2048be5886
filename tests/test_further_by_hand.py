"""A month of twelve cases at a dealership under a law of 15 days, and what its report must say, worked out by hand.

November 2026. Concerns: A is soothed, B becomes a complaint on the 10th, C is still open. Complaints of the 2nd: D and
E are grave, are solved on the 4th, closed on the 9th and called again on the 16th: D is well, E has relapsed. F is
solved on the 5th. G is solved on the 20th: the house has given itself more time, the law has not. H and I are solved on
the 12th after a plan. J, K and L came on the 20th and wait.
"""

import pytest

SATISFIED = {
    "D": ("repair=5", "attitude=4", "again=yes"),
    "E": ("repair=4", "again=yes"),
    "F": ("repair=3", "attitude=5", "again=no"),
}


@pytest.fixture
def november(office):
    desk = office("dealership")
    desk.now = "2026-11-01 09:00"
    desk("policy", "set", "--pack", "cn-finance")
    desk("staff", "add", "王总", "--role", "general_manager")
    numbers = {}

    def register(name, when, *more):
        desk.now = f"2026-11-{when}"
        numbers[name] = desk.register("--phone", f"138000000{len(numbers):02d}", *more)
        return numbers[name]

    def do(name, when, command, *more):
        desk.now = f"2026-11-{when}"
        words = command.split(" ")
        target = f"{numbers[name]}/{more[0]}" if words[0] == "task" and words[1] != "add" else numbers[name]
        desk(*words, target, *(more[1:] if "/" in target else more))

    for name in "ABC":
        register(name, "02 09:30", "--kind", "concern", "--soothed-by", "孙接待")
    do("A", "04 10:00", "close", "--outcome", "soothed")
    do("B", "10 10:00", "convert")
    do("B", "10 10:10", "assign", "--handler", "周技师")
    for name in "DEFGHI":
        register(name, "02 10:00", "--assign", *(["--flag", "safety"] if name in "DE" else []))
        do(name, "02 10:10", "assign", "--handler", "周技师")
        do(name, "02 11:00", "contact", "--note", "x")
    for name in "DE":
        do(name, "04 11:00", "propose", "--solution", "返修", "--as", "王总")
        do(name, "04 15:00", "resolve", "--as", "周技师")
        answers = [part for answer in SATISFIED[name] for part in ("--answer", answer)]
        do(name, "09 10:00", "revisit", "--satisfied", *answers, "--close", "--as", "李回访")
    do("D", "16 10:00", "follow", "--well", "--as", "李回访")
    do("E", "16 10:00", "follow", "--relapsed", "--note", "异响又现", "--as", "李回访")
    do("F", "05 10:00", "resolve", "--solution", "致歉")
    answers = [part for answer in SATISFIED["F"] for part in ("--answer", answer)]
    do("F", "10 10:00", "revisit", "--satisfied", *answers, "--close", "--as", "李回访")
    do("G", "05 10:00", "extend", "resolve", "--to", "2026-11-24", "--reason", "等配件")
    do("G", "20 10:00", "resolve", "--solution", "更换总成")
    do("H", "05 10:00", "task add", "--what", "备件", "--owner", "郑备件", "--until", "2026-11-09")
    do("H", "05 10:05", "task add", "--what", "装车", "--owner", "周技师", "--until", "2026-11-10")
    do("H", "09 12:00", "task done", "T1")
    do("H", "11 10:00", "task done", "T2")
    do("I", "05 10:00", "task add", "--what", "送车", "--owner", "周技师", "--until", "2026-11-10")
    do("I", "06 10:00", "task strike", "T1", "--reason", "客户自取")
    for name in "HI":
        do(name, "12 10:00", "resolve", "--solution", "返修")
    for name in "JKL":
        register(name, "20 11:00")
    desk.now = "2026-12-01 09:00"
    return desk


@pytest.fixture
def report(november):
    return november.json("report", "--month", "2026-11")


def test_who_came_and_what_became_of_the_concerns(report):
    """Twelve cases; B counts as a complaint now, A and C as concerns."""
    summary = report["summary"]
    assert (summary["received"], summary["complaints"], summary["concerns"]) == (12, 10, 2)
    concerns = report["volume"]["concerns"]
    assert {name: concerns[name] for name in ("raised", "soothed", "became_complaints", "still_open")} == {
        "raised": 3,
        "soothed": 1,
        "became_complaints": 1,
        "still_open": 1,
    }
    assert summary["closed_otherwise"]["soothed"] == 1


def test_the_house_and_the_law_are_told_apart(report):
    """15 days from the 2nd end on the 17th: D E F H I in time, G late. B's began on the 10th: overdue since the 25th.

    J, K and L are due in December. The house gives three working days, to the 5th: D E F in time, and by an extension
    G; H and I, solved on the 12th, late. B's, from the 10th to the 13th, is overdue; so is that of E's second round,
    from the 16th to the 19th, and those of J, K and L, from the 20th to the 25th.
    """
    rows = {(row["step"], row["law"]): row for row in report["deadlines"]}
    law = rows["statutory", "cn-finance.decide"]
    assert (law["judged"], law["in_time"]["numerator"], law["met_late"], law["overdue"]) == (7, 5, 1, 1)
    house = rows["resolve", None]
    assert (house["judged"], house["in_time"]["numerator"], house["extended"]) == (11, 4, 1)
    assert (house["met_late"], house["overdue"]) == (2, 5)


def test_tasks_count_like_steps_and_struck_ones_not(report):
    """H's first task in time, its second a day late; I's was struck."""
    task = next(row for row in report["deadlines"] if row["step"] == "task")
    assert (task["judged"], task["in_time"]["numerator"], task["met_late"], task["cancelled"]) == (2, 1, 1, 1)


def test_the_survey_by_question(report):
    """repair 5 + 4 + 3 of three, attitude 4 + 5 of two, again yes yes no; of service and workshop."""
    rows = {row["question"]: row for row in report["survey"]["questions"]}
    assert (rows["repair"]["answered"], rows["repair"]["mean"]) == (3, 4)
    assert (rows["attitude"]["answered"], rows["attitude"]["mean"]) == (2, 4.5)
    assert rows["again"]["yes"] == {"value": 0.6667, "numerator": 2, "denominator": 3}
    by = {(row["question"], row["department"]): row["mean"] for row in report["survey"]["by_department"]}
    assert (by["repair", "service"], by["repair", "workshop"]) == (4.5, 3)


def test_the_calls_after_the_end(report):
    """One of two found all well; the other began another round. Both were made on their day."""
    assert (report["follow"]["calls"], report["follow"]["relapsed"]) == (2, 1)
    assert report["follow"]["well"] == {"value": 0.5, "numerator": 1, "denominator": 2}
    assert report["summary"]["reopened"] == 1
    follow = next(row for row in report["deadlines"] if row["step"] == "follow")
    assert (follow["judged"], follow["in_time"]["numerator"]) == (2, 2)


def test_it_adds_up(report):
    """None open before, twelve came, E came again; A, D, E and F were closed: nine are open."""
    carried = report["summary"]["carry_over"]
    assert (carried["received"], carried["reopened"], carried["closed"], carried["open_after"]) == (12, 1, 4, 9)
    assert carried["adds_up"]


def test_who_has_what_at_the_end(report):
    """The workshop has G, H, I, B; the service E; the customer service J, K, L and the concern C, not sent anywhere."""
    rows = {row["department"]: row["open"] for row in report["departments"]}
    assert {name: rows[name] for name in ("workshop", "service", None)} == {"workshop": 4, "service": 1, None: 4}
