"""What a draft would change in past cases: in words a manager reads, and as json."""

from collections.abc import Iterator, Sequence
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
    word = session.translate
    yield f"  {len(shift.numbers)}  {_named(session, shift.before, draft)} → {_named(session, shift.after, draft)}"
    because = {rule.id: in_language(rule.because, session.lang) for rule in draft.rules}
    if shift.rules:
        names = ", ".join(f"{because[id_]} ({id_})" for id_ in shift.rules)
        yield from _inside(session, session.word(N_("by the rule: {rules}"), rules=names))
    if shift.gone:
        names = ", ".join(f"{because[id_]} ({id_})" if id_ in because else id_ for id_ in shift.gone)
        yield from _inside(session, session.word(N_("it was by: {rules}"), rules=names))
    elif not shift.rules and shift.before in _PRIORITIES:
        yield from _inside(session, word(N_("by what stands where no rule sets it")))
    yield from _inside(session, _numbers(session, shift.numbers))


_PRIORITIES = ("urgent", "high", "medium", "low")


def _named(session: "Session", code: str, draft: "Policy") -> str:
    """A department by its label under whatever policy has it, everything else by its word."""
    known = (policy.department(code) for policy in (draft, *reversed(session.rulebook.policies)))
    department = next(filter(None, known), None)
    return in_language(department.label, session.lang) if department else session.translate(code)


def _step_lines(session: "Session", step: StepShift) -> Iterator[str]:
    sentence = N_("{step}: {late} late instead of {late_before}, {kept} kept instead of {kept_before}")
    if not sum(step.would.values()):
        sentence = N_("{step}: not one any more; {late_before} were late, {kept_before} kept")
    elif not sum(step.was.values()):
        sentence = N_("{step}: none before; {late} would have been late, {kept} kept")
    yield "  " + session.word(
        sentence, step=session.translate(step.step), late=step.would[LATE], late_before=step.was[LATE],
        kept=step.would[KEPT], kept_before=step.was[KEPT],
    )  # fmt: skip
    for sentence, numbers in (
        (N_("{count} would have been late: {numbers}"), step.broken),
        (N_("{count} would not have been late: {numbers}"), step.saved),
    ):
        if numbers:
            yield from _inside(session, session.word(sentence, count=len(numbers), numbers=_numbers(session, numbers)))


def _numbers(session: "Session", numbers: Sequence[str]) -> str:
    """The first few; json has them all."""
    some = list(dict.fromkeys(numbers))
    text = " ".join(some[:SHOWN])
    more = len(some) - SHOWN
    return session.word(N_("{numbers} and {more} more"), numbers=text, more=more) if more > 0 else text


def _inside(session: "Session", text: str) -> Iterator[str]:
    return block(text, indent=5, width=session.width if session.on_terminal else None)
