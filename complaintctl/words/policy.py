"""A policy as people read it: who takes what, how pressing it is, until when."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from complaintctl.locale import N_
from complaintctl.model import Priority
from complaintctl.policy.conditions import AT_LEAST, CHOICES, When
from complaintctl.policy.difference import Difference
from complaintctl.policy.opening import Hours
from complaintctl.policy.parts import Deadline, Wording
from complaintctl.policy.schema import Policy
from complaintctl.render.text import harmless, padded
from complaintctl.words.codes import DAYS
from complaintctl.words.reader import Reader

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
Labels = Mapping[str, Wording]
NONE: Labels = {}
COLUMN = 14
CAUSE_LEVELS = 2
"""So many of a cause are shown with the policy."""
CODES = (
    N_("kind"), N_("category"), N_("channel"), N_("grade"), N_("priority"), N_("remedy"), N_("all"), N_("opens"),
    N_("instead"), N_("safety"), N_("data_leak"), N_("outage"), N_("compensation"), N_("large_loss"),
    N_("frequent_repair"), N_("media"), N_("lawyer"), N_("police"), N_("consumer_association"), N_("government"),
    N_("regulator"), N_("exposure_risk"), N_("attitude"), N_("violation"), N_("minor"),
)  # fmt: skip
"""What conditions name, and everyone's flags; an office's own are as it writes them."""


def policy_lines(reader: Reader, policy: Policy) -> Iterator[str]:
    """The policy in lines, a section after the other."""
    word = reader.translate
    head = f"{reader.label(policy.label)} ({policy.name})"
    yield reader.word(N_("{policy}, version {version}"), policy=head, version=policy.version)
    if policy.laws:
        yield reader.word(N_("Laws laid over it: {packs}"), packs=" ".join(policy.data["policy"]["packs"]))
    for title, lines in (
        (N_("Office hours"), _office(reader, policy)),
        (N_("Departments"), _departments(reader, policy)),
        (N_("Causes"), _causes(reader, policy)),
        (N_("Who takes it"), _routes(reader, policy)),
        (N_("How pressing, how grave"), _rules(reader, policy)),
        (N_("Until when"), _deadlines(reader, policy)),
        (N_("Whom to tell"), _tells(reader, policy)),
        (N_("Who decides"), _approval(reader, policy)),
        (N_("Nobody acts on a complaint about themselves"), _recused(reader, policy)),
        (N_("What weighs more"), _flags(reader, policy)),
    ):
        found = list(lines)
        if found:
            yield ""
            yield word(title)
            yield from (f"  {line}" for line in found)


def indented(path: str) -> str:
    """A cause as it stands in a tree: its last level, behind two blanks for each above it."""
    return "  " * path.count("/") + path.rpartition("/")[2]


def unlisted(reader: Reader, row: Mapping[str, Any]) -> str:
    """What is said instead of a label: of a category its word, of what was filed outside the tree that it was."""
    category = "/" not in row["cause"]
    return reader.code(row["cause"]) if category else reader.word(N_("(not listed)")) if not row["listed"] else ""


def _office(reader: Reader, policy: Policy) -> Iterator[str]:
    opening, word = policy.opening, reader.translate
    days = " ".join(word(DAYS[day]) for day in sorted(opening.weekdays))
    yield f"{days}  {hours_text(opening.hours)}"
    for day, hours in sorted(opening.hours_by_weekday.items()):
        yield f"{word(DAYS[day])}  {hours_text(hours)}"
    yield " · ".join(part for part in (opening.timezone, opening.country) if part)
    for label, dates in ((N_("Closed: {days}"), opening.closed), (N_("Open: {days}"), opening.open)):
        if dates:
            yield reader.word(label, days=" ".join(map(str, sorted(dates))))
    if opening.confirmed_until:
        yield reader.word(N_("Days off are certain until {day}"), day=opening.confirmed_until)
    if opening.duty:
        yield reader.word(N_("When closed and urgent: {duty}"), duty=reader.label(opening.duty))


def hours_text(hours: Hours) -> str:
    """A day's hours as the policy writes them."""
    return " ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in hours)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _departments(reader: Reader, policy: Policy) -> Iterator[str]:
    for department in policy.departments:
        words = [f"{reader.label(department.label)} ({department.name})"]
        if department.led_by:
            words.append(reader.word(N_("led by: {post}"), post=reader.label(department.led_by)))
        if department.lead:
            words.append(reader.word(N_("contact: {name}"), name=department.lead))
        if department.manager:
            words.append(reader.word(N_("manager: {name}"), name=department.manager))
        if department.name == policy.intake:
            words.append(reader.word(N_("takes complaints in")))
        yield " · ".join(words)


