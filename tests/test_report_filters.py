"""A report of some of the cases, of a time before the register, and of how things stand; worked out by hand."""

from datetime import UTC, datetime

import pytest

from complaintctl.office import Office
from complaintctl.store.figures import COUNTED
from complaintctl.store.listing import Filter
from complaintctl.store.narrowing import narrow
from tests.builders import an_empty_register
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
        assert "2026-09 is not compared: the register holds nothing from before 2026-10-12." in told
        assert "+6" not in told
    csv = october("report", "--month", "2026-10", "--format", "csv")
    assert "2026-09" not in csv
    assert ",before." not in csv


def test_a_time_it_has_seen_in_part_is_compared_and_said_so(october):
    report = october.json("report", "--month", "2026-11")
    assert report["period"]["before"]["recorded"] == "part"
    told = october("report", "--month", "2026-11")
    assert "Of 2026-10 only a part is compared: the register holds nothing from before 2026-10-12." in told
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


def test_the_sample_is_told_of_these_cases_alone(october):
    october("sample", "draw", "--month", "2026-10", "--seed", "1")
    drawn = [row["number"] for row in october.json("sample", "show")["cases"]]
    assert [october.case(number)["category"] for number in drawn] == ["product", "service"]
    october("sample", "check", drawn[0], "--right")

    def sample(*filters):
        told = october.json("report", "--month", "2026-10", *filters)["measures"]
        (row,) = told["samples"]
        return row["received"], row["drawn"], row["checked"], told["accuracy"]["denominator"]

    assert sample() == (6, 2, 1, 1)
    assert sample("--category", "product") == (4, 1, 1, 1)
    assert sample("--category", "service") == (2, 1, 0, 0)
    assert sample("--category", "other") == (0, 0, 0, 0)


def test_points_that_were_adjusted_are_of_no_case_and_left_out(october):
    october("staff", "add", "王总", "--role", "general_manager")
    october("adjust", "rnd", "-5", "--reason", "x", "--as", "王总")

    def adjusted(*filters):
        told = october.json("report", "--month", "2026-11", *filters)["points"]
        return [row["department"] for row in told["entries"] if row["reason"] == "adjusted"]

    assert adjusted() == ["rnd"]
    assert adjusted("--category", "product") == []


def test_what_a_measure_changed_is_told_though_nothing_is_compared(october):
    """Its own share before is of a time the register has seen, whatever the report compares."""
    october("measure", "add", "--text", "x", "--owner", "小李", "--due", "2026-12-01", "--cause", "product")
    csv = october("report", "--year", "2026", "--format", "csv").splitlines()
    assert [line for line in csv if line.startswith("measures,measure,M1,before,")]
    assert not [line for line in csv if line.startswith("causes,") and ",before," in line]


def test_the_carry_over_of_some_cases_adds_up(october):
    """A is reopened and closed again, B reopened, J turns out to be a duplicate of G."""
    october.now = "2026-11-06 10:00"
    october("reopen", "1012-1", "--reason", "x")
    october("reopen", "1013-1", "--reason", "x")
    october("close", "1105-1", "--duplicate-of", "1102-1")
    october.now = "2026-11-09 10:00"
    october("resolve", "1012-1", "--solution", "x")
    october("revisit", "1012-1", "--satisfied", "--close")

    def carried(*filters):
        return october.json("report", "--month", "2026-11", *filters)["summary"]["carry_over"]

    names = ("open_before", "received", "reopened", "closed", "closed_as_duplicate", "open_after")
    whole, product, service = carried(), carried("--category", "product"), carried("--category", "service")
    assert [product[name] for name in names] == [2, 0, 2, 1, 0, 3]
    assert [service[name] for name in names] == [0, 4, 0, 0, 1, 3]
    assert [whole[name] for name in names] == [product[name] + service[name] for name in names]
    assert [told["adds_up"] for told in (whole, product, service)] == [True] * 3


def test_a_workbook_and_a_chinese_page_name_what_was_let_through(october, tmp_path):
    from openpyxl import load_workbook

    line = ("report", "--month", "2026-11", "--category", "service", "--flag", "safety", "--handler", "小王")
    october(*line, "--output", tmp_path / "report.xlsx")
    head = str(load_workbook(tmp_path / "report.xlsx").worksheets[0]["A2"].value)
    assert "Only category service; handler 小王; flag " in head
    told = october(*line, "--lang", "zh")
    assert "仅限类别 服务; 经办人 小王; 标记 人身安全，按案件目前的状态；不计加减分，改进措施为全公司的。" in told
    mine = october("report", "--month", "2026-11", "--mine", "--tag", "x", "--lang", "zh", "--as", "小王")
    assert "仅限标签 x; 经办人 小王，" in mine


