"""Training is judged: by its trainees, by what they did before and after, and it goes where they fail (fu-learned)."""

import pytest

from complaintctl.cases import drills
from complaintctl.cases.drills import Drill
from tests.builders import local

AT = "2026-11-16 10:00"


LEAK, RUDE, ELSE = ("product", "medium"), ("service", "high"), ("other", "low")


def drill(day, kind, missed="", trainee="新人", useful=None):
    """A drill on a day of November on a kind of case; which of its questions were missed."""
    expected = dict(zip(("category", "priority", "department"), (*kind, "rnd"), strict=True))
    given = expected | dict.fromkeys(missed.split(), "?")
    return Drill(local(f"2026-11-{day:02d} 10:00"), trainee, f"C20261101-{day:04d}", given, expected, useful)


def test_fu_learned_by_the_first_drill_of_a_kind_beside_the_later_ones():
    """Two kinds came again: 0 and 1 of 3 were right at first, then 2, 3 and 3; what came once is in neither."""
    (known,) = drills.progress(
        [
            drill(1, LEAK, "category priority department"),
            drill(2, RUDE, "priority department"),
            drill(3, LEAK, "department"),
            drill(4, ELSE, "category"),
            drill(5, RUDE),
            drill(6, LEAK),
        ]
    )
    assert (known.before, known.after) == ((1, 6), (8, 9))
    assert known.all == (11, 18)


def test_fu_learned_in_all_adds_up_what_each_has_learned():
    """新人: 1 then 3 of 3. 老手: 3, 2, 3, of which only the first is before, and two were called useful."""
    held = [
        drill(1, LEAK, "priority department"),
        drill(2, LEAK),
        drill(3, LEAK, trainee="老手", useful=4),
        drill(4, LEAK, "department", trainee="老手"),
        drill(5, LEAK, trainee="老手", useful=3),
    ]
    everybody = drills.overall(drills.progress(held))
    assert (everybody.trainee, everybody.drills, everybody.all) == (None, 5, (12, 15))
    assert everybody.parts == {"category": (5, 5), "priority": (4, 5), "department": (3, 5)}
    assert (everybody.first_half, everybody.second_half) == ((1 + 3, 6), (3 + 5, 9))
    assert (everybody.before, everybody.after, everybody.useful) == ((1 + 3, 6), (3 + 5, 9), (7, 2))


@pytest.mark.parametrize(
    ("held", "kinds"),
    [
        ([], set()),
        ([drill(1, LEAK)], set()),
        ([drill(1, LEAK, "priority")], {LEAK}),
        ([drill(1, LEAK, "department"), drill(2, LEAK)], set()),
        ([drill(1, LEAK, "department"), drill(2, LEAK), drill(3, LEAK, "category")], {LEAK}),
        ([drill(1, LEAK, "department"), drill(2, RUDE)], {LEAK}),
        ([drill(1, LEAK, "department"), drill(2, RUDE, "category")], {LEAK, RUDE}),
    ],
)
def test_fu_learned_is_what_was_got_right_since(held, kinds):
    assert drills.misjudged(held) == kinds


@pytest.fixture
def school(desk):
    """Three closed cases of product and medium, three of service and high; by number."""
    cases = {"product": [], "service": []}
    for phone, (kind, *more) in enumerate([("product",), ("service", "--flag", "attitude")] * 3):
        said = ("--channel", "phone", "--customer", "王小明", "--phone", f"1380013800{phone}", "--content", "x")
        number = desk.json("register", *said, "--category", kind, *more, "--assign")["number"]
        desk("resolve", number, "--solution", "x")
        desk("revisit", number, "--satisfied", "--close", "--as", "老吴")
        cases[kind].append(number)
    desk.now = "2026-11-21 10:00"
    desk.cases = cases
    return desk


RIGHT = {
    "product": ("--category", "product", "--priority", "medium", "--to", "rnd"),
    "service": ("--category", "service", "--priority", "high", "--to", "service_centre"),
}
WRONG = ("--category", "other", "--priority", "low", "--to", "marketing")
WHO = ("--trainee", "新人")


