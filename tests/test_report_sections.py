"""Causes, departments and groupings of a report; what every figure says of itself."""

from dataclasses import replace

import pytest

from complaintctl.errors import Misused
from complaintctl.reports import groups, points
from complaintctl.reports.layout import Field
from complaintctl.reports.sections import REPORTS, chosen
from complaintctl.store import groups as store
from tests.test_report import Register


@pytest.fixture
def register():
    return Register()


def caused(register, day, *causes, **fields):
    return [
        register.received(f"{day} 10:00", category=(cause or "product").split("/")[0], cause=cause, **fields)
        for cause in causes
    ]


def test_numbers_of_cases_are_gathered_only_of_the_period_that_tells_them(register):
    register.solved(*register_pair(register))
    facts, asked = register.facts(), set()

    def ask(name, period, by):
        asked.add((name, period.name))
        return facts.ask(name, period, by)

    points.SECTION.figures(replace(facts, ask=ask))
    assert {period for name, period in asked if name.endswith("_cases")} == {"2026-10"}
    assert {period for name, period in asked if name in ("late", "blamed")} == {"2026-09", "2025-10"}


def test_causes_are_ranked_with_those_without_one_last(register):
    caused(register, "2026-10-05", "product/door/hinge", "product/door/lock", "product/door/hinge", "service/attitude")
    caused(register, "2026-10-06", None, None, None, None)
    caused(register, "2026-09-06", "service/attitude")
    caused(register, "2025-10-06", "product/door")
    caused(register, "2026-10-07", "service/attitude", kind="enquiry")
    causes = register.report()["causes"]
    assert [(row["cause"], row["complaints"], row["before"], row["year_ago"]) for row in causes["level_1"]] == [
        ("product", 3, 0, 1),
        ("service", 1, 1, 0),
        (None, 4, 0, 0),
    ]
    assert [row["cause"] for row in causes["level_2"]] == ["product/door", "service/attitude", None]
    assert [(row["cause"], row["complaints"]) for row in causes["level_3"]] == [
        ("product/door/hinge", 2),
        ("service/attitude", 1),
        ("product/door/lock", 1),
        ("product/door", 0),
        (None, 4),
    ]
    assert [row["cumulative"]["numerator"] for row in causes["level_3"]] == [2, 3, 4, 4, 8]
    assert causes["level_3"][0]["share"] == {"value": 0.25, "numerator": 2, "denominator": 8}


def test_a_cause_less_deep_is_counted_without_those_below_it_and_defined_so(register, desk):
    caused(register, "2026-10-05", *["product/door"] * 3, *["product/door/hinge"] * 4)
    report = register.report()
    ranked = [("product/door/hinge", 4), ("product/door", 3)]
    assert [(row["cause"], row["complaints"]) for row in report["causes"]["level_3"]] == ranked
    assert [(row["cause"], row["complaints"]) for row in report["hot"]["causes"]] == ranked
    said = desk.json("report", "--define")["definitions"]
    for figure in ("complaints", "share"):
        assert "below" not in said["causes"][figure] + said["hot"][figure]
        assert "cut to three levels" in said["hot"][figure]


def test_a_step_counts_for_the_department_that_answers_for_it(register):
    case = register.received("2026-10-05 10:00")
    register.assigned(case, "2026-10-05 10:20")
    register.contacted(case, "2026-10-05 11:00")
    found = {row["department"]: row for row in register.report()["departments"]}
    due = {name: row["in_time"]["denominator"] for name, row in found.items()}
    assert due == {"rnd": 4, "service_centre": 2}  # contact, progress twice, resolve; register, assign
    assert (found["rnd"]["received"], found["service_centre"]["received"]) == (1, 0)
    assert found["rnd"]["answer_time"]["mean_seconds"] == 3600
    assert found["rnd"]["steps"]["contact"]["in_time"]["value"] == 1
    assert found["rnd"]["steps"]["register"]["in_time"]["value"] is None


def test_what_can_be_grouped_by_is_what_the_register_counts():
    assert set(groups.KEYS) == {*store.FIELDS, *store.LISTS, *groups.PARTS}
    with pytest.raises(Misused, match="“weather”"):
        chosen([], ["weather"])


@pytest.mark.parametrize("by", groups.KEYS)
def test_a_grouping_adds_up_to_the_summary(register, by):
    register.solved(*register_pair(register))
    (grouped,) = [section for section in chosen(["summary"], [by]) if section.name == f"by_{by}"]
    rows = grouped.figures(register.facts())
    summary = register.report()["summary"]
    for name in ("received", "complaints", "closed", "solutions"):
        assert sum(row[name] for row in rows) == summary[name], name
    assert sum(row["in_time"]["denominator"] for row in rows) == summary["in_time"]["denominator"]
    assert sum(row["satisfied"]["numerator"] for row in rows) == 1


