"""A complaint comes in, and what was written down about it is corrected (in-record, cl-priority)."""

from datetime import datetime
from difflib import get_close_matches
from typing import Any

from complaintctl.cases.case import Case, facts_of
from complaintctl.cases.course import in_course
from complaintctl.cases.deed import Deed, check_follows, may
from complaintctl.errors import Misused, OfCase, OneOf, Refused
from complaintctl.model import Category, Facts, Kind
from complaintctl.moments import from_stored, stored
from complaintctl.policy.schema import Policy
from complaintctl.records import Changes, Complaint, Event
from complaintctl.rules import recusal
from complaintctl.rules.priority import ruling

NOBODY = ""
"""Whom a case is about that was thought to be about somebody."""
Given = dict[str, Any]
"""Fields as the user gave them, by the names of the register; absent ones are missing or None."""


def completed(given: Given, policy: Policy) -> Given:
    """The fields with category and kind worked out; refuses what is missing, unknown or contradictory."""
    given = _known_words(given, policy)
    if "cause" in given:
        given.setdefault("category", given["cause"].split("/")[0])
    for name in missing(given):
        raise Missing(name)
    given.setdefault("kind", Kind.SUGGESTION if given["category"] == Category.SUGGESTION else Kind.COMPLAINT)
    if "soothed_by" in given and given["kind"] != Kind.CONCERN:
        raise OnlyConcerns(kind=given["kind"])
    return given


def missing(given: Given) -> list[str]:
    """The options still needed, in the order they are asked for."""
    lacking = [] if given.get("channel") else ["--channel"]
    if not given.get("category") and not given.get("cause"):
        lacking.append("--category")
    if not given.get("content"):
        lacking.append("--content")
    if not given.get("anonymous"):
        if not given.get("customer"):
            lacking.append("--customer")
        if not any(given.get(name) for name in ("phone", "email", "ref")):
            lacking.append("--phone")
    return lacking


def _known_words(given: Given, policy: Policy) -> Given:
    """The fields that were given, flags by their names; refuses a cause or flag that the policy doesn't have."""
    given = {name: value for name, value in given.items() if value is not None}
    cause = given.get("cause")
    if cause is not None:
        check_cause(cause, given.get("category"), policy, hint=OR_CATEGORY)
    for name in given.keys() & {"flags", "unflag"}:
        given[name] = list(dict.fromkeys(map(policy.flag_called, given[name])))
        for flag in given[name]:
            if flag not in policy.flags:
                raise UnknownFlag(flag, policy)
    return given


def in_hands(given: Given, actor: str) -> Given:
    """The fields of a new case; a concern is with whoever soothes it, else with who writes it down (fu-concern)."""
    if given["kind"] != Kind.CONCERN:
        return given
    soother = given.get("soothed_by", actor)
    return given | {"soothed_by": soother, "handler": soother}


OR_CATEGORY = "complaintctl policy causes lists them; or leave it out and give --category."


def check_cause(cause: str, category: str | None, policy: Policy, *, hint: str) -> None:
    """Refuse a cause that the policy's tree doesn't have, or that lies under another category.

    The hint says what else the caller takes.
    """
    if not policy.knows_cause(cause):
        raise UnknownCause(cause, hint, policy)
    first = cause.split("/", maxsplit=1)[0]
    if category is not None and category != first:
        raise CauseElsewhere(cause=cause, category=category)


def registered(deed: Deed, given: Given, policy: Policy, *, number: str, repeats: int, similar: int) -> Event:
    """The event that puts a complaint in the register; `given` is completed, received_at an instant (in-30min)."""
    received: datetime = given.get("received_at") or deed.at
    if received > deed.at:
        raise ReceivedLater
    changes: Changes = {
        **{name: value for name, value in given.items() if value not in ("", [], {}) and name != "unflag"},
        "number": number,
        "status": "registered",
        "received_at": stored(received),
        "repeats": repeats,
        "similar": similar,
    }
    return deed.event("register", changes | ruled(_facts(changes), policy))


