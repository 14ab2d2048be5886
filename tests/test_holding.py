"""What a hold moves, by how much, and what it leaves alone (ha-hold)."""

import pytest

from complaintctl.cases.handling import AlreadyHeld, NotHeld
from complaintctl.policy.amounts import Amount
from tests.builders import a_policy, an_office, local, only, story

MONDAY = "2026-11-16 09:00"


@pytest.mark.parametrize(
    ("amount", "held", "resumed", "before", "after"),
    [
        ("24h", "2026-11-16 15:00", "2026-11-19 09:00", "2026-11-17 09:00", "2026-11-20 03:00"),
        ("8h office", "2026-11-16 17:00", "2026-11-17 10:00", "2026-11-17 09:30", "2026-11-17 11:30"),
        ("8h office", "2026-11-16 11:30", "2026-11-16 14:00", "2026-11-17 09:30", "2026-11-17 10:30"),
        ("16h office", "2026-11-16 17:00", "2026-11-21 10:00", "2026-11-18 10:00", "2026-11-24 11:00"),
        ("3 workdays", "2026-11-17 10:00", "2026-11-17 17:00", "2026-11-19 18:00", "2026-11-19 18:00"),
        ("3 workdays", "2026-11-17 10:00", "2026-11-18 00:00", "2026-11-19 18:00", "2026-11-20 18:00"),
        ("3 workdays", "2026-11-18 10:00", "2026-11-23 09:00", "2026-11-19 18:00", "2026-11-24 18:00"),
        ("9 workdays", "2026-11-21 10:00", "2026-11-22 10:00", "2026-11-27 18:00", "2026-11-27 18:00"),
        ("same workday", "2026-11-16 10:00", "2026-11-18 10:00", "2026-11-16 18:00", "2026-11-18 18:00"),
        ("7 days", "2026-11-17 23:00", "2026-11-18 01:00", "2026-11-23 23:59:59", "2026-11-24 23:59:59"),
        ("7 days", "2026-11-17 01:00", "2026-11-17 23:00", "2026-11-23 23:59:59", "2026-11-23 23:59:59"),
        ("1 month", "2026-11-20 10:00", "2026-11-24 09:00", "2026-12-16 23:59:59", "2026-12-20 23:59:59"),
    ],
)
def test_a_hold_moves_each_amount_in_its_own_way(amount, held, resumed, before, after):
    case = story(MONDAY, only("resolve", all=amount)).hold(held)
    assert case.due("resolve") == case.first_due("resolve") == before_or_moved(amount, before)
    assert case.state("resolve", resumed) == "held"
    case.resume(resumed)
    assert (case.due("resolve"), case.first_due("resolve")) == (after, before_or_moved(amount, before))
    assert case.state("resolve", resumed) == "open"


def before_or_moved(amount, before):
    assert an_office().due(local(MONDAY), Amount.parse(amount)).at == local(before)
    return before


def test_holds_add_up():
    case = story(MONDAY, only("resolve", all="24h"))
    case.hold("2026-11-16 10:00").resume("2026-11-16 12:00").hold("2026-11-16 20:00").resume("2026-11-16 23:00")
    assert case.due("resolve") == "2026-11-17 14:00"
    assert [hold.end is not None for hold in case.case.clocks.holds] == [True, True]


def test_only_what_is_held_after_the_start_of_a_step_counts():
    case = story(MONDAY, a_policy(deadline={"progress": {"all": "24h"}})).hold("2026-11-16 10:00")
    case.assign("2026-11-16 12:00")
    assert case.state("progress", "2026-11-18 12:00") == "held"
    assert case.due("progress") == "2026-11-17 12:00"
    assert case.resume("2026-11-16 13:00").due("progress") == "2026-11-17 13:00"


def test_the_next_progress_that_starts_on_hold_is_held_too():
    case = story(MONDAY, a_policy(deadline={"progress": {"all": "24h"}})).assign("2026-11-16 09:10")
    case.hold("2026-11-16 10:00").contact("2026-11-16 11:00")
    assert case.state("progress", "2026-11-19 11:00", seq=2) == "held"
    assert case.resume("2026-11-16 14:00").due("progress", seq=2) == "2026-11-17 14:00"


def test_register_assign_audit_and_what_the_policy_says_are_not_held():
    rule = {"from": "received", "met_by": ["resolve"], "all": "15 days", "pausable": False}
    case = story(
        MONDAY, a_policy(deadline={"statutory": rule}), channel="regulator", flags=["violation"], priority="low"
    ).hold("2026-11-16 09:10")
    assert case.states("2026-11-16 10:00") == {
        "register/1/1": "met",
        "assign/1/1": "overdue",
        "audit/1/1": "open",
        "statutory/1/1": "open",
        "contact/1/1": "held",
        "resolve/1/1": "held",
    }
    case.resume("2026-11-18 10:00")
    assert (case.due("audit"), case.due("statutory")) == ("2026-11-19 18:00", "2026-12-01 23:59:59")


