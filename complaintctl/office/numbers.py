"""Which case a number means: written whole, without the year, or just a counter of these days (number-shift)."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from complaintctl.errors import NotFound, Refused
from complaintctl.store import complaints
from complaintctl.store.connection import Connection

_WHOLE = re.compile(r"C?(\d{8})-(\d{1,6})")
_WITHOUT_YEAR = re.compile(r"(\d{4})-(\d{1,6})")
_TODAYS = re.compile(r"\d{1,6}")
RECENT = 7
"""So many days, today among them, a counter alone is looked for in."""


def id_of(conn: Connection, written: str, now: datetime, zone: ZoneInfo) -> int:
    """The id of the case; NotFound where there is none."""
    text = unicodedata.normalize("NFKC", written).strip().upper()
    number = None
    if match := _WHOLE.fullmatch(text):
        number = f"C{match[1]}-{int(match[2]):04d}"
    elif match := _WITHOUT_YEAR.fullmatch(text):
        until = f"C{now.astimezone(zone):%Y%m%d}~"
        fitting = complaints.ending_in(conn, match[1], int(match[2]))
        number = next((found for found in fitting if found <= until), None)
    elif _TODAYS.fullmatch(text):
        number = _recent(conn, text, now.astimezone(zone).date())
    id_ = complaints.id_of(conn, number or written)
    if id_ is None:
        raise NoSuchComplaint(number=written)
    return id_


def _recent(conn: Connection, text: str, today: date) -> str | None:
    """Today's of this counter; else the only one of the last days.

    A call of last night that is filed this morning has the number of yesterday. Ambiguous where several fit.
    """
    days = [today - timedelta(days=back) for back in range(RECENT)]
    numbers = [f"C{day:%Y%m%d}-{int(text):04d}" for day in days]
    found = complaints.known(conn, numbers)
    if numbers[0] in found or len(found) == 1:
        return max(found)
    if found:
        raise Ambiguous(text, sorted(found, reverse=True))
    return None


class Ambiguous(Refused):
    code = "ambiguous"

    def __init__(self, text: str, numbers: Sequence[str]) -> None:
        super().__init__(
            "{text} could be any of: {numbers}.",
            hint="Say the month and day too: {short}",
            text=text,
            numbers=" ".join(numbers),
            short=f"{numbers[0][5:9]}-{int(numbers[0][-4:])}",
        )


class NoSuchComplaint(NotFound):
    sentence = "There is no complaint {number}."
    hint = "complaintctl list --all shows every number."
