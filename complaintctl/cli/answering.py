"""Answers to what was done: to one case as it is then, to several each its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from complaintctl.cli.parameters import stdin_text
from complaintctl.cli.session import Session
from complaintctl.discretion import discreet
from complaintctl.errors import ComplaintError, NotFound, Refused
from complaintctl.words.answers import case_line

if TYPE_CHECKING:
    from complaintctl.cases.case import Case


def case_json(session: Session, number: str) -> dict[str, Any]:
    """A case by the names of the contract, as it is now, masked unless revealed."""
    return discreet(session.office.row(number), reveal=session.reveals)


def tell_unlisted(session: Session, cause: str | None) -> None:
    """Say of a cause that the policy's tree doesn't name that it was taken all the same (cl-category)."""
    if cause is not None and not session.policy.lists_cause(cause):
        sentence = "“{cause}” isn't in the policy's tree; it is kept as it is: complaintctl policy causes"
        session.tell(sentence, cause=cause)


def answer(session: Session, case: "Case") -> None:
    """The case as it is now, as json or in a line."""
    if session.form == "json":
        session.json(case_json(session, case.number))
        return
    session.say(case_line(session, session.office.row(case.number)))
    from complaintctl.words.done import done_lines

    for line in done_lines(session, case):
        session.say(line)


def _answer_among_others(session: Session, case: "Case") -> None:
    session.say(case_line(session, session.office.row(case.number)))


def answer_all(session: Session, numbers: Sequence[str]) -> None:
    """The same of several."""
    if session.form == "json":
        session.json([case_json(session, number) for number in numbers])
        return
    for number in numbers:
        session.say(case_line(session, session.office.row(number)))


def each(session: Session, written: Sequence[str], do: "Callable[[str], Case]", *, all_: bool = False) -> None:
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
                case = do(number)
            except (Refused, NotFound) as error:
                failed[number] = error
                continue
            if session.form == "json":
                done.append(case_json(session, case.number))
            else:
                _answer_among_others(session, case)
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
