"""Lists of several offices laid together in the order they have by themselves, each row with its office."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from complaintctl.cases.handling import UnknownDepartment
from complaintctl.cases.registration import UnknownCause, UnknownFlag
from complaintctl.model import Priority, Status
from complaintctl.office.facts import names_of
from complaintctl.office.premises import Premises
from complaintctl.store.names import by_language

if TYPE_CHECKING:
    from complaintctl.errors import Refused

Row = dict[str, Any]
Office = TypeVar("Office", bound=Premises)
FALLING = frozenset({"overdue_minutes"})
"""Names that a list puts the highest of first; so it does with instants, but the next date."""


def named(offices: Sequence[Premises], lists: Iterable[Iterable[Row]]) -> list[Row]:
    """The rows of all, each with what its office is called."""
    names = names_of([office.place for office in offices])
    return [row | {"office": name} for name, rows in zip(names, lists, strict=True) for row in rows]


def of_each(offices: Sequence[Office], ask: Callable[[Office], Iterable[Row]]) -> list[Iterable[Row]]:
    """What each answers; one whose policy never had a name that is asked for has nothing. Refused where none had it."""
    if len(offices) == 1:
        return [ask(offices[0])]
    answers: list[Iterable[Row]] = []
    refusals: list[Refused] = []
    for office in offices:
        try:
            answers.append(list(ask(office)))
        except (UnknownDepartment, UnknownCause, UnknownFlag) as refusal:
            answers.append([])
            refusals.append(refusal)
    if len(refusals) == len(offices):
        raise refusals[0]
    return answers


def by_urgency(rows: list[Row]) -> list[Row]:
    """Steps that ran out: highest priority first, then earliest due, then number."""
    return sorted(rows, key=lambda row: (-Priority(row["priority"]).weight, row["due_at"], row["number"]))


def in_order(rows: list[Row], sort: str) -> list[Row]:
    """Cases by a name, as a list of one office has them; what has no value comes last."""
    if sort == "status":
        return sorted(rows, key=lambda row: list(Status).index(row["status"]))
    if sort == "priority":
        return sorted(rows, key=lambda row: (-Priority(row["priority"]).weight, row["received_at"]))
    falling = sort in FALLING or (sort.endswith("_at") and sort != "next_due_at")
    known = sorted((row for row in rows if row[sort] is not None), key=_value(sort), reverse=falling)
    return known + [row for row in rows if row[sort] is None]


def _value(name: str) -> Callable[[Mapping[str, Any]], Any]:
    def value(row: Mapping[str, Any]) -> Any:
        if name in ("customer", "handler", "registered_by", "department"):
            return by_language(row[name])
        return ";".join(row[name]) if isinstance(row[name], list) else row[name]

    return value


def called(offices: Sequence[Office]) -> list[tuple[Office, str]]:
    """Each office with what it is called among these."""
    return list(zip(offices, names_of([office.place for office in offices]), strict=True))


def counted(lists: Iterable[Iterable[Row]], by: str) -> list[Row]:
    """Counts by the same field added up, the most first; `oldest` is the earliest of all."""
    found: dict[Any, Row] = {}
    for row in (row for rows in lists for row in rows):
        there = found.setdefault(row[by], {by: row[by]})
        for name, value in row.items():
            if name == "oldest":
                there[name] = min(filter(None, (there.get(name), value)), default=None)
            elif name != by:
                there[name] = there.get(name, 0) + value
    return sorted(found.values(), key=lambda row: (-row["cases"], row[by] is None, str(row[by])))
