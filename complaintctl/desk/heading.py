"""The line at the top: which office, who acts, the office's clock, how much is late and due today."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from complaintctl.desk.reading import AtDesk
from complaintctl.locale import N_
from complaintctl.rules.days import Why
from complaintctl.words.codes import DAYS


def heading(reader: AtDesk, agenda: Mapping[str, Sequence[Any]], marked: int) -> str:
    """The line, its parts the most needed first."""
    office = reader.office
    parts = [office.place.stem, office.actor, f"{reader.shown(reader.judged_at)} {opening(reader)}"]
    if office.looks_back:
        parts.append(reader.word(N_("as of then: nothing can be written down")))
    counts = {name: len(agenda.get(name, ())) for name in ("overdue", "due_today")}
    parts.append(reader.word(N_("{overdue} late, {due_today} due today"), **counts))
    if marked:
        parts.insert(2, reader.word(N_("{count} marked"), count=marked))
    return " · ".join(parts)


def opening(reader: AtDesk) -> str:
    """Whether the office is open, until or from when, and the holiday's name."""
    calendar, now = reader.office.calendar, reader.judged_at
    first = next(islice(calendar.periods(now), 1), None)
    if first is not None and first[0] <= now:
        return reader.word(N_("open until {time}"), time=_clock(reader, first[1]))
    day = calendar.day(calendar.date_of(now))
    why = f" ({day.name})" if day.why is Why.HOLIDAY and day.name else ""
    if first is None:
        return reader.word(N_("closed")) + why
    opens = first[0].astimezone(reader.zone)
    when = f"{reader.translate(DAYS[opens.weekday()])} {_clock(reader, first[0])}"
    return reader.word(N_("closed, opens {when}"), when=when) + why


def _clock(reader: AtDesk, instant: datetime) -> str:
    return f"{instant.astimezone(reader.zone):%H:%M}"
