"""When each step of a case is due, what meets it, and who answers for it (in-30min … as-regulator)."""

import pytest

from tests.builders import a_policy, imported, local, only, shown, story

PRIORITIES = ("urgent", "high", "medium", "low")
FRIDAY = "2026-11-20 16:00"


@pytest.mark.parametrize(
    ("step", "priority", "due"),
    [
        *[("register", priority, "2026-11-20 16:30") for priority in PRIORITIES],
        ("assign", "urgent", "2026-11-20 18:30"),
        *[("assign", priority, "2026-11-23 09:30") for priority in PRIORITIES[1:]],
        ("contact", "urgent", "2026-11-20 20:00"),
        ("contact", "high", "2026-11-21 16:00"),
        ("contact", "medium", "2026-11-24 18:00"),
        ("contact", "low", "2026-11-25 18:00"),
        ("resolve", "urgent", "2026-11-21 16:00"),
        ("resolve", "high", "2026-11-25 18:00"),
        ("resolve", "medium", "2026-12-01 18:00"),
        ("resolve", "low", "2026-12-11 18:00"),
    ],
)
def test_the_general_presets_figures_from_receipt_and_registration(step, priority, due):
    case = story("2026-11-20 18:00", received=FRIDAY, priority=priority)
    assert case.due(step) == due
    assert case.first_due(step) == due


@pytest.mark.parametrize("priority", PRIORITIES)
def test_the_general_presets_figures_after_that(priority):
    case = story(FRIDAY, priority=priority, channel="regulator", flags=["violation"]).assign("2026-11-20 16:10")
    assert case.due("progress") == "2026-11-25 18:00"
    assert case.due("audit") == "2026-11-25 18:00"
    case.propose("2026-11-20 16:20", role="general_manager").resolve("2026-11-20 17:00")
    assert case.due("revisit") == "2026-11-25 18:00"
    assert case.due("review") == "2026-11-22 17:00"


@pytest.mark.parametrize("step", ["solution", "reported", "statutory", "review", "audit"])
def test_what_the_policy_doesnt_ask_for_is_not_there(step):
    assert story(FRIDAY).assign(FRIDAY).resolve(FRIDAY).rows(step) == []


def test_every_step_is_met_by_its_own_action_and_resolve_meets_the_contact_as_well():
    case = story("2026-11-20 16:10", received=FRIDAY)
    assert case.state("register", "2026-11-20 16:10") == "met"
    assert case.states("2026-11-20 16:10") == {
        "register/1/1": "met",
        "assign/1/1": "open",
        "contact/1/1": "open",
        "resolve/1/1": "open",
    }
    case.assign("2026-11-20 16:20").resolve("2026-11-20 17:00").revisit("2026-11-23 10:00")
    assert set(case.states("2026-11-23 10:00").values()) == {"met"}
    assert shown(case.row("contact").met_at) == "2026-11-20 17:00"
    assert shown(case.row("revisit").met_at) == "2026-11-23 10:00"


def test_done_at_the_due_instant_is_in_time_and_a_second_later_is_not():
    case = story(FRIDAY, priority="high")
    assert case.state("contact", "2026-11-21 16:00:00") == "open"
    assert case.state("contact", "2026-11-21 16:00:01") == "overdue"
    for at, late in (("2026-11-21 16:00:00", 0), ("2026-11-21 16:00:01", 1)):
        assert story(FRIDAY, priority="high").contact(at).row("contact").late_seconds == late


def test_how_long_and_how_late_are_told_in_elapsed_and_in_office_time():
    row = story(FRIDAY, priority="high").contact("2026-11-23 10:00").row("contact")
    assert (row.elapsed_seconds, row.office_seconds) == (66 * 3600, 3 * 3600)
    assert (row.late_seconds, row.late_office_seconds) == (42 * 3600, 3600)


