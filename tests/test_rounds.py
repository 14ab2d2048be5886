"""Another round: what the old one keeps, what the new one begins with, and taking things back (re-again)."""

import pytest

from complaintctl.cases import ending
from complaintctl.cases.ending import CantBeUndone, NotYours, TooLateToUndo
from tests.builders import a_policy, only, shown, story

MONDAY = "2026-11-16 09:00"
STATUTORY = {"from": "received", "met_by": ["resolve"], "all": "15 days", "pausable": False, "restarts": False}


def resolved(policy=None, **given):
    case = story(MONDAY, policy, **given).assign("2026-11-16 09:10", "rnd", handler="Chen")
    return case.resolve("2026-11-17 10:00")


@pytest.mark.parametrize("how", ["dissatisfied", "reopen"])
def test_a_new_round_starts_its_own_contact_progress_and_resolve(how):
    case = resolved()
    if how == "reopen":
        case.reopen("2026-11-19 10:00")
    else:
        case.revisit("2026-11-19 10:00", satisfied=False)
    complaint = case.case.complaint
    assert (complaint.status, complaint.round, complaint.closed_at) == ("assigned", 2, None)
    assert {row.step: shown(row.due_at) for row in case.case.deadlines if row.round == 2} == {
        "contact": "2026-11-23 18:00",
        "progress": "2026-11-24 18:00",
        "resolve": "2026-11-30 18:00",
    }
    assert {(row.department, row.handler) for row in case.case.deadlines if row.round == 2} == {("rnd", "Chen")}


def test_what_never_was_assigned_goes_back_to_be_registered():
    case = story(MONDAY).close("2026-11-17 10:00", "withdrawn", reason="so").reopen("2026-11-18 10:00")
    assert (case.case.complaint.status, case.case.complaint.round) == ("registered", 2)
    assert {row.step for row in case.case.deadlines if row.round == 2} == {"contact", "progress", "resolve"}
    case.contact("2026-11-19 10:00")
    assert [row.how for row in case.rows("progress", 2)] == ["met", None]


def test_progress_of_a_later_round_doesnt_wait_for_another_assign():
    case = resolved().reopen("2026-11-19 10:00").assign("2026-11-20 10:00", "marketing")
    assert len(case.rows("progress", 2)) == 1
    assert shown(case.contact("2026-11-23 10:00").row("progress", 2, 2).start_at) == "2026-11-23 10:00"


def test_contact_from_assigned_starts_with_the_round_too():
    policy = a_policy(deadline={"contact": {"from": "assigned"}})
    case = story(MONDAY, policy)
    assert case.rows("contact") == []
    case.assign("2026-11-16 10:00").assign("2026-11-16 11:00", "rnd")
    assert shown(case.row("contact").start_at) == "2026-11-16 10:00"
    case.resolve("2026-11-17 10:00").reopen("2026-11-19 10:00")
    assert shown(case.row("contact", 2).start_at) == "2026-11-19 10:00"


def test_a_new_round_cancels_what_is_open_and_fixes_what_has_run_out():
    case = story(MONDAY, only("revisit", all="3 workdays")).assign("2026-11-16 09:10").resolve("2026-11-16 10:00")
    assert case.reopen("2026-11-19 18:00").row("revisit").how == "cancelled"
    case = story(MONDAY, only("revisit", all="3 workdays")).assign("2026-11-16 09:10").resolve("2026-11-16 10:00")
    row = case.reopen("2026-11-20 10:00").row("revisit")
    assert (row.how, row.late_seconds, row.late_office_seconds) == ("late", 16 * 3600, 3600)
    assert case.note("2026-12-20 10:00").row("revisit").late_seconds == 16 * 3600


def test_a_new_round_begins_with_a_review_of_its_own_when_it_is_resolved():
    case = resolved().reopen("2026-11-19 10:00").resolve("2026-11-20 10:00")
    assert case.rows("review", 1) == []
    assert shown(case.row("review", 2).due_at) == "2026-11-22 10:00"


