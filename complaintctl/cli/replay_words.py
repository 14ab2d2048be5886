"""What a draft would change in past cases: in words a manager reads, and as json."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from complaintctl.cases.replay import JUDGED, KEPT, LATE, Shift, StepShift, Summary
from complaintctl.cli.registry import N_
from complaintctl.policy.parts import in_language
from complaintctl.render.text import block

if TYPE_CHECKING:
    from complaintctl.cli.session import Session
    from complaintctl.policy.schema import Policy

SHOWN = 5
_TITLES = {
    "priority": N_("Another priority: {count}"), "grade": N_("Another grade: {count}"),
    "department": N_("Proposed to another department: {count}"),
}  # fmt: skip


def summary_json(summary: Summary, draft: "Policy") -> dict[str, Any]:
    """All that would change, each case by its number."""
    return {
        "policy": draft.name,
        "version": draft.version,
        "cases": summary.cases,
        "changed": summary.changed,
        **{name: [_shift_json(shift) for shift in summary.shifts(name)] for name in JUDGED},
        "deadlines": [_step_json(step) for step in summary.by_step()],
    }


def _shift_json(shift: Shift) -> dict[str, Any]:
    return {
        "from": shift.before,
        "to": shift.after,
        "rules": list(shift.rules),
        "rules_before": list(shift.gone),
        "cases": shift.numbers,
    }


def _step_json(step: StepShift) -> dict[str, Any]:
    return {
        "step": step.step,
        "kept_before": step.was[KEPT],
        "late_before": step.was[LATE],
        "kept": step.would[KEPT],
        "late": step.would[LATE],
        "broken": step.broken,
        "saved": step.saved,
    }


def summary_lines(session: "Session", summary: Summary, draft: "Policy") -> Iterator[str]:
    """What would change: how many cases, which, by which rule; then the deadlines, step by step."""
    label = in_language(draft.label, session.lang)
    yield session.word(
        N_("Under “{policy}” (version {version}), {changed} of {cases} past cases would have gone otherwise."),
        policy=label, version=draft.version, changed=len(summary.changed), cases=summary.cases,
    )  # fmt: skip
    yield session.word(N_("What was done is taken as it was; rules, routes and deadlines are the draft's."))
    for name in JUDGED:
        shifts = summary.shifts(name)
        if shifts:
            yield ""
            yield session.word(_TITLES[name], count=sum(len(shift.numbers) for shift in shifts))
            for shift in shifts:
                yield from _shift_lines(session, shift, draft)
    steps = [step for step in summary.by_step() if step.was != step.would or step.broken or step.saved]
    if steps:
        yield ""
        yield session.word(N_("Deadlines"))
        for step in steps:
            yield from _step_lines(session, step)


def _shift_lines(session: "Session", shift: Shift, draft: "Policy") -> Iterator[str]:
    yield f"  {len(shift.numbers)}  {_named(session, shift.before, draft)} → {_named(session, shift.after, draft)}"
    if shift.rules:
        names = _rules(session, shift.rules, [draft])
        yield from _inside(session, session.word(N_("by the rule: {rules}"), rules=names))
    if shift.gone:
        names = _rules(session, shift.gone, session.rulebook.policies)
        yield from _inside(session, session.word(N_("until now by the rule: {rules}"), rules=names))
    elif not shift.rules and shift.before in _PRIORITIES:
        yield from _inside(session, session.word(N_("no rule sets it, and the default is another")))
    yield from _inside(session, _numbers(session, shift.numbers))


def _rules(session: "Session", ids: Sequence[str], policies: Iterable["Policy"]) -> str:
    """Rules by their reasons, as the latest of these policies gives them."""
    because = {rule.id: in_language(rule.because, session.lang) for policy in policies for rule in policy.rules}
    return ", ".join(f"{because[id_]} ({id_})" if id_ in because else id_ for id_ in ids)


_PRIORITIES = ("urgent", "high", "medium", "low")


def _named(session: "Session", code: str, draft: "Policy") -> str:
    """A department by its label under whatever policy has it, everything else by its word."""
    known = (policy.department(code) for policy in (draft, *reversed(session.rulebook.policies)))
    department = next(filter(None, known), None)
    return in_language(department.label, session.lang) if department else session.translate(code)


def _step_lines(session: "Session", step: StepShift) -> Iterator[str]:
    sentence = N_("{step}: late {late_before} → {late}, in time {kept_before} → {kept}")
    gone = not sum(step.would.values())
    if gone:
        sentence = N_("{step}: no such deadline any more; so far late {late_before}, in time {kept_before}")
    elif not sum(step.was.values()):
        sentence = N_("{step}: no such deadline so far; it would have been late {late}, in time {kept}")
    yield "  " + session.word(
        sentence, step=session.translate(step.step), late=step.would[LATE], late_before=step.was[LATE],
        kept=step.would[KEPT], kept_before=step.was[KEPT],
    )  # fmt: skip
    for sentence, numbers in (
        (N_("cases late only under the draft: {count} ({numbers})"), step.broken),
        (N_("cases no longer late: {count} ({numbers})"), () if gone else step.saved),
    ):
        if numbers:
            cases = list(dict.fromkeys(numbers))
            shown = _numbers(session, cases)
            yield from _inside(session, session.word(sentence, count=len(cases), numbers=shown))


def _numbers(session: "Session", numbers: Sequence[str]) -> str:
    """The first few; json has them all."""
    text = " ".join(numbers[:SHOWN])
    more = len(numbers) - SHOWN
    return session.word(N_("{numbers} and {more} more"), numbers=text, more=more) if more > 0 else text


def _inside(session: "Session", text: str) -> Iterator[str]:
    return block(text, indent=5, width=session.breadth)
