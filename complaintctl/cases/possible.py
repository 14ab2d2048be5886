"""What can be done to a case now, by whoever would do it: each action is tried, with what might be said of it."""

from collections.abc import Callable, Mapping

from complaintctl.cases import ending, handling, registration, solving
from complaintctl.cases.case import Case
from complaintctl.cases.deed import Deed, may
from complaintctl.errors import ComplaintError
from complaintctl.model import RootCause
from complaintctl.policy.figures import OF_CASES
from complaintctl.policy.schema import Policy

Attempt = Callable[[Case, Deed, Policy], object]
_SAID = "…"


def _whatever_is_said(action: str) -> Attempt:
    """Of an action whose details decide the rest, its state."""
    return lambda case, deed, _: may(case, deed, action)


def _extend(case: Case, deed: Deed, _: Policy) -> None:
    may(case, deed, "extend")
    if not any(row.ended_at is None and row.step not in OF_CASES for row in case.deadlines):
        raise handling.NoOpenStep(case, "…")


ATTEMPTS: Mapping[str, Attempt] = {
    "assign": _whatever_is_said("assign"),
    "contact": lambda case, deed, _: handling.contacted(case, deed, note=_SAID),
    "progress": lambda case, deed, _: handling.progressed(case, deed, note=_SAID),
    "note": lambda case, deed, _: handling.noted(case, deed, note=_SAID),
    "told": lambda case, deed, _: handling.told(case, deed, who=_SAID),
    "hold": lambda case, deed, _: handling.held(case, deed, reason=_SAID),
    "resume": lambda case, deed, _: handling.resumed(case, deed),
    "extend": _extend,
    "escalate": lambda case, deed, policy: handling.escalated(case, deed, policy, reason=_SAID),
    "propose": lambda case, deed, _: solving.proposed(case, deed, solution=_SAID),
    "approve": lambda case, deed, _: solving.approved(case, deed),
    "reject": lambda case, deed, _: solving.rejected(case, deed, reason=_SAID),
    "accept": lambda case, deed, _: solving.accepted(case, deed),
    "decline": lambda case, deed, _: solving.declined(case, deed, reason=_SAID),
    "resolve": lambda case, deed, policy: solving.resolved(case, deed, policy, solution=_SAID),
    "revisit": lambda case, deed, _: ending.check_revisit(case, deed),
    "close": _whatever_is_said("close"),
    "reopen": lambda case, deed, _: ending.reopened(case, deed, reason=_SAID),
    "follow": lambda case, deed, _: ending.followed(case, deed, well=True),
    "review": lambda case, deed, _: ending.reviewed(case, deed, root_cause=RootCause.PROCESS, note=_SAID),
    "audit": lambda case, deed, _: ending.audited(case, deed, note=_SAID),
    "convert": lambda case, deed, _: registration.converted(case, deed, repeats=1, similar=1),
    "edit": _whatever_is_said("edit"),
    "priority": _whatever_is_said("priority"),
    "undo": lambda case, deed, _: ending.undone(case, deed),
}
"""By the names of the commands."""


def possible(case: Case, deed: Deed, policy: Policy) -> frozenset[str]:
    """The actions that nothing stands against but what may be said of them."""
    return frozenset(action for action in ATTEMPTS if refusal(case, deed, policy, action) is None)


def refusal(case: Case, deed: Deed, policy: Policy, action: str) -> ComplaintError | None:
    """What stands against an action, whatever may be said of it; None for nothing."""
    try:
        ATTEMPTS[action](case, deed, policy)
    except ComplaintError as error:
        return error
    return None
