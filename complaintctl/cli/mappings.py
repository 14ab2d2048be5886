"""Ways of reading files that are kept under a name: used, added to, listed."""

import shlex
from typing import TYPE_CHECKING, Any

from complaintctl.cli.file_options import OPTIONS, Said
from complaintctl.errors import Refused
from complaintctl.intake.columns import folded
from complaintctl.moments import stored
from complaintctl.records import Event
from complaintctl.store import events

if TYPE_CHECKING:
    import sqlite3

    from complaintctl.cli.session import Session


class Mapping:
    """What is kept under a name, with what is said beside it: the latter wins, and is kept with it."""

    def __init__(self, session: "Session", name: str, said: Said) -> None:
        kept = mappings(session.conn)
        if name not in kept and not said:
            raise NoMapping(name, list(kept))
        self._session = session
        self._name = name
        self._before = kept[name].changes["options"] if name in kept else None
        self.options = merged(self._before or {}, said)

    def keep(self) -> None:
        """Write it down where it is new or has changed; inside a transaction."""
        if self.options == self._before:
            return
        session = self._session
        changes = {"mapping": self._name, "options": self.options}
        event = Event(
            session.at, session.now, session.actor, session.login, "mapping", changes, clock=session.clock,
            calendar=session.rulebook.version,
        )  # fmt: skip
        events.Appender(session.conn).append(event, None)


def mappings(conn: "sqlite3.Connection") -> dict[str, Event]:
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
    return {name: together[name] for name in OPTIONS if name in together}


def _keys(option: str, text: str) -> set[tuple[int, str]]:
    """What an option decides: --map a column and what it fills, --value a value, --default a name."""
    if option == "default":
        return {(0, folded(text.partition("=")[0]))}
    left, _, right = text.rpartition("=")
    target = folded(right)
    return {(0, folded(left)), *([(1, target)] if option == "map" and target else [])}


def tell_all(session: "Session") -> None:
    """Every mapping with its options, as they would be typed."""
    kept = mappings(session.conn)
    if session.form == "json":
        session.json(
            [
                {"name": name, "options": event.changes["options"], "at": stored(event.at), "actor": event.actor}
                for name, event in kept.items()
            ]
        )
        return
    if not kept:
        session.tell("No mapping is kept; --mapping NAME keeps what is said beside it.")
    for name, event in kept.items():
        session.say(f"{name}: {shlex.join(_typed(event.changes['options']))}")


def _typed(options: Said) -> list[str]:
    words: list[str] = []
    for name in filter(options.__contains__, OPTIONS):
        option, value = f"--{name.replace('_', '-')}", options[name]
        for each in value if isinstance(value, list) else [value]:
            words += [option] if each is True else [option, str(each)]
    return words


class NoMapping(Refused):
    code = "unknown-mapping"

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            "No mapping “{name}” is kept; there are: {known}." if known else "No mapping is kept yet.",
            hint="Say what to keep beside it, by --map, --value, --default and their like.",
            name=name,
            known=", ".join(known),
        )
