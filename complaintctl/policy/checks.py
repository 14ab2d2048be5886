"""The check of a policy before it is taken over: every mistake at once, each with its place."""

import re
import tomllib
from datetime import date
from itertools import pairwise
from typing import Any

from complaintctl.errors import Misused
from complaintctl.policy import packs
from complaintctl.policy.amounts import Amount, Unit
from complaintctl.policy.difference import NAMED
from complaintctl.policy.document import DAY_UNITS, DOCUMENT, FIGURES, PACK
from complaintctl.policy.mistakes import BadPolicy, Mistake
from complaintctl.policy.places import Path, line_of, lines, written
from complaintctl.policy.schema import Policy, plain
from complaintctl.policy.shapes import Findings
from complaintctl.policy.whens import impossible


def check(text: str, name: str = "policy.toml") -> Policy:
    """The policy of this document; BadPolicy, with all that is wrong with it, where there is anything."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadPolicy(name, (_not_toml(text, error),)) from None
    findings = findings_in(data)
    if findings.found:
        raise BadPolicy(name, _placed(text, findings))
    decided: dict[str, Any] = plain(data)
    if laid := decided["policy"].get("packs"):
        decided["pack"] = [pack(packs.text(each), each) for each in dict.fromkeys(laid)]
    return Policy(decided)


def pack(text: str, name: str) -> dict[str, Any]:
    """The data of a pack, kept with the policy it is laid over; BadPolicy where there is anything wrong with it."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadPolicy(name, (_not_toml(text, error),)) from None
    findings = Findings()
    PACK(findings, (), data)
    _laws(findings, data)
    if findings.found:
        raise BadPolicy(name, _placed(text, findings))
    kept: dict[str, Any] = plain(data)
    return kept


def findings_in(data: dict[str, Any]) -> Findings:
    """What is wrong with the document, first in its form, then between its parts; both look at all of it."""
    findings = Findings()
    DOCUMENT(findings, (), data)
    for look in (_office, _departments, _names, _routes, _rules, _deadlines, _letters, impossible):
        look(findings, data)
    return findings


def _not_toml(text: str, error: Exception) -> Mistake:
    why = re.sub(r" \(at .*\)$", "", str(error))
    place = re.search(r"\(at line (\d+)", str(error))
    line = int(place[1]) if place else text.count("\n") + 1
    return Mistake(line, "", "this is not TOML: {why}.", {"why": why})


def _placed(text: str, findings: Findings) -> tuple[Mistake, ...]:
    """In the order of the document; what stands nowhere in it comes first."""
    found = lines(text)
    mistakes = [
        Mistake(line_of(path, found), written(path), sentence, fields) for path, sentence, fields in findings.found
    ]
    return tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))


def _office(findings: Findings, data: dict[str, Any]) -> None:
    office = _table(data, "office")
    closed, opened = _list(office, "closed"), _list(office, "open")
    for place, day in enumerate(opened):
        if day in closed:
            findings.add(("office", "open", place), "{day} is both open and closed.", day=day)


def _departments(findings: Findings, data: dict[str, Any]) -> None:
    """There is one at least, and nothing is sent to one that isn't there."""
    rows = _rows(data, "department")
    known = [row.get("name") for row in rows]
    if data.get("department") == []:
        findings.add(("department",), "must name at least one.")
    intake = _table(data, "office").get("intake")
    named: list[tuple[Path, Any]] = [(("office", "intake"), intake)]
    named += [(("route", place, "to"), row.get("to")) for place, row in enumerate(_rows(data, "route"))]
    for path, department in named:
        if isinstance(department, str) and department.strip() and department not in known:
            findings.add(path, "there is no department “{department}”.", department=department)


def _names(findings: Findings, data: dict[str, Any]) -> None:
    """What is looked up by name is there once."""
    for section, key in NAMED.items():
        values = [row.get(key) for row in _rows(data, section)]
        for place, value in enumerate(values):
            if isinstance(value, str) and value in values[:place]:
                findings.add((section, place, key), "“{value}” is named twice.", value=value)