@pytest.mark.parametrize("action", ["resolve", "close"])
def test_resolving_and_closing_end_the_hold(action):
    case = story(MONDAY, only("resolve", all="24h")).assign("2026-11-16 09:10").hold("2026-11-16 10:00")
    if action == "resolve":
        case.resolve("2026-11-19 10:00")
        assert (case.row("resolve").how, case.row("resolve").late_seconds) == ("met", 0)
    else:
        case.close("2026-11-19 10:00", "withdrawn", reason="so")
        assert case.row("resolve").how == "cancelled"
    assert not case.case.complaint.on_hold
    assert case.due("resolve") == "2026-11-20 09:00"


def test_other_actions_leave_the_hold():
    case = story(MONDAY).hold("2026-11-16 10:00").assign("2026-11-16 11:00").contact("2026-11-16 12:00")
    case.priority("2026-11-16 12:10", "high").note("2026-11-16 12:20")
    assert case.case.complaint.on_hold
    assert case.state("resolve", "2026-12-24 10:00") == "held"


def test_what_is_done_on_hold_is_in_time_as_if_resumed_then():
    case = story(MONDAY, priority="high").hold("2026-11-16 10:00").contact("2026-11-18 10:00")
    row = case.row("contact")
    assert (row.how, row.late_seconds, case.due("contact")) == ("met", 0, "2026-11-19 09:00")
    assert case.case.complaint.on_hold


def test_holding_what_is_held_and_resuming_what_is_not_is_refused():
    case = story(MONDAY)
    with pytest.raises(NotHeld):
        case.resume("2026-11-16 10:00")
    case.hold("2026-11-16 10:00")
    with pytest.raises(AlreadyHeld):
        case.hold("2026-11-16 11:00")


def test_a_hold_undone_never_was():
    case = story(MONDAY, only("resolve", all="24h")).hold("2026-11-16 10:00").undo("2026-11-16 10:05")
    assert not case.case.complaint.on_hold
    assert (case.due("resolve"), case.case.clocks.holds) == ("2026-11-17 09:00", [])


# -- Mistakes that others made --------------------------------------------------------------------------------


def test_hold_wall():
    """Only the office time held is added to an office deadline."""
    case = story("2026-11-20 16:00", only("resolve", all="4h office"))
    assert case.due("resolve") == "2026-11-23 11:00"
    assert case.hold("2026-11-20 17:00").resume("2026-11-23 10:00").due("resolve") == "2026-11-23 14:30"


def test_hold_outside():
    case = story("2026-11-20 16:00", only("resolve", all="4h office"))
    assert case.hold("2026-11-20 20:00").resume("2026-11-22 20:00").due("resolve") == "2026-11-23 11:00"


def test_hold_priority():
    """The rules' own example: both the change and the hold count."""
    case = story(MONDAY).hold("2026-11-16 15:00").priority("2026-11-18 10:00", "urgent")
    assert (case.due("resolve"), case.state("resolve", "2026-11-19 08:00")) == ("2026-11-19 04:00", "held")
    assert case.resume("2026-11-19 09:00").due("resolve") == "2026-11-20 03:00"
    assert case.first_due("resolve") == "2026-11-25 18:00"


def test_hold_breach():
    """What runs out while held is not overdue; what was late before stays late."""
    case = story(MONDAY, priority="urgent").hold("2026-11-16 15:00")
    assert case.state("contact", "2026-11-16 16:00") == "overdue"
    assert case.state("resolve", "2026-11-20 16:00") == "held"
    case.resume("2026-11-20 16:00")
    assert (case.due("contact"), case.state("contact", "2026-11-20 16:00")) == ("2026-11-16 13:00", "overdue")
    assert case.state("resolve", "2026-11-20 16:00") == "open"


def test_hold_fixed():
    """A hold doesn't move a date set by hand."""
    case = story(MONDAY).extend("2026-11-16 10:00", "resolve", "2026-11-30 23:59:59").hold("2026-11-16 11:00")
    assert case.state("resolve", "2026-11-18 10:00") == "open"
    assert case.state("resolve", "2026-12-01 10:00") == "overdue"
    assert case.resume("2026-11-20 10:00").due("resolve") == "2026-11-30 23:59:59"


def test_a_date_set_by_hand_while_on_hold_is_held_no_longer():
    case = story(MONDAY).hold("2026-11-16 11:00").extend("2026-11-17 10:00", "resolve", "2026-11-30 23:59:59")
    assert case.state("resolve", "2026-12-01 10:00") == "overdue"
    assert case.resume("2026-12-02 10:00").due("resolve") == "2026-11-30 23:59:59"
