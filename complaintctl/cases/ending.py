"""The customer is asked, the case ends or begins again, and the house learns from it (re-revisit, re-close)."""

from datetime import timedelta

from complaintctl.cases.case import Case
from complaintctl.cases.deed import Deed, may, wrong_state
from complaintctl.cases.solving import MayNotDecide
from complaintctl.cases.survey import Answers
from complaintctl.errors import Misused, OfCase, Refused
from complaintctl.model import Kind, Outcome, Status
from complaintctl.moments import stored
from complaintctl.records import Event
from complaintctl.rules import approval
from complaintctl.rules.lifecycle import IN_HAND

UNDO_WITHIN = timedelta(minutes=10)
WITH_REASON = frozenset({Outcome.WITHDRAWN, Outcome.REFERRED})


def revisited(
    case: Case,
    deed: Deed,
    *,
    satisfied: bool | None,
    score: int | None = None,
    comment: str | None = None,
    suggestion: str | None = None,
    channel: str | None = None,
    answers: Answers | None = None,
) -> Event:
    """The customer is called back by someone other than the handler; `satisfied` is None if not reached (re-score)."""
    check_revisit(case, deed)
    if satisfied is None:
        return deed.event("revisit", {"reached": False, "by": channel}, note=comment)
    changes = {
        "status": "revisited" if satisfied else _back_in_hand(case),
        "reached": True,
        "satisfied": satisfied,
        "score": score,
        "comment": comment,
        "suggestion": suggestion,
        "by": channel,
        "answers": answers or None,
    }
    return deed.event("revisit", changes)


def check_revisit(case: Case, deed: Deed) -> None:
    """Refuse to call back a customer whose case isn't resolved, or where its handler is the one who calls."""
    may(case, deed, "revisit")
    handler = case.complaint.handler
    if case.policy.revisit.not_by_handler and handler is not None and handler == deed.actor:
        raise ByTheHandler(number=case.number, handler=handler)


def closed(
    case: Case, deed: Deed, *, outcome: str | None = None, reason: str | None = None, other: Case | None = None
) -> Event:
    """Only a satisfied customer closes a case; the other endings are counted apart (re-close)."""
    may(case, deed, "close")
    if outcome is None:
        outcome = Outcome.DUPLICATE if other is not None else Outcome.SATISFIED
    if (outcome == Outcome.DUPLICATE) != (other is not None):
        raise Misused("Give --duplicate-of NUMBER with the outcome duplicate, and only with it.")
    _check_outcome(case, deed, Outcome(outcome), reason)
    if other is not None:
        _check_other(case, other)
    changes = {"status": "closed", "outcome": str(outcome), "duplicate_of": other.number if other else None}
    return deed.event("close", changes, note=reason)


def pointed_to(case: Case, deed: Deed, duplicate: Case) -> Event:
    """Another case turned out to be this one: the earlier receipt counts from now on, no deadline moves."""
    ours, theirs = case.complaint.received_at, duplicate.complaint.received_at
    earlier = theirs if ours and theirs and theirs < ours else None
    changes = {"other": duplicate.number}
    if earlier is not None:
        changes["received_at"] = stored(earlier)
        changes["received_day"] = case.calendar.date_of(earlier).isoformat()
    return deed.event("duplicate", changes)


def no_longer_pointed_to(case: Case, deed: Deed, duplicate: Case) -> Event:
    """Take back that another case is a duplicate of this one."""
    seqs = [e.seq for e in case.events if e.action == "duplicate" and e.changes["other"] == duplicate.number]
    return deed.event("undo", {"undoes": max(seqs), "action": "duplicate"})


def reopened(case: Case, deed: Deed, *, reason: str) -> Event:
    """It wasn't over after all: a new round begins, the old one keeps its dates and breaches (re-again)."""
    may(case, deed, "reopen")
    return deed.event("reopen", {"status": _back_in_hand(case)}, note=reason)


def followed(case: Case, deed: Deed, *, well: bool, note: str | None = None) -> Event:
    """After the end the customer was called again, by somebody other than the handler (fu-follow)."""
    may(case, deed, "follow")
    handler = case.complaint.handler
    if handler is not None and handler == deed.actor:
        raise ByTheHandler(number=case.number, handler=handler)
    if not case.clocks.to_follow(deed.at):
        raise NothingToFollow(case.number)
    return deed.event("follow", {"well": well}, note=note)


def reviewed(
    case: Case,
    deed: Deed,
    *,
    root_cause: str,
    note: str,
    went_well: str | None = None,
    went_badly: str | None = None,
    repeat: str | None = None,
    training: bool = False,
) -> Event:
    """What is learned from the case; one review meets all open ones (le-review)."""
    may(case, deed, "review")
    changes = {
        "root_cause": root_cause,
        "went_well": went_well,
        "went_badly": went_badly,
        "repeat": repeat,
        "training": True if training else None,
    }
    return deed.event("review", changes, note=note)


def audited(case: Case, deed: Deed, *, note: str) -> Event:
    """A broken rule is reported to audit (as-regulator)."""
    may(case, deed, "audit")
    return deed.event("audit", note=note)


