"""The figures of a hand-made October, and of single cases that reports elsewhere got wrong."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from complaintctl.cases import ending, handling, registration, solving
from complaintctl.cases.course import fold
from complaintctl.cases.deed import Deed
from complaintctl.errors import Misused
from complaintctl.moments import stored
from complaintctl.office.lateness import late_steps
from complaintctl.policy import checks, presets
from complaintctl.records import Deadline, Event
from complaintctl.reports.layout import Facts, Field, Grid, Key, long_rows
from complaintctl.reports.periods import Period
from complaintctl.reports.sections import REPORTS, chosen
from complaintctl.rules.deadlines import lateness
from complaintctl.rules.instants import parse_instant, parse_range
from complaintctl.rules.rulebook import Rulebook, Snapshot
from complaintctl.store import complaints, counts, deadlines, events
from tests.builders import an_empty_register

SHANGHAI = ZoneInfo("Asia/Shanghai")
LATER = datetime(2027, 1, 1, tzinfo=UTC)
POLICY = checks.check(presets.text("general"), "general")
BOOK = Rulebook([(datetime(2026, 1, 1, tzinfo=UTC), POLICY)], {1: Snapshot()})


def local(text):
    return parse_instant(text, zone=SHANGHAI, now=LATER)


class Register:
    """A register in memory, written by the same functions as the program's."""

    def __init__(self):
        self.conn = an_empty_register()

    def received(self, text, *, registered=None, imported=False, **fields):
        """A case registered ten minutes after its receipt; answers its id."""
        at = local(registered) if registered else local(text) + timedelta(minutes=10)
        given = {
            "channel": "phone",
            "category": "product",
            "content": "…",
            "customer": "王小明",
            "phone": "13800138000",
        }
        given |= {"received_at": local(text), **fields}
        given = registration.completed(given, POLICY)
        day = local(text).astimezone(SHANGHAI).date().isoformat()
        number = complaints.next_number(self.conn, day)
        event = registration.registered(deed(at), given, POLICY, number=number, repeats=1, similar=1)
        event.imported = imported
        case = fold([event], BOOK)
        id_ = complaints.insert(self.conn, case.complaint)
        events.Appender(self.conn).append(event, id_)
        deadlines.insert(self.conn, id_, case.deadlines)
        return id_

    def case(self, id_):
        return fold(events.of_case(self.conn, id_), BOOK)

    def record(self, id_, event):
        events.Appender(self.conn).append(event, id_)
        case = self.case(id_)
        complaints.update(self.conn, case.complaint, id_)
        deadlines.save(self.conn, id_, case.deadlines)

    def do(self, id_, action, text, **fields):
        """One action of the program's own."""
        self.record(id_, action(self.case(id_), deed(local(text)), **fields))

    def assigned(self, id_, text):
        self.do(id_, handling.assigned, text, policy=POLICY)

    def contacted(self, id_, text, **fields):
        self.do(id_, handling.contacted, text, note="…", **fields)

    def resolved(self, id_, text):
        self.do(id_, solving.resolved, text, policy=POLICY, solution="…")

    def revisited(self, id_, text, satisfied, score=None):
        self.do(id_, ending.revisited, text, satisfied=satisfied, score=score)

    def closed(self, id_, text, **fields):
        self.do(id_, ending.closed, text, **fields)

    def solved(self, id_, *texts):
        """Resolved, satisfied, closed: a time for each."""
        self.resolved(id_, texts[0])
        self.revisited(id_, texts[1], satisfied=True)
        self.closed(id_, texts[2])

    def only_deadlines(self, id_, *rows):
        """Other deadlines than the policy's, to judge by hand."""
        deadlines.save(self.conn, id_, rows)

    def report(self, text="2026-10", kind="month", now=LATER):
        """Every section's figures as json has them."""
        facts = self.facts(text, kind, now)
        return {section.name: section.figures(facts) for section in REPORTS}

    def facts(self, text="2026-10", kind="month", now=LATER):
        def span(named, kind=kind):
            start, end = parse_range(named, zone=SHANGHAI, now=now)
            return Period(kind, start, end, SHANGHAI)

        @cache
        def ask(name, asked, by):
            rules = {"office": "here", "intake": "service_centre", "late": 2, "general": 1, "major": 5}
            rules |= {
                "share": 0.05,
                "at_least": 3,
                "start_by": stored(asked.end + timedelta(days=30)),
                "now": stored(now),
            }
            if name == "lateness":
                return list(late_steps(self.conn, asked.bounds(), now, BOOK))
            if name in ("rules", "adjustments", "measures", "remedied", "samples"):
                return [rules] if name == "rules" else []
            return counts.count(name, [counts.Register(self.conn, asked.bounds() | rules, now)], by)

        period = span(text)
        before, year_ago = span(period.previous()), span(period.year_ago())
        return Facts(ask, period, before, year_ago, lambda part: [span(name, part) for name in period.parts(part)])


