"""`policy`: shown, checked, set, compared, its year printed; what runs goes on as it began."""

import json

import pytest

from complaintctl.policy import presets
from complaintctl.render.text import room

GENERAL = presets.text("general")
FRIDAY = "2026-11-20 10:00"


def draft(folder, *changes, name="draft.toml"):
    """The general preset with lines of it changed, as a file."""
    text = GENERAL
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def office_with(line):
    return ('country = "CN"\n', f'country = "CN"\n{line}\n')


HIGHER = ('high = "24h"', 'high = "8h"')
SECOND = ('version = "1"', 'version = "2"')


def test_the_policy_in_force_comes_out_fit_to_be_edited_and_set_again(desk, tmp_path):
    text = desk("policy", "show", "--toml")
    assert text == GENERAL
    path = tmp_path / "edited.toml"
    path.write_text(text, encoding="utf-8")
    assert desk.json("policy", "set", path)["moved"] == 0
    assert desk("policy", "show", "--toml") == text
    assert desk("policy", "set", "-", stdin=text.encode())
    assert len(desk.json("policy", "history")) == 3


def test_it_is_shown_in_the_readers_language_and_as_data(desk):
    shown = desk("policy", "show")
    assert "Customer service centre (service_centre) · takes complaints in" in shown
    assert "category product → R&D" in shown
    assert "The loss is large (large-loss) → high, major" in shown
    assert "flag large_loss; or 5000 or more at stake" in shown
    contact = next(line for line in shown.splitlines() if line.startswith("  contact"))
    assert contact.split()[:3] == ["contact", "4h", "24h"]
    assert "In force since 2026-01-01 00:00, set by root." in shown
    assert "客服中心" in desk("policy", "show", "--lang", "zh")
    assert desk.json("policy", "show")["deadline"]["contact"]["high"] == "24h"
    assert "General (general), version 1" in desk("policy", "show", "--preset", "general", COMPLAINTCTL_DB=None)
    assert "general" in desk.error("policy", "show", "--preset", "none", code=2)["hint"]


def test_all_mistakes_are_told_at_once_with_their_places_and_without_a_database(desk, tmp_path):
    mistakes = [('high = "24h"', 'high = "24x"'), ('to = "rnd"', 'to = "moon"'), ("share = 0.30", "shares = 1")]
    path = draft(tmp_path, *mistakes)
    env = {"COMPLAINTCTL_DB": str(tmp_path / "none.db")}
    told = desk("policy", "check", path, code=1, **env).splitlines()
    assert len(told) == 3
    assert all(line.startswith("draft.toml:") for line in told)
    assert any(": deadline.contact.high: " in line for line in told)
    answer = json.loads(desk("policy", "check", path, "--format", "json", code=1, **env))
    assert answer["ok"] is False
    paths = {each["path"] for each in answer["mistakes"]}
    assert paths == {"deadline.contact.high", "route[1].to", "sample.shares"}
    good = draft(tmp_path, name="good.toml")
    assert desk("policy", "check", good, **env) == "good.toml: no mistakes; general, version 1.\n"
    assert desk.error("policy", "set", path, code=1)["code"] == "bad-policy"
    assert desk.error("policy", "check", tmp_path / "gone.toml", code=1)


def test_what_runs_goes_on_under_the_policy_it_began_with(desk, tmp_path):
    """Even where the new policy comes into force in the very second of the registration."""
    number = desk.register("--flag", "attitude")
    desk("policy", "set", draft(tmp_path, HIGHER, SECOND))
    new = desk.register("--flag", "attitude")
    dues = [desk.step(each, "contact")["due_at"] for each in (number, new)]
    assert dues == ["2026-11-21T02:00:00Z", "2026-11-20T10:00:00Z"]
    desk("note", number, "--note", "x")
    assert desk.step(number, "contact")["due_at"] == dues[0]
    assert [each["version"] for each in desk.json("policy", "history")] == ["1", "2"]
    desk("verify")


def test_a_later_round_is_governed_by_the_policy_of_its_own_start(desk, tmp_path):
    number = desk.register("--flag", "attitude")
    desk("assign", number)
    desk("resolve", number, "--solution", "x")
    desk("policy", "set", draft(tmp_path, HIGHER, SECOND))
    desk("reopen", number, "--reason", "again")
    assert [row["amount"] for row in desk.case(number)["deadlines"] if row["step"] == "contact"] == ["24h", "8h"]
    desk("verify")


