"""Which case a number means: written whole, without the year, or just today's counter (number-shift)."""

import re
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from complaintctl.errors import NotFound
from complaintctl.store import complaints
from complaintctl.store.connection import Connection

_WHOLE = re.compile(r"C?(\d{8})-(\d{1,6})")
_WITHOUT_YEAR = re.compile(r"(\d{4})-(\d{1,6})")
_TODAYS = re.compile(r"\d{1,6}")


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
        number = f"C{now.astimezone(zone):%Y%m%d}-{int(text):04d}"
    id_ = complaints.id_of(conn, number or written)
    if id_ is None:
        raise NoSuchComplaint(number=written)
    return id_


class NoSuchComplaint(NotFound):
    sentence = "There is no complaint {number}."
    hint = "complaintctl list --all shows every number."