def deed(at):
    return Deed(at=at, recorded_at=at, actor="li", login="li")


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def october(register):
    """Open before: 2. Received: 4, one of them a duplicate. Closed: 3 cases, one of them twice."""
    before = register.received("2026-09-28 10:00")
    register.assigned(before, "2026-09-28 10:20")
    register.contacted(before, "2026-09-28 11:00")
    register.solved(before, "2026-10-02 10:00", "2026-10-05 10:00", "2026-10-05 10:05")

    register.received("2026-09-01 10:00", channel="letter")  # nobody has touched it since

    twice = register.received("2026-10-01 00:30", registered="2026-10-01 09:10", channel="web", category="service")
    register.assigned(twice, "2026-10-01 09:20")
    register.contacted(twice, "2026-10-01 10:30", reached=False)
    register.contacted(twice, "2026-10-01 12:30")
    register.resolved(twice, "2026-10-03 00:30")
    register.revisited(twice, "2026-10-04 10:00", satisfied=None)
    register.revisited(twice, "2026-10-04 11:00", satisfied=False, score=2)
    register.resolved(twice, "2026-10-06 10:00")
    register.revisited(twice, "2026-10-07 10:00", satisfied=True, score=4)
    register.closed(twice, "2026-10-08 10:00")
    register.do(twice, ending.reopened, "2026-10-10 10:00", reason="…")
    register.do(twice, handling.held, "2026-10-10 11:00", reason="…")
    register.resolved(twice, "2026-10-12 10:00")
    register.revisited(twice, "2026-10-13 10:00", satisfied=True, score=5)
    register.closed(twice, "2026-10-14 10:00")

    enquiry = register.received("2026-10-10 10:00", kind="enquiry")
    register.assigned(enquiry, "2026-10-10 10:20")
    register.resolved(enquiry, "2026-10-10 14:00")
    register.closed(enquiry, "2026-10-10 14:05", outcome="answered")

    again = register.received("2026-10-02 09:00")
    register.closed(again, "2026-10-02 10:00", other=register.case(twice))

    register.received("2026-10-31 23:30", registered="2026-11-01 09:00", channel="weibo", category="suggestion")
    register.received("2026-11-01 00:10", registered="2026-11-01 09:00", channel="web")
    return register


def test_received_is_by_the_policys_month_and_without_duplicates(october):  # report-utc
    summary = october.report()["summary"]
    kinds = ("received", "complaints", "enquiries", "suggestions", "duplicates")
    assert [summary[kind] for kind in kinds] == [3, 1, 1, 1, 1]
    assert [summary["before"][kind] for kind in kinds] == [2, 2, 0, 0, 0]
    assert october.report("2026-11")["summary"]["received"] == 1


def test_closed_counts_cases_and_solutions_count_each(october):
    summary = october.report()["summary"]
    assert (summary["closed"], summary["solutions"], summary["reopened"]) == (3, 5, 1)


def test_times_are_those_of_the_cases_received(october):
    summary = october.report()["summary"]
    hours = 3600
    assert took(summary["answer_time"]) == (8 * hours, 8 * hours, 12 * hours, 2)
    assert took(summary["solution_time"]) == (26 * hours, 26 * hours, 48 * hours, 2)
    assert took(summary["before"]["answer_time"]) == (hours, hours, hours, 1)


