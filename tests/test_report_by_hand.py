"""A month of twelve cases, written down by the real commands, and its figures worked out by hand.

November 2026 has no holiday; office hours are 09:00-12:00 and 13:30-18:00, a day of 7.5 hours, and Sunday is the 1st.
Everything is judged on 2026-12-20 10:00. What the letters stand for is said where the case is written down.
"""

import json

import pytest

from tests.desk import Desk

HOUR = 3600
STAFF = (("老周", "manager"), ("王总", "general_manager"))


class Month:
    """Writes cases down, each action at its own local time; `2026-` goes without saying."""

    def __init__(self, folder):
        self.desk = Desk(folder)
        self.numbers = {}
        self.desk.now = "2025-01-02 09:00"
        for name, role in STAFF:
            self.desk("staff", "add", name, "--role", role)

    def do(self, when, *words, as_="小陈"):
        self.desk.now = when if when.startswith("2025") else f"2026-{when}"
        return self.desk.json(*words, "--as", as_)

    def received(self, letter, when, registered, *words, customer=None):
        """A case of this customer, of one of its own where none is said."""
        who = customer or letter
        received = when if when.startswith("2025") else f"2026-{when}"
        said = ("--customer", f"客户{who}", "--phone", f"138000{ord(who):05d}", "--content", "…", *words)
        self.numbers[letter] = self.do(registered, "register", "--received-at", received, *said)["number"]

    def on(self, letter, when, command, *words, as_="小陈"):
        return self.do(when, command, self.numbers[letter], *words, as_=as_)

    def solved(self, letter, when, *words):
        self.on(letter, when, "resolve", "--solution", "…", *words)

    def pleased(self, letter, when, *words):
        """The customer is satisfied, and the case closed five minutes later."""
        self.on(letter, when, "revisit", "--satisfied", *words)
        self.on(letter, f"{when[:-2]}05", "close")


LOCK = ("--cause", "product/door/lock")
HINGE = ("--cause", "product/door/hinge")
RUDE = ("--cause", "service/attitude")  # raises the priority to high


def written(folder):
    month = Month(folder)
    earlier(month)
    well_done(month)
    badly_done(month)
    left_open(month)
    learned(month)
    month.desk.now = "2026-12-20 10:00"
    return month


def earlier(month):
    """R a year ago; P in October, over by its end; Q received in October and closed in November."""
    month.received("R", "2025-11-10 10:00", "2025-11-10 10:00", "--channel", "phone", *RUDE, "--assign")
    month.solved("R", "2025-11-10 11:00")
    month.pleased("R", "2025-11-11 10:00", "--score", 3)
    month.received("P", "10-12 10:00", "10-12 10:00", "--channel", "phone", *LOCK, "--assign")
    month.solved("P", "10-14 10:00")
    month.pleased("P", "10-15 10:00", "--score", 5)
    month.received("Q", "10-30 14:00", "10-30 14:00", "--channel", "web", "--category", "service", "--assign")
    month.on("Q", "10-30 15:00", "contact", "--note", "…")
    month.solved("Q", "11-03 14:00", "--remedy", "discount", "--cost", "30")
    month.pleased("Q", "11-05 14:00", "--score", 4)


