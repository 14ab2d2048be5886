"""Actions on cases: each in its own transaction, from the case's events to a new event, its row and its deadlines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from complaintctl.cases.case import Case
from complaintctl.cases.course import fold
from complaintctl.cli.answers import case_json, case_line
from complaintctl.cli.parameters import stdin_text
from complaintctl.errors import ComplaintError, NotFound, Refused
from complaintctl.records import Event
from complaintctl.store import complaints, deadlines, events

if TYPE_CHECKING:
    from complaintctl.cases.deed import Deed
    from complaintctl.cli.session import Session

Build = Callable[[Case, "Deed"], Event]


def record(session: "Session", id_: int, case: Case, event: Event) -> Case:
    """Append an event to a known case and bring its row and deadlines up to it; inside a transaction."""
    events.Appender(session.conn).append(event, id_)
    after = fold([*case.events, event], session.rulebook)
    assert after is not None
    complaints.update(session.conn, after.complaint, id_)
    deadlines.save(session.conn, id_, after.deadlines)
    return after


def admit(session: "Session", event: Event) -> tuple[int, Case]:
    """Put a new case in the register by its registration; inside a transaction."""
    case = fold([event], session.rulebook)
    assert case is not None
    id_ = complaints.insert(session.conn, case.complaint)
    events.Appender(session.conn).append(event, id_)
    deadlines.insert(session.conn, id_, case.deadlines)
    return id_, case


def act(session: "Session", number: str, build: Build) -> int:
    """Do one thing to one case; answers its id."""
    with session.writing():
        id_ = session.id_of(number)
        case = session.case(id_)
        record(session, id_, case, build(case, session.deed(case)))
    return id_


def one(session: "Session", number: str, build: Build) -> None:
    """Do one thing to one case, and answer with the case as it is then."""
    answer(session, act(session, number, build))


def answer(session: "Session", id_: int) -> None:
    """The case as it is now, as json or in a line."""
    if session.form == "json":
        session.json(case_json(session, id_))
    else:
        session.say(case_line(session, id_))


def each(session: "Session", written: Sequence[str], do: Callable[[str], int], *, all_: bool = False) -> None:
    """Do it to each case in its own transaction; one refused doesn't stop the others.

    What stands on standard input, or is `all_` there is, may be any number of cases: the answer is an array.
    """
    if len(written) == 1 and written[0] != "-" and not all_:
        answer(session, do(written[0]))
        return
    done: list[dict[str, Any]] = []
    failed: dict[str, ComplaintError] = {}
    try:
        for number in named(written):
            try:
                id_ = do(number)
            except (Refused, NotFound) as error:
                failed[number] = error
                continue
            if session.form == "json":
                done.append(case_json(session, id_))
            else:
                session.say(case_line(session, id_))
    finally:
        if session.form == "json":
            session.json(done)
    if failed:
        raise NotAll(failed)


def named(written: Sequence[str]) -> Iterator[str]:
    """The numbers given, `-` standing for those on standard input, one a line or word."""
    for number in written:
        if number == "-":
            yield from stdin_text().split()
        else:
            yield number


class NotAll(ComplaintError):
    """What was refused of several, a line each; of an unknown number only if nothing else was."""

    def __init__(self, failed: Mapping[str, ComplaintError]) -> None:
        super().__init__("")
        self.failed = failed
        kinds = {error.code for error in failed.values()}
        self.code = kinds.pop() if len(kinds) == 1 else Refused.code
        unknown = all(isinstance(error, NotFound) for error in failed.values())
        self.exit_code = (NotFound if unknown else Refused).exit_code

    def message(self, translate: Callable[[str], str] = str) -> str:
        """Each number with its sentence."""
        return "\n".join(f"{number}: {error.message(translate)}" for number, error in self.failed.items())

    def advice(self, translate: Callable[[str], str] = str) -> str:
        """The first hint there is; the others are much the same."""
        return next(filter(None, (error.advice(translate) for error in self.failed.values())), "")