def register_pair(register):
    """Two cases, the first of them assigned; it, and when to solve it."""
    first = register.received("2026-10-05 10:00", flags=["attitude"], tags=["vip"])
    register.received("2026-10-12 10:00", channel="web")
    register.assigned(first, "2026-10-05 10:20")
    return first, "2026-10-06 10:00", "2026-10-08 10:00", "2026-10-08 10:05"


def figures_of(section, facts):
    return [field for grid in section.grids(section.figures(facts), facts) for field in grid.fields]


@pytest.mark.parametrize("section", chosen([], ["channel", "week"]), ids=lambda section: section.name)
def test_every_figure_is_defined_in_one_sentence(register, section):
    register.solved(*register_pair(register))
    for field in figures_of(section, register.facts()):
        assert field.definition.endswith("."), field
        assert field.definition.count(". ") == 0, field
        if field.unit == "rate" or field.path.endswith(("mean", "mean_seconds")):
            assert " ÷ " in field.definition, field


@pytest.mark.parametrize("section", REPORTS, ids=lambda section: section.name)
def test_every_number_in_json_belongs_to_a_figure(register, section):
    """No figure without a definition: what json has is shown, or stands beside what is."""
    register.solved(*register_pair(register))
    facts = register.facts()
    data = section.figures(facts)
    shown = {field.path for grid in section.grids(data, facts) for field in grid.fields}
    for row in data if isinstance(data, list) else [data]:
        for name, value in row.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert name in shown, name


def test_a_figure_cannot_be_made_without_its_definition():
    with pytest.raises(TypeError):
        Field("received", title="Received")


def test_what_is_counted_otherwise_further_down_is_defined_apart(desk):
    said = desk.json("report", "--define")["definitions"]
    assert said["summary"]["received"] == said["volume"]["received"]
    assert "each by its own receipt" in said["summary"]["carry_over.received"]
    assert "from adjustments" in said["points"]["points"]


SEEN = ("table", "markdown", "html")


@pytest.mark.parametrize("form", SEEN)
def test_a_year_ago_stands_there_only_where_there_was_something(desk, form):
    asked = ("report", "--month", "2026-11", "--format", form)
    desk.register("--assign")
    seen = desk(*asked)
    assert "A year ago" not in seen
    assert "2025-11" not in seen
    assert "2026-10" in seen
    assert desk.json("report", "--month", "2026-11")["summary"]["year_ago"]["received"] == 0
    desk.now = "2026-11-20 11:00"
    desk.register("--received-at", "2025-11-20 10:00")
    seen = desk(*asked)
    assert "A year ago" in seen
    assert "2025-11" in seen


def test_a_section_without_figures_says_so_in_a_sentence(desk):
    shown = desk("report", "--by", "channel", "--format", "markdown")
    told = [chapter.strip().split("\n")[1:] for chapter in shown.partition("\nAs things stood")[0].split("\n## ")[1:]]
    assert [] not in told
    assert shown.count("\n\nNothing was received, closed or due in this period.\n") == 2


def test_a_change_of_money_has_the_decimals_of_money(desk):
    assert "| – their cost | 0.00 | 0.00 | ±0.00 |" in desk("report", "--format", "markdown")


def test_a_year_stands_beside_the_one_before_once(desk):
    desk.register("--received-at", "2025-11-20 10:00")
    seen = desk("report", "--year", "2026", "--format", "markdown")
    assert "| Channel | Received | Complaints | Share | Before |" in seen


def test_a_cause_without_a_label_stands_as_it_was_written(desk):
    """Its words are no codes: a delivery that came late is no step that was late."""
    desk.register("--cause", "product/delivery/late_van/late")
    seen = desk("report", "--section", "causes", "--format", "markdown", "--lang", "zh")
    assert "产品 › delivery › late van" in seen
    desk.register("--cause", "product/late")
    assert "产品 › late |" in desk("report", "--section", "causes", "--format", "markdown", "--lang", "zh")


def test_what_has_the_same_name_in_several_offices_is_told_apart(desk, tmp_path):
    other = tmp_path / "other.db"
    desk("--db", other, "init")
    for office in (desk.db, other):
        desk.register("--db", office)
        improved = ("--text", "x", "--owner", "o", "--due", "2026-12-01", "--cause", "product/door")
        desk("measure", "add", *improved, "--db", office)
    both = desk.json("report", "--db", desk.db, "--db", other)
    number = [desk.case()["number"]]
    assert [(row["office"], row["cases"]) for row in both["points"]["entries"]] == [("c", number), ("other", number)]
    assert [(row["office"], row["measure"]) for row in both["measures"]["measures"]] == [("c", "M1"), ("other", "M1")]
    assert "| M1 | other |" in desk("report", "--db", desk.db, "--db", other, "--format", "markdown")
    assert "## 单位" in desk("report", "--db", desk.db, "--db", other, "--format", "markdown", "--lang", "zh")
    assert "office" not in desk.json("report")["points"]["entries"][0]