def well_done(month):
    """A and B of one customer, B closed twice; D major; E an enquiry; F a suggestion; G a duplicate of D; K and L."""
    month.received("A", "11-02 09:00", "11-02 09:10", "--channel", "phone", *LOCK)
    month.on("A", "11-02 09:20", "assign")
    month.on("A", "11-02 10:00", "contact", "--note", "…")
    month.solved("A", "11-03 09:00", "--remedy", "repair", "--cost", "100")
    month.pleased("A", "11-04 09:00", "--score", 5)

    month.received("D", "11-04 14:00", "11-04 14:10", "--channel", "phone", *HINGE, "--flag", "safety")
    month.on("D", "11-04 14:20", "assign")
    month.on("D", "11-04 15:00", "contact", "--note", "…")
    new = ("--remedy", "replacement", "--cost", "2000")
    month.on("D", "11-05 09:30", "propose", "--solution", "…", *new, as_="王总")
    month.solved("D", "11-05 10:00", *new)
    month.pleased("D", "11-06 10:00", "--score", 5)
    month.on("D", "11-09 10:00", "review", "--root-cause", "product", "--note", "…")

    month.received("G", "11-04 16:00", "11-04 16:10", "--channel", "phone", *HINGE)
    month.on("G", "11-04 16:30", "close", "--duplicate-of", month.numbers["D"])

    settled = ("--category", "product", "--kind", "enquiry", "--settled", "…")
    month.received("E", "11-05 09:00", "11-05 09:05", "--channel", "phone", *settled)

    month.received("B", "11-10 09:00", "11-10 09:10", "--channel", "phone", *LOCK, customer="A")
    month.on("B", "11-10 09:20", "assign")
    month.solved("B", "11-12 09:00", "--remedy", "repair", "--cost", "50.50")
    month.pleased("B", "11-13 09:00", "--score", 4)
    month.on("B", "11-16 09:00", "reopen", "--reason", "…")
    month.solved("B", "11-17 09:00", "--remedy", "repair")
    month.on("B", "11-18 09:00", "review", "--root-cause", "skill", "--note", "…")
    month.pleased("B", "11-18 10:00", "--score", 3)

    month.received("K", "11-12 09:00", "11-12 09:00", "--channel", "email", *LOCK)
    month.on("K", "11-12 09:10", "assign")
    month.on("K", "11-13 09:00", "contact", "--note", "…")
    month.on("K", "11-18 09:00", "progress", "--note", "…")
    month.on("K", "11-20 09:00", "extend", "resolve", "--to", "2026-11-27 18:00", "--reason", "…")
    month.on("K", "11-23 09:00", "progress", "--note", "…")
    month.solved("K", "11-25 09:00", "--remedy", "refund", "--cost", "99.99")
    for when in ("11-26 09:00", "11-26 15:00", "11-27 09:00"):
        month.on("K", when, "revisit", "--not-reached")
    month.on("K", "11-27 10:00", "close", "--outcome", "unreachable")

    month.received("F", "11-16 10:00", "11-16 10:00", "--channel", "wechat", "--category", "suggestion", "--assign")
    month.solved("F", "11-18 10:00", "--remedy", "explanation")
    month.pleased("F", "11-19 10:00")


def badly_done(month):
    """H, received half an hour into the month, gives up unheard; C has to be solved twice."""
    month.received("H", "11-01 00:30", "11-02 09:10", "--channel", "weibo", *RUDE)
    month.on("H", "11-02 09:20", "assign")
    month.on("H", "11-02 11:00", "close", "--outcome", "withdrawn", "--reason", "…")

    month.received("C", "11-07 11:00", "11-07 11:00", "--channel", "web", *RUDE)
    month.on("C", "11-09 09:00", "assign")
    month.on("C", "11-09 11:00", "contact", "--note", "…")
    month.solved("C", "11-13 11:00", "--remedy", "apology")
    month.on("C", "11-16 09:00", "revisit", "--not-reached")
    month.on("C", "11-16 10:00", "revisit", "--dissatisfied", "--score", 2)
    month.solved("C", "11-17 09:00", "--remedy", "gift", "--cost", "20")
    month.pleased("C", "11-18 10:00", "--score", 4)
    month.do("11-27 10:00", "adjust", "service_centre", "+3", "--reason", "搬家", as_="王总")


def left_open(month):
    """J without a cause, registered late, held for a day; L solved in December; I received half an hour before it."""
    month.received("J", "11-20 16:00", "11-20 16:50", "--channel", "phone", "--category", "product")
    month.on("J", "11-20 16:55", "assign")
    month.on("J", "11-23 09:00", "hold", "--reason", "…")
    month.on("J", "11-24 09:00", "resume")
    month.on("J", "11-25 10:00", "contact", "--note", "…")
    month.received("L", "11-25 09:00", "11-25 09:00", "--channel", "phone", *HINGE, "--assign")
    month.on("L", "11-25 10:00", "contact", "--note", "…")
    month.on("L", "11-30 09:00", "progress", "--note", "…")
    month.solved("L", "12-02 09:00")
    month.pleased("L", "12-03 09:00", "--score", 1)
    month.received("I", "11-30 23:30", "12-01 09:10", "--channel", "letter", "--cause", "service/delivery")
    month.on("I", "12-01 09:20", "assign")


