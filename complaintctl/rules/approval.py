"""What must be decided before it is carried out, and who may decide it (ha-approve)."""

from dataclasses import replace

from complaintctl.model import Facts, Role
from complaintctl.policy.schema import Policy
from complaintctl.rules.priority import holds


def asked_by_facts(policy: Policy, facts: Facts, remedy: str | None) -> bool:
    """Whether a condition of the policy asks for a decision, whatever it costs."""
    approval = policy.approval
    if approval is None or approval.when is None:
        return False
    return holds(approval.when, replace(facts, remedy=remedy))


def covers(policy: Policy, role: str, cost: int | None) -> bool:
    """Whether this role may promise this cost (minor units) by itself; a role without a limit may."""
    if policy.approval is None or not cost:
        return True
    limit = policy.approval.limits.get(Role(role))
    return limit is None or cost <= limit


def needed(policy: Policy, facts: Facts, remedy: str | None, cost: int | None, role: str) -> bool:
    """Whether somebody of this role needs a decision for this remedy at this cost (minor units)."""
    return asked_by_facts(policy, facts, remedy) or not covers(policy, role, cost)


def is_decider(policy: Policy, role: str) -> bool:
    """Whether the role is one that decides."""
    return role in policy.deciding_roles


def may_decide(policy: Policy, facts: Facts, remedy: str | None, cost: int | None, role: str) -> bool:
    """A deciding role may; where only the cost asks for it, a limit that covers it is enough."""
    if is_decider(policy, role):
        return True
    return not asked_by_facts(policy, facts, remedy) and covers(policy, role, cost)
