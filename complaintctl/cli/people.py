"""Somebody of the staff, typed by name, login or a part of the name."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from typer._click.types import ParamType

from complaintctl.cli.meant import one_of

if TYPE_CHECKING:
    from complaintctl.cli.session import Session


class Person(ParamType):
    """One of the staff; a name that nobody has is taken as it is."""

    name = "str"

    def __init__(self, *, asks: bool = True, ever: bool = False) -> None:
        """`asks`: a name near somebody's is asked about; `ever`: those who left, and who had cases, are people too."""
        self._asks = asks
        self._ever = ever

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        """The name that is meant."""
        session = ctx.obj if ctx is not None else None
        typed = value.strip() if isinstance(value, str) else ""
        return self.meant(session, typed) if session is not None and typed else value

    def meant(self, session: "Session", typed: str) -> str:
        """The name of the staff; what was typed where nobody fits."""
        staff = session.everywhere(lambda office: office.staff()) if self._ever else session.office.staff()
        if any(typed == person["name"] for person in staff):
            return typed
        here = [person for person in staff if not person["left_at"]]
        left = [person for person in staff if person["left_at"]] if self._ever else []
        if (same := _same(session, typed, here, left)) is not None:
            return same
        if self._ever and any(session.everywhere(lambda office: (office.had_cases(typed),))):
            return typed
        for people in (here, left):
            if (name := one_of(session, typed, _having(typed, people), _as_it_is)) is not None:
                return name
        return _near(session, typed, [person["name"] for person in here], asks=self._asks)


def acting(session: "Session", typed: str) -> str:
    """Who acts: by name, login, or how a name begins; letters within a word are too little for that."""
    staff = session.office.staff()
    if any(typed == person["name"] for person in staff):
        return typed
    here = [person for person in staff if not person["left_at"]]
    if (same := _same(session, typed, here)) is not None:
        return same
    if (name := one_of(session, typed, _having(typed, here, begins=True), _as_it_is)) is not None:
        return name
    return _near(session, typed, [person["name"] for person in here], asks=True)


def _same(session: "Session", typed: str, *groups: Sequence[Any]) -> str | None:
    """Whose name or login it is but for case, width and spaces."""
    from complaintctl.words.vocabulary import folded

    wanted = folded(typed)
    for people in groups:
        names = [person["name"] for person in people]
        same = [name for name in names if folded(name) == wanted]
        same = same or [person["name"] for person in people if folded(person["login"] or "") == wanted]
        if same:
            return one_of(session, typed, same, _as_it_is)
    return None


def _having(typed: str, people: Sequence[Any], *, begins: bool = False) -> list[str]:
    """The names with this part, else those whose login begins so; where it `begins`, no single letter within a word."""
    from complaintctl.words.vocabulary import folded

    wanted = folded(typed)
    if not wanted:
        return []

    def has(name: str) -> bool:
        if not begins or (not wanted.isascii() and len(wanted) > 1):
            return wanted in folded(name)
        return any(folded(word).startswith(wanted) for word in (*name.split(), name))

    found = [person["name"] for person in people if has(person["name"])]
    return found or [person["name"] for person in people if folded(person["login"] or "").startswith(wanted)]


def _near(session: "Session", typed: str, names: Iterable[str], *, asks: bool) -> str:
    """The name as it is typed, or that of the staff it was misspelt for."""
    from complaintctl.words.vocabulary import near

    for name in near(typed, names):
        if not asks:
            session.tell("“{typed}” is nobody of the staff; is {name} meant?", typed=typed, name=name)
        elif not session.asks:
            session.tell("“{typed}” is nobody of the staff; {name} is. It was taken as typed.", typed=typed, name=name)
        elif _agreed(session, typed, name):
            return name
    return typed


def _agreed(session: "Session", typed: str, name: str) -> bool:
    from complaintctl.cli.asking import confirmed

    question = session.word("“{typed}” is nobody of the staff. Is it {name}?", typed=typed, name=name)
    return confirmed(session, question, empty=True)


def _as_it_is(_: object, name: str) -> str:
    return name


PERSON = Person()
PERSON_THEN = Person(asks=False, ever=True)
"""Somebody of any time, for filters: a case may be with one who was never of the staff."""