def test_a_policy_may_have_come_into_force_earlier_but_not_before_the_last(desk, tmp_path):
    desk("policy", "set", draft(tmp_path, SECOND), "--at", "2026-11-19 09:00")
    assert desk.error("policy", "set", draft(tmp_path), "--at", "2026-11-19 08:00", code=1)["message"].startswith(
        "The policy in force came into force at 2026-11-19 09:00"
    )
    assert desk.error("policy", "set", draft(tmp_path), "--at", "2026-11-21 08:00", code=1)["code"] == "future"
    assert desk("policy", "show", "--as-of", "2026-11-18").startswith("General (general), version 1")
    assert desk("policy", "show").startswith("General (general), version 2")
    assert [each["id"] for each in desk.json("policy", "history", "--as-of", "2026-11-18")] == [1]


@pytest.mark.parametrize(
    ("line", "due", "moved"),
    [
        ("closed = [2026-11-23]", "2026-11-25T10:00:00Z", 1),
        ("open = [2026-11-21]", "2026-11-23T10:00:00Z", 1),
        ("closed = [2026-12-24]", "2026-11-24T10:00:00Z", 0),
        ('duty = "the night watch"', "2026-11-24T10:00:00Z", 0),
    ],
)
def test_changed_days_off_move_what_has_not_run_out_one_event_for_each_case(desk, tmp_path, line, due, moved):
    number = desk.register()
    desk("assign", number)
    text = GENERAL.replace('duty = "', '# "', 1) if line.startswith("duty") else GENERAL
    path = tmp_path / "days.toml"
    path.write_text(text.replace('country = "CN"\n', f'country = "CN"\n{line}\n', 1), encoding="utf-8")
    for revision in range(1, 3):  # the second time nothing changes any more
        assert desk.json("policy", "set", path, "--as", "老周")["moved"] == (moved if revision == 1 else 0)
    case = desk.case(number)
    row = next(row for row in case["deadlines"] if row["step"] == "contact")
    assert (row["due_at"], row["first_due_at"]) == (due, "2026-11-24T10:00:00Z")
    events = [event for event in case["events"] if event["action"] == "calendar"]
    assert [event["actor"] for event in events] == ["老周"] * moved
    assert all("contact" in event["changes"]["moved"] for event in events)
    desk("verify")


def test_what_is_over_extended_or_counted_in_real_hours_is_not_moved_by_days_off(desk, tmp_path):
    over = desk.register("--received-at", "2026-11-13 09:00")
    late = desk.step(over, "contact")
    desk("extend", over, "resolve", "--to", "2026-11-30", "--reason", "parts")
    extended = desk.step(over, "resolve")
    urgent = desk.register("--flag", "outage")
    desk("assign", urgent)
    hours = desk.step(urgent, "contact")
    desk("policy", "set", draft(tmp_path, office_with("closed = [2026-11-23, 2026-11-27]")))
    assert desk.step(over, "contact")["due_at"] == late["due_at"]
    assert desk.step(over, "resolve")["due_at"] == extended["due_at"]
    assert desk.step(urgent, "contact")["due_at"] == hours["due_at"]
    desk("verify")


def test_a_hold_that_goes_on_is_no_reason_to_move_a_case(desk, tmp_path):
    number = desk.register()
    desk("assign", number)
    desk("hold", number, "--reason", "waiting")
    desk.now = "2026-11-24 10:00"
    assert desk.json("policy", "set", draft(tmp_path, office_with("closed = [2027-05-20]")))["moved"] == 0


def test_what_was_confirmed_is_not_provisional_any_more(desk, tmp_path):
    desk.now = "2026-12-31 10:00"
    number = desk.register()
    assert desk.step(number, "contact")["provisional"] is True
    answer = desk.json("policy", "set", draft(tmp_path, office_with("confirmed_until = 2027-12-31")))
    assert answer["moved"] == 1
    assert desk.step(number, "contact")["provisional"] is False


def test_another_country_holds_for_what_begins_under_it(desk, tmp_path):
    desk.now = "2026-12-24 10:00"
    number = desk.register()
    german = draft(tmp_path, ('country = "CN"', 'country = "DE"'))
    assert desk.json("policy", "set", german)["moved"] == 0
    new = desk.register()
    desk("assign", number)
    desk("assign", new)
    assert desk.step(number, "progress")["due_at"] == "2026-12-29T10:00:00Z"
    assert desk.step(new, "progress")["due_at"] == "2026-12-30T10:00:00Z"  # the 25th is off there
    desk("verify")


