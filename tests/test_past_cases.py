"""What a file tells of the past is judged by what it gives, and by nothing else (csv-flood, in-import)."""

import pytest

from tests.builders import a_policy, imported, local, shown, story

MONDAY = "2026-11-16 09:00"


def past(received=MONDAY, registered=None, policy=None, **given):
    """The registration as a file tells it: received then, and registered then unless it says so."""
    case = story(registered or received, policy, received=received, **given)
    case.events[0].imported = True
    case.events[0].recorded_at = local("2026-12-20 09:00")
    if registered is None:
        case.events[0].changes["unjudged"] = True
    return case


def played(case, *steps):
    """Events of the file: `assign 2026-11-16 10:00`."""
    status = {"assign": "assigned", "resolve": "resolved", "revisit": "revisited", "close": "closed"}
    for step in steps:
        action, _, at = step.partition(" ")
        imported(case, at, action, **({"status": status[action]} if action in status else {}))
    return case


def test_registering_is_judged_only_where_the_file_gives_its_time():
    assert past().rows("register") == []
    assert past(registered="2026-11-16 09:30:01").row("register").late_seconds == 1


def test_what_the_file_gives_the_time_of_is_met_and_the_rest_cancelled():
    case = played(past(priority="urgent"), "resolve 2026-11-20 10:00", "revisit 2026-11-24 10:00")
    assert case.states("2026-12-20 09:00") == {
        "assign/1/1": "cancelled",
        "contact/1/1": "met",
        "resolve/1/1": "met",
        "revisit/1/1": "met",
    }
    assert shown(case.row("contact").met_at) == "2026-11-20 10:00"
    assert case.row("resolve").late_seconds == 73 * 3600


def test_an_open_case_is_judged_like_any_other():
    case = played(past(priority="urgent"), "assign 2026-11-16 11:00")
    assert case.row("assign").late_seconds == 90 * 60
    assert case.states("2026-12-20 09:00") == {
        "assign/1/1": "met",
        "contact/1/1": "overdue",
        "progress/1/1": "overdue",
        "resolve/1/1": "overdue",
    }


def test_csv_flood():
    """What closed long ago is never overdue, starts no review or audit, and stays without an outcome."""
    case = played(past(channel="regulator", flags=["violation"]), "resolve 2026-11-20 10:00", "close 2026-11-24 10:00")
    assert case.states("2027-12-20 09:00") == {
        "assign/1/1": "cancelled",
        "contact/1/1": "met",
        "resolve/1/1": "met",
        "revisit/1/1": "cancelled",
    }
    assert case.case.complaint.outcome is None
    assert {row.step: row.how for row in played(past(), "close 2026-11-24 10:00").case.deadlines} == dict.fromkeys(
        ("assign", "contact", "resolve"), "cancelled"
    )


def test_a_past_case_reopened_by_hand_brings_back_nothing_of_its_past():
    case = played(past(channel="regulator", flags=["violation"]), "resolve 2026-11-20 10:00", "close 2026-11-24 10:00")
    case.reopen("2026-12-21 10:00")
    started = {row.step for row in case.case.deadlines if row.round == 2}
    assert (case.case.complaint.status, started) == ("registered", {"contact", "progress", "resolve"})


def test_what_is_done_by_hand_after_an_import_is_timed_and_judged():
    case = played(past(), "assign 2026-11-16 10:00", "resolve 2026-11-20 10:00")
    assert case.state("revisit", "2026-11-26 10:00") == "overdue"
    case.revisit("2026-11-26 10:00", satisfied=False)
    assert (case.row("revisit").how, case.row("revisit").late_office_seconds) == ("met", 3600)
    assert case.state("contact", "2026-11-26 11:00", round_=2) == "open"


def test_an_imported_resolve_counts_as_reported_then_unless_the_file_says_when_it_was_written_down():
    policy = a_policy(deadline={"reported": {"all": "same workday"}, "revisit": {"from": "reported"}})
    case = played(past(policy=policy), "resolve 2026-11-20 10:00")
    assert case.rows("reported") == []
    assert shown(case.row("revisit").start_at) == "2026-11-20 10:00"
    told = past(policy=policy)
    imported(told, "2026-11-20 10:00", "resolve", recorded="2026-11-24 10:00", status="resolved", unjudged=False)
    assert told.row("reported").how == "met"
    assert told.row("reported").late_seconds
    assert shown(told.row("revisit").start_at) == "2026-11-24 10:00"


@pytest.mark.parametrize(
    ("status", "left"),
    [
        ("assigned", {"contact": None, "resolve": None}),
        ("resolved", {"contact": "cancelled", "resolve": "cancelled"}),
        ("closed", {"contact": "cancelled", "resolve": "cancelled"}),
    ],
)
def test_a_state_without_its_time_judges_nothing(status, left):
    action = {"assigned": "assign", "resolved": "resolve", "closed": "close"}[status]
    case = past(priority="urgent")
    imported(case, MONDAY, action, status=status, untimed=True)
    complaint = case.case.complaint
    assert {row.step: row.how for row in case.case.deadlines} == {"assign": "cancelled", **left}
    assert (complaint.status, complaint.untimed, complaint.resolved_at, complaint.closed_at) == (
        status,
        True,
        None,
        None,
    )


def test_after_an_untimed_state_what_is_done_by_hand_counts():
    case = past()
    imported(case, MONDAY, "resolve", status="resolved", untimed=True)
    assert case.rows("revisit") == case.rows("review") == []
    case.revisit("2026-12-21 10:00", satisfied=False)
    assert case.due("resolve", 2) == "2026-12-30 18:00"
