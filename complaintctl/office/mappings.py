"""Ways of reading files that are kept under a name: used, and added to."""

from datetime import datetime
from typing import Any

from complaintctl.errors import Refused
from complaintctl.intake.columns import folded
from complaintctl.intake.said import NAMES, Said
from complaintctl.office.acting import Acting
from complaintctl.records import Event
from complaintctl.store import events
from complaintctl.store.connection import Connection


class Mapping:
    """What is kept under a name, with what is said beside it: the latter wins, and is kept with it."""

    def __init__(self, office: Acting, name: str, said: Said) -> None:
        kept = mappings(office.conn)
        if name not in kept and not said:
            raise NoMapping(name, list(kept))
        self._office = office
        self._name = name
        self._before = kept[name].changes["options"] if name in kept else None
        self.options = merged(self._before or {}, said)

    def keep(self, at: datetime | None = None) -> None:
        """Write it down where it is new or has changed; inside a transaction."""
        if self.options != self._before:
            self._office.note_down("mapping", {"mapping": self._name, "options": self.options}, at)


def mappings(conn: Connection) -> dict[str, Event]:
    """By name, the event that kept each mapping last."""
    found = {event.changes["mapping"]: event for event in events.of_office(conn, ["mapping"])}
    return {name: found[name] for name in sorted(found)}


def merged(kept: Said, said: Said) -> dict[str, Any]:
    """Options taken together: of two for the same column, value or name the one that is said now."""
    together = {**kept, **said}
    for name in ("map", "value", "default"):
        if name in kept and name in said:
            news = {key for each in said[name] for key in _keys(name, each)}
            together[name] = [each for each in kept[name] if not news.intersection(_keys(name, each))] + said[name]
    return {name: together[name] for name in NAMES if name in together}


def _keys(option: str, text: str) -> set[tuple[int, str]]:
    """What an option decides: --map a column and what it fills, --value a value, --default a name."""
    if option == "default":
        return {(0, folded(text.partition("=")[0]))}
    left, _, right = text.rpartition("=")
    target = folded(right)
    return {(0, folded(left)), *([(1, target)] if option == "map" and target else [])}


class NoMapping(Refused):
    code = "unknown-mapping"

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            "No mapping “{name}” is kept; there are: {known}." if known else "No mapping is kept yet.",
            hint="Say what to keep beside it, by --map, --value, --default and their like.",
            name=name,
            known=", ".join(known),
        )