def learned(month):
    """M1 for attitude, in November, never decided; M2 for the lock, begun in December; 3 of 4 drawn are checked."""
    month.do("11-20 11:00", "measure", "add", "--text", "…", "--owner", "小陈", "--due", "2026-12-10", *RUDE)
    month.do(
        "12-01 11:00", "measure", "add", "--text", "…", "--owner", "小陈", "--due", "2026-12-31", *LOCK, as_="王总"
    )
    drawn = month.do("12-01 12:00", "sample", "draw", "--month", "2026-11", "--seed", "7")
    numbers = [case["number"] for case in drawn["cases"]]
    for number, found in zip(numbers, (["--right"], ["--right"], ["--wrong", "--should-be", "urgent"]), strict=False):
        month.do("12-01 12:10", "sample", "check", number, *found)


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    return written(tmp_path_factory.mktemp("month"))


@pytest.fixture(scope="module")
def november(month):
    return month.desk.json("report", "--month", "2026-11")


def rate(numerator, denominator):
    value = round(numerator / denominator, 4) if denominator else None
    return {"value": value, "numerator": numerator, "denominator": denominator}


def table(rows, key, *names):
    return [(row[key], *(row[name] for name in names)) for row in rows]


def took(time):
    names = [f"{figure}_seconds" for figure in ("mean", "median", "p90")]
    return [time["cases"], *(time[name] for name in names), *(time["office"][name] for name in names)]


def test_what_came_in(november):
    """A B C D E F H I J K L; G is a duplicate, Q came in October."""
    summary = november["summary"]
    kinds = ("received", "complaints", "enquiries", "suggestions", "duplicates")
    assert [summary[kind] for kind in kinds] == [11, 9, 1, 1, 1]  # E the enquiry, F the suggestion
    assert [summary["before"][kind] for kind in kinds] == [2, 2, 0, 0, 0]  # P, Q
    assert [summary["year_ago"][kind] for kind in kinds] == [1, 1, 0, 0, 0]  # R
    assert summary["repeats"] == rate(1, 9)  # B, of A's customer
    kinds = {"complaints": 9, "enquiries": 1, "suggestions": 1, "concerns": 0}
    assert november["volume"]["by_month"] == [{"month": "2026-11", "received": 11, **kinds, "duplicates": 1}]
    assert table(november["volume"]["by_channel"], "channel", "received", "before", "year_ago") == [
        ("phone", 6, 1, 1),  # A B D E J L; P; R
        ("web", 1, 1, 0),  # C; Q
        ("email", 1, 0, 0),  # K
        ("letter", 1, 0, 0),  # I
        ("wechat", 1, 0, 0),  # F
        ("weibo", 1, 0, 0),  # H
    ]
    assert november["volume"]["by_channel"][0]["share"] == rate(6, 11)
    assert table(november["volume"]["by_kind"], "kind", "received") == [
        ("complaint", 9),
        ("enquiry", 1),
        ("suggestion", 1),
    ]
    assert table(november["volume"]["by_category"], "category", "received", "complaints") == [
        ("product", 7, 6),  # A B D E J K L, E no complaint
        ("service", 3, 3),  # C H I
        ("suggestion", 1, 0),  # F
    ]


def test_what_was_closed_and_carried_over(november):
    """Closed: A B C D E F H K Q, B twice; G as a duplicate. Left: I J L, all of November."""
    summary = november["summary"]
    assert (summary["closed"], summary["reopened"]) == (9, 1)
    assert summary["closed_otherwise"] == {"answered": 1, "withdrawn": 1, "referred": 0, "unreachable": 1, "soothed": 0}
    assert summary["carry_over"] == {
        "open_before": 1,  # Q
        "received": 12,
        "reopened": 1,  # B
        "closed": 10,
        "closed_as_duplicate": 1,
        "open_after": 3,  # 1 + 12 + 1 - 10 - 1
        "untimed": 0,
        "adds_up": True,
    }
    assert summary["holds"] == {"count": 1, "cases": 1, "most": 1}  # J


