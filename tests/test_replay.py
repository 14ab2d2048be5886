"""Past cases under a draft: what would have been answered, and which deadlines kept or late."""

import json
from datetime import timedelta

import pytest

from complaintctl.cases.replay import Summary, replayed, reruled
from complaintctl.policy import presets
from tests.builders import a_policy, a_rulebook, local, story
from tests.desk import ROOT

LARGE = {"id": "large", "when": {"amount_at_least": 100}, "priority": "high", "grade": "major"}
NOW = local("2026-12-31 12:00")


def with_rules(*rules, **sections):
    return a_policy(rule=list(rules), **sections)


def under(told, draft, *, now=NOW, recount=None):
    """The case as it went, and as it would have gone."""
    return replayed(told.events, told.book, a_rulebook(draft), now, recount)


def test_a_case_is_ruled_by_the_draft():
    replay = under(story("2026-11-20 10:00", with_rules(), amount=20000), with_rules(LARGE))
    assert (replay.was.priority, replay.would.priority) == ("medium", "high")
    assert (replay.was.grade, replay.would.grade) == ("general", "major")
    assert replay.would.by == {"priority": ("large",), "grade": ("large",)}


def test_the_facts_of_the_time_are_ruled_not_those_of_today():
    told = story("2026-11-20 10:00", with_rules(), amount=20000)
    told.edit("2026-11-20 11:00", amount=500)
    assert under(told, with_rules(LARGE)).would.priority == "medium"
    first = reruled(told.events, with_rules(LARGE))[0]
    assert (first.changes["priority"], first.changes["reasons"]) == ("high", ["large"])


def test_what_a_person_overruled_stands():
    told = story("2026-11-20 10:00", with_rules(LARGE), amount=20000)
    told.priority("2026-11-20 10:30", "low")
    told.edit("2026-11-20 11:00", affected=2)
    replay = under(told, with_rules())
    assert (replay.was.priority, replay.would.priority) == ("low", "low")
    assert (replay.was.grade, replay.would.grade) == ("major", "general")


def test_what_was_taken_back_is_not_replayed():
    told = story("2026-11-20 10:00", with_rules(), amount=500)
    told.edit("2026-11-20 10:01", amount=20000).undo("2026-11-20 10:02")
    assert under(told, with_rules(LARGE)).would.priority == "medium"


def test_the_events_themselves_are_left_as_they_are():
    told = story("2026-11-20 10:00", with_rules(), amount=20000)
    before = [dict(event.changes) for event in told.events]
    under(told, with_rules(LARGE))
    assert [event.changes for event in told.events] == before


def test_deadlines_that_were_kept_would_have_been_late_and_the_other_way_round():
    told = story("2026-11-20 10:00", a_policy(), amount=100).assign("2026-11-20 10:10").contact("2026-11-20 17:00")
    shorter = a_policy(deadline={"contact": {"medium": "4h"}})
    replay = under(told, shorter)
    assert (replay.was.steps[1, "contact", 1], replay.would.steps[1, "contact", 1]) == ("kept", "late")
    back = replayed(told.events, a_rulebook(shorter), a_rulebook(a_policy()), NOW)
    assert (back.was.steps[1, "contact", 1], back.would.steps[1, "contact", 1]) == ("late", "kept")


def test_nobody_says_of_an_open_step_whether_it_will_be_kept():
    told = story("2026-11-20 10:00")
    assert (1, "contact", 1) not in under(told, a_policy(), now=local("2026-11-20 12:00")).was.steps
    assert under(told, a_policy()).was.steps[1, "contact", 1] == "late"


def test_repeats_may_be_counted_anew():
    rule = {"id": "often", "when": {"repeats_at_least": 3}, "priority": "high"}
    told = story("2026-11-20 10:00", with_rules())
    assert under(told, with_rules(rule)).would.priority == "medium"
    assert under(told, with_rules(rule), recount=lambda _: (3, 1)).would.priority == "high"


def test_a_duplicate_is_no_case_of_its_own():
    told = story("2026-11-20 10:00")
    told.add(told.deed("2026-11-20 11:00").event("close", {"status": "closed", "duplicate_of": "C20261119-0001"}))
    assert under(told, a_policy()) is None


def test_under_the_same_policy_nothing_changes():
    told = story("2026-11-20 10:00", flags=["media"]).assign("2026-11-20 10:10").contact("2026-11-20 17:00")
    told.hold("2026-11-20 17:10").resume("2026-11-23 10:00")
    replay = under(told, a_policy())
    assert replay.was == replay.would


