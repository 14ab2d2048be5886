"""What each step means unless the policy says otherwise: its clock's start, what meets it, what moves it."""

from typing import NamedTuple

from complaintctl.model import Step

STARTS = ("received", "registered", "assigned", "resolved", "reported")

ACTIONS = tuple(
    "register assign contact progress note attach edit priority extend escalate convert told propose approve reject "
    "accept decline resolve revisit close reopen hold resume review audit follow letter task_add task_done task_move "
    "task_give task_strike".split()
)
"""What can happen to a case and may meet a step."""


class Meaning(NamedTuple):
    start: str
    met_by: tuple[str, ...]
    pausable: bool = True
    restarts: bool = True


MEANINGS = {
    Step.REGISTER: Meaning("received", ("register",), pausable=False),
    Step.ASSIGN: Meaning("registered", ("assign",), pausable=False),
    Step.CONTACT: Meaning("received", ("contact", "resolve")),
    Step.PROGRESS: Meaning("assigned", ("contact", "progress", "resolve")),
    Step.SOLUTION: Meaning("received", ("propose", "resolve")),
    Step.RESOLVE: Meaning("received", ("resolve",)),
    Step.REPORTED: Meaning("resolved", ("resolve",)),
    Step.REVISIT: Meaning("resolved", ("revisit",)),
    Step.REVIEW: Meaning("resolved", ("review",), restarts=False),
    Step.AUDIT: Meaning("received", ("audit",), pausable=False, restarts=False),
    Step.STATUTORY: Meaning("", ()),
}
"""`statutory` has neither start nor meeting action of its own; `tell` has its figures in `[[tell]]`."""

TOLD_AFTER = {"register": "registered", "resolve": "resolved", "overdue": "overdue"}
"""What starts the clock of a `[[tell]]`, by its turn."""


def told(who: str) -> str:
    """What meets a `tell`: telling the one it names, nobody else."""
    return f"told {who}"