def _routes(findings: Findings, data: dict[str, Any]) -> None:
    """The last one, and only the last, is without `when`."""
    rows = _rows(data, "route")
    catching = next((place for place, row in enumerate(rows) if "when" not in row), None)
    if catching is None:
        if isinstance(data.get("route"), list):
            place: Path = ("route", len(rows) - 1) if rows else ("route",)
            findings.add(place, "the last route must have no `when`, so that it catches the rest.")
        return
    for later in range(catching + 1, len(rows)):
        findings.add(("route", later), "can never hold: a route before it has no `when`.")


def _rules(findings: Findings, data: dict[str, Any]) -> None:
    for place, row in enumerate(_rows(data, "rule")):
        if not {"priority", "grade"} & row.keys():
            findings.add(("rule", place), "sets neither a priority nor a grade.")


def _deadlines(findings: Findings, data: dict[str, Any]) -> None:
    """Each names an amount, and none opens after it has run out."""
    for step, row in _table(data, "deadline").items():
        if not isinstance(row, dict):
            continue
        path: Path = ("deadline", step)
        if not {*FIGURES, "instead"} & row.keys():
            findings.add(path, "names no amount of time.")
        _opening(findings, path, row)
        for place, other in enumerate(_rows(row, "instead")):
            here: Path = (*path, "instead", place)
            if not set(FIGURES) & other.keys():
                findings.add(here, "names no amount of time.")
            _opening(findings, here, other)


def _letters(findings: Findings, data: dict[str, Any]) -> None:
    """A letter that meets a step is one that the policy has: any other would never be sent (fu-letter)."""
    kinds = [f"letter:{row.get('kind')}" for row in _rows(data, "letter")]
    for step, row in _table(data, "deadline").items():
        for place, action in enumerate(_list(row, "met_by") if isinstance(row, dict) else ()):
            if isinstance(action, str) and action.startswith("letter:") and action not in kinds:
                path: Path = ("deadline", step, "met_by", place)
                findings.add(path, "there is no letter “{kind}”.", kind=action.removeprefix("letter:"))


def _opening(findings: Findings, path: Path, row: dict[str, Any]) -> None:
    opens = _amount(row.get("opens"))
    dues = [due for key in FIGURES if (due := _amount(row.get(key)))]
    if opens and opens.unit in DAY_UNITS and any(_later(opens, due) for due in dues):
        findings.add((*path, "opens"), "opens after it has run out.")


def _laws(findings: Findings, data: dict[str, Any]) -> None:
    """Alternatives start and are met alike, each is valid at some time, and each extension gives more of it."""
    rows = _rows(data, "law")
    first = {str(row.get("id")): row for row in reversed(rows)}
    for place, row in enumerate(rows):
        path: Path = ("law", place)
        for key in ("from", "met_by"):
            if key in row and row[key] != first[str(row.get("id"))].get(key):
                findings.add((*path, key), "must be the same for all laws of one id.")
        since, until = row.get("valid_from"), row.get("valid_until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            findings.add((*path, "valid_until"), "lies before valid_from.")
        amounts = [_amount(each.get("amount")) for each in (row, *_rows(row, "extension"))]
        for number, (before, after) in enumerate(pairwise(amounts)):
            if before and after and before.unit == after.unit and after.size <= before.size:
                findings.add((*path, "extension", number, "amount"), "is no longer than what it extends.")


def _later(opens: Amount, due: Amount) -> bool:
    """Whether the day it opens always lies after the due time, whatever the calendar."""
    if opens.unit == due.unit:
        return opens.size > due.size
    least = opens.size * (28 if opens.unit is Unit.MONTHS else 1)
    most = {Unit.DAYS: due.size, Unit.MONTHS: due.size * 31, Unit.ELAPSED: due.size / 86400 + 1}
    return due.unit in most and least > most[due.unit]


def _amount(written: Any) -> Amount | None:
    try:
        return Amount.parse(written) if isinstance(written, str) else None
    except Misused:
        return None


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _list(data: dict[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _rows(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The tables of a list, with an empty one for what isn't a table, so that places stay right."""
    return [row if isinstance(row, dict) else {} for row in _list(data, key)]
