"""What the queue shows: the groups of today, or cases by a filter, a sort or words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from complaintctl.desk.queue import PAGE, Item
from complaintctl.desk.reading import AtDesk
from complaintctl.discretion import listed
from complaintctl.locale import N_
from complaintctl.office.together import in_order

WHOSE = {"today": N_("what waits"), "mine": N_("mine"), "open": N_("all open cases"), "all": N_("all cases")}
SORTS = ("received_at", "priority", "next_due_at", "overdue_minutes", "number", "customer", "handler")


@dataclass(frozen=True, slots=True)
class View:
    """`words` are searched for; else cases of whom, in which department, in which order."""

    whose: str = "today"
    department: str = ""
    sort: str = "received_at"
    words: str = ""

    @property
    def is_today(self) -> bool:
        return not self.words and self.whose in ("today", "mine")

    def told(self, reader: AtDesk) -> str:
        """What is shown, in words."""
        if self.words:
            return reader.word(N_("found by “{words}”"), words=self.words)
        parts = [reader.translate(WHOSE[self.whose]), reader.department(self.department) if self.department else ""]
        return ", ".join(filter(None, parts))


class Found(NamedTuple):
    """What is to be shown; whether that was all of it."""

    items: list[Item]
    agenda: Mapping[str, Sequence[Any]]
    ended: bool


def begun(readers: Sequence[AtDesk]) -> list[Item]:
    """What is most pressing, to be seen before the rest is gathered."""
    return [
        Item(office, row["number"], "overdue", _row(readers, office, row))
        for office, reader in enumerate(readers)
        for row in reader.office.pressing()["overdue"]
    ]


def gathered(readers: Sequence[AtDesk], view: View, after: int) -> Found:
    """The items of the view, those after so many; `agenda` counts what is late and due today."""
    if view.is_today:
        agendas = [reader.office.today(reader.office.actor if view.whose == "mine" else None) for reader in readers]
        items = list(_of_today(readers, agendas, view.department))
        return Found(items, _together(agendas), ended=True)
    agenda = {} if after else _together([reader.office.pressing() for reader in readers])
    rows = [list(islice(_rows(reader, view, after), PAGE)) for reader in readers]
    items = [
        Item(office, row["number"], "", _row(readers, office, row)) for office, each in enumerate(rows) for row in each
    ]
    if len(readers) > 1:
        order = in_order([dict(item.row) | {"_item": item} for item in items], view.sort)
        items = [row["_item"] for row in order]
    return Found(items, agenda, ended=all(len(each) < PAGE for each in rows))


def _of_today(
    readers: Sequence[AtDesk], agendas: Sequence[Mapping[str, Sequence[Any]]], department: str
) -> Iterator[Item]:
    sections = dict.fromkeys(section for agenda in agendas for section in agenda)
    for section in sections:
        for office, agenda in enumerate(agendas):
            for row in agenda.get(section, ()):
                if not department or row.get("department") == department:
                    yield Item(office, row.get("number", ""), section, _row(readers, office, row))


def _row(readers: Sequence[AtDesk], office: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as lists show it; among several offices with its own."""
    whose = {"office": readers[office].office.place.stem} if len(readers) > 1 else {}
    return listed(row, reveal=False) | whose


def _together(agendas: Sequence[Mapping[str, Sequence[Any]]]) -> dict[str, list[Any]]:
    counted: dict[str, list[Any]] = {}
    for agenda in agendas:
        for section, rows in agenda.items():
            counted.setdefault(section, []).extend(rows)
    return counted


def _rows(reader: AtDesk, view: View, after: int) -> Iterator[Mapping[str, Any]]:
    office = reader.office
    department = (view.department,) if view.department else ()
    if view.words:
        found = office.search(view.words, {"department": department}, limit=after + PAGE)
        return islice(found, after, None)
    which = {"department": department, "open": view.whose == "open"}
    return office.complaints(which, sort=view.sort, limit=PAGE, offset=after)  # type: ignore[arg-type]