def test_of_several_registers_each_goes_by_its_own_policy(october, tmp_path):
    """The salon has no rnd, and the head office no such department as the salon's: each has none of the other's."""
    (tmp_path / "salon").mkdir()
    salon = Desk(tmp_path / "salon")
    policy = salon("policy", "show", "--toml").replace("rnd", "atelier")
    file = tmp_path / "salon.toml"
    file.write_text(policy, "utf-8")
    salon.now = "2026-01-02 10:00"
    salon("policy", "set", file)
    salon.now = "2026-11-02 10:00"
    salon("assign", salon.register(), "--to", "atelier")
    salon.db = salon.db.rename(tmp_path / "salon.db")
    october("assign", "1102-1", "--to", "rnd")
    for both in ((october.db, salon.db), (salon.db, october.db)):
        line = ("report", "--month", "2026-11", "--db", both[0], "--db", both[1])
        assert october.json(*line, "--department", "atelier")["summary"]["received"] == 1
        assert october.json(*line, "--department", "rnd")["summary"]["received"] == 1
        october.error(*line, "--department", "nowhere", code=1)


def test_of_several_registers_it_is_said_which_began_later(october, tmp_path):
    (tmp_path / "east").mkdir()
    east = Desk(tmp_path / "east")
    east.now = "2026-11-04 10:00"
    east.register()
    east.db = east.db.rename(tmp_path / "east.db")
    both = ("--db", october.db, "--db", east.db)
    period = october.json("report", "--month", "2026-12", *both)["period"]
    assert (period["recorded"], period["before"]["recorded"]) == ("whole", "part")
    assert period["recorded_since"] == "2026-10-12T02:00:00Z"
    told = october("report", "--month", "2026-12", *both)
    assert "Of 2026-11 only a part is compared: the register holds nothing from before 2026-11-04 (east)." in told


def test_a_period_before_the_register_is_no_period_of_zeros(october):
    told = october("report", "--month", "2026-08")
    assert "The register holds nothing from before 2026-10-12, and so nothing of 2026-08." in told
    assert "not compared" not in told
    assert october.json("report", "--month", "2026-08")["period"]["recorded"] == "none"


def test_a_year_ago_that_was_seen_in_part_is_said_so(october):
    october.now = "2027-10-20 10:00"
    october.register()
    period = october.json("report", "--month", "2027-10")["period"]
    assert (period["before"]["recorded"], period["year_ago"]["recorded"]) == ("whole", "part")
    told = october("report", "--month", "2027-10")
    assert "Of 2026-10 only a part is compared: the register holds nothing from before 2026-10-12." in told
    assert "2027-09 only" not in told


def test_an_older_import_moves_the_beginning_back(october, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text("received_at,channel,category,customer,content\n2026-09-03 10:00,phone,product,李,x\n", "utf-8")
    october("import", file)
    assert october.json("report", "--month", "2026-10")["period"]["recorded_since"] == "2026-09-03T02:00:00Z"


def test_a_report_of_some_leaves_the_office_as_it_was(october):
    with Office.open(october.db, clock=lambda: datetime(2026, 11, 6, 2, tzinfo=UTC), write=False) as office:
        month = office.period("month", "2026-10")
        whole = office.report(month).figures
        some = office.report(month, which={"category": ["product"]}).figures
        assert (whole["summary"]["received"], some["summary"]["received"]) == (6, 4)
        assert office.report(month, which={"category": ["product"]}).figures == some
        assert office.report(month).figures == whole


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT count(*) FROM complaint c WHERE c.received_day BETWEEN 'a' AND 'b'", "complaint_received"),
        ("SELECT count(*) FROM deadline d WHERE d.due_at BETWEEN 'a' AND 'b'", "deadline_due"),
        (f"SELECT count(*) FROM event e WHERE e.action = 'hold' AND e.action IN {COUNTED}", "event_counted"),
    ],
)
def test_a_narrowed_register_is_read_by_the_same_indexes(sql, index):
    conn, which = an_empty_register(), Filter()
    which.equals("category", ["product"])
    narrow(conn, which, datetime(2026, 11, 1, tzinfo=UTC))
    (first, *_) = [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert index in first
