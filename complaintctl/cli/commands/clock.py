"""`clock`: when is it due, or how much office time passed, with every interval counted and skipped (clock-elapsed)."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaintctl.cli import typed
from complaintctl.cli.session import Session
from complaintctl.errors import Misused
from complaintctl.moments import stored
from complaintctl.office import shapes
from complaintctl.rules.instants import ReversedRange
from complaintctl.words import timeline
from complaintctl.words.codes import DAYS

if TYPE_CHECKING:
    from complaintctl.rules.worktime import Calendar


def clock(
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="START", help="From when, as 2026-11-20 16:00.")],
    amount: Annotated[
        str | None, typer.Argument(metavar="AMOUNT", help="How much, as 2h office or 3 workdays.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Until when, instead of an amount.")] = None,
    policy: Annotated[Path | None, typer.Option(help="By this policy file; needs no database.")] = None,
) -> None:
    session: Session = ctx.obj
    if (amount is None) == (until is None):
        raise Misused("Give an amount of time, or --until, and not both.")
    calendar = _calendar(session, policy)
    zone = calendar.zone
    now = session.now_in(zone)
    begin = typed.instant(session, start, zone=zone, now=now)
    if amount is not None:
        due = calendar.due(begin, session.amount(amount))
        end, provisional = due.at, due.provisional
    else:
        end = typed.instant(session, until or "", zone=zone, now=now, end_of_day=True, since=begin)
        if end < begin:
            raise ReversedRange(f"{start} .. {until}")
        provisional = calendar.between(begin, end).provisional
    _answer(session, calendar, begin, end, provisional=provisional)


def _calendar(session: Session, path: Path | None) -> "Calendar":
    if path is None:
        return session.office.rulebook.calendar(session.policy)
    from complaintctl.cli.policy_files import read
    from complaintctl.office.rulebook import calendar_of
    from complaintctl.policy.checks import check

    return calendar_of(check(read(path), path.name))


def _answer(session: Session, calendar: "Calendar", begin: datetime, end: datetime, *, provisional: bool) -> None:
    seconds = calendar.between(begin, end).seconds
    intervals = calendar.intervals(begin, end)
    local = end.astimezone(calendar.zone)
    if provisional:
        session.tell("The calendar of that time is not decreed yet; the answer is provisional.")
    if session.form == "json":
        session.json(
            {
                "due": stored(end),
                "due_local": local.strftime("%Y-%m-%d %H:%M:%S"),
                "seconds": seconds,
                "provisional": provisional,
                "intervals": [shapes.interval(interval) for interval in intervals],
            }
        )
        return
    hours, rest = divmod(seconds, 3600)
    parts = [session.word("{hours}h", hours=hours), session.word("{minutes}m", minutes=rest // 60)]
    if rest % 60:
        parts.append(session.word("{seconds}s", seconds=rest % 60))
    session.say(
        session.word(
            "{due}  ({time} of office time)",
            due=f"{local:%Y-%m-%d %H:%M:%S} {session.word(DAYS[local.weekday()])}",
            time=" ".join(parts),
        )
    )
    for interval in intervals:
        session.say("  " + timeline.interval_line(session, interval, calendar.zone))