def ruled(facts: Facts, policy: Policy, *, keep_priority: bool = False, keep_grade: bool = False) -> Changes:
    """What the rules answer; a person's own decision stands beside it, untouched."""
    answer = ruling(facts, policy)
    changes: Changes = {
        "ruled_priority": str(answer.priority),
        "ruled_grade": str(answer.grade),
        "reasons": [rule.id for rule in answer.reasons],
    }
    if not keep_priority:
        changes["priority"] = changes["ruled_priority"]
    if not keep_grade:
        changes["grade"] = changes["ruled_grade"]
    return changes


def _facts(fields: Changes) -> Facts:
    known = {name: fields[name] for name in Complaint.__dataclass_fields__ if name in fields}
    return facts_of(Complaint(**known))


def edited(case: Case, deed: Deed, given: Given, policy: Policy, *, repeats: int, similar: int, reason: str) -> Event:
    """A correction: rules run again, deadlines follow; what a person overruled stays overruled."""
    may(case, deed, "edit")
    if given.get("about") is not None:
        recusal.check_edit(case.policy, case.complaint, deed.actor)
    return _edit(case, deed, given, policy, repeats=repeats, similar=similar, note=reason)


def taken_over(case: Case, deed: Deed, given: Given, policy: Policy, *, repeats: int, similar: int, note: str) -> Event:
    """A correction that another system brings, whatever the state: an import checks times, not permissions."""
    check_follows(case, deed)
    return _edit(case, deed, given, policy, repeats=repeats, similar=similar, note=note)


def _edit(case: Case, deed: Deed, given: Given, policy: Policy, *, repeats: int, similar: int, note: str) -> Event:
    changes = corrections(case, given, policy)
    news = _ruled_again(case, changes, repeats=repeats, similar=similar)
    event = deed.event("edit", changes | news, note=note)
    if changes.get("about") == NOBODY:
        event.changes["about"] = None
    return event


def converted(case: Case, deed: Deed, *, repeats: int, similar: int) -> Event:
    """What was none turned out to be a complaint, never back; the rules run again (in-consult, fu-concern)."""
    may(case, deed, "convert")
    if case.complaint.kind == Kind.COMPLAINT:
        raise IsComplaint(case.number)
    changes: Changes = {"kind": str(Kind.COMPLAINT)}
    return deed.event("convert", changes | _ruled_again(case, changes, repeats=repeats, similar=similar))


def _ruled_again(case: Case, changes: Changes, *, repeats: int, similar: int) -> Changes:
    """What the rules answer to the changed facts, as far as it is new; what a person overruled stays."""
    after = {name: getattr(case.complaint, name) for name in Complaint.__dataclass_fields__} | changes
    after |= {"repeats": repeats, "similar": similar}
    own = overruled(case)
    rules = ruled(_facts(after), case.policy, keep_priority="priority" in own, keep_grade="grade" in own)
    rules |= {"repeats": repeats, "similar": similar}
    return {name: value for name, value in rules.items() if value != getattr(case.complaint, name)}


def corrections(case: Case, given: Given, policy: Policy) -> Changes:
    """The fields that an edit really changes; refuses what can't be corrected."""
    complaint = case.complaint
    given = _known_words(given, policy)
    if "cause" in given and "category" not in given:
        given["category"] = given["cause"].split("/")[0]
    if "category" in given and "cause" not in given and complaint.cause:
        check_cause(complaint.cause, given["category"], policy, hint=OR_CATEGORY)
    if given.get("kind") not in (None, complaint.kind):
        raise KindStays(case.number)
    added, removed = given.pop("flags", []), given.pop("unflag", [])
    given["flags"] = [flag for flag in dict.fromkeys([*complaint.flags, *added]) if flag not in removed]
    received = given.get("received_at")
    if received is not None:
        if complaint.registered_at is not None and received > complaint.registered_at:
            raise ReceivedLater
        given["received_at"] = stored(received)
    changes = {name: value for name, value in given.items() if value != _as_stored(getattr(complaint, name))}
    if not changes:
        raise NothingChanged(case.number)
    return changes


