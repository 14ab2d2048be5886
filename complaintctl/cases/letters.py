"""Results told in writing: which letter, in which language, with which words; that it was sent (fu-letter)."""

import re

from complaintctl.cases.case import Case
from complaintctl.cases.course import in_course
from complaintctl.cases.deed import Deed, may
from complaintctl.cases.scripts import fields_of, solution_of
from complaintctl.errors import OneOf, Refused
from complaintctl.policy.parts import Letter, Wording
from complaintctl.policy.schema import Policy
from complaintctl.records import Event
from complaintctl.rules.lifecycle import IN_HAND

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def letter_of(policy: Policy, kind: str) -> Letter:
    """The policy's letter of this kind; Refused where there is none."""
    if not policy.letters:
        raise NoLetters
    found = policy.letters.get(kind)
    if found is None:
        raise UnknownLetter(kind, policy)
    return found


def language_of(case: Case, text: Wording, asked: str | None) -> str:
    """The language to write to this customer in: as asked for, else as they write, as far as the policy has it."""
    complaint = case.complaint
    said = "".join(filter(None, (complaint.content, complaint.demand, complaint.customer)))
    wanted = (asked, "zh" if _CHINESE.search(said) else "en", "en")
    return next((lang for lang in wanted if lang is not None and lang in text), next(iter(text)))


def reason_of(case: Case) -> str | None:
    """Why it takes longer or was turned down: what was said last when a date was moved or a proposal rejected."""
    reasons = [event.note for event in in_course(case.events) if event.action in ("extend", "reject", "hold")]
    return reasons[-1] if reasons else None


def sent(
    case: Case, deed: Deed, policy: Policy, *, kind: str, by: str, language: str, text: str, note: str | None = None
) -> Event:
    """That a letter was sent, through which channel, in which language; its text can be erased."""
    letter = letter_of(policy, kind)
    may(case, deed, "letter")
    if case.complaint.status in IN_HAND and solution_of(case) is None and "solution" in fields_of(letter.text):
        raise NothingDecided(number=case.number, kind=kind)
    changes = {"letter": kind, "by": by, "language": language, "letter_text": text}
    return deed.event("letter", changes, note=note)


def owed(case: Case) -> bool:
    """Whether the law's time was extended and the customer not told of it in writing since (fu-law)."""
    owing = False
    for event in in_course(case.events):
        if event.action == "extend" and event.changes.get("law"):
            owing = True
        elif event.action == "letter" and event.changes.get("letter") == "delay":
            owing = False
    return owing


class NothingDecided(Refused):
    """A letter that tells a result before there is one would tell nothing, and meet what waits for it (fu-law)."""

    code = "nothing-decided"
    sentence = "The letter “{kind}” tells the solution of {number}; nothing is decided yet."
    hint = 'complaintctl propose {number} --solution "…" | resolve {number} --solution "…"'


class NoLetters(Refused):
    code = "no-letters"
    sentence = "The policy has no letters."
    hint = "Add [[letter]] to it: complaintctl policy show --toml"


class UnknownLetter(Refused):
    code = "unknown-letter"

    def __init__(self, kind: str, policy: Policy) -> None:
        super().__init__(
            "The policy has no letter “{kind}”.",
            hint="There are: {kinds}",
            kind=kind,
            kinds=OneOf({kind: letter.title for kind, letter in policy.letters.items()}),
        )
