"""What needs a decision, who decides, and what may then be carried out (ha-propose, ha-approve)."""

import pytest

from complaintctl.cases.solving import (
    BeyondApproval,
    MayNotDecide,
    NoSolution,
    NotAgreed,
    NotApproved,
    NothingToAnswer,
    NothingToDecide,
    NotProposed,
)
from complaintctl.model import Facts
from complaintctl.rules.approval import may_decide, needed
from tests.builders import a_policy, story

AT = "2026-11-16 10:00"
POLICY = a_policy()
FREE = a_policy(approval=None)
ROLES = ("agent", "manager", "general_manager")


def facts(grade="general"):
    return Facts(kind="complaint", category="service", channel="phone", grade=grade, priority="medium")


def assigned(**given):
    return story(AT, **given).assign(AT, handler="Chen")


@pytest.mark.parametrize(
    ("grade", "remedy", "cost", "who_needs_it", "who_decides"),
    [
        ("general", None, None, "", "agent manager general_manager"),
        ("general", "refund", 20000, "", "agent manager general_manager"),
        ("general", "refund", 20001, "agent", "manager general_manager"),
        ("general", "refund", 200000, "agent", "manager general_manager"),
        ("general", "refund", 200001, "agent manager", "general_manager"),
        ("general", "compensation", 0, "agent manager general_manager", "general_manager"),
        ("major", None, None, "agent manager general_manager", "general_manager"),
        ("major", "refund", 100, "agent manager general_manager", "general_manager"),
    ],
)
def test_the_general_presets_limits_in_cents(grade, remedy, cost, who_needs_it, who_decides):
    given = (facts(grade), remedy, cost)
    assert [role for role in ROLES if needed(POLICY, *given, role)] == who_needs_it.split()
    assert [role for role in ROLES if may_decide(POLICY, *given, role)] == who_decides.split()


@pytest.mark.parametrize("role", ROLES)
def test_without_an_approval_section_nothing_needs_one(role):
    assert not needed(FREE, facts("major"), "compensation", 10**9, role)
    assert assigned().case.policy.approval is not None
    assert story(AT, FREE, flags=["media"]).assign(AT).resolve(AT).case.complaint.status == "resolved"


def test_a_solution_within_the_limit_needs_no_proposal():
    case = assigned().resolve(AT, remedy="refund", cost=20000)
    assert (case.case.complaint.remedy, case.case.complaint.cost) == ("refund", 20000)


@pytest.mark.parametrize("said", [{"cost": 20001}, {"remedy": "compensation"}])
def test_what_needs_a_decision_is_not_resolved_without_a_proposal(said):
    with pytest.raises(NotProposed) as refused:
        assigned().resolve(AT, **said)
    assert "complaintctl propose" in refused.value.advice()
    with pytest.raises(NotProposed):
        assigned(flags=["media"]).resolve(AT, role="general_manager")


def test_an_undecided_proposal_is_not_enough_and_an_approved_one_is():
    case = assigned().propose(AT, remedy="refund", cost=50000)
    assert case.case.proposals[0].decision is None
    with pytest.raises(NotApproved) as refused:
        case.resolve(AT, cost=50000, remedy="refund")
    assert "complaintctl approve" in refused.value.advice()
    case.approve(AT, role="manager", by="Zhao")
    proposal = case.case.proposals[0]
    assert (proposal.decision, proposal.decided_by) == ("approved", "Zhao")
    complaint = case.resolve(AT, solution=None).case.complaint
    assert (complaint.solution, complaint.remedy, complaint.cost) == ("a new one", "refund", 50000)


def test_a_proposal_by_somebody_who_may_decide_it_is_decided_by_being_made_and_says_so():
    case = assigned().propose(AT, remedy="refund", cost=50000, role="manager", by="Zhao")
    assert case.events[-1].changes["decision"] == "approved"
    assert (case.case.proposals[0].decision, case.case.proposals[0].decided_by) == ("approved", "Zhao")
    assert case.resolve(AT, remedy="refund", cost=50000).case.complaint.status == "resolved"


def test_somebody_without_the_role_or_the_limit_doesnt_decide():
    case = assigned().propose(AT, remedy="refund", cost=50000)
    with pytest.raises(MayNotDecide):
        case.approve(AT)
    with pytest.raises(MayNotDecide):
        case.reject(AT)
    major = assigned(flags=["media"]).propose(AT)
    with pytest.raises(MayNotDecide) as refused:
        major.approve(AT, role="manager")
    assert "general_manager" in refused.value.message()
    assert major.approve(AT, role="general_manager").case.proposals[0].decision == "approved"