def test_a_step_done_late_is_met_and_its_lateness_is_fixed():
    case = story(FRIDAY, priority="high").contact("2026-11-23 10:00").note("2026-11-27 10:00")
    assert case.state("contact", "2026-12-27 10:00") == "met"
    assert case.row("contact").late_seconds == 42 * 3600


def test_a_call_of_the_evening_before_meets_contact_then_though_filed_in_the_morning():
    case = story("2026-11-20 09:00", received="2026-11-19 22:30", priority="urgent").contact("2026-11-19 22:45")
    row = case.row("contact")
    assert (shown(row.met_at), row.elapsed_seconds, row.late_seconds) == ("2026-11-19 22:45", 900, 0)
    assert shown(case.case.complaint.contacted_at) == "2026-11-19 22:45"
    assert case.state("register", "2026-11-20 09:00") == "met"


def test_a_contact_written_down_later_counts_from_when_it_was():
    case = story(FRIDAY, priority="high").assign("2026-11-20 16:10").resolve("2026-11-22 16:00")
    assert case.row("contact").late_seconds == 24 * 3600
    case.contact("2026-11-20 17:00", recorded="2026-11-23 09:00")
    assert (case.row("contact").late_seconds, shown(case.row("contact").met_at)) == (0, "2026-11-20 17:00")


def test_a_try_that_did_not_reach_the_customer_meets_nothing_and_starts_nothing():
    case = story(FRIDAY).assign("2026-11-20 16:10").contact("2026-11-20 16:20", reached=False)
    assert case.state("contact", "2026-11-20 16:30") == "open"
    assert len(case.rows("progress")) == 1
    assert case.state("progress", "2026-11-20 16:30") == "open"
    assert case.case.complaint.contacted_at is None
    assert case.case.tries == 1


def test_progress_runs_from_the_first_assign_and_again_from_each_contact_or_progress():
    case = story(FRIDAY).assign("2026-11-20 16:30").assign("2026-11-23 10:00", "rnd")
    assert [case.due("progress")] == ["2026-11-25 18:00"]
    case.contact("2026-11-24 10:00").progress("2026-11-30 10:00")
    assert [shown(row.start_at) for row in case.rows("progress")] == [
        "2026-11-20 16:30",
        "2026-11-24 10:00",
        "2026-11-30 10:00",
    ]
    assert [shown(row.due_at) for row in case.rows("progress")] == [
        "2026-11-25 18:00",
        "2026-11-27 18:00",
        "2026-12-03 18:00",
    ]
    assert [bool(row.late_seconds) for row in case.rows("progress")] == [False, True, False]
    case.resolve("2026-12-01 10:00").contact("2026-12-01 11:00")
    assert [row.how for row in case.rows("progress")] == ["met"] * 3


def test_a_contact_before_the_first_assign_starts_no_progress():
    case = story(FRIDAY).contact("2026-11-20 16:05")
    assert case.rows("progress") == []
    assert shown(case.assign("2026-11-20 16:30").row("progress").start_at) == "2026-11-20 16:30"
    assert case.row("progress").how is None


def test_a_call_written_down_afterwards_takes_its_place_in_the_chain_of_progress():
    case = story(FRIDAY).assign("2026-11-20 16:30").progress("2026-11-26 10:00")
    assert case.row("progress").late_seconds
    case.contact("2026-11-24 10:00", recorded="2026-11-26 11:00")
    assert [shown(row.met_at) for row in case.rows("progress")] == ["2026-11-24 10:00", "2026-11-26 10:00", None]
    assert not any(row.late_seconds for row in case.rows("progress"))


def test_a_step_whose_action_happened_before_its_clock_started_is_met_at_its_start():
    case = story(FRIDAY, flags=["media"]).assign("2026-11-20 16:10").review("2026-11-20 16:20")
    case.propose("2026-11-20 16:30", role="general_manager").resolve("2026-11-20 17:00")
    row = case.row("review")
    assert (row.how, shown(row.met_at), row.elapsed_seconds) == ("met", "2026-11-20 17:00", 0)


