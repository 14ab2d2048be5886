"""The course of an improvement, and whether it helped (le-measures, le-hot); points adjusted by hand (le-points)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintctl.cases import adjustments, effects, measures
from complaintctl.cases.deed import Deed
from complaintctl.cases.effects import Share
from complaintctl.cases.handling import UnknownDepartment
from complaintctl.cases.registration import UnknownCause
from complaintctl.cases.solving import MayNotDecide
from complaintctl.errors import Misused
from tests.builders import a_policy, local

POLICY = a_policy()
DUE = local("2026-12-31 23:59")


def deed(at="2026-11-02 10:00", by="Li", role="agent"):
    return Deed(local(at), local(at), by, "li", role)


def boss(at="2026-11-03 10:00"):
    return deed(at, "Wang", "general_manager")


def added(at="2026-11-02 10:00", known=(), **more):
    frame = more.pop("deed", None) or deed(at)
    return measures.added(frame, POLICY, dict.fromkeys(known), **{"text": "train", "owner": "Wu", "due": DUE, **more})


def folded(*events):
    return measures.folded(events)["M1"]


def carried_out():
    events = [added(cause="service/attitude")]
    events.append(measures.approved(folded(*events), boss(), POLICY))
    events.append(measures.done(folded(*events), deed("2026-11-20 10:00")))
    return events


def share(cases, complaints, first="2026-10-01"):
    return Share(first, first, cases, complaints)


def test_a_measure_goes_from_proposed_to_checked():
    events = carried_out()
    assert [folded(*events[:count]).status for count in (1, 2, 3)] == ["proposed", "approved", "done"]
    events.append(measures.checked(folded(*events), deed("2026-12-30 10:00"), [share(3, 20), share(1, 20)]))
    measure = folded(*events)
    assert (measure.status, measure.effective, measure.after) == ("checked", True, share(1, 20))
    assert measure.approved_by == "Wang"


def test_what_a_decider_proposes_is_approved_by_that():
    assert folded(added(deed=boss())).status == "approved"


@pytest.mark.parametrize(
    ("action", "so_far"), [("approved", 2), ("approved", 3), ("done", 1), ("done", 3), ("dropped", 3)]
)
def test_nothing_is_done_out_of_turn(action, so_far):
    more = {"approved": {"policy": POLICY}, "done": {}, "dropped": {"reason": "no"}}[action]
    with pytest.raises(measures.NotThatFar):
        getattr(measures, action)(folded(*carried_out()[:so_far]), boss("2026-12-01 10:00"), **more)


def test_only_who_decides_approves():
    with pytest.raises(MayNotDecide):
        measures.approved(folded(added()), deed(role="manager"), POLICY)


def test_a_turn_never_precedes_the_last():
    with pytest.raises(measures.BeforeItsLast):
        measures.approved(folded(added()), boss("2026-11-01 10:00"), POLICY)


def test_a_measure_is_due_after_it_was_proposed_and_about_a_cause_there_is():
    with pytest.raises(measures.DueBefore):
        added(due=local("2026-11-01 23:59"))
    with pytest.raises(UnknownCause):
        added(cause="nonsense")


def test_names_go_on_counting():
    assert added(known=("M1", "M2")).changes["measure"] == "M3"


@pytest.mark.parametrize("written", ["M1", "m1", "1", " 1 ", "M01"])
def test_a_measure_is_named_as_people_write_it(written):
    assert measures.named(measures.folded([added()]), written).name == "M1"


@pytest.mark.parametrize(("written", "error"), [("2", measures.NoSuchMeasure), ("C1", Misused), ("M", Misused)])
def test_another_name_is_refused(written, error):
    with pytest.raises(error):
        measures.named(measures.folded([added()]), written)


@pytest.mark.parametrize(
    ("cause", "concerned"),
    [
        ("service/attitude", True),
        ("service", True),
        ("service/attitude/phone", True),
        ("service/attitudes", False),
        ("product", False),
    ],
)
def test_a_measure_concerns_the_causes_above_and_below_its_own(cause, concerned):
    assert folded(added(cause="service/attitude")).concerns(cause) is concerned


def test_it_is_overdue_until_it_is_carried_out():
    after = local("2027-01-02 09:00")
    assert folded(added()).overdue(after)
    assert not folded(added()).overdue(DUE)
    assert not folded(*carried_out()).overdue(after)


@given(st.integers(29, 400), st.integers(0, 60))
def test_equal_periods_lie_before_the_start_and_after_the_end(passed, took):
    began = date(2026, 6, 1)
    ended = date.fromordinal(began.toordinal() + took)
    before, after = effects.compared("M1", began, ended, date.fromordinal(ended.toordinal() + passed))
    assert (before[1] - before[0]) == (after[1] - after[0])
    assert (after[1] - after[0]).days + 1 == min(passed - 1, effects.MOST_DAYS)
    assert before[1] < began
    assert ended < after[0]


def test_four_weeks_must_have_passed():
    ended = date(2026, 11, 2)
    with pytest.raises(effects.TooEarly) as told:
        effects.compared("M1", ended, ended, date(2026, 11, 30))
    assert told.value.fields["since"] == "2026-12-01"
    assert effects.compared("M1", ended, ended, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("before", "after", "effective"), [((3, 20), (1, 20), True), ((3, 20), (3, 20), False), ((3, 20), (1, 5), False)]
)
def test_it_helped_where_the_share_fell_not_the_count(before, after, effective):
    assert effects.rarer("M1", [share(*before), share(*after)]) is effective


@pytest.mark.parametrize("shares", [(), ((0, 0), (1, 20)), ((3, 20), (0, 0))])
def test_of_nothing_nothing_is_concluded(shares):
    with pytest.raises(effects.NothingToCompare):
        effects.rarer("M1", [share(*each) for each in shares])


def test_a_person_may_judge_otherwise_with_a_reason():
    measure = folded(*carried_out())
    judged = {"shares": [share(3, 20), share(3, 20)], "said": True}
    with pytest.raises(Misused):
        measures.checked(measure, deed("2026-12-30 10:00"), **judged)
    event = measures.checked(measure, deed("2026-12-30 10:00"), **judged, note="fewer and milder")
    assert event.changes["effective"] is True
    assert event.changes["after"]["cases"] == 3


@pytest.mark.parametrize(("text", "points"), [("+3", 3), ("-3", -3), ("3", 3), ("−2", -2), ("－５", -5)])
def test_points_are_whole_and_signed(text, points):
    assert adjustments.points(text) == points


@pytest.mark.parametrize("text", ["0", "1.5", "", "x", "--3", "99999", "٣"])
def test_anything_else_is_no_number_of_points(text):
    with pytest.raises(Misused):
        adjustments.points(text)


def test_points_are_adjusted_by_who_decides_for_a_department_there_is():
    event = adjustments.adjusted(boss(), POLICY, "R&D", -3, reason="hid it")
    (made,) = adjustments.folded([event])
    assert (made.department, made.points, made.reason, made.actor) == ("rnd", -3, "hid it", "Wang")
    with pytest.raises(UnknownDepartment):
        adjustments.adjusted(boss(), POLICY, "nowhere", -3, reason="hid it")
    with pytest.raises(MayNotDecide):
        adjustments.adjusted(deed(), POLICY, "rnd", -3, reason="hid it")
