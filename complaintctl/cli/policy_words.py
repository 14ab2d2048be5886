"""A policy as people read it: who takes what, how pressing it is, until when."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from complaintctl.cli.registry import N_
from complaintctl.cli.words import DAYS
from complaintctl.model import Priority
from complaintctl.policy.conditions import AT_LEAST, CHOICES, When
from complaintctl.policy.difference import Difference
from complaintctl.policy.opening import Hours
from complaintctl.policy.parts import Deadline, Wording, in_language
from complaintctl.render.text import harmless, padded

if TYPE_CHECKING:
    from complaintctl.cli.session import Session
    from complaintctl.policy.schema import Policy

_LEAST = {
    "affected_at_least": N_("{number} or more customers affected"),
    "repeats_at_least": N_("complaint {number} or later of the same customer"),
    "similar_at_least": N_("{number} or more customers with the same complaint"),
    "round_at_least": N_("from round {number} on"),
}
_STARTS = {
    "received": N_("from receipt"), "registered": N_("from registration"), "assigned": N_("from assignment"),
    "resolved": N_("from the solution"), "reported": N_("from the report"),
}  # fmt: skip
COLUMN = 14
CODES = (
    N_("kind"), N_("category"), N_("channel"), N_("grade"), N_("priority"), N_("remedy"), N_("all"), N_("opens"),
    N_("instead"), N_("safety"), N_("data_leak"), N_("outage"), N_("compensation"), N_("large_loss"),
    N_("frequent_repair"), N_("media"), N_("lawyer"), N_("police"), N_("consumer_association"), N_("government"),
    N_("regulator"), N_("exposure_risk"), N_("attitude"), N_("violation"), N_("minor"),
)  # fmt: skip
"""What conditions name, and everyone's flags; an office's own are as it writes them."""


def policy_lines(session: "Session", policy: "Policy") -> Iterator[str]:
    """The policy in lines, a section after the other."""
    word = session.translate
    head = f"{in_language(policy.label, session.lang)} ({policy.name})"
    yield session.word(N_("{policy}, version {version}"), policy=head, version=policy.version)
    for title, lines in (
        (N_("Office hours"), _office(session, policy)),
        (N_("Departments"), _departments(session, policy)),
        (N_("Who takes it"), _routes(session, policy)),
        (N_("How pressing, how grave"), _rules(session, policy)),
        (N_("Until when"), _deadlines(session, policy)),
        (N_("Whom to tell"), _tells(session, policy)),
        (N_("Who decides"), _approval(session, policy)),
    ):
        found = list(lines)
        if found:
            yield ""
            yield word(title)
            yield from (f"  {line}" for line in found)


def _office(session: "Session", policy: "Policy") -> Iterator[str]:
    opening, word = policy.opening, session.translate
    days = " ".join(word(DAYS[day]) for day in sorted(opening.weekdays))
    yield f"{days}  {hours_text(opening.hours)}"
    for day, hours in sorted(opening.hours_by_weekday.items()):
        yield f"{word(DAYS[day])}  {hours_text(hours)}"
    yield " · ".join(part for part in (opening.timezone, opening.country) if part)
    for label, dates in ((N_("Closed: {days}"), opening.closed), (N_("Open: {days}"), opening.open)):
        if dates:
            yield session.word(label, days=" ".join(map(str, sorted(dates))))
    if opening.confirmed_until:
        yield session.word(N_("Days off are certain until {day}"), day=opening.confirmed_until)
    if opening.duty:
        yield session.word(N_("When closed and urgent: {duty}"), duty=opening.duty)


def hours_text(hours: Hours) -> str:
    """A day's hours as the policy writes them."""
    return " ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in hours)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _departments(session: "Session", policy: "Policy") -> Iterator[str]:
    for department in policy.departments:
        words = [f"{in_language(department.label, session.lang)} ({department.name})"]
        if department.lead:
            words.append(session.word(N_("contact: {name}"), name=department.lead))
        if department.manager:
            words.append(session.word(N_("manager: {name}"), name=department.manager))
        if department.name == policy.intake:
            words.append(session.word(N_("takes complaints in")))
        yield " · ".join(words)


def _routes(session: "Session", policy: "Policy") -> Iterator[str]:
    labels = {department.name: in_language(department.label, session.lang) for department in policy.departments}
    for route in policy.routes:
        condition = session.word(N_("everything else")) if route.when.always else when_words(session, route.when)
        yield f"{condition} → {labels[route.to]}"


def _rules(session: "Session", policy: "Policy") -> Iterator[str]:
    word = session.translate
    for rule in policy.rules:
        sets = ", ".join(word(str(value)) for value in (rule.priority, rule.grade) if value is not None)
        yield f"{in_language(rule.because, session.lang)} ({rule.id}) → {sets}"
        yield f"    {when_words(session, rule.when)}"
    for kind, priority in policy.defaults.priority.items():
        yield session.word(N_("otherwise, {kind} → {priority}"), kind=word(kind), priority=word(str(priority)))


