"""A customer as someone names them: by one of their cases, or by what they can be reached at."""

from typing import TYPE_CHECKING, Annotated

import typer

from complaintctl.errors import NotFound
from complaintctl.store import customers

if TYPE_CHECKING:
    from complaintctl.cli.session import Session

Who = Annotated[
    str,
    typer.Argument(metavar="WHO", help="One of their complaints, or their phone, e-mail address or reference."),
]


def cases_of(session: "Session", who: str) -> set[int]:
    """The ids of the customer's cases; NotFound where there is none, without repeating what may be a phone."""
    try:
        id_ = session.id_of(who)
    except NotFound:
        persons = customers.named(session.conn, who)
        if not persons:
            raise NoSuchCustomer from None
        return set().union(*(customers.cases_of(session.conn, person) for person in persons))
    return {id_} | customers.cases_of(session.conn, customers.of_case(session.conn, id_))


class NoSuchCustomer(NotFound):
    def __init__(self) -> None:
        super().__init__(
            "No complaint has this number, phone, e-mail address or reference.", hint="complaintctl search TEXT"
        )