def test_review_audit_and_what_the_policy_says_survive_the_round_and_dont_begin_again():
    policy = a_policy(deadline={"statutory": STATUTORY})
    case = story(MONDAY, policy, channel="regulator", flags=["violation"]).assign(MONDAY)
    case.propose("2026-11-17 09:00", role="general_manager")
    case.resolve("2026-11-17 10:00")
    first = [(row.step, row.start_at, row.due_at) for row in case.case.deadlines if row.step in {"audit", "review"}]
    case.reopen("2026-11-18 10:00")
    lasting = [row for row in case.case.deadlines if row.step in {"audit", "review"}]
    assert [(row.step, row.start_at, row.due_at) for row in lasting] == first
    assert [row.how for row in lasting] == [None, None]
    assert [row.how for row in case.rows("statutory")] == ["met"]
    case.hold("2026-11-18 11:00")
    assert (case.state("review", "2026-11-19 11:00"), case.state("audit", "2026-11-19 11:00")) == ("overdue", "open")
    open_still = story(MONDAY, policy).close("2026-11-18 09:00", "withdrawn", reason="so").reopen("2026-11-18 10:00")
    assert [row.how for row in open_still.rows("statutory")] == ["cancelled"]


def test_a_statutory_date_that_is_open_goes_on_through_the_rounds():
    policy = only("statutory", **{**STATUTORY, "met_by": ["close"]})
    case = resolved(policy).reopen("2026-11-18 10:00").resolve("2026-11-19 10:00").revisit("2026-11-20 10:00")
    assert [(row.round, row.how) for row in case.rows("statutory")] == [(1, None)]
    assert shown(case.close("2026-11-21 10:00").row("statutory").met_at) == "2026-11-21 10:00"


def test_a_changed_priority_moves_what_is_left_of_an_older_round():
    policy = only("statutory", **{**STATUTORY, "urgent": "5 days", "met_by": ["close"]})
    case = resolved(policy).reopen("2026-11-18 10:00").priority("2026-11-18 11:00", "urgent")
    assert (case.due("statutory"), case.first_due("statutory")) == ("2026-11-21 23:59:59", "2026-12-01 23:59:59")


def test_a_new_round_ends_the_hold():
    case = (
        resolved()
        .reopen("2026-11-18 10:00")
        .hold("2026-11-18 11:00")
        .close("2026-11-19 10:00", "withdrawn", reason="so")
    )
    case.reopen("2026-11-20 10:00")
    assert not case.case.complaint.on_hold
    assert case.state("resolve", "2026-11-20 11:00", round_=3) == "open"
    assert all(hold.end for hold in case.case.clocks.holds)


def test_a_hold_of_an_earlier_round_moves_nothing_of_a_later_one():
    case = story(MONDAY, only("resolve", all="24h")).assign(MONDAY).hold("2026-11-16 10:00").resume("2026-11-16 20:00")
    case.resolve("2026-11-16 21:00").reopen("2026-11-18 10:00").hold("2026-11-18 11:00").resume("2026-11-18 12:00")
    assert case.due("resolve", 2) == "2026-11-19 11:00"


def test_the_tries_of_a_round_are_its_own():
    case = resolved().revisit("2026-11-18 10:00", satisfied=None).revisit("2026-11-18 11:00", satisfied=None)
    assert case.case.tries == 2
    assert case.reopen("2026-11-18 12:00").case.tries == 0


def test_a_score_belongs_to_its_revisit():
    case = resolved().revisit("2026-11-18 10:00", satisfied=False, score=2).resolve("2026-11-19 10:00")
    assert case.case.complaint.score == 2
    assert case.revisit("2026-11-20 10:00").case.complaint.score is None


# -- Mistakes that others made --------------------------------------------------------------------------------


def test_reopen_inherits():
    """A reopened case isn't late at once: round 2 has its own dates."""
    case = resolved().revisit("2026-11-18 10:00").close("2026-11-18 10:05").reopen("2027-03-01 10:00")
    assert [name for name, how in case.states("2027-03-01 10:00").items() if how == "overdue"] == []
    assert case.due("resolve", 2) == "2027-03-10 18:00"