def test_how_long_customers_waited(november):
    """Elapsed and in office time, in hours; m minutes. H and I had no answer; H I J no solution in time for anything.

    | case | answer | office | solution | office |
    | A | 1 | 1 | 24 | 7.5 |      one whole day
    | B | 48 | 15 | 48 | 15 |    no contact before the solution: it is the answer
    | C | 48 | 2 | 144 | 32 |    received on a Saturday; Mon to Thu, and 2 on Friday
    | D | 1 | 1 | 20 | 5 |       4 on Wednesday, 1 on Thursday
    | E | 5m | 5m | 5m | 5m |
    | F | 48 | 15 | 48 | 15 |
    | J | 114 | 18 | – | – |     Fri 2, Mon 7.5, Tue 7.5, Wed 1: what is held counts too
    | K | 24 | 7.5 | 312 | 67.5 |  nine days
    | L | 1 | 1 | 168 | 37.5 |   five days; solved in December, received in November
    """
    answers, solutions = (november["summary"][f"{name}_time"] for name in ("answer", "solution"))
    assert took(answers) == [
        9,
        (285 * HOUR + 300) // 9,  # 1 + 48 + 48 + 1 + 5m + 48 + 114 + 24 + 1
        24 * HOUR,  # 5m 1 1 1 [24] 48 48 48 114
        114 * HOUR,  # 9 * 0.9 = 8.1: the 9th
        (60 * HOUR + 1800 + 300) // 9,  # 1 + 15 + 2 + 1 + 5m + 15 + 18 + 7.5 + 1
        2 * HOUR,  # 5m 1 1 1 [2] 7.5 15 15 18
        18 * HOUR,
    ]
    assert took(solutions) == [
        8,
        (764 * HOUR + 300) // 8,  # 24 + 48 + 144 + 20 + 5m + 48 + 312 + 168
        48 * HOUR,  # 5m 20 24 [48 48] 144 168 312
        312 * HOUR,  # 8 * 0.9 = 7.2: the 8th
        (179 * HOUR + 1800 + 300) // 8,  # 7.5 + 15 + 32 + 5 + 5m + 15 + 67.5 + 37.5
        15 * HOUR,  # 5m 5 7.5 [15 15] 32 37.5 67.5
        67 * HOUR + 1800,
    ]
    assert took(november["summary"]["year_ago"]["answer_time"])[:2] == [1, HOUR]  # R


