"""Complaints by filters and by words: list, search."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Annotated, Any

import typer

from complaintctl.cli import filters
from complaintctl.cli.discretion import listed
from complaintctl.cli.options import NotOneOf
from complaintctl.cli.session import Session
from complaintctl.store import register

DRAWN = ("number", "status", "priority", "customer", "department", "next_step", "next_due_at", "content")


def list_(
    ctx: typer.Context,
    status: filters.StatusFilter = None,
    priority: filters.PriorityFilter = None,
    grade: filters.GradeFilter = None,
    kind: filters.KindFilter = None,
    category: filters.CategoryFilter = None,
    cause: filters.CauseFilter = None,
    channel: filters.ChannelFilter = None,
    department: filters.DepartmentFilter = None,
    handler: filters.HandlerFilter = None,
    customer: filters.CustomerFilter = None,
    ref: filters.RefFilter = None,
    flag: filters.FlagFilter = None,
    tag: filters.TagFilter = None,
    received: filters.ReceivedFilter = None,
    overdue: filters.OverdueFilter = False,
    on_hold: filters.OnHoldFilter = False,
    mine: filters.MineFilter = False,
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
    which = filters.matching(
        session, status=status, priority=priority, grade=grade, kind=kind, category=category, cause=cause,
        channel=channel, department=department, handler=handler, customer=customer, ref=ref, flag=flag, tag=tag,
        received=received, overdue=overdue, on_hold=on_hold, mine=mine,
    )  # fmt: skip
    if not all_ and not status:
        which.open_only()
    rows = register.cases(session.conn, which, session.judged_at, sort=sort, limit=limit)
    _put(session, rows)


def search(
    ctx: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Words, from two letters or characters on; all must occur.")
    ],
    status: filters.StatusFilter = None,
    priority: filters.PriorityFilter = None,
    grade: filters.GradeFilter = None,
    kind: filters.KindFilter = None,
    category: filters.CategoryFilter = None,
    cause: filters.CauseFilter = None,
    channel: filters.ChannelFilter = None,
    department: filters.DepartmentFilter = None,
    handler: filters.HandlerFilter = None,
    customer: filters.CustomerFilter = None,
    ref: filters.RefFilter = None,
    flag: filters.FlagFilter = None,
    tag: filters.TagFilter = None,
    received: filters.ReceivedFilter = None,
    overdue: filters.OverdueFilter = False,
    on_hold: filters.OnHoldFilter = False,
    mine: filters.MineFilter = False,
    limit: Annotated[int | None, typer.Option(min=1, max=10**9, help="At most so many.")] = None,
    all_: Annotated[bool, typer.Option("--all", hidden=True)] = False,  # noqa: ARG001 list's; all are searched anyway
) -> None:
    """Find complaints, closed ones too, by what was written down about them; the newest first (re-archive)."""
    from complaintctl.store.search import found
    from complaintctl.store.wording import Query

    session: Session = ctx.obj
    query = Query.of(text)
    which = filters.matching(
        session, status=status, priority=priority, grade=grade, kind=kind, category=category, cause=cause,
        channel=channel, department=department, handler=handler, customer=customer, ref=ref, flag=flag, tag=tag,
        received=received, overdue=overdue, on_hold=on_hold, mine=mine,
    )  # fmt: skip
    _put(session, islice(found(session.conn, query, which, session.judged_at, private=session.reveals), limit))


def _put(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    session.rows(register.NAMES, (listed(row, reveal=session.reveals) for row in rows), drawn=DRAWN)