@pytest.mark.parametrize("how", ["priority", "edit"])
def test_what_an_agent_could_decide_waits_for_a_decider_once_the_case_is_major(how):
    case = assigned().propose(AT).accept(AT)
    case = case.priority(AT, grade="major") if how == "priority" else case.edit(AT, flags=["media"])
    with pytest.raises(NotApproved):
        case.resolve(AT, solution=None, role="general_manager")
    with pytest.raises(MayNotDecide):
        case.approve(AT, role="manager")
    case.approve(AT, role="general_manager", by="Qian")
    assert (case.case.proposals[0].decided_by, case.case.proposals[0].answer) == ("Qian", "accepted")
    assert case.resolve(AT, solution=None).case.complaint.status == "resolved"


def test_a_decision_by_a_deciding_role_stands_when_the_case_becomes_major():
    case = assigned().propose(AT, cost=30000).approve(AT, role="general_manager").priority(AT, grade="major")
    assert case.resolve(AT, solution=None).case.complaint.status == "resolved"


def test_what_an_agent_could_decide_can_still_be_turned_down_once_the_case_is_major():
    case = assigned().propose(AT).priority(AT, grade="major").reject(AT, role="general_manager")
    assert case.case.proposals[0].decision == "rejected"


def test_a_decision_is_about_the_latest_undecided_proposal_and_a_new_one_withdraws_it():
    case = assigned()
    with pytest.raises(NothingToDecide):
        case.approve(AT, role="manager")
    case.propose(AT, cost=30000).propose(AT, cost=40000).approve(AT, role="manager")
    assert [(p.cost, p.decision) for p in case.case.proposals] == [(30000, "withdrawn"), (40000, "approved")]
    with pytest.raises(NothingToDecide):
        case.reject(AT, role="manager")


def test_a_new_proposal_leaves_what_was_decided_and_must_be_decided_itself():
    case = assigned().propose(AT, cost=30000).approve(AT, role="manager").propose(AT, cost=40000)
    assert [p.decision for p in case.case.proposals] == ["approved", None]
    with pytest.raises(NotApproved):
        case.resolve(AT, cost=30000)


@pytest.mark.parametrize("end", ["reject", "decline"])
def test_what_was_turned_down_is_not_carried_out(end):
    case = assigned().propose(AT, cost=30000)
    if end == "reject":
        case.reject(AT, role="manager")
    else:
        case.approve(AT, role="manager").decline(AT)
    with pytest.raises(NotAgreed):
        case.resolve(AT, cost=30000)
    with pytest.raises(NoSolution):
        case.resolve(AT, solution=None)


@pytest.mark.parametrize(
    ("said", "beyond"),
    [
        ({"remedy": "refund", "cost": 50000}, False),
        ({"remedy": "refund", "cost": 49999}, False),
        ({"remedy": "refund"}, False),
        ({}, False),
        ({"remedy": "refund", "cost": 50001}, True),
        ({"remedy": "gift", "cost": 50000}, True),
    ],
)
def test_the_solution_has_the_same_remedy_and_no_higher_cost(said, beyond):
    case = assigned().propose(AT, remedy="refund", cost=50000).approve(AT, role="manager")
    if beyond:
        with pytest.raises(BeyondApproval):
            case.resolve(AT, **said)
    else:
        assert case.resolve(AT, **said).case.complaint.remedy == "refund"


def test_the_customer_answers_the_last_proposal_and_may_think_again():
    case = assigned()
    with pytest.raises(NothingToAnswer):
        case.accept(AT)
    case.propose(AT).decline(AT).propose(AT, solution="a better one").accept(AT)
    assert [p.answer for p in case.case.proposals] == ["declined", "accepted"]
    assert case.decline(AT).accept(AT).case.proposals[-1].answer == "accepted"
    assert case.resolve(AT, solution=None).case.complaint.solution == "a better one"


def test_a_rejected_proposal_is_not_put_to_the_customer():
    with pytest.raises(NothingToAnswer):
        assigned().propose(AT, cost=30000).reject(AT, role="manager").accept(AT)


def test_without_a_solution_or_an_agreed_proposal_nothing_is_resolved():
    with pytest.raises(NoSolution):
        assigned().resolve(AT, solution=None)
    with pytest.raises(NotApproved):
        assigned().propose(AT, cost=30000).resolve(AT, solution=None)


def test_a_later_round_needs_a_proposal_of_its_own_and_all_are_kept():
    case = assigned().propose(AT, cost=30000).approve(AT, role="manager").resolve(AT).reopen(AT)
    with pytest.raises(NotProposed):
        case.resolve(AT, cost=30000)
    with pytest.raises(NothingToDecide):
        case.approve(AT, role="manager")
    case.propose(AT, cost=10000)
    assert [(p.round, p.seq, p.decision) for p in case.case.proposals] == [(1, 1, "approved"), (2, 2, "approved")]


def test_the_cause_established_by_resolving_raises_nothing():
    case = story(AT, cause="service/billing").assign(AT).resolve(AT, cause="service/attitude")
    complaint = case.case.complaint
    assert (complaint.cause, complaint.priority, complaint.ruled_priority) == ("service/attitude", "medium", "medium")