def undone(case: Case, deed: Deed) -> Event:
    """Take back the case's last action; both stay in the timeline, struck out."""
    may(case, deed, "undo")
    last = case.last_event
    if last.action in ("register", "undo", "duplicate", "calendar", "erase") or last.imported:
        raise CantBeUndone(number=case.number, action=last.action)
    if last.login != deed.login:
        raise NotYours(number=case.number, actor=last.actor)
    if deed.recorded_at - last.recorded_at >= UNDO_WITHIN:
        raise TooLateToUndo(number=case.number, action=last.action)
    return deed.event("undo", {"undoes": last.seq, "action": last.action})


def relapse_behind(case: Case, undo: Event) -> Event | None:
    """The call after the end whose relapse made the round that is taken back: it is taken back too (fu-follow)."""
    if undo.changes["action"] != "reopen":
        return None
    seq = undo.changes["undoes"] - 1
    return next((e for e in case.events if e.seq == seq and e.action == "follow" and not e.changes["well"]), None)


def _back_in_hand(case: Case) -> str:
    """Assigned if it ever was: imported cases may have been without saying to whom, or when."""
    complaint = case.complaint
    once = any(event.action == "assign" and event.imported for event in case.events)
    return Status.ASSIGNED if complaint.department or complaint.assigned_at or once else Status.REGISTERED


def _check_outcome(case: Case, deed: Deed, outcome: Outcome, reason: str | None) -> None:
    complaint = case.complaint
    if outcome == Outcome.SOOTHED and complaint.kind != Kind.CONCERN:
        raise NotAConcern(number=case.number, kind=complaint.kind)
    if outcome in (Outcome.SATISFIED, Outcome.ANSWERED) and complaint.kind == Kind.CONCERN:
        raise IsConcern(case.number)
    if outcome in WITH_REASON and not reason:
        raise NeedsReason(number=case.number, outcome=outcome)
    if outcome == Outcome.SATISFIED and complaint.kind == Kind.ENQUIRY and complaint.status in IN_HAND:
        raise NotAnswered(case.number)
    if outcome == Outcome.SATISFIED and complaint.status != Status.REVISITED:
        raise wrong_state(case, deed, "close")
    if outcome == Outcome.ANSWERED and complaint.kind != Kind.ENQUIRY:
        raise NotAnEnquiry(number=case.number, kind=complaint.kind)
    if outcome == Outcome.UNREACHABLE and case.tries < case.policy.revisit.unreachable_after:
        raise TooFewTries(number=case.number, tries=case.tries, needed=case.policy.revisit.unreachable_after)
    if outcome == Outcome.REFERRED and not approval.is_decider(case.policy, deed.role):
        raise MayNotDecide(case.policy, deed)


def _check_other(case: Case, other: Case) -> None:
    if other.number == case.number:
        raise ItsOwnDuplicate(case.number)
    if other.complaint.duplicate_of is not None:
        raise PointsFurther(number=other.number, other=other.complaint.duplicate_of)


class ByTheHandler(Refused):
    code = "by-the-handler"
    sentence = "{handler} handled {number}; somebody else has to call the customer back."
    hint = "Have a colleague do it, or act for one with --as NAME."


class NeedsReason(Refused):
    sentence = "Closing {number} as {outcome} needs a reason."
    hint = 'complaintctl close {number} --outcome {outcome} --reason "…"'


class NothingToFollow(OfCase):
    sentence = "No call is due for {number} after its end."
    hint = "complaintctl show {number}"


class NotAnswered(OfCase):
    sentence = "{number} is an enquiry; it is closed as answered."
    hint = "complaintctl close {number} --outcome answered"


class NotAnEnquiry(Refused):
    sentence = "Only an enquiry is closed as answered; {number} is a {kind}."
    hint = "complaintctl show {number}"


class NotAConcern(Refused):
    sentence = "Only a concern is closed as soothed; {number} is a {kind}."
    hint = "complaintctl show {number}"


class IsConcern(OfCase):
    sentence = "{number} is a concern; it is closed as soothed, or becomes a complaint: complaintctl convert {number}"
    hint = "complaintctl close {number} --outcome soothed"


class TooFewTries(Refused):
    sentence = "{number} has {tries} of the {needed} tries that closing as unreachable takes."
    hint = 'complaintctl contact {number} --not-reached --note "…"'


class ItsOwnDuplicate(OfCase):
    sentence = "{number} can't be a duplicate of itself."
    hint = "complaintctl close {number} --duplicate-of NUMBER"


class PointsFurther(Refused):
    sentence = "{number} is itself a duplicate; name {other} instead."
    hint = "complaintctl close NUMBER --duplicate-of {other}"


class CantBeUndone(Refused):
    sentence = "The last thing recorded on {number} is “{action}”, which can't be taken back."
    hint = 'Put it right with complaintctl edit {number} … --reason "…"'


class NotYours(Refused):
    sentence = "The last action on {number} is {actor}'s; only its own login takes it back."
    hint = 'Put it right with complaintctl edit {number} … --reason "…"'


class TooLateToUndo(Refused):
    sentence = "The last action on {number}, “{action}”, is more than ten minutes old and stands."
    hint = 'Put it right with complaintctl edit {number} … --reason "…"'