def took(time):
    return (*(time[f"{figure}_seconds"] for figure in ("mean", "median", "p90")), time["cases"])


def test_satisfaction_is_by_the_date_of_the_revisit(october):
    report = october.report()
    assert report["satisfaction"]["satisfied"] == {"value": 0.75, "numerator": 3, "denominator": 4}
    assert report["satisfaction"]["score"] == {"mean": 3.67, "count": 3}
    assert (report["satisfaction"]["dissatisfied"], report["satisfaction"]["not_reached"]) == (1, 1)
    assert [row["count"] for row in report["satisfaction"]["scores"]] == [0, 1, 0, 1, 1]
    assert report["summary"]["satisfied"] == report["satisfaction"]["satisfied"]


def test_holds_are_counted_by_case(october):
    assert october.report()["summary"]["holds"] == {"count": 1, "cases": 1, "most": 1}


def test_what_is_carried_over_adds_up(october):  # report-carry
    assert october.report()["summary"]["carry_over"] == {
        "open_before": 2,
        "received": 4,
        "reopened": 1,
        "closed": 4,
        "closed_as_duplicate": 1,
        "open_after": 2,
        "untimed": 0,
        "adds_up": True,
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026-09", "month"),
        ("2026-11", "month"),
        ("2026", "year"),
        ("2026-W41", "week"),
        ("2026-10-08 10:00..2026-10-10 09:59:59", "period"),
        ("2026-10-08 10:00:01..2026-10-10 10:00", "period"),
        ("2026-10-02 09:30..2026-10-02 10:00", "period"),
    ],
)
def test_it_adds_up_in_any_period(october, text, kind):
    carried = october.report(text, kind)["summary"]["carry_over"]
    came = carried["open_before"] + carried["received"] + carried["reopened"]
    assert came - carried["closed"] - carried["closed_as_duplicate"] == carried["open_after"]
    assert carried["adds_up"]


def test_what_one_month_leaves_open_the_next_one_begins_with(october):
    months = [october.report(f"2026-{month:02d}")["summary"]["carry_over"] for month in range(8, 13)]
    assert [month["open_after"] for month in months[:-1]] == [month["open_before"] for month in months[1:]]


def test_the_report_says_that_it_does_not_add_up(october):
    october.conn.execute("UPDATE complaint SET closed_at = NULL, status = 'resolved' WHERE channel = 'phone'")
    summary = october.report()["summary"]
    assert summary["carry_over"]["adds_up"] is False
    assert [note.sentence[:24] for note in chosen(["summary"])[0].notes(summary)] == ["The carry-over doesn't a"]


def test_volume_is_by_month_channel_and_category(october):
    volume = october.report()["volume"]
    assert [(row["channel"], row["received"], row["before"]) for row in volume["by_channel"]] == [
        ("phone", 1, 1),
        ("web", 1, 0),
        ("weibo", 1, 0),
        ("letter", 0, 1),
    ]
    assert [(row["category"], row["received"]) for row in volume["by_category"]] == [
        ("product", 1),
        ("service", 1),
        ("suggestion", 1),
    ]
    assert volume["by_channel"][0]["share"] == {"value": 0.3333, "numerator": 1, "denominator": 3}


def test_every_month_of_the_period_has_its_row(october):  # report-gap
    months = october.report("2026", "year")["volume"]["by_month"]
    assert [row["month"] for row in months] == [f"2026-{month:02d}" for month in range(1, 13)]
    assert [row["received"] for row in months] == [0] * 8 + [2, 3, 1, 0]


def test_a_case_closed_twice_is_received_and_closed_once(register):  # report-twice
    case = register.received("2026-10-01 10:00")
    register.assigned(case, "2026-10-01 10:20")
    register.solved(case, "2026-10-02 10:00", "2026-10-03 10:00", "2026-10-03 10:05")
    register.do(case, ending.reopened, "2026-10-05 10:00", reason="…")
    register.solved(case, "2026-10-06 10:00", "2026-10-07 10:00", "2026-10-07 10:05")
    summary = register.report()["summary"]
    assert (summary["received"], summary["closed"], summary["solutions"]) == (1, 1, 2)


