"""Times as they are typed: in the program's own forms, or in words, which are said back as they were understood."""

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from complaintctl.cli.voice import Voice
from complaintctl.policy import amounts
from complaintctl.policy.amounts import Amount
from complaintctl.rules.dates import NotAnInstant
from complaintctl.rules.instants import NotARange, parse_instant, parse_range, shown


def instant(
    voice: Voice,
    text: str,
    *,
    zone: ZoneInfo,
    now: datetime,
    end_of_day: bool = False,
    ahead: bool = False,
    since: datetime | None = None,
) -> datetime:
    """An instant local to the zone; a day that comes again is the nearest past one, or where `ahead` the next.

    The end of a time that begins at `since` is the first from there on.
    """
    try:
        return parse_instant(text, zone=zone, now=now, end_of_day=end_of_day)
    except NotAnInstant:
        from complaintctl.rules.spoken import Lean

        lean = Lean.FUTURE if ahead else Lean.PAST
        meant = parse_instant(text, zone=zone, now=now, end_of_day=end_of_day, lean=lean, since=since)
        voice.understood(text, shown(meant, zone))
        return meant


def period(voice: Voice, text: str, *, zone: ZoneInfo, now: datetime) -> str:
    """A period in the program's own form; what is no period at all is left for its reader to refuse."""
    typed = [end.strip() for end in text.split("..")]
    ends = [_own_form(end, zone, now) for end in typed]
    if ends != typed:
        voice.understood(text, "..".join(ends))
    return "..".join(ends)


def _own_form(text: str, zone: ZoneInfo, now: datetime) -> str:
    if not text:
        return text
    with suppress(NotARange):
        parse_range(text, zone=zone, now=now)
        return text
    from complaintctl.rules import spoken

    return spoken.period(text, now.astimezone(zone).replace(tzinfo=None)) or text


def amount(voice: Voice, text: str) -> Amount:
    """An amount of time."""
    try:
        return Amount.parse(text)
    except amounts.NotAnAmount:
        from complaintctl.rules import spoken

        found = spoken.amount(text)
        if found is None:
            raise amounts.NotSaid(text) from None

        meant = Amount.parse(found)
        voice.understood(text, voice.amount_words(str(meant)))
        return meant
