"""Complaints by filters and by words: list, search."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from itertools import chain, islice
from typing import Annotated, Any

import typer

from complaintctl.cli import filters
from complaintctl.cli.counts import put_counts
from complaintctl.cli.meant import FIELD, SORT
from complaintctl.cli.session import Session
from complaintctl.cli.several import opened
from complaintctl.contract import NAMES, SORTS
from complaintctl.discretion import listed
from complaintctl.errors import NotOneOf
from complaintctl.office.filters import Which
from complaintctl.office.together import called, counted, in_order, named, of_each

DRAWN = ("number", "status", "priority", "customer", "department", "next_step", "next_due_at", "content")


@filters.filtered
def list_(
    ctx: typer.Context,
    which: Which,
    sort: Annotated[
        str, typer.Option(click_type=SORT, help="By this name, as received_at, number, priority, next_due_at.")
    ] = "received_at",
    limit: Annotated[int | None, typer.Option(min=1, max=10**9, help="At most so many.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD", click_type=FIELD, help="Count them by this instead, as handler, department or cause."
        ),
    ] = None,
) -> None:
    session: Session = ctx.obj
    if sort not in SORTS:
        raise NotOneOf("--sort", sort, SORTS)
    only_open = not all_ and "status" not in which
    if only_open:
        which["open"] = True
    with ExitStack() as stack:
        offices = [each.office for each in opened(session, stack)]
        if by is not None:
            names = dict(called(offices))
            tallies = of_each(offices, lambda office: office.count_cases(by, which, called=names[office]))
            rows = counted(tallies, by)[:limit]
            put_counts(session, rows, (by, "cases", "overdue", "oldest"))
            return
        lists = of_each(offices, lambda office: office.complaints(which, sort=sort, limit=limit))
        several = in_order(named(offices, lists), sort)[:limit] if len(offices) > 1 else None
        found = _put(session, lists[0] if several is None else several, several=several is not None)
    if not found and session.on_terminal:
        lacking = "Nothing was found; complaintctl list --all lists closed ones too."
        session.tell(lacking if only_open else "Nothing was found.")


@filters.filtered
def search(
    ctx: typer.Context,
    which: Which,
    words: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="Words, from two letters or characters on; all must occur.")
    ],
    limit: Annotated[int | None, typer.Option(min=1, max=10**9, help="At most so many.")] = None,
    all_: Annotated[bool, typer.Option("--all", hidden=True)] = False,  # noqa: ARG001 list's; all are searched anyway
) -> None:
    session: Session = ctx.obj
    with ExitStack() as stack:
        offices = [each.office for each in opened(session, stack)]
        said = " ".join(words)
        lists = of_each(offices, lambda office: office.search(said, which, private=session.reveals, limit=limit))
        several = in_order(named(offices, lists), "received_at")[:limit] if len(offices) > 1 else None
        found = _put(session, lists[0] if several is None else several, several=several is not None)
    if not found and session.on_terminal:
        session.tell("Nothing was found.")


def _put(session: Session, rows: Iterable[Mapping[str, Any]], *, several: bool) -> bool:
    """Give the list, with the office where there are several; answers whether there was anything in it."""
    office = ("office",) if several else ()
    left = iter(rows)
    first = list(islice(left, 1))
    shown = (listed(row, reveal=session.reveals) for row in chain(first, left))
    session.rows((*NAMES, *office), shown, drawn=(*office, *DRAWN))
    return bool(first)