def test_a_rate_of_nothing_is_none(register):  # report-zero
    report = register.report()
    nothing = {"value": None, "numerator": 0, "denominator": 0}
    assert report["summary"]["in_time"] == report["satisfaction"]["satisfied"] == nothing
    assert report["summary"]["answer_time"]["mean_seconds"] is None
    assert report["satisfaction"]["score"] == {"mean": None, "count": 0}
    assert report["deadlines"] == []


def test_what_was_undone_counts_in_no_figure(register):
    case = register.received("2026-10-01 10:00")
    register.assigned(case, "2026-10-01 10:20")
    register.solved(case, "2026-10-02 10:00", "2026-10-03 10:00", "2026-10-03 10:05")
    register.do(case, ending.reopened, "2026-10-03 10:06", reason="…")
    register.do(case, ending.undone, "2026-10-03 10:07")
    summary = register.report()["summary"]
    assert (summary["closed"], summary["reopened"], summary["carry_over"]["reopened"]) == (1, 0, 0)
    assert (summary["carry_over"]["open_after"], summary["carry_over"]["adds_up"]) == (0, True)


def test_only_reopening_a_closed_case_is_carried_over(register):
    case = register.received("2026-10-01 10:00")
    register.assigned(case, "2026-10-01 10:20")
    register.resolved(case, "2026-10-02 10:00")
    register.do(case, ending.reopened, "2026-10-03 10:00", reason="…")
    carried = register.report()["summary"]["carry_over"]
    assert (carried["reopened"], carried["open_after"], carried["adds_up"]) == (0, 1, True)


def test_a_later_round_is_no_answer_of_the_first(register):
    case = register.received("2026-10-01 10:00")
    register.assigned(case, "2026-10-01 10:20")
    register.resolved(case, "2026-10-01 14:00")
    register.do(case, ending.reopened, "2026-10-03 10:00", reason="…")
    register.contacted(case, "2026-10-03 11:00")
    assert register.report()["summary"]["answer_time"]["mean_seconds"] == 4 * 3600


def test_the_earlier_receipt_of_a_duplicate_counts_but_carries_nothing_over(register):
    first, second = register.received("2026-09-30 10:00"), register.received("2026-10-02 10:00")
    register.closed(first, "2026-10-02 11:00", other=register.case(second))
    register.record(
        second, ending.pointed_to(register.case(second), deed(local("2026-10-02 11:00")), register.case(first))
    )
    september, october = register.report("2026-09")["summary"], register.report()["summary"]
    assert (september["received"], september["duplicates"], october["received"]) == (1, 1, 0)
    assert [october["carry_over"][name] for name in ("open_before", "received", "closed_as_duplicate")] == [1, 1, 1]
    assert september["carry_over"]["adds_up"]
    assert october["carry_over"]["adds_up"]


def test_a_past_state_without_a_time_is_left_out_and_counted(register):
    case = register.received("2026-10-01 10:00", imported=True)
    at = local("2026-10-01 10:10")
    changes = {"status": "closed", "outcome": "satisfied", "untimed": True}
    register.record(case, Event(at, at, "li", "li", "close", changes, imported=True))
    summary = register.report()["summary"]
    assert (summary["received"], summary["untimed"], summary["closed"]) == (1, 1, 0)
    assert summary["solution_time"]["cases"] == 0
    assert summary["carry_over"] | {"adds_up": True} == {
        **dict.fromkeys(("open_before", "received", "reopened", "closed", "closed_as_duplicate", "open_after"), 0),
        "untimed": 1,
        "adds_up": True,
    }


def step(name, due, *, met=None, how=None, seq=1, first=None, held=None, ended=None):
    due_at = local(due)
    met_at = local(met) if met else None
    ended_at = met_at or (local(ended) if ended else None)
    late, late_office = lateness(due_at, ended_at or due_at, BOOK.calendar(POLICY))
    return Deadline(
        1,
        name,
        seq,
        local("2026-09-20 10:00"),
        "4h",
        due_at,
        local(first) if first else due_at,
        held_since=local(held) if held else None,
        met_at=met_at,
        ended_at=ended_at,
        how=how or ("met" if met else None),
        extended=bool(first),
        late_seconds=late,
        late_office_seconds=late_office,
    )


