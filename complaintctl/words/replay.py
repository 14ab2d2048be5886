"""What a draft would change in past cases: in words a manager reads, and as json."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from complaintctl.cases.replay import JUDGED, KEPT, LATE, Shift, StepShift, Summary
from complaintctl.locale import N_
from complaintctl.policy.schema import Policy
from complaintctl.render.text import block
from complaintctl.words.reader import Reader

SHOWN = 5
_TITLES = {
    "priority": N_("Another priority: {count}"), "grade": N_("Another grade: {count}"),
    "department": N_("Proposed to another department: {count}"),
}  # fmt: skip


def summary_json(summary: Summary, draft: Policy) -> dict[str, Any]:
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
        "law": step.law,
        "kept_before": step.was[KEPT],
        "late_before": step.was[LATE],
        "kept": step.would[KEPT],
        "late": step.would[LATE],
        "broken": step.broken,
        "saved": step.saved,
    }


def summary_lines(reader: Reader, summary: Summary, draft: Policy) -> Iterator[str]:
    """What would change: how many cases, which, by which rule; then the deadlines, step by step."""
    label = reader.label(draft.label)
    yield reader.word(
        N_("Under “{policy}” (version {version}), {changed} of {cases} past cases would have gone otherwise."),
        policy=label, version=draft.version, changed=len(summary.changed), cases=summary.cases,
    )  # fmt: skip
    yield reader.word(N_("What was done is taken as it was; rules, routes and deadlines are the draft's."))
    for name in JUDGED:
        shifts = summary.shifts(name)
        if shifts:
            yield ""
            yield reader.word(_TITLES[name], count=sum(len(shift.numbers) for shift in shifts))
            for shift in shifts:
                yield from _shift_lines(reader, shift, draft)
    steps = [step for step in summary.by_step() if step.was != step.would or step.broken or step.saved]
    if steps:
        yield ""
        yield reader.word(N_("Deadlines"))
        for step in steps:
            yield from _step_lines(reader, step)


def _shift_lines(reader: Reader, shift: Shift, draft: Policy) -> Iterator[str]:
    yield f"  {len(shift.numbers)}  {_named(reader, shift.before, draft)} → {_named(reader, shift.after, draft)}"
    if shift.rules:
        names = _rules(reader, shift.rules, [draft])
        yield from _inside(reader, reader.word(N_("by the rule: {rules}"), rules=names))
    if shift.gone:
        names = _rules(reader, shift.gone, reader.policies)
        yield from _inside(reader, reader.word(N_("until now by the rule: {rules}"), rules=names))
    elif not shift.rules and shift.before in _PRIORITIES:
        yield from _inside(reader, reader.word(N_("no rule sets it, and the default is another")))
    yield from _inside(reader, _numbers(reader, shift.numbers))


def _rules(reader: Reader, ids: Sequence[str], policies: Iterable[Policy]) -> str:
    """Rules by their reasons, as the latest of these policies gives them."""
    because = {rule.id: reader.label(rule.because) for policy in policies for rule in policy.rules}
    return ", ".join(f"{because[id_]} ({id_})" if id_ in because else id_ for id_ in ids)


_PRIORITIES = ("urgent", "high", "medium", "low")


def _named(reader: Reader, code: str, draft: Policy) -> str:
    """A department by its label under whatever policy has it, everything else by its word."""
    known = (policy.department(code) for policy in (draft, *reversed(list(reader.policies))))
    department = next(filter(None, known), None)
    return reader.label(department.label) if department else reader.translate(code)


def _step_lines(reader: Reader, step: StepShift) -> Iterator[str]:
    sentence = N_("{step}: late {late_before} → {late}, in time {kept_before} → {kept}")
    gone = not sum(step.would.values())
    if gone:
        sentence = N_("{step}: no such deadline any more; so far late {late_before}, in time {kept_before}")
    elif not sum(step.was.values()):
        sentence = N_("{step}: no such deadline so far; it would have been late {late}, in time {kept}")
    name = " ".join(filter(None, (reader.translate(step.step), step.law)))
    yield "  " + reader.word(
        sentence, step=name, late=step.would[LATE], late_before=step.was[LATE],
        kept=step.would[KEPT], kept_before=step.was[KEPT],
    )  # fmt: skip
    for sentence, numbers in (
        (N_("cases late only under the draft: {count} ({numbers})"), step.broken),
        (N_("cases no longer late: {count} ({numbers})"), () if gone else step.saved),
    ):
        if numbers:
            cases = list(dict.fromkeys(numbers))
            shown = _numbers(reader, cases)
            yield from _inside(reader, reader.word(sentence, count=len(cases), numbers=shown))


def _numbers(reader: Reader, numbers: Sequence[str]) -> str:
    """The first few; json has them all."""
    text = " ".join(numbers[:SHOWN])
    more = len(numbers) - SHOWN
    return reader.word(N_("{numbers} and {more} more"), numbers=text, more=more) if more > 0 else text


def _inside(reader: Reader, text: str) -> Iterator[str]:
    return block(text, indent=5, width=reader.breadth)