def _deadlines(session: "Session", policy: "Policy") -> Iterator[str]:
    word = session.translate
    if policy.deadlines:
        heads = (word(str(priority)) for priority in reversed(Priority))
        yield "".join(padded(text, COLUMN) for text in ("", *heads)).rstrip()
    for step, rule in policy.deadlines.items():
        start = _STARTS.get(rule.start)
        yield _row(word(str(step)), rule.amounts, word(start) if start else rule.start)
        yield from (f"    {line}" for line in _particulars(session, rule))


def _row(head: str, amounts: Mapping[Priority, Any], tail: str = "") -> str:
    cells = [str(amounts.get(priority, "–")) for priority in reversed(Priority)]
    return "".join([padded(head, COLUMN), *(padded(cell, COLUMN) for cell in cells), tail]).rstrip()


def _particulars(session: "Session", rule: Deadline) -> Iterator[str]:
    if not rule.when.always:
        yield session.word(N_("only with {condition}"), condition=when_words(session, rule.when))
    if rule.opens:
        yield session.word(N_("not before {amount} have passed"), amount=rule.opens)
    for exception in rule.instead:
        amounts = dict.fromkeys(map(str, exception.amounts.values()))
        condition = when_words(session, exception.when)
        yield session.word(N_("with {condition}: {amounts}"), condition=condition, amounts=" / ".join(amounts) or "–")
    if rule.ours:
        yield session.word(N_("our own figures: {names}"), names=_listed(session, rule.ours))


def _tells(session: "Session", policy: "Policy") -> Iterator[str]:
    for tell in policy.tells:
        parts = [session.translate(tell.on), session.translate(tell.who)]
        if tell.within is not None:
            parts.append(session.word(N_("within {amount}"), amount=tell.within))
        if not tell.when.always:
            parts.append(session.word(N_("only with {condition}"), condition=when_words(session, tell.when)))
        yield " · ".join(parts)


def _approval(session: "Session", policy: "Policy") -> Iterator[str]:
    approval, word = policy.approval, session.translate
    if approval is None:
        return
    roles = " ".join(sorted(word(str(role)) for role in approval.decided_by))
    if approval.when is not None:
        yield f"{when_words(session, approval.when)} → {roles}"
    for role, limit in approval.limits.items():
        limit_text = f"{limit / 100:g} {policy.currency}"
        yield session.word(N_("{role}: a cost of up to {limit} alone"), role=word(str(role)), limit=limit_text)


def when_words(session: "Session", when: When) -> str:
    """A condition as people read it; empty where it always holds."""
    return session.word(N_("; or ")).join(
        session.word(N_(" and ")).join(_condition(session, name, argument) for name, argument in table)
        for table in when.tables
    )


def _condition(session: "Session", name: str, argument: Any) -> str:
    word = session.translate
    if name in CHOICES:
        return f"{word(name)} {_listed(session, argument)}"
    if name == "cause":
        return session.word(N_("cause {paths}"), paths=_listed(session, argument))
    if name in AT_LEAST:
        return session.word(_LEAST[name], number=argument)
    if name == "amount_at_least":
        return session.word(N_("{amount} or more at stake"), amount=f"{argument / 100:g}")
    flags = _listed(session, argument) if name == "any_flag" else " + ".join(map(word, sorted(argument)))
    return session.word(N_("flag {flags}"), flags=flags)


def _listed(session: "Session", values: Iterable[str]) -> str:
    return " / ".join(session.translate(value) for value in sorted(values))


def difference_lines(session: "Session", found: Iterable[Difference]) -> Iterator[str]:
    """A line for each key that changed, its value before and after."""
    for path, before, after in found:
        if before is None:
            yield session.word(N_("{key}: new: {value}"), key=path, value=_value(session, path, after))
        elif after is None:
            yield session.word(N_("{key}: gone; it was: {value}"), key=path, value=_value(session, path, before))
        else:
            yield f"{path}: {_value(session, path, before)} → {_value(session, path, after)}"


def _value(session: "Session", path: str, value: Any) -> str:
    if path.rpartition(".")[2] == "when":
        return when_words(session, When.of(value)) or session.word(N_("always"))
    if isinstance(value, Mapping):
        if set(value) <= {"en", "zh"}:
            return _worded(value, session.lang)
        return ", ".join(f"{key} {_value(session, key, inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return " ".join(_value(session, "", inner) for inner in value) or "–"
    return str(value).lower() if isinstance(value, bool) else harmless(str(value))


def _worded(wording: Wording, lang: str) -> str:
    return in_language(wording, lang)