def _causes(reader: Reader, policy: Policy) -> Iterator[str]:
    """The first two levels; the rest is a command of its own."""
    short = [cause for cause in policy.causes if cause.path.count("/") < CAUSE_LEVELS]
    yield from (f"{indented(cause.path)}  {reader.label(cause.label)}" for cause in short)
    if below := len(policy.causes) - len(short):
        yield reader.word(N_("and {count} below them: complaintctl policy causes"), count=below)


def _routes(reader: Reader, policy: Policy) -> Iterator[str]:
    labels = {department.name: reader.label(department.label) for department in policy.departments}
    for route in policy.routes:
        condition = (
            reader.word(N_("everything else")) if route.when.always else when_words(reader, route.when, _labels(policy))
        )
        yield f"{condition} → {labels[route.to]}"


def _rules(reader: Reader, policy: Policy) -> Iterator[str]:
    word = reader.translate
    for rule in policy.rules:
        sets = ", ".join(word(str(value)) for value in (rule.priority, rule.grade) if value is not None)
        yield f"{reader.label(rule.because)} ({rule.id}) → {sets}"
        yield f"    {when_words(reader, rule.when, _labels(policy))}"
    for kind, priority in policy.defaults.priority.items():
        yield reader.word(N_("otherwise, {kind} → {priority}"), kind=word(kind), priority=word(str(priority)))


def _deadlines(reader: Reader, policy: Policy) -> Iterator[str]:
    word = reader.translate
    if policy.deadlines:
        heads = (word(str(priority)) for priority in reversed(Priority))
        yield "".join(padded(text, COLUMN) for text in ("", *heads)).rstrip()
    for step, rule in policy.deadlines.items():
        start = _STARTS.get(rule.start)
        yield _row(reader, word(str(step)), rule.amounts, word(start) if start else rule.start)
        yield from (f"    {line}" for line in _particulars(reader, rule, _labels(policy)))


def _row(reader: Reader, head: str, amounts: Mapping[Priority, Any], tail: str = "") -> str:
    cells = [reader.amount_words(str(amounts.get(priority, "–"))) for priority in reversed(Priority)]
    return "".join([padded(head, COLUMN), *(padded(cell, COLUMN) for cell in cells), tail]).rstrip()


def _particulars(reader: Reader, rule: Deadline, labels: Labels) -> Iterator[str]:
    if not rule.when.always:
        yield reader.word(N_("only with {condition}"), condition=when_words(reader, rule.when, labels))
    if rule.opens:
        yield reader.word(N_("not before {amount} have passed"), amount=reader.amount_words(str(rule.opens)))
    for exception in rule.instead:
        amounts = dict.fromkeys(reader.amount_words(str(each)) for each in exception.amounts.values())
        condition = when_words(reader, exception.when, labels)
        yield reader.word(N_("with {condition}: {amounts}"), condition=condition, amounts=" / ".join(amounts) or "–")
    if rule.ours:
        yield reader.word(N_("our own figures: {names}"), names=_listed(reader, rule.ours))


