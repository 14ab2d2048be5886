"""Nobody acts on a complaint about themselves, where the policy says so (fu-recuse)."""

import unicodedata
from collections.abc import Mapping

from complaintctl.errors import Refused
from complaintctl.model import Part
from complaintctl.policy.schema import Policy
from complaintctl.records import Complaint

PARTS: Mapping[str, Part] = {
    **dict.fromkeys(
        (
            "contact progress letter propose accept decline resolve hold resume extend escalate close priority "
            "task_add task_done task_move task_give task_strike"
        ).split(),
        Part.HANDLER,
    ),
    **dict.fromkeys(("approve", "reject"), Part.APPROVER),
    **dict.fromkeys(("revisit", "review", "follow"), Part.REVISER),
}
"""What somebody is who does this; the other actions are open to all, a statement (`note`) among them."""


def same(name: str | None, other: str | None) -> bool:
    """Whether two names are one person's, however they were typed."""
    return name is not None and other is not None and _folded(name) == _folded(other)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def stands_aside(policy: Policy, complaint: Complaint, name: str | None, part: Part) -> bool:
    """Whether the case is about this person, and the policy keeps them from being this in it."""
    return part in policy.recused and same(complaint.about, name)


def check(policy: Policy, complaint: Complaint, actor: str, action: str) -> None:
    """Refuse what somebody does to a case about themselves."""
    part = PARTS.get(action)
    if part is not None and stands_aside(policy, complaint, actor, part):
        raise AboutThemselves(number=complaint.number, actor=actor)


def check_handler(policy: Policy, complaint: Complaint, handler: str | None) -> None:
    """Refuse to give a case into the hands of whom it is about."""
    if stands_aside(policy, complaint, handler, Part.HANDLER):
        raise NotIntoTheirHands(number=complaint.number, handler=handler)


def check_owner(policy: Policy, complaint: Complaint, owner: str) -> None:
    """Refuse to give a task of a case to whom it is about: they could not carry it out."""
    if stands_aside(policy, complaint, owner, Part.HANDLER):
        raise NotTheirTask(number=complaint.number, owner=owner)


def check_edit(policy: Policy, complaint: Complaint, actor: str) -> None:
    """Refuse to let somebody say that a case is not about themselves after all."""
    if policy.recused and same(complaint.about, actor):
        raise AboutThemselves(number=complaint.number, actor=actor)


class AboutThemselves(Refused):
    code = "recused"
    sentence = "{number} is about {actor}; by the policy somebody else has to do this."
    hint = "Have a colleague do it, or act for one with --as NAME."


class NotIntoTheirHands(Refused):
    code = "recused"
    sentence = "{number} is about {handler}; by the policy it can't be given into their hands."
    hint = "Name somebody else: complaintctl assign {number} --handler NAME"


class NotTheirTask(Refused):
    code = "recused"
    sentence = "{number} is about {owner}; by the policy none of its tasks can be theirs."
    hint = "Name somebody else with --owner."