def test_in_time_is_what_was_met_in_time_of_what_was_met_late_or_overdue(register):
    case = register.received("2026-09-20 10:00")
    register.only_deadlines(
        case,
        step("contact", "2026-10-05 10:00", met="2026-10-05 10:00", seq=1),
        step("contact", "2026-10-05 10:00", met="2026-10-05 11:00", seq=2),
        step("contact", "2026-10-09 10:00", met="2026-10-08 10:00", first="2026-10-07 10:00", seq=3),
        step("contact", "2026-10-05 10:00", how="late", ended="2026-10-05 13:00", seq=4),
        step("contact", "2026-10-20 10:00", seq=5),  # overdue: 2 hours
        step("contact", "2026-10-30 10:00", seq=6),  # not due yet
        step("contact", "2026-10-20 10:00", held="2026-10-19 10:00", seq=7),
        step("contact", "2026-10-19 10:00", held="2026-10-19 10:00", seq=8),
        step("contact", "2026-10-20 10:00", how="cancelled", ended="2026-10-19 10:00", seq=9),
        step("contact", "2026-09-30 23:59", met="2026-10-01 10:00", seq=10),  # September's
        step("contact", "2026-11-01 00:00", met="2026-10-01 10:00", seq=11),  # November's
    )
    (row,) = register.report(now=local("2026-10-20 12:00"))["deadlines"]
    assert row == {
        "step": "contact",
        "law": None,
        "judged": 5,
        "in_time": {"value": 0.4, "numerator": 2, "denominator": 5},
        "extended": 1,
        "by_first_date": {"value": 0.2, "numerator": 1, "denominator": 5},
        "met_late": 1,
        "never_met": 1,
        "overdue": 1,
        "held": 2,
        "open": 1,
        "cancelled": 1,
        "lateness_seconds": 2 * 3600,
        "lateness_office_seconds": 5 * 3600 // 3,  # noon to half past one is none
        "before": {"in_time": {"value": 0.0, "numerator": 0, "denominator": 1}},
        "year_ago": {"in_time": {"value": None, "numerator": 0, "denominator": 0}},
    }


def test_what_ran_out_before_it_was_held_is_overdue(register):
    case = register.received("2026-09-20 10:00")
    register.only_deadlines(case, step("contact", "2026-10-05 10:00", held="2026-10-05 10:01"))
    assert register.report()["deadlines"][0]["overdue"] == 1


def test_a_duplicates_deadlines_are_in_no_rate(october):
    (duplicate,) = october.conn.execute("SELECT id FROM complaint WHERE duplicate_of IS NOT NULL").fetchone()
    october.conn.execute("DELETE FROM deadline")
    october.only_deadlines(duplicate, step("contact", "2026-10-05 10:00", met="2026-10-05 10:00"))
    assert october.report()["deadlines"] == []


def test_the_summary_adds_up_the_steps(october):
    report = october.report()
    for part in ("numerator", "denominator"):
        assert report["summary"]["in_time"][part] == sum(row["in_time"][part] for row in report["deadlines"])


def test_sections_come_in_the_reports_own_order():
    assert [section.name for section in chosen(["volume", "summary"])] == ["summary", "volume"]
    assert [section.name for section in chosen([])] == [section.name for section in REPORTS]
    assert [section.name for section in chosen(["volume"], ["week", "channel"])] == ["volume", "by_week", "by_channel"]


def test_an_unknown_section_is_misused():
    with pytest.raises(Misused, match="“weather”"):
        chosen(["weather"])


def test_the_long_table_has_a_row_for_each_figure(october):
    facts = october.facts()
    (volume,) = chosen(["volume"])
    rows = list(long_rows("volume", volume.grids(volume.figures(facts), facts)))
    assert rows[0].pop("definition").startswith("Cases received in the period")
    assert rows[0] == {"section": "volume", "by": "month", "key": "2026-10", "figure": "received", "value": 3}
    shares = [row | {"definition": "…"} for row in rows if (row["key"], row["figure"]) == ("web", "share")]
    assert shares == [
        {
            "section": "volume",
            "by": "channel",
            "key": "web",
            "figure": "share",
            "value": 0.3333,
            "numerator": 1,
            "denominator": 3,
            "definition": "…",
        }
    ]


