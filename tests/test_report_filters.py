"""A report of some of the cases, of a time before the register, and of how things stand; worked out by hand."""

import pytest

from tests.desk import Desk

FORMS = ("table", "markdown", "html")


@pytest.fixture
def october(desk):
    """Ten cases: in October A to F, in November G to J.

    A to D are the product's, E to J the service's. A, B and E are closed with a satisfied customer; F is withdrawn. G
    is with 小李 of the service centre, H and I with 小王, J with nobody; C and D wait in the rnd, nobody's.
    """
    letters = iter("ABCDEFGHIJ")
    numbers = {}

    def case(day, category, *more):
        desk.now = f"2026-{day} 10:00"
        name = next(letters)
        phone = f"1380000000{len(numbers)}"
        numbers[name] = desk.register("--category", category, "--phone", phone, *more)

    for day in ("10-12", "10-13", "10-14", "10-15"):
        case(day, "product")
    case("10-16", "service")
    case("10-19", "service")
    desk.now = "2026-10-20 10:00"
    for name in "ABE":
        desk("assign", numbers[name])
        desk("resolve", numbers[name], "--solution", "x", "--cost", "100")
        desk("revisit", numbers[name], "--satisfied", "--close")
    desk("close", numbers["F"], "--outcome", "withdrawn", "--reason", "x")
    desk("assign", numbers["C"], numbers["D"])
    for day in ("11-02", "11-03", "11-04", "11-05"):
        case(day, "service")
    desk("assign", numbers["G"], "--handler", "小李")
    desk("assign", numbers["H"], numbers["I"], "--handler", "小王")
    desk.now = "2026-11-06 10:00"
    return desk


def summary(desk, *filters):
    found = desk.json("report", "--month", "2026-11", *filters)["summary"]
    return found["received"], found["closed"], found["before"]["received"], found["before"]["closed"]


@pytest.mark.parametrize(
    ("filters", "figures"),
    [
        ((), (4, 0, 6, 4)),
        (("--category", "product"), (0, 0, 4, 2)),
        (("--category", "service"), (4, 0, 2, 2)),
        (("--category", "service", "--category", "product"), (4, 0, 6, 4)),
        (("--handler", "小王"), (2, 0, 0, 0)),
        (("--status", "closed"), (0, 0, 4, 4)),
        (("--department", "rnd", "--status", "assigned"), (0, 0, 2, 0)),
        (("--overdue",), (3, 0, 2, 0)),  # not I, whose first call is due at 18:00
    ],
)
def test_only_these_cases_are_counted(october, filters, figures):
    assert summary(october, *filters) == figures


def test_every_section_is_of_these_cases(october):
    report = october.json("report", "--month", "2026-10", "--category", "product", "--by", "channel")
    assert report["filters"] == {"category": ["product"]}
    assert report["summary"]["carry_over"] | {"untimed": 0} == {
        "open_before": 0,
        "received": 4,
        "reopened": 0,
        "closed": 2,
        "closed_as_duplicate": 0,
        "open_after": 2,
        "adds_up": True,
        "untimed": 0,
    }
    received = {row["department"]: row["received"] for row in report["departments"]}
    assert received == {"rnd": 4, "service_centre": 0}  # the intake answers for the registration
    assert report["satisfaction"]["satisfied"]["denominator"] == 2
    assert [row["cause"] for row in report["causes"]["level_1"]] == [None]
    assert {row["step"]: row["judged"] for row in report["deadlines"]}["register"] == 4
    assert report["by_channel"][0]["cost"] == 200
    whole = october.json("report", "--month", "2026-10")
    assert "filters" not in whole
    assert whole["summary"]["carry_over"]["open_after"] == 2


@pytest.mark.parametrize("form", FORMS)
def test_the_head_names_what_was_let_through(october, form):
    told = october("report", "--month", "2026-11", "--category", "service", "--handler", "小王", "--format", form)
    assert "Only category service; handler 小王" in told
    assert "Only" not in october("report", "--month", "2026-11", "--format", form).split("Summary")[0]


def test_a_filter_nobody_knows_is_refused(october):
    october.error("report", "--department", "nowhere", code=1)
    october.error("report", "--status", "lost", code=2)
    october.error("report", "--received", "2026-10", code=2)


def test_an_old_report_of_some_comes_out_again(october):
    line = (
        "report",
        "--month",
        "2026-10",
        "--category",
        "product",
        "--known-at",
        "2026-10-31",
        "--as-of",
        "2026-10-31",
    )
    before = october(*line)
    october("assign", "1014-1", "--to", "service_centre")
    assert october(*line) == before
    assert "Only" in before


def test_several_registers_are_narrowed_alike(october, tmp_path):
    (tmp_path / "east").mkdir()
    east = Desk(tmp_path / "east")
    east.now = "2026-11-02 10:00"
    east.register("--category", "service")
    east.register()
    both = ("--db", october.db, "--db", east.db.rename(tmp_path / "east.db"))
    report = october.json("report", "--month", "2026-11", "--category", "service", *both)
    assert report["summary"]["received"] == 5


def test_before_the_register_began_nothing_is_compared(october):
    report = october.json("report", "--month", "2026-10")
    assert (report["period"]["before"]["recorded"], report["period"]["year_ago"]["recorded"]) == ("none", "none")
    for form in FORMS:
        told = october("report", "--month", "2026-10", "--format", form)
        assert "2026-09 is not compared: the register begins on 2026-10-12." in told
        assert "+6" not in told
    csv = october("report", "--month", "2026-10", "--format", "csv")
    assert "2026-09" not in csv
    assert ",before." not in csv


def test_a_time_it_has_seen_in_part_is_compared_and_said_so(october):
    report = october.json("report", "--month", "2026-11")
    assert report["period"]["before"]["recorded"] == "part"
    told = october("report", "--month", "2026-11")
    assert "Of 2026-10 only a part is compared: the register begins on 2026-10-12." in told
    assert "| Received | 4 | 6 | −2 |" in told


def test_departments_and_handlers_have_what_stands_open_late_and_oldest(october):
    """C and D of October are open in the rnd. There progress and the solution of both have run out; the first call ran

    out before anybody had them, and is the intake's.
    """
    report = october.json("report", "--month", "2026-11", "--by", "handler")
    rows = {row["department"]: row for row in report["departments"]}
    assert (rows["rnd"]["open"], rows["rnd"]["oldest"]) == (2, "2026-10-14T02:00:00Z")
    assert rows["rnd"]["received"] == 0
    people = {row["handler"]: (row["open"], row["oldest"]) for row in report["by_handler"]}
    assert people["小李"] == (1, "2026-11-02T02:00:00Z")
    assert people["小王"] == (2, "2026-11-03T02:00:00Z")
    assert rows["rnd"]["late"] == len(october.json("overdue", "--department", "rnd")) == 4
    assert "| Oldest |" in october("report", "--month", "2026-11", "--section", "departments")
    assert "open" not in october.json("report", "--month", "2026-11", "--by", "channel")["by_channel"][0]
