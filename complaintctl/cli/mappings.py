"""The kept ways of reading files, as they would be typed."""

import shlex

from complaintctl.cli.session import Session
from complaintctl.intake.said import NAMES, Said
from complaintctl.moments import stored
from complaintctl.office.mappings import mappings


def tell_all(session: Session) -> None:
    """Every mapping with its options."""
    kept = mappings(session.office.conn)
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
        session.say(f"{name}: {shlex.join(typed(event.changes['options']))}")


def typed(options: Said) -> list[str]:
    """Options as they are typed."""
    words: list[str] = []
    for name in filter(options.__contains__, NAMES):
        option, value = f"--{name.replace('_', '-')}", options[name]
        for each in value if isinstance(value, list) else [value]:
            words += [option] if each is True else [option, str(each)]
    return words