def test_one_review_meets_all_open_reviews():
    case = story(FRIDAY, flags=["attitude"]).assign(FRIDAY)
    case.priority("2026-11-20 16:10", grade="major").propose("2026-11-20 16:20", role="general_manager")
    case.resolve("2026-11-20 16:30").reopen("2026-11-20 16:40").propose("2026-11-20 16:50", role="general_manager")
    case.resolve("2026-11-20 17:00").close("2026-11-20 17:10", "withdrawn", reason="settled")
    assert [row.how for row in case.rows("review")] == [None, None]
    assert [shown(row.met_at) for row in case.review("2026-11-21 09:00").rows("review")] == ["2026-11-21 09:00"] * 2


def test_reported_is_met_by_the_recording_and_the_revisit_counts_from_there():
    policy = a_policy(deadline={"reported": {"all": "same workday"}, "revisit": {"from": "reported"}})
    case = story("2026-11-18 10:00", policy).assign("2026-11-18 10:10")
    case.resolve("2026-11-18 16:00", recorded="2026-11-19 10:00")
    row = case.row("reported")
    assert (shown(row.due_at), shown(row.met_at)) == ("2026-11-18 18:00", "2026-11-19 10:00")
    assert row.late_office_seconds == 3600
    assert shown(case.row("revisit").start_at) == "2026-11-19 10:00"


def test_a_revisit_may_open_later_and_doing_it_earlier_counts_and_is_marked():
    policy = a_policy(deadline={"revisit": {"opens": "5 days", "all": "7 days"}})
    case = story(FRIDAY, policy).assign(FRIDAY).resolve("2026-11-20 17:00")
    row = case.row("revisit")
    assert (shown(row.opens_at), shown(row.due_at)) == ("2026-11-25 00:00", "2026-11-27 23:59:59")
    early, timely = case.revisit("2026-11-24 23:59").row("revisit"), row
    assert (early.how, early.early, early.late_seconds) == ("met", True, 0)
    assert not timely.early


def test_solution_is_met_by_a_proposal():
    case = story(FRIDAY, only("solution", all="24h")).assign(FRIDAY).propose("2026-11-20 17:00")
    assert shown(case.row("solution").met_at) == "2026-11-20 17:00"


def test_any_action_a_policy_names_meets_its_step():
    policy = only("statutory", **{"from": "received", "met_by": ["note", "escalate"], "all": "15 days"})
    assert story(FRIDAY, policy).note("2026-11-20 17:00").row("statutory").how == "met"


def test_beyond_the_decreed_years_an_answer_is_provisional():
    assert not story("2026-12-18 10:00", priority="low").row("contact").provisional
    assert story("2026-12-18 10:00", priority="low").row("resolve").provisional


# -- Who answers for it ---------------------------------------------------------------------------------------


def test_intake_answers_for_its_own_steps_whoever_handles_the_case():
    case = story(FRIDAY, channel="regulator", flags=["violation"]).assign("2026-11-20 16:10", "rnd", handler="Chen")
    case.propose("2026-11-20 16:20", role="general_manager").resolve("2026-11-20 17:00")
    answers = {row.step: (row.department, row.handler) for row in case.case.deadlines}
    theirs = ("rnd", "Chen")
    ours = ("service_centre", None)
    assert answers == {
        "register": ours,
        "assign": ours,
        "audit": ours,
        "revisit": ours,
        "contact": theirs,
        "progress": theirs,
        "resolve": theirs,
        "review": theirs,
    }


def test_the_department_at_the_due_instant_answers_whoever_comes_later():
    case = story(FRIDAY, priority="high").assign("2026-11-20 16:10", "rnd").assign("2026-11-23 10:00", "marketing")
    assert {row.step: row.department for row in case.case.deadlines} == {
        "register": "service_centre",
        "assign": "service_centre",
        "contact": "rnd",
        "progress": "marketing",
        "resolve": "marketing",
    }