@pytest.fixture
def program(tmp_path):
    """Runs the program in a pipe, with a database and a clock of its own; gives what it did."""
    root = Path(__file__).parent.parent
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("COMPLAINTCTL_")}
    env = inherited | {
        "COMPLAINTCTL_NOW": "2026-10-21T04:00:00Z",
        "COMPLAINTCTL_USER": "li",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(root),
    }

    def run(*arguments):
        command = [sys.executable, "-m", "complaintctl", "--db", str(tmp_path / "c.db"), *arguments]
        return subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
        )

    assert run("init").returncode == 0
    return run


def filled(program):
    given = ("--channel", "phone", "--customer", "王小明", "--phone", "13800138000", "--category", "service")
    assert program("register", *given, "--content", "…", "--received-at", "2026-10-20 09:00").returncode == 0
    return program


def test_a_pipe_gets_markdown_of_this_month(program):
    done = filled(program)("report")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# Complaints 2026-10\n\nBefore: 2026-09 · Asia/Shanghai\n")
    assert "2026-09 is not compared: the register holds nothing from before 2026-10-20." in done.stdout
    assert "| Received | 1 |" in done.stdout
    assert "| Satisfied | – |" in done.stdout
    assert "─" not in done.stdout


def test_json_has_a_key_for_each_section_asked_for(program):
    done = filled(program)("report", "--section", "satisfaction", "--section", "summary", "--format", "json")
    report = json.loads(done.stdout)
    assert list(report) == ["period", "summary", "satisfaction"]
    assert report["period"]["before"]["name"] == "2026-09"
    assert report["summary"]["received"] == 1


def test_the_future_does_not_change_an_old_report(program):
    before = filled(program)("report", "--as-of", "2026-10-20").stdout
    assert "| Received | 0 |" in before  # registered on the 21st
    assert "| Received | 1 |" in program("report", "--as-of", "2027-01-01", "--month", "2026-10").stdout


def test_csv_is_one_long_table_in_a_file(program, tmp_path):
    done = filled(program)("report", "--format", "csv", "--output", str(tmp_path / "r.csv"))
    assert (done.returncode, done.stdout) == (0, "")
    lines = (tmp_path / "r.csv").read_text("utf-8").splitlines()
    lines[0] = lines[0].removeprefix("\ufeff")  # csv-bom
    assert lines[0] == "section,by,key,figure,value,numerator,denominator"
    assert "volume,channel,phone,share,1.0,1,1" in lines
    assert "summary,period,2026-10,satisfied,,0,0" in lines


@pytest.mark.parametrize(
    "arguments",
    [
        ("--section", "weather"),
        ("--month", "Octember"),
        ("--month", "2026-10", "--year", "2026"),
        ("--period", "2026-10-02..2026-10-01"),
        ("--format", "tsv"),
    ],
)
def test_what_cannot_be_read_is_a_usage_error(program, arguments):
    done = program("report", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_several_registers_are_not_added_up_in_silence(desk):
    assert desk.error("report", "--db", desk.db, "--db", desk.db, code=2)["code"] == "usage"


ROWS = [{"key": "a", "cases": 3, "share": {"value": 0.75, "numerator": 3, "denominator": 4}}]
FIELDS = (Field("cases", "Cases", "Cases."), Field("share", "Share", "Some ÷ all.", unit="rate"))


@pytest.mark.parametrize(
    ("by", "options", "chart"),
    [
        ("channel", {}, None),
        ("channel", {"bar": "cases"}, "bars"),
        ("month", {"bar": "cases"}, "trend"),
        ("step", {"bar": "share"}, "gauges"),
        ("cause", {"bar": "cases", "line": "share"}, "pareto"),
    ],
)
def test_what_is_drawn_of_a_grid_follows_from_its_figures(by, options, chart):
    assert Grid(Key(by, title="Key"), title="", fields=FIELDS, rows=ROWS, **options).chart == chart