def test_what_was_kept_of_each_step(november):
    """By the month of the due instant: of J the resolve (2 December) and of L the resolve (4 December) are not in it.

    register  A B C D E F H K L in time, J 20m late (16:30 → 16:50); I and Q in other months
    assign    A B C D E F H J K L
    contact   A B B2 C2 D E F J K L Q in time; C 24h late; H never: due Mon 00:30, withdrawn 11:00, 10.5h
    progress  A2 B1 B2 C1 C2 D2 E1 F1 J1 K4 L2 Q2 in time; C once 17h late; J overdue since 30 Nov 18:00, 19d 16h
    resolve   A B B2 C2 D E F K Q in time, K by an extension from the 23rd; C 41h late; H cancelled
    revisit   A B B2 C C2 D F Q in time; E and K cancelled
    review    B2 in time; D 48h late; C2 overdue since 19 Nov 09:00, 31d 1h
    """
    names = ("judged", "extended", "met_late", "never_met", "overdue", "cancelled", "lateness_seconds")
    assert table(november["deadlines"], "step", *names) == [
        ("register", 10, 0, 1, 0, 0, 0, 20 * 60),
        ("assign", 10, 0, 0, 0, 0, 0, None),
        ("contact", 13, 0, 1, 1, 0, 0, (24 * HOUR + 10 * HOUR + 1800) // 2),
        ("progress", 21, 0, 1, 0, 1, 1, (17 + 472) * HOUR // 2),
        ("resolve", 10, 1, 1, 0, 0, 1, 41 * HOUR),
        ("revisit", 8, 0, 0, 0, 0, 2, None),
        ("review", 3, 0, 1, 0, 1, 0, (48 + 745) * HOUR // 2),
    ]
    office = {row["step"]: row["lateness_office_seconds"] for row in november["deadlines"]}
    assert office == {
        "register": 20 * 60,
        "assign": None,
        "contact": (2 + 2) * HOUR // 2,  # C Mon 09:00 to 11:00, and so H
        "progress": (2 + 14 * 7.5) * HOUR // 2,  # C Fri 09:00 to 11:00; J 14 days of work
        "resolve": 9.5 * HOUR,  # C Thu, and Fri till 11:00
        "revisit": None,
        "review": (1 + 22 * 7.5) * HOUR // 2,  # D Mon 09:00 to 10:00; C2 22 days of work
    }
    assert table(november["deadlines"], "step", "in_time") == [
        ("register", rate(9, 10)),
        ("assign", rate(10, 10)),
        ("contact", rate(11, 13)),
        ("progress", rate(19, 21)),
        ("resolve", rate(9, 10)),
        ("revisit", rate(8, 8)),
        ("review", rate(1, 3)),
    ]
    by_first_date = [row["by_first_date"]["numerator"] for row in november["deadlines"]]
    assert by_first_date == [9, 10, 10, 19, 8, 8, 1]  # contact without J, whom the hold gave a day; resolve without K
    summary = november["summary"]
    assert (summary["in_time"], summary["extended"], summary["by_first_date"]) == (rate(67, 75), 1, rate(65, 75))


def test_causes_are_ranked(november):
    """Nine complaints: lock A B K; hinge D L; attitude C H; delivery I; J without a cause."""
    names = ("complaints", "before", "year_ago")
    causes = november["causes"]
    assert table(causes["level_1"], "cause", *names) == [("product", 5, 1, 0), ("service", 3, 0, 1), (None, 1, 1, 0)]
    assert table(causes["level_2"], "cause", *names) == [
        ("product/door", 5, 1, 0),
        ("service/attitude", 2, 0, 1),
        ("service/delivery", 1, 0, 0),
        (None, 1, 1, 0),
    ]
    assert table(causes["level_3"], "cause", "share", "cumulative") == [
        ("product/door/lock", rate(3, 9), rate(3, 9)),
        ("service/attitude", rate(2, 9), rate(5, 9)),
        ("product/door/hinge", rate(2, 9), rate(7, 9)),
        ("service/delivery", rate(1, 9), rate(8, 9)),
        (None, rate(1, 9), rate(9, 9)),
    ]


def test_what_each_department_did(november):
    """Intake answers for register, assign, revisit, and for H's contact, which ran out before H was assigned."""
    names = ("received", "complaints", "closed", "in_time", "satisfied", "cost")
    assert table(november["departments"], "department", *names) == [
        ("rnd", 7, 6, 5, rate(29, 31), rate(4, 4), 2250.49),  # A B D E J K L; closed A B D E K
        ("service_centre", 3, 3, 3, rate(35, 41), rate(2, 3), 50),  # C H I; closed C H Q
        ("marketing", 1, 0, 1, rate(3, 3), rate(1, 1), 0),  # F
    ]
    steps = {row["department"]: row["steps"] for row in november["departments"]}
    assert steps["rnd"]["contact"]["in_time"] == rate(8, 8)  # A B B2 D E J K L
    assert steps["rnd"]["progress"]["in_time"] == rate(14, 15)  # A2 B B2 D2 E J K4 L2, and J's second
    assert steps["service_centre"]["contact"]["in_time"] == rate(2, 4)  # C2 Q, not C, not H
    assert steps["service_centre"]["revisit"]["in_time"] == rate(8, 8)
    assert steps["marketing"]["review"]["in_time"] == rate(0, 0)


def test_what_customers_said(november):
    """A 5; B 4, 3; C not reached, 2, then 4; D 5; F without a score; K three times not reached; Q 4; L in December."""
    satisfaction = november["satisfaction"]
    assert satisfaction["satisfied"] == rate(7, 8)
    assert (satisfaction["dissatisfied"], satisfaction["not_reached"]) == (1, 4)
    assert satisfaction["score"] == {"mean": 3.86, "count": 7}  # 27 / 7
    assert [row["count"] for row in satisfaction["scores"]] == [0, 1, 1, 3, 2]
    assert satisfaction["before"]["satisfied"] == rate(1, 1)


def test_what_it_cost(november):
    summary = november["summary"]
    assert (summary["solutions"], summary["cost"]) == (10, 2300.49)
    assert table(summary["by_remedy"], "remedy", "solutions", "cost") == [
        ("repair", 3, 150.5),  # A 100, B 50.50, and again for nothing
        ("apology", 1, 0),  # C
        ("discount", 1, 30),  # Q
        ("explanation", 1, 0),  # F
        ("gift", 1, 20),  # C again
        ("refund", 1, 99.99),  # K
        ("replacement", 1, 2000),  # D
        (None, 1, 0),  # E
    ]


def test_points_and_what_they_are_for(month, november):
    """-2 for each step that ran out, -1 and -5 for complaints; I was with nobody at the month's end: intake's."""
    names = ("late", "late_points", "general", "general_points", "major", "major_points", "adjusted", "points")
    points = november["points"]
    assert table(points["departments"], "department", *names) == [
        ("rnd", 2, -4, 5, -5, 1, -5, 0, -14),  # late J D; A B J K L; D
        ("service_centre", 6, -12, 3, -3, 0, 0, 3, -12),  # late C4 H J; C H I
    ]
    letters = {number: letter for letter, number in month.numbers.items()}
    found = {
        (row["department"], row["reason"], row["step"]): "".join(sorted(letters[number] for number in row["cases"]))
        for row in points["entries"]
    }
    assert found == {
        ("rnd", "general", None): "ABJKL",
        ("rnd", "major", None): "D",
        ("rnd", "late", "progress"): "J",
        ("rnd", "late", "review"): "D",
        ("service_centre", "general", None): "CHI",
        ("service_centre", "late", "register"): "J",
        ("service_centre", "late", "contact"): "CH",
        ("service_centre", "late", "progress"): "C",
        ("service_centre", "late", "resolve"): "C",
        ("service_centre", "late", "review"): "C",
        ("service_centre", "adjusted", None): "",
    }
    assert [row["note"] for row in points["entries"] if row["note"]] == ["搬家"]


def test_hot_causes(november):
    """Three of nine: more than 5 % and at least 3. Attitude has 22 %, but two."""
    assert november["hot"]["complaints"] == 9
    (hot,) = november["hot"]["causes"]
    assert (hot["cause"], hot["complaints"], hot["share"]) == ("product/door/lock", 3, rate(3, 9))
    assert (hot["before"], hot["year_ago"], hot["measures"], hot["state"]) == (1, 0, ["M2"], "begun")
    assert hot["start_by"] == "2026-12-30T15:59:59Z"  # a month after the last day of November


def test_what_is_learned(november):
    """M1 waits and is overdue; 30 % of 11 cases are 3.3, so 4 are drawn, 3 checked, 2 of them right."""
    measures = november["measures"]
    assert measures["counts"] == {
        "running": 1,
        "waiting": 1,
        "begun": 0,
        "done": 0,
        "overdue": 1,
        "effective": rate(0, 0),
    }
    assert table(measures["measures"], "measure", "status", "overdue") == [("M1", "proposed", True)]
    assert table(measures["samples"], "month", "received", "drawn", "checked", "accuracy") == [
        ("2026-11", 11, 4, 3, rate(2, 3))
    ]
    assert measures["accuracy"] == rate(2, 3)
    assert november["measures"]["reviews"] == {"judged": 3, "in_time": rate(1, 3), "overdue": 1, "open": 0}


def test_an_empty_month_has_its_row_and_no_rates(month):
    months = month.desk.json("report", "--period", "2026-08..2026-10", "--by", "month")
    assert table(months["volume"]["by_month"], "month", "received") == [("2026-08", 0), ("2026-09", 0), ("2026-10", 2)]
    empty = months["by_month"][1]
    assert (empty["in_time"], empty["satisfied"], empty["share"]) == (rate(0, 0), rate(0, 0), rate(0, 2))
    assert took(empty["answer_time"]) == [0, *[None] * 6]
    shown = month.desk("report", "--month", "2026-09", "--format", "markdown")
    assert "| Satisfied | – |" in shown
    assert "0 %" not in shown


def test_an_old_report_comes_out_again(month, tmp_path):
    """Whatever is written down later, and for whichever time."""
    desk = month.desk
    then = (
        "report",
        "--month",
        "2026-11",
        "--by",
        "handler",
        "--as-of",
        "2026-12-20T02:00Z",
        "--known-at",
        "2026-12-20T02:00Z",
    )
    before = {form: desk(*then, "--format", form) for form in ("json", "csv", "markdown")}
    assert json.loads(before["json"])["summary"] == desk.json("report", "--month", "2026-11")["summary"]
    later = Desk(tmp_path)
    later.db.write_bytes(desk.db.read_bytes())
    later.now = "2026-12-28 10:00"
    later("register", "--channel", "phone", "--anonymous", *LOCK, "--content", "…", "--received-at", "2026-11-11 10:00")
    later("contact", month.numbers["I"], "--note", "…", "--at", "2026-12-01 10:00")
    later("close", month.numbers["J"], "--duplicate-of", month.numbers["A"])
    later("adjust", "rnd", "+9", "--reason", "…", "--as", "王总", "--at", "2026-11-30 10:00")
    dearer = tmp_path / "dearer.toml"
    dearer.write_text(later("policy", "show", "--toml").replace("late = 2", "late = 7").replace("Shanghai", "Tokyo"))
    later("policy", "set", dearer)
    assert {form: later(*then, "--format", form) for form in before} == before
    assert later.json("report", "--month", "2026-11")["summary"]["received"] == 11  # J gone, another come
