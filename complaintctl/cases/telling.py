"""Who must be told of a case, and who was not yet (ha-tell)."""

from collections.abc import Iterable

from complaintctl.model import Facts, Status
from complaintctl.policy.schema import Policy
from complaintctl.rules.priority import holds

RESOLVED = frozenset({Status.RESOLVED, Status.REVISITED, Status.CLOSED})


def to_tell(policy: Policy, facts: Facts, status: str, *, overdue: bool = False, told: Iterable[str] = ()) -> list[str]:
    """Those the policy names for a case that stands like this, without whom it was told to already."""
    reached = {"register": True, "resolve": status in RESOLVED, "overdue": overdue}
    named = [tell.who for tell in policy.tells if reached[tell.on] and holds(tell.when, facts)]
    known = set(told)
    return [who for who in dict.fromkeys(named) if who not in known]
