"""Whom to tell within a time: a step of its own, numbered (ha-tell)."""

from tests.builders import a_policy, shown, story

MONDAY = "2026-11-16 09:00"
MAJOR = {"on": "register", "when": {"grade": "major"}, "who": "manager", "within": "30m"}
OVERDUE = {"on": "overdue", "who": "director", "within": "2h"}
RESOLVED = {"on": "resolve", "who": "maker", "within": "1 workdays"}
WITHOUT = {"on": "register", "who": "nobody"}
POLICY = a_policy(tell=[WITHOUT, MAJOR, OVERDUE, RESOLVED])


def test_one_for_each_that_holds_from_the_action_it_names():
    case = story(MONDAY, POLICY, flags=["media"]).assign("2026-11-16 09:10")
    assert (case.due("tell"), case.row("tell").department) == ("2026-11-16 09:30", "service_centre")
    case.propose(MONDAY.replace("09:00", "09:20"), role="general_manager").resolve("2026-11-16 10:00")
    assert case.due("tell", seq=3) == "2026-11-17 18:00"
    assert [row.seq for row in story(MONDAY, POLICY).rows("tell") if shown(row.start_at) == MONDAY] == []


def test_telling_the_one_it_names_meets_it_and_nobody_else():
    case = story(MONDAY, POLICY, flags=["media"]).tell("2026-11-16 09:10", "director")
    assert case.state("tell", "2026-11-16 09:20") == "open"
    assert shown(case.tell("2026-11-16 09:20", "manager").row("tell").met_at) == "2026-11-16 09:20"


def test_no_hold_stops_it():
    case = story(MONDAY, POLICY, flags=["media"]).hold("2026-11-16 09:10")
    assert case.state("tell", "2026-11-16 09:31") == "overdue"


def test_what_must_be_told_when_a_step_runs_out_is_there_before_and_starts_then():
    case = story(MONDAY, POLICY, priority="high").assign("2026-11-16 09:10")
    row = case.row("tell", seq=2)
    assert (shown(row.start_at), shown(row.due_at)) == ("2026-11-17 09:00", "2026-11-17 11:00")
    assert "tell/1/2" not in case.states("2026-11-17 08:59")
    assert case.state("tell", "2026-11-17 11:01", seq=2) == "overdue"
    case.tell("2026-11-17 11:30", "director")
    assert case.row("tell", seq=2).late_seconds == 1800
    assert case.note("2026-11-20 10:00").row("tell", seq=2).how == "met"


def test_what_is_done_in_time_calls_for_nobody_and_a_hold_puts_it_off():
    case = story(MONDAY, POLICY, priority="high").assign("2026-11-16 09:10").contact("2026-11-16 10:00")
    assert shown(case.row("tell", seq=2).start_at) == "2026-11-19 18:00"
    assert case.hold("2026-11-16 11:00").rows("tell") == []
    assert shown(case.resume("2026-11-17 11:00").row("tell", seq=2).start_at) == "2026-11-20 18:00"
    case.resolve("2026-11-18 10:00").revisit("2026-11-19 10:00").close("2026-11-19 10:01")
    assert [row.seq for row in case.rows("tell")] == [3]


def test_once_a_round():
    case = story(MONDAY, POLICY, priority="high").assign("2026-11-16 09:10").contact("2026-11-18 10:00")
    assert [shown(row.start_at) for row in case.rows("tell")] == ["2026-11-17 09:00"]
    case.resolve("2026-11-23 10:00").reopen("2026-11-24 10:00")
    assert [(row.round, row.seq) for row in case.rows("tell")] == [(1, 2), (1, 3), (2, 2)]
    assert shown(case.row("tell", 2, 2).start_at) == "2026-11-25 10:00"


def test_what_had_run_out_in_an_older_round_is_told_no_second_time():
    case = story(MONDAY, POLICY, flags=["media"]).assign(MONDAY).propose(MONDAY, role="general_manager")
    case.resolve("2026-11-16 10:00").reopen("2026-11-20 10:00")
    assert case.state("review", "2026-11-20 10:00") == "overdue"
    assert shown(case.row("tell", 2, 2).start_at) == "2026-11-20 14:00"
