"""What a changed priority, fact, receipt or date moves, and what it must not (cl-priority, ha-adjust)."""

import pytest

from complaintctl.cases.handling import NoOpenStep, OnlyLater, RunOut
from complaintctl.policy.opening import DaysOff
from complaintctl.records import Event
from complaintctl.rules.rulebook import Snapshot
from tests.builders import CHINA, a_policy, a_rulebook, local, only, shown, story

MONDAY = "2026-11-16 09:00"


def test_a_changed_priority_counts_again_from_the_start():
    case = story(MONDAY).priority("2026-11-16 15:00", "high")
    assert (case.due("contact"), case.due("resolve")) == ("2026-11-17 09:00", "2026-11-19 18:00")
    assert (case.first_due("contact"), case.first_due("resolve")) == ("2026-11-18 18:00", "2026-11-25 18:00")
    case.priority("2026-11-16 16:00", "medium")
    assert (case.due("contact"), case.due("resolve")) == ("2026-11-18 18:00", "2026-11-25 18:00")


def test_a_due_date_never_lies_before_the_change_that_moved_it():
    case = story(MONDAY).priority("2026-11-16 15:00", "urgent")
    assert (case.due("contact"), case.row("contact").shortened) == ("2026-11-16 15:00", True)
    assert (case.due("resolve"), case.row("resolve").shortened) == ("2026-11-17 09:00", False)
    assert case.state("contact", "2026-11-16 15:00") == "open"
    assert case.state("contact", "2026-11-16 15:01") == "overdue"


def test_what_was_shortened_is_whole_again_when_the_change_is_taken_back():
    case = story(MONDAY).priority("2026-11-16 15:00", "urgent").priority("2026-11-16 15:00", "medium")
    assert (case.due("contact"), case.row("contact").shortened) == ("2026-11-18 18:00", False)


def test_what_was_shortened_while_on_hold_has_the_whole_hold_when_the_change_is_taken_back():
    case = story(MONDAY, priority="high").hold("2026-11-16 13:30").priority("2026-11-16 14:30", "urgent")
    assert (case.due("contact"), case.row("contact").shortened) == ("2026-11-16 14:30", True)
    assert case.priority("2026-11-16 15:30", "high").due("contact") == "2026-11-17 11:00"
    assert case.resume("2026-11-16 16:30").due("contact") == "2026-11-17 12:00"


@pytest.mark.parametrize(
    ("amount", "resumed", "due"),
    [
        ("1h", "2026-11-17 12:00", "2026-11-17 12:00"),
        ("1h office", "2026-11-17 15:00", "2026-11-17 15:00"),
        ("same workday", "2026-11-17 17:00", "2026-11-17 11:00"),
        ("same workday", "2026-11-18 12:00", "2026-11-18 18:00"),
        ("1 day", "2026-11-17 17:00", "2026-11-17 11:00"),
        ("1 day", "2026-11-19 12:00", "2026-11-19 23:59:59"),
    ],
)
def test_what_was_shortened_moves_by_what_is_held_after_the_change(amount, resumed, due):
    case = story("2026-11-15 09:30", only("resolve", high=amount, medium="7 workdays"))
    case.hold("2026-11-15 09:40").resume("2026-11-15 09:50").priority("2026-11-17 11:00", "high")
    assert (case.due("resolve"), case.row("resolve").shortened) == ("2026-11-17 11:00", True)
    case.hold("2026-11-17 11:00").resume(resumed)
    assert case.due("resolve") == due


def test_what_has_run_out_is_not_made_whole_by_a_lower_priority():
    case = story(MONDAY, priority="urgent").priority("2026-11-16 15:00", "low")
    assert (case.due("contact"), case.state("contact", "2026-11-16 15:00")) == ("2026-11-16 13:00", "overdue")
    assert case.due("resolve") == "2026-12-07 18:00"


def test_a_step_that_only_the_new_priority_has_starts_as_if_from_the_beginning():
    policy = a_policy(deadline={"solution": {"urgent": "24h"}})
    case = story(MONDAY, policy).priority("2026-11-16 15:00", "urgent")
    assert shown(case.row("solution").start_at) == MONDAY
    assert (case.due("solution"), case.first_due("solution")) == ("2026-11-17 09:00",) * 2
    late = story(MONDAY, policy).priority("2026-11-19 15:00", "urgent")
    assert (late.due("solution"), late.first_due("solution")) == ("2026-11-19 15:00",) * 2
    assert late.row("solution").shortened


