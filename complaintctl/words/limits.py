"""What a report doesn't count or compare, and why: cases that a filter leaves out, a time before the register."""

from collections.abc import Iterator, Mapping
from typing import Any

from complaintctl.locale import N_
from complaintctl.reports.layout import Facts, When
from complaintctl.words.codes import label
from complaintctl.words.reader import Reader


def limits(reader: Reader, facts: Facts, *, year_ago: bool) -> Iterator[str]:
    """A sentence for each; of the period a year ago only where it is shown."""
    if facts.narrowed:
        yield reader.word(
            "Only {filters}, by how the cases stand now; adjustments are left out, measures are the whole office's.",
            filters="; ".join(_filters(reader, facts.narrowed)),
        )
    if facts.recorded("now") == "none":
        yield reader.word(
            "The register holds nothing from before {day}, and so nothing of {period}.",
            day=_begun(reader, facts, "now"),
            period=facts.period.name,
        )
        return
    compared: list[When] = ["before", "year_ago"] if year_ago else ["before"]
    for when in compared:
        if sentence := _NOT_WHOLE.get(facts.recorded(when)):
            yield reader.word(sentence, before=facts.at(when).name, day=_begun(reader, facts, when))


_NOT_WHOLE = {
    "none": N_("{before} is not compared: the register holds nothing from before {day}."),
    "part": N_("Of {before} only a part is compared: the register holds nothing from before {day}."),
}


def _begun(reader: Reader, facts: Facts, when: When) -> str:
    """The day a register began that hasn't seen all of a period; of several each that hasn't, with its office."""
    late = {office: start for office, start in facts.begun.items() if start > facts.at(when).start}
    days = {office: reader.shown(start)[:10] for office, start in late.items()}
    if len(facts.begun) == 1:
        return "".join(days.values())
    return ", ".join(f"{day} ({office})" for office, day in days.items())


def _filters(reader: Reader, narrowed: Mapping[str, Any]) -> Iterator[str]:
    for name, value in narrowed.items():
        word = reader.word(_NAMES.get(name, label(name)))
        if value is True:
            yield word
            continue
        values = [value] if isinstance(value, str) else list(value)
        yield f"{word} {', '.join(_value(reader, name, str(each)) for each in values)}"


_NAMES = {"flag": N_("flag"), "tag": N_("tag"), "mine": N_("handler")}
"""What a filter is called where no field of a case is called so."""
_CODED = frozenset({"status", "priority", "grade", "kind", "category", "channel"})


def _value(reader: Reader, name: str, value: str) -> str:
    """By the policy's label where it has one; codes translated, somebody's own words as they are."""
    match name:
        case "department":
            return reader.department(value)
        case "cause":
            return reader.cause(value)
        case "flag":
            return reader.flag(value)
    return reader.code(value) if name in _CODED else value
