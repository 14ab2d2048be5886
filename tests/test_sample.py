"""The sample: what README shows on it is there, it is whole, and it is what the real commands make of its stories."""

import json
import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from typer.testing import CliRunner

from complaintctl.cli.app import app
from complaintctl.model import Category, Channel, Kind, Outcome, Priority, Status
from tests.desk import CLEAN
from tests.make_sample import SAMPLE, make, steps

EVE = "2026-09-30T18:00"


def ask(*words, form="json"):
    done = CliRunner().invoke(
        app, ["--db", str(SAMPLE), "--format", form, *words], env=CLEAN | {"COMPLAINTCTL_NOW": "2027-01-01"}
    )
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout) if form == "json" else done.stdout


@pytest.fixture(scope="module")
def cases():
    return ask("list", "--all", "--reveal", "--as-of", EVE)


def rows(path, query):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
        return conn.execute(query).fetchall()


def test_it_is_whole_and_small():
    assert ask("verify")["ok"] is True
    assert SAMPLE.stat().st_size < 1_000_000


def test_it_is_one_file_that_reading_leaves_alone():
    before = SAMPLE.read_bytes()
    ask("overdue", "--as-of", EVE)
    assert SAMPLE.read_bytes() == before
    assert list(SAMPLE.parent.glob("sample.db-*")) == []
    assert rows(SAMPLE, "PRAGMA journal_mode") == [("delete",)]


def test_it_has_about_sixty_cases_over_the_third_quarter(cases):
    assert 55 <= len(cases) <= 75
    assert {case["received_at"][:7] for case in cases} == {"2026-07", "2026-08", "2026-09"}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("status", Status), ("kind", Kind), ("channel", Channel), ("category", Category),
        ("priority", Priority), ("outcome", Outcome),
    ],
)  # fmt: skip
def test_it_has_some_of_each(cases, name, values):
    assert {case[name] for case in cases} >= {str(value) for value in values}


def test_it_has_majors_rounds_holds_and_repeats(cases):
    assert sum(case["grade"] == "major" for case in cases) >= 8
    assert sum(case["round"] == 2 for case in cases) >= 4
    assert any(case["on_hold"] for case in cases)
    assert any(case["priority"] != case["ruled_priority"] for case in cases)
    assert max(Counter(case["phone"] for case in cases if case["phone"]).values()) == 3


def test_every_action_occurs():
    actions = {action for (action,) in rows(SAMPLE, "SELECT DISTINCT action FROM event")}
    assert actions >= {
        "register", "assign", "contact", "progress", "note", "propose", "approve", "reject", "accept", "decline",
        "resolve", "revisit", "close", "reopen", "hold", "resume", "extend", "edit", "priority", "review", "audit",
        "undo", "convert", "letter", "task_add", "task_done", "task_move", "task_strike", "staff_away",
        "drill_rate",
    }  # fmt: skip


def test_every_step_of_the_policy_was_broken_and_was_kept():
    judged = ask("report", "--quarter", "2026Q3", "--as-of", EVE, "--section", "deadlines")
    late = {
        step for (step,) in rows(SAMPLE, "SELECT DISTINCT step FROM deadline WHERE how = 'late' OR late_seconds > 0")
    }
    late |= {row["step"] for row in ask("overdue", "--as-of", EVE)}
    met = {step for (step,) in rows(SAMPLE, "SELECT DISTINCT step FROM deadline WHERE how = 'met'")}
    assert late == met == set("register assign contact progress resolve revisit review audit task".split())
    assert judged["deadlines"]


def test_its_people_are_invented(cases):
    assert all(case["phone"] is None or case["phone"].startswith("1380000") for case in cases)
    assert all(case["email"] is None or case["email"].endswith("@example.com") for case in cases)


def test_all_of_it_happens_before_the_eve_of_the_holiday():
    assert max(step.at for step in steps()) < "2026-09-30 18:00"


def test_made_again_it_holds_the_same(tmp_path):
    fresh = tmp_path / "fresh.db"
    make(fresh)
    for query in (
        "SELECT * FROM complaint ORDER BY id",
        "SELECT * FROM deadline ORDER BY complaint, round, step, seq",
        "SELECT seq, complaint, at, recorded_at, actor, login, action, changes FROM event WHERE complaint ORDER BY seq",
        "SELECT event, payload FROM event_private ORDER BY event",
        "SELECT * FROM staff ORDER BY name",
    ):
        assert rows(fresh, query) == rows(SAMPLE, query), "run python -m tests.make_sample"