def _as_stored(value: object) -> object:
    return stored(value) if isinstance(value, datetime) else value


def overruled(case: Case) -> list[str]:
    """Which of priority and grade a person has set."""
    fields = [event.changes for event in in_course(case.events) if event.action == "priority"]
    return [name for name in ("priority", "grade") if any(name in changes for changes in fields)]


def prioritised(case: Case, deed: Deed, *, priority: str | None, grade: str | None, reason: str) -> Event:
    """A person overrules the rules, with a reason; their own answer stays beside it (cl-priority)."""
    if priority is None and grade is None:
        raise Misused("Give a priority, or --grade, or both.")
    may(case, deed, "priority")
    return deed.event("priority", {"priority": priority, "grade": grade}, note=reason)


def receipt(event: Event) -> datetime:
    """When the complaint that this event registers was received."""
    return from_stored(event.changes["received_at"])


class Missing(Misused):
    def __init__(self, option: str) -> None:
        sentences = {
            "--category": "A complaint needs a category or a cause; give --category or --cause.",
            "--phone": "The customer needs a way to be reached: give --phone, --email or --ref, or --anonymous.",
            "--customer": "A complaint needs the customer's name; give --customer, or --anonymous.",
            "--channel": "A complaint needs the channel it came through; give --channel.",
            "--content": "A complaint needs what happened; give --content.",
        }
        super().__init__(sentences[option])


class UnknownFlag(Refused):
    code = "unknown-flag"

    def __init__(self, flag: str, policy: Policy) -> None:
        known = OneOf({name: policy.flag_labels.get(name, name) for name in sorted(policy.flags)})
        super().__init__("There is no flag “{flag}”.", hint="Known flags: {flags}", flag=flag, flags=known)


class UnknownCause(Refused):
    code = "unknown-cause"

    def __init__(self, cause: str, hint: str, policy: Policy) -> None:
        near = " ".join(nearest(cause, policy))
        super().__init__(
            "The policy has no cause “{cause}”; near it: {near}." if near else "The policy has no cause “{cause}”.",
            hint=hint,
            cause=cause,
            near=near,
        )


def nearest(cause: str, policy: Policy, most: int = 3) -> list[str]:
    """The causes of the policy that look most like this one, by their path, its last level, or a label."""
    called = {each.path: each.path for each in policy.causes}
    called |= {each.path.rpartition("/")[2]: each.path for each in policy.causes}
    called |= {label: each.path for each in policy.causes for label in each.label.values()}
    words = (cause, cause.rpartition("/")[2])
    found = [called[name] for word in words for name in get_close_matches(word, called, most, 0.5)]
    return list(dict.fromkeys(found))[:most]


class CauseElsewhere(Refused):
    sentence = "Cause {cause} doesn't belong to category {category}."
    hint = "Give only --cause; its first level is the category."


class KindStays(OfCase):
    sentence = (
        "The kind of {number} can't be edited: an enquiry, suggestion or concern can become a complaint, never back."
    )
    hint = "Register a new case for what else the customer says."


class OnlyConcerns(Misused):
    sentence = "Only a concern is soothed by somebody; this is a {kind}."
    hint = "complaintctl register --kind concern --soothed-by NAME …"


class IsComplaint(OfCase):
    sentence = "{number} is a complaint already."
    hint = "complaintctl show {number}"


class ReceivedLater(Refused):
    sentence = "A complaint can't be received after it was registered."
    hint = "Give --received-at an earlier time."


class NothingChanged(OfCase):
    sentence = "{number} already reads like that; nothing was changed."