def test_what_changes_is_added_up_by_how_and_why():
    summary = Summary()
    for amount in (20000, 30000, 500):
        summary.add(under(story("2026-11-20 10:00", with_rules(), amount=amount), with_rules(LARGE)))
    (shift,) = summary.shifts("priority")
    assert (shift.before, shift.after, shift.rules, shift.gone) == ("medium", "high", ("large",), ())
    assert (len(shift.numbers), summary.cases, len(summary.changed)) == (2, 3, 2)
    assert summary.shifts("department") == []


def test_steps_are_added_up_in_the_order_of_a_cases_course():
    told = story("2026-11-20 10:00", a_policy()).assign("2026-11-20 10:10").contact("2026-11-20 17:00")
    summary = Summary()
    summary.add(under(told, a_policy(deadline={"contact": {"medium": "4h"}}), now=NOW + timedelta(days=1)))
    assert [step.step for step in summary.by_step()][:3] == ["register", "assign", "contact"]
    contact = summary.steps["contact"]
    assert (contact.was, contact.would) == ({"kept": 1, "late": 0}, {"kept": 0, "late": 1})
    assert (contact.broken, contact.saved) == (["C20261120-0001"], [])


# Through the program


def test_try_says_in_words_what_would_change(desk, tmp_path):
    for amount, received in (("2000", "2026-11-03 09:00"), ("3000", "2026-11-20 09:40"), ("100", "2026-11-20 09:50")):
        desk.register("--amount", amount, "--received-at", received)
    path = tmp_path / "draft.toml"
    path.write_text(presets.text("general").replace("amount_at_least = 5000", "amount_at_least = 1500"), "utf-8")
    told = desk("policy", "try", path)
    assert told.splitlines()[0] == "Under “General” (version 1), 2 of 3 past cases would have gone otherwise."
    assert "Another priority: 2\n  2  medium → high\n     by the rule: The loss is large (large-loss)\n" in told
    assert "C20261103-0001 C20261120-0001" in told
    answer = desk.json("policy", "try", path, "--received", "2026-11-20")
    assert (answer["cases"], answer["changed"]) == (2, ["C20261120-0001"])
    assert answer["grade"] == [
        {"from": "general", "to": "major", "rules": ["large-loss"], "rules_before": [], "cases": ["C20261120-0001"]}
    ]
    assert desk.error("policy", "try", path, "--preset", "general", code=2)
    assert desk.json("policy", "try", path, "--received", "2020")["cases"] == 0


def test_repeats_are_counted_over_the_drafts_own_window(desk, tmp_path):
    for received in ("2026-09-01 09:00", "2026-10-15 09:00", "2026-11-20 09:50"):
        desk.register("--received-at", received)
    path = tmp_path / "draft.toml"
    path.write_text(presets.text("general").replace('window = "30 days"', 'window = "6 months"'), "utf-8")
    (shift,) = desk.json("policy", "try", path)["priority"]
    assert (shift["rules"], shift["cases"]) == (["frequent"], ["C20261120-0001"])


def test_the_days_off_of_a_draft_are_its_own(desk, tmp_path):
    desk.register("--received-at", "2026-11-17 09:00")
    path = tmp_path / "draft.toml"
    closed = 'country = "CN"\nclosed = [2026-11-18, 2026-11-19, 2026-11-20]\n'
    path.write_text(presets.text("general").replace('country = "CN"\n', closed), "utf-8")
    steps = {step["step"]: step for step in desk.json("policy", "try", path)["deadlines"]}
    assert (steps["contact"]["late_before"], steps["contact"]["late"]) == (1, 0)
    assert steps["contact"]["saved"] == ["C20261117-0001"]


@pytest.mark.parametrize("preset", presets.names())
def test_every_preset_can_be_tried_on_the_sample(desk, preset):
    sample = ROOT / "sample.db"
    if not sample.exists():
        pytest.skip("sample.db is not made")
    before = sample.read_bytes()
    told = desk("policy", "try", "--preset", preset, COMPLAINTCTL_DB=str(sample))
    assert "past cases would have gone otherwise." in told
    answer = json.loads(desk("policy", "try", "--preset", preset, "--format", "json", COMPLAINTCTL_DB=str(sample)))
    assert (answer["changed"] == []) == (preset == "general")
    assert sample.read_bytes() == before
