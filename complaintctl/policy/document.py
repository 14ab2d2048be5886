"""The form of the whole document: which keys there are, which must be, and what each looks like."""

from functools import cache
from string import Formatter
from typing import Any

from complaintctl.model import Grade, Part, Priority, Role, Step
from complaintctl.policy.amounts import Unit
from complaintctl.policy.opening import WEEKDAYS
from complaintctl.policy.places import Path
from complaintctl.policy.schema import DEFAULT_PRIORITIES
from complaintctl.policy.shapes import (
    Findings,
    Shape,
    above_zero,
    amount,
    amount_in,
    by_language,
    day,
    hours,
    list_of,
    mapping,
    matching,
    money,
    name,
    one_of,
    share,
    table,
    tables,
    text,
    truth,
    whole,
)
from complaintctl.policy.steps import ACTIONS, MEANINGS, STARTS
from complaintctl.policy.whens import CAUSE, FLAG, when

FIGURES = (*(priority.value for priority in Priority), "all")


@cache
def time_zones() -> frozenset[str]:
    """The zones of the tz database, a walk through its files; `localtime` is the machine's own and isn't one."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones() - {"localtime", "Factory"})


def zone(findings: Findings, path: Path, value: Any) -> None:
    """The name of a zone."""
    if not isinstance(value, str):
        findings.add(path, "must be text.")
    elif value not in time_zones():
        findings.add(path, "“{zone}” is not a time zone such as Asia/Shanghai.", zone=value)


def country(findings: Findings, path: Path, value: Any) -> None:
    """A country whose public holidays are known, or none."""
    if not isinstance(value, str):
        findings.add(path, "must be text.")
    elif value:
        from holidays import list_supported_countries

        if value not in list_supported_countries():
            findings.add(path, "the holidays of “{country}” are not known.", country=value)


def template(findings: Findings, path: Path, value: Any) -> None:
    """Words with fields such as {customer}."""
    name(findings, path, value)
    try:
        fields = [field for _, field, _, _ in Formatter().parse(value)] if isinstance(value, str) else []
    except ValueError:
        findings.add(path, "has a brace without its other half.")
        return
    for field in fields:
        if field is not None and not field.isidentifier():
            findings.add(path, "“{field}” can't be a field.", field=field)


FIELDS = frozenset("customer number handler department content solution due office date received reason".split())
"""What scripts and letters are filled in with."""


def letter(findings: Findings, path: Path, value: Any) -> None:
    """A template without a field that nothing fills in: a customer would read it."""
    template(findings, path, value)
    try:
        found = [field for _, field, _, _ in Formatter().parse(value)] if isinstance(value, str) else []
    except ValueError:
        return
    for field in found:
        if field is not None and field.isidentifier() and field not in FIELDS:
            known = " ".join(sorted(FIELDS))
            findings.add(path, "there is no field “{field}”; there are: {known}.", field=field, known=known)


_ACTION = one_of(ACTIONS)


def action(findings: Findings, path: Path, value: Any) -> None:
    """What can happen to a case; of letters one of a kind: `letter:final`."""
    if not (isinstance(value, str) and value.startswith("letter:") and value.removeprefix("letter:").strip()):
        _ACTION(findings, path, value)


def pack(findings: Findings, path: Path, value: Any) -> None:
    """The name of a pack that comes with the program."""
    from complaintctl.policy.packs import names

    one_of(names())(findings, path, value)


DAY_UNITS = (Unit.DAYS, Unit.WORKDAYS, Unit.MONTHS)
DAYS = amount_in(DAY_UNITS, "“{text}” does not name a day: write days, workdays or months.")
WINDOW = amount_in((Unit.DAYS, Unit.MONTHS), "“{text}” is no window: write days or months.")
LABEL = by_language(name)


def wording(findings: Findings, path: Path, value: Any) -> None:
    """Words by language, or the same for all."""
    (text if isinstance(value, str) else LABEL)(findings, path, value)


ANSWERS = list_of(name)
QUESTION = matching(r"\s*[^=\s][^=]*", "“{text}” can't name a question: answers are given as QUESTION=VALUE.")

_AMOUNTS: dict[str, Shape] = {**dict.fromkeys(FIGURES, amount), "opens": DAYS}

_DEADLINE: dict[str, Shape] = {
    **_AMOUNTS,
    "from": one_of(STARTS),
    "met_by": list_of(action, filled=True),
    "instead": tables(table({"when": when(in_deadline=True)}, _AMOUNTS)),
    "pausable": truth,
    "restarts": truth,
    "when": when(in_deadline=True),
    "answers": ANSWERS,
    "ours": list_of(one_of((*_AMOUNTS, "instead"))),
}
_SET_BY_OTHERS = ("from", "met_by")
"""A statutory deadline has these from whoever set it, so that no default can be meant."""

_STATUTORY = table(
    {key: _DEADLINE[key] for key in _SET_BY_OTHERS},
    {key: shape for key, shape in _DEADLINE.items() if key not in _SET_BY_OTHERS},
)

DEADLINES: dict[str, Shape] = {
    **{step.value: table({}, _DEADLINE) for step in MEANINGS},
    Step.STATUTORY.value: _STATUTORY,
}

POLICY = table(
    {"name": name},
    {
        "label": LABEL,
        "version": name,
        "currency": matching("[A-Z]{3}", "“{text}” is not a currency's three letters."),
        "flags": list_of(FLAG),
        "packs": list_of(pack),
    },
)
OFFICE = table(
    {"timezone": zone, "hours": hours},
    {
        "country": country,
        "weekdays": list_of(one_of(WEEKDAYS), filled=True),
        "hours_by_weekday": mapping(WEEKDAYS, hours),
        "closed": list_of(day),
        "open": list_of(day),
        "confirmed_until": day,
        "intake": name,
        "duty": wording,
    },
)
RULE = table(
    {"id": name},
    {
        "when": when(in_rule=True),
        "priority": one_of(Priority),
        "grade": one_of(Grade),
        "because": LABEL,
        "answers": ANSWERS,
    },
)
TELL = table({"on": one_of(("register", "resolve", "overdue")), "who": name}, {"when": when(), "within": amount})
APPROVAL = table({}, {"decided_by": list_of(one_of(Role), filled=True), "when": when(), "limits": mapping(Role, money)})

DOCUMENT = table(
    {
        "policy": POLICY,
        "office": OFFICE,
        "department": tables(table({"name": name}, {"label": LABEL, "led_by": wording, "lead": text, "manager": text})),
        "route": tables(table({"to": name}, {"when": when()})),
    },
    {
        "cause": tables(table({"path": CAUSE}, {"label": LABEL})),
        "flag": tables(table({"name": FLAG}, {"label": LABEL})),
        "rule": tables(RULE),
        "defaults": table({}, {"priority": mapping(DEFAULT_PRIORITIES, one_of(Priority)), "window": WINDOW}),
        "deadline": table({}, DEADLINES),
        "tell": tables(TELL),
        "remedy": tables(table({"advice": LABEL}, {"when": when()})),
        "approval": APPROVAL,
        "recuse": table({"roles": list_of(one_of(Part))}, {}),
        "revisit": table({}, {"not_by_handler": truth, "unreachable_after": whole(1)}),
        "follow": tables(table({"after": DAYS}, {"when": when(in_deadline=True)})),
        "handover": table({}, {"remind_before": DAYS}),
        "question": tables(table({"name": QUESTION, "answer": one_of(("1-5", "yes-no"))}, {"label": LABEL})),
        "letter": tables(table({"kind": name, "title": by_language(letter), "text": by_language(letter)}, {})),
        "points": mapping(("late", "general", "major"), whole(0)),
        "hot": table({}, {"share": share, "at_least": whole(1), "start_within": amount}),
        "sample": table({}, {"share": share}),
        "attachments": table({}, {"limit_mb": above_zero}),
        "script": tables(table({"situation": name, "text": by_language(template)}, {"never": by_language(ANSWERS)})),
    },
)

LAW = table(
    {
        "id": name,
        "clause": name,
        "source": name,
        "from": one_of(STARTS),
        "met_by": list_of(action, filled=True),
        "amount": amount,
    },
    {
        "label": LABEL,
        "valid_from": day,
        "valid_until": day,
        "when": when(in_deadline=True),
        "extension": tables(table({"amount": amount}, {"decided_by": list_of(one_of(Role), filled=True)})),
    },
)
PACK = table(
    {"pack": table({"name": name}, {"label": LABEL, "country": country}), "law": tables(LAW)},
    {"words": tables(table({"kind": name, "text": by_language(letter)}, {}))},
)
"""The form of a pack: clocks of the law, each with its clause, and words that letters must hold."""