def test_a_step_that_starts_as_if_from_the_beginning_has_what_was_held_since():
    policy = a_policy(deadline={"solution": {"urgent": "24h"}})
    case = story(MONDAY, policy).hold("2026-11-16 15:00").resume("2026-11-18 09:00")
    assert case.priority("2026-11-18 10:00", "urgent").due("solution") == "2026-11-19 03:00"
    held = story(MONDAY, policy).hold("2026-11-16 15:00").priority("2026-11-18 10:00", "urgent")
    assert (held.first_due("solution"), held.state("solution", "2026-12-01 09:00")) == ("2026-11-19 04:00", "held")
    assert held.resume("2026-11-19 09:00").due("solution") == "2026-11-20 03:00"


def test_a_step_without_an_amount_under_the_new_priority_is_cancelled_unless_it_ran_out():
    policy = a_policy(deadline={"solution": {"urgent": "24h"}})
    case = story(MONDAY, policy, priority="urgent").priority("2026-11-16 15:00", "high")
    assert case.state("solution", "2026-11-30 15:00") == "cancelled"
    late = story(MONDAY, policy, priority="urgent").priority("2026-11-17 15:00", "high")
    assert late.state("solution", "2026-11-17 15:00") == "overdue"


def test_a_cancelled_step_that_has_an_amount_again_runs_again_from_the_beginning():
    policy = a_policy(deadline={"solution": {"urgent": "24h"}})
    case = story(MONDAY, policy, priority="urgent").priority("2026-11-16 15:00", "high")
    case.priority("2026-11-16 16:00", "urgent")
    assert [row.how for row in case.rows("solution")] == ["cancelled", None]
    assert case.due("solution", seq=2) == "2026-11-17 09:00"


def test_progress_that_only_the_new_priority_has_counts_from_the_last_report():
    policy = a_policy(deadline={"progress": {"all": None, "urgent": "24h"}})
    case = story(MONDAY, policy).assign("2026-11-16 09:10").contact("2026-11-16 11:00")
    assert case.priority("2026-11-16 15:00", "urgent").due("progress") == "2026-11-17 11:00"


def test_a_changed_fact_that_instead_reads_counts_again_like_a_priority():
    policy = a_policy(deadline={"resolve": {"instead": [{"when": {"grade": "major"}, "all": "2h"}]}})
    case = story(MONDAY, policy).priority("2026-11-16 10:00", grade="major")
    assert (case.due("resolve"), case.first_due("resolve")) == ("2026-11-16 11:00", "2026-11-25 18:00")
    case.priority("2026-11-16 10:30", grade="general")
    assert case.due("resolve") == "2026-11-25 18:00"


def test_the_first_instead_that_holds_replaces_the_figures():
    instead = [{"when": {"channel": "regulator"}, "all": "1 workdays"}, {"when": {"grade": "major"}, "all": "1h"}]
    policy = only("resolve", all="8 workdays", instead=instead)
    assert story(MONDAY, policy, channel="regulator").due("resolve") == "2026-11-17 18:00"
    assert story(MONDAY, policy, flags=["safety"]).due("resolve") == "2026-11-16 10:00"
    assert story(MONDAY, policy).due("resolve") == "2026-11-26 18:00"


def test_a_condition_that_begins_to_hold_starts_its_step_at_the_change():
    case = story(MONDAY, channel="regulator").edit("2026-11-17 10:00", flags=["violation"])
    row = case.row("audit")
    assert (shown(row.start_at), shown(row.due_at), row.shortened) == ("2026-11-17 10:00", "2026-11-20 18:00", False)


def test_a_condition_that_ceases_to_hold_cancels_its_step_unless_it_ran_out():
    case = story(MONDAY, channel="regulator", flags=["violation"]).edit("2026-11-17 10:00", unflag=["violation"])
    assert case.row("audit").how == "cancelled"
    case.edit("2026-11-18 10:00", flags=["violation"])
    assert case.due("audit", seq=2) == "2026-11-23 18:00"
    late = story(MONDAY, channel="regulator", flags=["violation"]).edit("2026-11-24 10:00", unflag=["violation"])
    assert late.state("audit", "2026-11-24 10:00") == "overdue"


def test_a_step_whose_condition_began_later_counts_from_there_when_it_gets_an_amount():
    policy = only("solution", urgent="24h", when={"grade": "major"})
    case = story(MONDAY, policy).priority("2026-11-16 12:00", grade="major")
    assert case.priority("2026-11-16 15:00", "urgent").due("solution") == "2026-11-17 12:00"


def test_a_review_follows_the_grade():
    case = story(MONDAY).assign(MONDAY).resolve("2026-11-16 10:00").priority("2026-11-17 10:00", grade="major")
    assert case.due("review") == "2026-11-19 10:00"


def test_a_corrected_receipt_moves_what_started_at_receipt_and_nothing_else():
    case = (
        story(MONDAY, priority="high")
        .assign("2026-11-16 09:10")
        .edit("2026-11-16 12:00", received_at="2026-11-15 20:00")
    )
    assert shown(case.case.complaint.received_at) == "2026-11-15 20:00"
    assert case.case.complaint.number == "C20261120-0001"
    assert (case.due("contact"), case.first_due("contact")) == ("2026-11-16 20:00", "2026-11-17 09:00")
    assert (case.due("resolve"), case.due("progress")) == ("2026-11-18 18:00", "2026-11-19 18:00")
    assert (case.due("assign"), case.due("register")) == ("2026-11-16 09:30", "2026-11-16 09:30")


