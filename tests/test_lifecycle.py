"""Which action may follow which state, what it leads to, and what a refusal says (re-close)."""

import pytest

from complaintctl.cases.deed import BeforeReceipt, BeforeTheLast
from complaintctl.cases.ending import (
    ByTheHandler,
    ItsOwnDuplicate,
    NeedsReason,
    NotAnEnquiry,
    PointsFurther,
    TooFewTries,
)
from complaintctl.cases.handling import UnknownDepartment
from complaintctl.cases.registration import IsComplaint
from complaintctl.cases.solving import MayNotDecide
from complaintctl.errors import Misused
from complaintctl.model import Outcome, Status
from complaintctl.rules.lifecycle import ALLOWED, IsDuplicate, WrongState, check
from tests.builders import a_policy, shown, story

AT = "2026-11-16 10:00"
REGISTERED, ASSIGNED, RESOLVED, REVISITED, CLOSED = Status
OPEN = {REGISTERED, ASSIGNED, RESOLVED, REVISITED}
TABLE = {
    "assign": {REGISTERED, ASSIGNED},
    "contact": OPEN,
    "progress": OPEN,
    "note": OPEN,
    "attach": OPEN,
    "edit": OPEN,
    "priority": OPEN,
    "extend": OPEN,
    "escalate": OPEN,
    "convert": OPEN,
    "told": OPEN,
    "propose": {ASSIGNED},
    "approve": {ASSIGNED},
    "reject": {ASSIGNED},
    "accept": {ASSIGNED},
    "decline": {ASSIGNED},
    "resolve": {ASSIGNED},
    **{key: {REGISTERED, ASSIGNED} for key in ("task_add", "task_done", "task_move", "task_give", "task_strike")},
    "follow": {CLOSED},
    "revisit": {RESOLVED},
    "close": OPEN,
    "reopen": {RESOLVED, REVISITED, CLOSED},
    "hold": {REGISTERED, ASSIGNED},
    "resume": {REGISTERED, ASSIGNED},
    "review": {ASSIGNED, RESOLVED, REVISITED, CLOSED},
    "audit": {ASSIGNED, RESOLVED, REVISITED, CLOSED},
    "letter": set(Status),
    "undo": set(Status),
    "merge": set(Status),
}


def a_case(status=REGISTERED, **given):
    """A case of the general preset in this state at 10:00."""
    case = story(AT, **given)
    if status is not REGISTERED:
        case.assign(AT, handler="Chen")
    if status in {RESOLVED, REVISITED, CLOSED}:
        case.resolve(AT)
    if status in {REVISITED, CLOSED}:
        case.revisit(AT)
    if status is CLOSED:
        case.close(AT)
    return case


def test_the_table_is_whole():
    assert set(ALLOWED) == set(TABLE)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", TABLE)
def test_every_action_in_every_state(action, status):
    if status in TABLE[action]:
        check("C1", status, action, None)
        return
    with pytest.raises(WrongState) as refused:
        check("C1", status, action, None)
    assert refused.value.exit_code == 1
    assert refused.value.message().startswith(f"C1 is {status}")
    assert refused.value.advice().startswith("complaintctl ")


@pytest.mark.parametrize(
    ("action", "status", "names"),
    [
        ("resolve", REGISTERED, "assign"),
        ("revisit", REGISTERED, "assign"),
        ("reopen", REGISTERED, "assign"),
        ("review", REGISTERED, "assign"),
        ("revisit", ASSIGNED, "resolve"),
        ("reopen", ASSIGNED, "resolve"),
        ("assign", RESOLVED, "reopen"),
        ("hold", RESOLVED, "reopen"),
        ("resolve", REVISITED, "reopen"),
        ("revisit", REVISITED, "close"),
        ("propose", CLOSED, "reopen"),
        ("close", CLOSED, "reopen"),
    ],
)
def test_a_refusal_names_the_command_that_supplies_what_is_missing(action, status, names):
    with pytest.raises(WrongState) as refused:
        check("C1", status, action, None)
    assert refused.value.advice().split()[1] == names


def test_thanks_reopens():
    """A note on a closed case reopens nothing: it is refused and names `reopen`."""
    case = a_case(CLOSED)
    with pytest.raises(WrongState) as refused:
        case.note("2026-11-17 10:00")
    assert "complaintctl reopen C20261120-0001" in refused.value.advice()
    assert case.case.complaint.status == "closed"


@pytest.mark.parametrize("action", sorted(set(TABLE) - {"undo"}))
def test_every_command_on_a_duplicate_is_refused_and_names_the_other(action):
    with pytest.raises(IsDuplicate, match="C2"):
        check("C1", "closed", action, "C2")


def test_what_each_action_leads_to():
    case = story(AT)
    assert case.case.complaint.status == "registered"
    assert case.assign(AT).assign(AT).case.complaint.status == "assigned"
    for act in (case.contact, case.progress, case.note, case.propose, case.accept, case.hold, case.resume):
        assert act(AT).case.complaint.status == "assigned"
    assert case.resolve(AT).case.complaint.status == "resolved"
    assert case.revisit(AT, satisfied=None).case.complaint.status == "resolved"
    assert case.revisit(AT).case.complaint.status == "revisited"
    assert case.close(AT).case.complaint.status == "closed"
    assert case.case.complaint.outcome == "satisfied"
    reopened = case.reopen(AT).case.complaint
    assert (reopened.status, reopened.outcome, reopened.closed_at, reopened.round) == ("assigned", None, None, 2)


