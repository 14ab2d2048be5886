"""Complaints by filters and by words: list, search."""

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Annotated, Any

import typer

from complaintctl.cli import filters
from complaintctl.cli.discretion import listed
from complaintctl.cli.options import NotOneOf
from complaintctl.cli.session import Session
from complaintctl.store import register
from complaintctl.store.register import Filter

DRAWN = ("number", "status", "priority", "customer", "department", "next_step", "next_due_at", "content")


@filters.filtered
def list_(
    ctx: typer.Context,
    which: Filter,
    sort: Annotated[
        str, typer.Option(help="By this name, as received_at, number, priority, next_due_at.")
    ] = "received_at",
    limit: Annotated[int | None, typer.Option(min=1, max=10**9, help="At most so many.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
) -> None:
    """List complaints: the open ones, the newest first (re-archive)."""
    session: Session = ctx.obj
    if sort not in register.SORTS:
        raise NotOneOf("--sort", sort, tuple(register.SORTS))
    only_open = not all_ and "status" not in which.columns
    if only_open:
        which.open_only()
    rows = register.cases(session.conn, which, session.judged_at, sort=sort, limit=limit)
    if not _put(session, rows) and session.on_terminal:
        lacking = "Nothing was found; complaintctl list --all lists closed ones too."
        session.tell(lacking if only_open else "Nothing was found.")


@filters.filtered
def search(
    ctx: typer.Context,
    which: Filter,
    words: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="Words, from two letters or characters on; all must occur.")
    ],
    limit: Annotated[int | None, typer.Option(min=1, max=10**9, help="At most so many.")] = None,
    all_: Annotated[bool, typer.Option("--all", hidden=True)] = False,  # noqa: ARG001 list's; all are searched anyway
) -> None:
    """Find complaints, closed ones too, by what was written down about them; the newest first (re-archive)."""
    from complaintctl.store.search import found
    from complaintctl.store.wording import Query

    session: Session = ctx.obj
    query = Query.of(" ".join(words))
    rows = islice(found(session.conn, query, which, session.judged_at, private=session.reveals), limit)
    if not _put(session, rows) and session.on_terminal:
        session.tell("Nothing was found.")


def _put(session: Session, rows: Iterable[Mapping[str, Any]]) -> bool:
    """Give the list; answers whether there was anything in it."""
    left = iter(rows)
    first = list(islice(left, 1))
    shown = (listed(row, reveal=session.reveals) for row in chain(first, left))
    session.rows(register.NAMES, shown, drawn=DRAWN)
    return bool(first)