def test_a_corrected_receipt_leaves_what_has_ended_run_out_or_was_extended():
    case = story("2026-11-16 14:00", priority="urgent", received=MONDAY)
    case.extend("2026-11-16 14:00", "resolve", "2026-11-18 10:00")
    case.edit("2026-11-16 15:00", received_at="2026-11-16 13:30")
    assert (case.due("contact"), case.due("resolve"), case.due("register")) == (
        "2026-11-16 13:00",
        "2026-11-18 10:00",
        "2026-11-16 09:30",
    )


# -- A date set by hand ---------------------------------------------------------------------------------------


def test_extending_moves_the_date_and_keeps_the_first():
    case = story(MONDAY, priority="urgent").extend("2026-11-16 10:00", "resolve", "2026-11-18 18:00")
    row = case.row("resolve")
    assert (shown(row.due_at), shown(row.first_due_at), row.extended) == ("2026-11-18 18:00", "2026-11-17 09:00", True)
    assert case.assign("2026-11-16 11:00").resolve("2026-11-18 18:00").row("resolve").late_seconds == 0


def test_nothing_else_moves_an_extended_date():
    case = story(MONDAY).extend("2026-11-16 10:00", "resolve", "2026-11-30 18:00")
    case.priority("2026-11-16 11:00", "urgent").edit("2026-11-16 12:00", received_at="2026-11-16 08:00")
    assert (case.due("resolve"), case.row("resolve").shortened) == ("2026-11-30 18:00", False)


def test_only_an_open_step_is_extended_before_it_has_run_out_and_only_later():
    case = story(MONDAY, priority="urgent")
    with pytest.raises(OnlyLater):
        case.extend("2026-11-16 10:00", "contact", "2026-11-16 13:00")
    with pytest.raises(RunOut):
        case.extend("2026-11-16 13:00:01", "contact", "2026-11-17 13:00")
    with pytest.raises(NoOpenStep) as refused:
        case.extend("2026-11-16 10:00", "revisit", "2026-11-17 13:00")
    assert refused.value.advice() == "Open steps: assign contact resolve"
    assert case.extend("2026-11-16 13:00", "contact", "2026-11-16 13:00:01").row("contact").extended


def test_a_date_may_be_set_again_but_only_later():
    case = story(MONDAY).extend("2026-11-16 10:00", "resolve", "2026-11-30 18:00")
    with pytest.raises(OnlyLater):
        case.extend("2026-11-16 11:00", "resolve", "2026-11-29 18:00")
    assert case.extend("2026-11-16 11:00", "resolve", "2026-12-01 18:00").due("resolve") == "2026-12-01 18:00"


# -- Policies and calendars -----------------------------------------------------------------------------------


def test_a_new_policy_moves_nothing_that_runs_and_governs_the_next_round():
    stricter = a_policy(deadline={"resolve": {"medium": "1 workdays"}}, office={"hours": "10:00-16:00"})
    book = a_rulebook(a_policy(), ("2026-11-17 09:00", stricter))
    case = story(MONDAY, book).assign("2026-11-17 10:00")
    assert (case.due("resolve"), case.due("progress")) == ("2026-11-25 18:00", "2026-11-20 18:00")
    case.resolve("2026-11-18 10:00").reopen("2026-11-19 10:00")
    assert case.due("resolve", 2) == "2026-11-20 16:00"


def test_changed_days_off_count_again_what_has_not_run_out_and_is_not_extended():
    case = story(MONDAY, priority="high").extend(MONDAY, "resolve", "2026-11-20 18:00").assign("2026-11-16 09:20")
    closed = DaysOff({**CHINA.off}, CHINA.makeup, CHINA.confirmed_until)
    case.book._snapshots[2] = Snapshot(closed, closed=frozenset({local("2026-11-18 12:00").date()}))
    at = local("2026-11-17 10:00")
    case.add(Event(at, at, "Li", "li", "calendar", {}, calendar=2))
    assert (case.due("progress"), case.first_due("progress")) == ("2026-11-20 18:00", "2026-11-19 18:00")
    assert (case.due("resolve"), case.due("contact")) == ("2026-11-20 18:00", "2026-11-17 09:00")


def test_changed_days_off_dont_stand_against_an_action_of_an_hour_before():
    case = story(MONDAY)
    at = local("2026-11-17 10:00")
    case.add(Event(at, at, "Li", "li", "calendar", {}))
    assert case.assign("2026-11-17 09:00").case.complaint.status == "assigned"