def test_reopen_forgives():
    """Round 1 keeps its verdicts: what was kept stays kept, what was broken stays broken."""
    case = story(MONDAY, priority="urgent").assign("2026-11-16 09:10").contact("2026-11-16 14:00")
    case.resolve("2026-11-17 08:00").revisit("2026-11-18 10:00").close("2026-11-18 10:05")
    before = [row for row in case.case.deadlines if row.round == 1]
    case.reopen("2026-11-30 10:00").hold("2026-11-30 11:00").priority("2026-12-01 10:00", "low")
    case.resume("2026-12-02 10:00").assign("2026-12-02 11:00", "rnd").resolve("2026-12-10 10:00")
    assert [row for row in case.case.deadlines if row.round == 1] == before
    assert [(row.step, bool(row.late_seconds)) for row in before if row.late_seconds] == [("contact", True)]


def test_second_close():
    """The first of each time is kept, and the last closing."""
    case = resolved().revisit("2026-11-18 10:00").close("2026-11-18 10:05").reopen("2026-11-30 10:00")
    case.contact("2026-11-30 11:00").resolve("2026-12-01 10:00").revisit("2026-12-02 10:00").close("2026-12-03 10:00")
    complaint = case.case.complaint
    assert [shown(getattr(complaint, f"{name}_at")) for name in ("assigned", "contacted", "resolved")] == [
        "2026-11-16 09:10",
        "2026-11-30 11:00",
        "2026-11-17 10:00",
    ]
    assert (shown(complaint.revisited_at), shown(complaint.closed_at)) == ("2026-12-02 10:00", "2026-12-03 10:00")


def test_duplicate_late():
    """A duplicate has nothing open; the other takes the earlier receipt, and none of its deadlines moves."""
    twin = story("2026-11-16 08:00", channel="regulator", flags=["violation"])
    twin.events[0].changes["number"] = "C20261116-0002"
    case = story(MONDAY)
    before = [(row.step, row.start_at, row.due_at) for row in case.case.deadlines]
    other = case.case
    twin.close("2026-11-18 10:00", "duplicate", other=other)
    case.add(ending.pointed_to(other, case.deed("2026-11-18 10:00"), twin.case))
    assert all(row.how in {"met", "late", "cancelled"} for row in twin.case.deadlines)
    assert shown(case.case.complaint.received_at) == "2026-11-16 08:00"
    assert shown(case.case.complaint.own_received_at) == MONDAY
    assert [(row.step, row.start_at, row.due_at) for row in case.case.deadlines] == before
    case.edit("2026-11-18 11:00", received_at="2026-11-16 08:30")
    assert shown(case.case.complaint.received_at) == "2026-11-16 08:00"
    assert shown(case.row("resolve").start_at) == "2026-11-16 08:30"


# -- Undo -----------------------------------------------------------------------------------------------------


def test_undo_is_the_fold_without_the_event():
    case = resolved()
    before, rows = case.case.complaint, case.case.deadlines
    case.reopen("2026-11-18 10:00").undo("2026-11-18 10:09")
    assert (case.case.complaint, case.case.deadlines) == (before, rows)
    assert [event.action for event in case.events if event.undone] == ["reopen", "undo"]


def test_only_the_last_action_is_taken_back_within_ten_minutes_by_its_own_login():
    case = story(MONDAY).note("2026-11-16 10:00")
    with pytest.raises(TooLateToUndo):
        case.undo("2026-11-16 10:10")
    with pytest.raises(NotYours):
        case.undo("2026-11-16 10:05", login="wang")
    assert case.undo("2026-11-16 10:09:59", by="somebody").case is not None
    with pytest.raises(CantBeUndone):
        case.undo("2026-11-16 10:10")


def test_when_it_was_written_down_counts_not_when_it_happened():
    case = story("2026-11-20 10:00", received=MONDAY).contact("2026-11-16 10:00", recorded="2026-11-20 10:00")
    assert case.undo("2026-11-20 10:05").case.complaint.contacted_at is None


def test_a_registration_is_not_taken_back():
    with pytest.raises(CantBeUndone):
        story(MONDAY).undo("2026-11-16 09:01")
