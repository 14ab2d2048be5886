"""What the process asks of the figures: one test for each demand, named after its id."""

import pytest

from tests.desk import CUSTOMER
from tests.test_cli_mainline import resolved, staffed

OTHERS = [("--customer", f"客户{n}", "--phone", f"1390013900{n}") for n in range(10)]


def complaint(desk, customer, cause, *more):
    given = ("--channel", "phone", "--content", "…", "--cause", cause, *customer)
    return desk.json("register", *given, *more)["number"]


def test_le_monthly(desk):
    """How many, through which channels, of which kinds, how fast, how well, why; against the month before."""
    desk.now = "2026-10-20 10:00"
    resolved(desk)
    desk.now = "2026-11-20 10:00"
    number = resolved(desk)
    desk.now = "2026-11-23 10:00"
    desk("revisit", number, "--satisfied", "--close", "--as", "小陈")
    report = desk.json("report", "--month", "2026-11")
    assert (report["summary"]["received"], report["summary"]["before"]["received"]) == (1, 1)
    assert [row["channel"] for row in report["volume"]["by_channel"]] == ["phone"]
    assert [row["kind"] for row in report["volume"]["by_kind"]] == ["complaint"]
    assert report["summary"]["answer_time"]["mean_seconds"] == 0
    assert report["summary"]["in_time"]["value"] == report["summary"]["satisfied"]["value"] == 1
    assert report["causes"]["level_1"][0]["complaints"] == 1
    seen = desk("report", "--month", "2026-11", "--format", "table", "--lang", "zh")
    assert "█" in seen


def test_le_quarter(desk):
    """The same figures by quarter, and by week for those who meet weekly."""
    resolved(desk)
    month, quarter, week = (
        desk.json("report", *period)
        for period in (("--month", "2026-11"), ("--quarter", "2026Q4"), ("--week", "2026-W47"))
    )
    assert list(quarter) == list(month) == list(week)
    assert quarter["summary"]["received"] == week["summary"]["received"] == 1
    assert quarter["period"]["before"]["name"] == "2026Q3"
    assert week["period"]["year_ago"]["name"] == "2025-W47"
    weeks = desk.json("report", "--quarter", "2026Q4", "--by", "week")["by_week"]
    assert [row["week"] for row in weeks if row["received"]] == ["2026-W47"]
    assert sum(row["received"] for row in weeks) == 1


@pytest.mark.parametrize(("alike", "others", "is_hot"), [(3, 3, True), (2, 4, False), (1, 0, False)])
def test_le_hot(desk, alike, others, is_hot):
    """More than 5 % and at least three: a measure is to be begun within a month."""
    for customer in OTHERS[:alike]:
        complaint(desk, customer, "product/door/lock/left")
    for place, customer in enumerate(OTHERS[:others]):
        complaint(desk, customer, f"service/other{place}")
    desk.now = "2026-12-02 10:00"
    hot = desk.json("report", "--month", "2026-11")["hot"]["causes"]
    found = [(row["cause"], row["state"], row["start_by"]) for row in hot]
    assert found == [("product/door/lock", "due", "2026-12-30T15:59:59Z")] * is_hot
    desk.now = "2026-12-31 10:00"
    hot = desk.json("report", "--month", "2026-11")["hot"]["causes"]
    assert [row["state"] for row in hot] == ["overdue"] * is_hot


def test_le_points(desk):
    """-2 for each missed deadline, -1 and -5 for complaints, adjusted by the general manager with a reason."""
    staffed(desk)
    late = desk.register("--assign")
    desk.register("--flag", "safety", "--assign")
    desk("adjust", "rnd", "+4", "--reason", "搬家", "--as", "王总")
    desk.now = "2026-11-24 18:01"  # medium's contact has run out, and of the urgent one contact and resolve
    (row,) = [row for row in desk.json("report")["points"]["departments"] if row["department"] == "rnd"]
    assert (row["late"], row["late_points"], row["general_points"], row["major_points"]) == (3, -6, -1, -5)
    assert (row["adjusted"], row["points"]) == (4, -8)
    contacts = [row for row in desk.json("report")["points"]["entries"] if row["step"] == "contact"]
    assert late in contacts[0]["cases"]
    assert contacts[0]["count"] == 2
    assert "搬家" in desk("report", "--section", "points")


def test_le_review(desk):
    """Within 48 hours of the solution each major or reopened case is reviewed; the report says how many were."""
    first, second = resolved(desk), resolved(desk)
    for number in (first, second):
        desk("reopen", number, "--reason", "又坏了")
        desk("resolve", number, "--solution", "再换一次")
    desk.now = "2026-11-21 10:00"
    desk("review", first, "--root-cause", "skill", "--note", "手册没写")
    desk.now = "2026-11-22 10:01"
    reviews = desk.json("report")["measures"]["reviews"]
    assert reviews == {
        "judged": 2,
        "in_time": {"value": 0.5, "numerator": 1, "denominator": 2},
        "overdue": 1,
        "open": 0,
    }


def test_le_monthly_adds_up_several_offices(desk, office):
    """Each by its own policy and clock; medians are those of all cases together."""
    other = office("feedback")
    for place, minutes in ((desk, 10), (other, 20), (other, 30)):
        place.now = "2026-11-20 10:00"
        number = place.json("register", *CUSTOMER, "--category", "product", "--content", "…", "--assign")["number"]
        place.now = f"2026-11-20 10:{minutes}"
        place("contact", number, "--note", "…")
    desk.now = "2026-12-01 10:00"
    both = desk.json("report", "--month", "2026-11", "--db", desk.db, "--db", other.db)
    assert both["summary"]["received"] == 3
    assert both["summary"]["answer_time"]["median_seconds"] == 20 * 60
    assert both["summary"]["carry_over"]["adds_up"]
    found = {row["office"]: (row["received"], row["answer_time"]["mean_seconds"]) for row in both["by_office"]}
    assert list(found.values()) == [(2, 25 * 60), (1, 10 * 60)]
    other.now = desk.now
    alone = [place.json("report", "--month", "2026-11", "--db", place.db) for place in (desk, other)]
    assert sum(each["points"]["departments"][0]["points"] for each in alone) == sum(
        row["points"] for row in both["points"]["departments"]
    )


def test_le_monthly_reads_no_register_twice_and_says_which_is_missing(desk, tmp_path):
    twice = desk.error("report", "--db", desk.db, "--db", desk.db, code=2)
    assert "given twice" in twice["message"]
    missing = desk.error("report", "--db", desk.db, "--db", tmp_path / "no.db", code=4)
    assert "no.db" in missing["message"]