def _tells(reader: Reader, policy: Policy) -> Iterator[str]:
    for tell in policy.tells:
        parts = [reader.translate(tell.on), reader.translate(tell.who)]
        if tell.within is not None:
            parts.append(reader.word(N_("within {amount}"), amount=reader.amount_words(str(tell.within))))
        if not tell.when.always:
            parts.append(
                reader.word(N_("only with {condition}"), condition=when_words(reader, tell.when, _labels(policy)))
            )
        yield " · ".join(parts)


def _approval(reader: Reader, policy: Policy) -> Iterator[str]:
    approval, word = policy.approval, reader.translate
    if approval is None:
        return
    roles = " ".join(sorted(word(str(role)) for role in approval.decided_by))
    if approval.when is not None:
        yield f"{when_words(reader, approval.when, _labels(policy))} → {roles}"
    for role, limit in approval.limits.items():
        limit_text = f"{limit / 100:g} {policy.currency}"
        yield reader.word(N_("{role}: a cost of up to {limit} alone"), role=word(str(role)), limit=limit_text)


def _recused(reader: Reader, policy: Policy) -> Iterator[str]:
    if policy.recused:
        yield reader.word(N_("not as {parts}"), parts=_listed(reader, policy.recused))


def _flags(reader: Reader, policy: Policy) -> Iterator[str]:
    """The flags that the policy names."""
    yield from (f"{reader.label(label)} ({flag})" for flag, label in policy.flag_labels.items())


def _labels(policy: Policy) -> Labels:
    """What the policy calls its flags, and its causes by their paths."""
    return {**policy.flag_labels, **{cause.path: cause.label for cause in policy.causes}}


def when_words(reader: Reader, when: When, labels: Labels = NONE) -> str:
    """A condition as people read it, flags by these labels; empty where it always holds."""
    return reader.word(N_("; or ")).join(
        reader.word(N_(" and ")).join(_condition(reader, name, argument, labels) for name, argument in table)
        for table in when.tables
    )


def _condition(reader: Reader, name: str, argument: Any, labels: Labels) -> str:
    word = reader.translate
    if name in CHOICES:
        return f"{word(name)} {_listed(reader, argument)}"
    if name == "cause":
        causes = {path: reader.label(wording) for path, wording in labels.items() if "/" in path}
        paths = " / ".join(reader.cause_by(causes, path) for path in sorted(argument))
        return reader.word(N_("cause {paths}"), paths=paths)
    if name in AT_LEAST:
        return reader.word(_LEAST[name], number=argument)
    if name == "amount_at_least":
        return reader.word(N_("{amount} or more at stake"), amount=f"{argument / 100:g}")
    words = [reader.label(labels[flag]) if flag in labels else word(flag) for flag in sorted(argument)]
    return reader.word(N_("flag {flags}"), flags=(" / " if name == "any_flag" else " + ").join(words))


def _listed(reader: Reader, values: Iterable[str]) -> str:
    return " / ".join(reader.translate(value) for value in sorted(values))


def difference_lines(reader: Reader, found: Iterable[Difference]) -> Iterator[str]:
    """A line for each key that changed, its value before and after."""
    for path, before, after in found:
        if before is None:
            yield reader.word(N_("{key}: new: {value}"), key=path, value=_value(reader, path, after))
        elif after is None:
            yield reader.word(N_("{key}: gone; it was: {value}"), key=path, value=_value(reader, path, before))
        else:
            yield f"{path}: {_value(reader, path, before)} → {_value(reader, path, after)}"


def _value(reader: Reader, path: str, value: Any) -> str:
    if path.rpartition(".")[2] == "when":
        return when_words(reader, When.of(value)) or reader.word(N_("always"))
    if isinstance(value, Mapping):
        if set(value) <= {"en", "zh"}:
            return reader.label(value)
        return ", ".join(f"{key} {_value(reader, key, inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return " ".join(_value(reader, "", inner) for inner in value) or "–"
    return str(value).lower() if isinstance(value, bool) else harmless(str(value))
