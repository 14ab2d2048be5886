"""Which department answers for a case (as-route)."""

from complaintctl.model import Facts
from complaintctl.policy.schema import Policy
from complaintctl.rules.priority import holds


def department_for(facts: Facts, policy: Policy) -> str:
    """The department of the first route that holds; the policy's last one always does."""
    return next(route.to for route in policy.routes if holds(route.when, facts))