def test_a_preset_is_taken_in_the_offices_own_zone_and_country(desk, tmp_path):
    place = [('timezone = "Asia/Shanghai"', 'timezone = "Europe/Berlin"'), ('country = "CN"', 'country = "DE"')]
    desk("policy", "set", draft(tmp_path, *place))
    desk("policy", "set", "--preset", "general")
    assert desk.json("policy", "show")["office"]["timezone"] == "Europe/Berlin"
    assert desk.json("policy", "show")["office"]["country"] == "DE"
    assert desk.error("policy", "set", code=2)["message"] == "Give a policy FILE, or --preset, and not both."


def test_what_changed_is_told_key_by_key(desk, tmp_path):
    path = draft(tmp_path, HIGHER, SECOND, ("amount_at_least = 5000", "amount_at_least = 500"))
    told = [
        "policy.version: 1 → 2",
        "rule.large-loss.when: flag large_loss; or 5000 or more at stake → flag large_loss; or 500 or more at stake",
        "deadline.contact.high: 24h → 8h",
    ]
    assert desk("policy", "diff").splitlines() == ["Nothing differs."]
    assert desk("policy", "diff", path).splitlines() == told
    desk("policy", "set", path)
    for arguments in ((), ("1",), ("1", "2"), ("general", path)):
        assert desk("policy", "diff", *arguments).splitlines() == told
    assert desk.json("policy", "diff")[-1] == {"path": "deadline.contact.high", "before": "24h", "after": "8h"}
    assert desk.error("policy", "diff", "9", code=1)["hint"] == "complaintctl policy history"
    assert desk.error("policy", "diff", "general", "moon", code=1)


def test_entries_are_compared_by_their_names(desk, tmp_path):
    before = '[[rule]]\nid = "mass"'
    added = '[[rule]]\nid = "new"\nwhen = { any_flag = ["media"] }\npriority = "high"\n\n' + before
    assert desk("policy", "diff", draft(tmp_path, (before, added))).splitlines() == [
        "rule.new: new: id new, when flag media, priority high"
    ]


def test_a_year_as_the_office_works_it(desk):
    lines = desk("policy", "calendar", "2026").splitlines()
    assert desk.err == ""
    assert lines[0] == "2026 (Asia/Shanghai · CN · general): 248 working days"
    assert "  10 Sat            make-up working day" in lines
    assert max(map(room, lines)) <= 80
    days = {day["date"]: day for day in desk.json("policy", "calendar", "2026")}
    assert len(days) == 365
    assert days["2026-10-10"] == {
        "date": "2026-10-10", "weekday": "sat", "working": True, "hours": "09:00-12:00 13:30-18:00", "why": "makeup",
        "name": None, "provisional": False,
    }  # fmt: skip
    assert (days["2026-10-01"]["working"], days["2026-10-01"]["hours"]) == (False, None)
    assert days["2026-10-01"]["name"]
    assert sum(day["working"] for day in days.values()) == 248


def test_a_year_not_decreed_yet_is_said_to_be_provisional(desk):
    text = desk("policy", "calendar", "2027")
    assert "From 2027-01-01 on the make-up days are not decreed yet" in text
    assert "January     20 working days (provisional)" in text
    assert desk.err.count("\n") == 1
    assert all(day["provisional"] for day in desk.json("policy", "calendar", "2027"))
    assert max(map(room, text.splitlines())) <= 80
    assert desk.json("policy", "calendar")[0]["date"] == "2026-01-01"
    desk("policy", "calendar", "1999", code=2)


def test_the_offices_own_days_are_in_its_year(desk, tmp_path):
    desk("policy", "set", draft(tmp_path, office_with("closed = [2026-12-31]\nopen = [2026-12-26]")))
    lines = desk("policy", "calendar", "2026").splitlines()
    assert "  31 Thu            closed by the office" in lines
    assert "  26 Sat            opened by the office" in lines


def test_looking_writes_nothing(desk, tmp_path):
    desk.register()
    before = desk.content()
    path = draft(tmp_path, HIGHER)
    for words in (["show"], ["history"], ["diff", path], ["calendar", "2027"], ["try", path], ["check", path]):
        desk("policy", *words)
    assert desk.content() == before
    assert desk.error("policy", "show", "--at", "now", code=2)
    assert desk.error("policy", "set", path, "--as-of", "now", code=2)