def test_what_ran_out_before_anybody_was_assigned_is_intakes():
    case = story(FRIDAY, priority="urgent").assign("2026-11-20 20:01", "rnd")
    assert case.row("contact").department == "service_centre"
    assert case.row("resolve").department == "rnd"


def test_what_was_met_stays_with_whom_met_it():
    case = story(FRIDAY).assign("2026-11-20 16:10", "rnd").contact("2026-11-20 16:20")
    assert case.assign("2026-11-20 17:00", "marketing").row("contact").department == "rnd"


def test_assigning_again_moves_nothing():
    case = story(FRIDAY).assign("2026-11-20 16:10")
    before = [(row.step, row.start_at, row.due_at, row.how) for row in case.case.deadlines]
    case.assign("2026-11-24 10:00", "rnd", handler="Chen")
    assert [(row.step, row.start_at, row.due_at, row.how) for row in case.case.deadlines] == before


# -- The end --------------------------------------------------------------------------------------------------


def test_closing_ends_what_is_open_late_if_it_ran_out_and_else_in_no_rate():
    case = (
        story(FRIDAY, priority="high")
        .assign("2026-11-20 16:10")
        .close("2026-11-23 10:00", "withdrawn", reason="found it himself")
    )
    assert case.states("2026-11-30 10:00") == {
        "register/1/1": "met",
        "assign/1/1": "met",
        "contact/1/1": "late",
        "progress/1/1": "cancelled",
        "resolve/1/1": "cancelled",
    }
    row = case.row("contact")
    assert (row.late_seconds, row.late_office_seconds, shown(row.ended_at)) == (42 * 3600, 3600, "2026-11-23 10:00")


def test_review_and_audit_outlive_the_closing():
    case = story(FRIDAY, channel="regulator", flags=["violation"]).assign(FRIDAY)
    case.propose(FRIDAY, role="general_manager").resolve(FRIDAY).close("2026-11-23 10:00", "withdrawn", reason="so")
    assert (case.state("review", "2026-11-23 10:00"), case.state("audit", "2026-11-23 10:00")) == ("overdue", "open")
    case.audit("2026-11-23 11:00").review("2026-11-23 12:00")
    assert (case.state("review", "2026-12-01 10:00"), case.state("audit", "2026-12-01 10:00")) == ("met", "met")


def test_nothing_is_stored_as_overdue_so_nothing_stays_overdue_by_mistake():
    """change-stale"""
    case = story(FRIDAY, priority="high")
    assert case.state("contact", "2026-11-22 10:00") == "overdue"
    assert case.row("contact").how is None
    assert case.contact("2026-11-21 15:00", recorded="2026-11-22 11:00").state("contact", "2026-11-22 11:00") == "met"


def test_the_nearest_open_step_leads_and_staffs_notes_meet_no_contact():
    """first-vs-next"""
    case = story(FRIDAY).assign("2026-11-20 16:10").note("2026-11-20 16:20")
    nearest = min((row for row in case.case.deadlines if row.how is None), key=lambda row: row.due_at)
    assert nearest.step == "contact"
    case.contact("2026-11-20 16:30")
    met = case.row("contact").met_at
    assert case.contact("2026-11-23 10:00").progress("2026-11-24 10:00").row("contact").met_at == met
    nearest = min((row for row in case.case.deadlines if row.how is None), key=lambda row: row.due_at)
    assert nearest.step == "progress"


def test_the_lateness_of_a_step_that_was_met_stops_growing():
    """late-grows"""
    case = story(FRIDAY, priority="urgent").contact("2026-11-20 21:00")
    assert case.row("contact").late_seconds == 3600
    assert case.note("2026-11-25 10:00").contact("2026-11-25 11:00").row("contact").late_seconds == 3600


def test_an_imported_event_keeps_the_time_of_the_file():
    case = imported(story(FRIDAY, priority="high"), "2026-11-20 18:00", "contact", reached=True)
    assert case.row("contact").met_at == local("2026-11-20 18:00")