def offered(school, at):
    school.now = at
    return school.json("drill", *WHO)["number"]


@pytest.mark.parametrize("kind", ["product", "service"])
def test_fu_learned_misjudged_kinds_are_offered_first(school, kind):
    """Whatever the lot: the next is of the kind that was misjudged, until one of it was got right."""
    first, second, third = school.cases[kind]
    school("drill", first, *WHO, *WRONG)
    times = [f"2026-11-21 1{hour}:0{minute}" for hour in range(3) for minute in range(4)]
    assert {offered(school, at) for at in times} == {second, third}
    assert offered(school, times[0]) == offered(school, times[0])
    school("drill", second, *WHO, *WRONG)
    assert {offered(school, at) for at in times} == {third}
    school.now = "2026-11-21 13:00"
    school("drill", third, *WHO, *RIGHT[kind])
    other = "service" if kind == "product" else "product"
    assert {offered(school, at) for at in times[:6]} <= set(school.cases[other])
    assert school.json("drill", "--trainee", "别人")["number"]


def test_fu_learned_what_is_left_is_offered_where_the_kind_has_no_more(school):
    for number in school.cases["product"]:
        school("drill", number, *WHO, *WRONG)
    assert offered(school, "2026-11-21 11:00") in school.cases["service"]
    for number in school.cases["service"]:
        school("drill", number, *WHO, *RIGHT["service"])
    assert offered(school, "2026-11-21 12:00")


def test_fu_learned_how_useful_a_drill_was(school):
    """With the answers, or afterwards; of two words the later counts; nobody speaks for another."""
    one, two, three = school.cases["product"]
    assert school.json("drill", one, *WHO, *WRONG, "--useful", "3")["useful"] == 3
    school("drill", two, *WHO, *RIGHT["product"])
    assert "useful: 4 of 5" in school("drill", *WHO, "--useful", "4")
    assert school.json("drill", one, *WHO, "--useful", "5") == {"trainee": "新人", "number": one, "useful": 5}
    school("drill", three, *WHO, *RIGHT["product"])
    school("drill", three, "--trainee", "老手", *RIGHT["product"], "--useful", "1")
    rows = {row["trainee"]: row for row in school.json("drill", "--results")}
    assert (rows["新人"]["useful"], rows["新人"]["rated"], rows["新人"]["drills"]) == (4.5, 2, 3)
    assert (rows["新人"]["before"], rows["新人"]["after"]) == (0.0, 1.0)
    assert (rows["老手"]["useful"], rows["老手"]["rated"], rows["老手"]["after"]) == (1.0, 1, None)
    assert (rows[None]["useful"], rows[None]["rated"], rows[None]["drills"]) == (3.33, 3, 4)
    assert [row["useful"] for row in school.json("drill", "--results", *WHO)] == [5, 4, None]
    told = school("drill", "--results", "--format", "markdown")
    assert "| all " in told
    assert "Useful" in told
    school.now = "2026-11-22 10:00"
    school("drill", three, *WHO, "--useful", "2", "--at", "2026-11-22 09:00")
    then = school.json("drill", "--results", *WHO, "--as-of", "2026-11-21")
    assert [row["useful"] for row in then] == [5, 4, None]
    assert school.json("verify")["ok"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("--useful", "6"), 2),
        (("--useful", "0"), 2),
        (("--useful", "4", "--trainee", "别人"), 1),
        (("9", "--useful", "4"), 3),
    ],
)
def test_fu_learned_what_cannot_be_rated_is_refused(school, line, code):
    school("drill", school.cases["product"][0], *WHO, *WRONG)
    school.error("drill", *line, *(() if "--trainee" in line else WHO), code=code)


def test_fu_learned_is_asked_for_at_a_terminal(school):
    number = school.cases["product"][0]
    code, seen = school.terminal("drill", number, *WHO, *RIGHT["product"], typed="9\n4\n", wait="How useful")
    assert code == 0, seen
    assert "none of these" in seen
    assert [row["useful"] for row in school.json("drill", "--results", *WHO)] == [4]