def test_a_department_must_exist_and_its_lead_is_the_contact_where_nobody_is_named():
    rnd = {"name": "rnd", "lead": "Chen"}
    policy = a_policy(department=[rnd, {"name": "service_centre"}, {"name": "marketing"}])
    with pytest.raises(UnknownDepartment):
        story(AT, policy).assign(AT, "sales")
    assert story(AT, policy).assign(AT, "rnd").case.complaint.handler == "Chen"
    assert story(AT, policy).assign(AT, "rnd", handler="Wu").case.complaint.handler == "Wu"
    assert story(AT, policy).assign(AT, "rnd").assign(AT, "service_centre").case.complaint.handler is None


@pytest.mark.parametrize("kind", ["enquiry", "suggestion"])
def test_an_enquiry_or_suggestion_becomes_a_complaint_never_back(kind):
    case = story(AT, kind=kind)
    converted = case.convert("2026-11-16 11:00").case.complaint
    assert (converted.kind, converted.priority) == ("complaint", "medium")
    with pytest.raises(IsComplaint):
        case.convert("2026-11-16 12:00")


def test_what_a_person_decided_stands_beside_the_rules_own_answer():
    case = story(AT).priority(AT, "low").edit(AT, flags=["media"])
    complaint = case.case.complaint
    assert (complaint.priority, complaint.ruled_priority) == ("low", "urgent")
    assert (complaint.grade, complaint.ruled_grade) == ("major", "major")
    assert complaint.reasons == ["public"]


def test_the_handler_doesnt_call_back_where_the_policy_says_so():
    with pytest.raises(ByTheHandler):
        a_case(RESOLVED).revisit(AT, by="Chen")
    assert a_case(RESOLVED).revisit(AT, by="Wang").case.complaint.satisfied
    lenient = story(AT, a_policy(revisit={"not_by_handler": False})).assign(AT, handler="Chen").resolve(AT)
    assert lenient.revisit(AT, by="Chen").case.complaint.satisfied


# -- Outcomes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [REGISTERED, ASSIGNED, RESOLVED])
@pytest.mark.parametrize("outcome", [None, "satisfied"])
def test_only_a_satisfied_revisit_closes_as_satisfied(status, outcome):
    with pytest.raises(WrongState):
        a_case(status).close(AT, outcome)
    assert a_case(REVISITED).close(AT, outcome).case.complaint.outcome == "satisfied"


@pytest.mark.parametrize("status", sorted(OPEN))
def test_other_outcomes_close_any_open_case(status):
    assert a_case(status, kind="enquiry").close(AT, "answered").case.complaint.outcome == "answered"
    assert a_case(status).close(AT, "withdrawn", reason="so").case.complaint.outcome == "withdrawn"
    referred = a_case(status).close(AT, "referred", reason="court", role="general_manager")
    assert referred.case.complaint.outcome == "referred"


def test_only_an_enquiry_is_answered():
    with pytest.raises(NotAnEnquiry):
        a_case().close(AT, "answered")


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.REFERRED])
def test_withdrawn_and_referred_need_a_reason(outcome):
    with pytest.raises(NeedsReason):
        a_case().close(AT, outcome, role="general_manager")


def test_a_case_is_referred_by_a_deciding_role():
    with pytest.raises(MayNotDecide):
        a_case().close(AT, "referred", reason="court", role="manager")


def test_unreachable_takes_three_tries_contacts_or_revisits_of_the_round():
    case = a_case(ASSIGNED).contact(AT, reached=False).contact(AT, reached=False).contact(AT)
    with pytest.raises(TooFewTries):
        case.close(AT, "unreachable")
    case.resolve(AT).revisit(AT, satisfied=None)
    assert case.close(AT, "unreachable").case.complaint.outcome == "unreachable"


def test_a_duplicate_names_another_case_that_is_none_itself():
    case, other = a_case(), a_case()
    with pytest.raises(Misused):
        case.close(AT, "duplicate")
    with pytest.raises(Misused):
        case.close(AT, "withdrawn", reason="so", other=other.case)
    with pytest.raises(ItsOwnDuplicate):
        case.close(AT, "duplicate", other=case.case)
    other.events[0].changes["number"] = "C20261116-0002"
    third = a_case()
    third.events[0].changes["number"] = "C20261116-0003"
    other.close(AT, other=third.case)
    with pytest.raises(PointsFurther, match="C20261116-0003"):
        case.close(AT, other=other.case)


# -- The order of time ----------------------------------------------------------------------------------------


def test_only_words_and_papers_may_carry_any_time_from_the_receipt_on():
    case = story(AT, received="2026-11-15 22:30").assign("2026-11-16 11:00")
    for act in (case.contact, case.progress, case.note):
        assert act("2026-11-15 22:30", recorded="2026-11-16 11:00")
        with pytest.raises(BeforeReceipt):
            act("2026-11-15 22:29:59", recorded="2026-11-16 11:00")
    for act in (case.assign, case.hold, case.resolve, case.propose):
        with pytest.raises(BeforeTheLast):
            act("2026-11-16 10:59:59")
    assert case.hold("2026-11-16 11:00").case.complaint.on_hold


def test_a_call_written_down_later_doesnt_stand_against_what_was_done_before_it():
    case = story(AT).contact("2026-11-16 12:00").assign("2026-11-16 11:00")
    assert shown(case.case.complaint.assigned_at) == "2026-11-16 11:00"
