"""The times of a file, in its own zone and its own order of day and month (rules.md, Time)."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from complaintctl.errors import Refused
from complaintctl.intake.faults import BadOption
from complaintctl.rules.dates import ORDERS, AmbiguousDate
from complaintctl.rules.instants import parse_instant, shown

SKEW = timedelta(minutes=1)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 Excel's days are local, of no zone
_REMEMBERED = 4096


class Times:
    """Reads the times of one file. Instants come out in UTC; what is ahead of `now` is refused."""

    def __init__(self, zone: ZoneInfo, now: datetime, order: str | None, *, serial: bool = False) -> None:
        """`serial`: numbers count days as Excel does, 46347.5 for noon on 2026-11-21."""
        if order is not None and order not in ORDERS:
            raise BadOption(
                "--date-order can't be “{order}”; it is one of: {orders}.", order=order, orders=" ".join(ORDERS)
            )
        self._zone = zone
        self._now = now
        self._order = order
        self._serial = serial
        self._known: dict[str, datetime] = {}

    def read(self, text: str) -> datetime:
        """The instant a cell means."""
        found = self._known.get(text)
        if found is None:
            found = self._parsed(text)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = found
        return found

    def is_date_before(self, instant: datetime, other: datetime) -> bool:
        """Whether this is the beginning of the day that the other lies in, as of a cell with a date alone."""
        local = instant.astimezone(self._zone)
        return local.time() == time() and local.date() == other.astimezone(self._zone).date()

    def _parsed(self, text: str) -> datetime:
        if _SERIAL.fullmatch(text):
            text = self._dated(text)
        try:
            instant = parse_instant(text, zone=self._zone, now=self._now, order=self._order)
        except AmbiguousDate:
            raise Ambiguous(text=text) from None
        if instant > self._now + SKEW:
            raise Ahead(at=shown(instant, self._zone))
        return instant

    def _dated(self, text: str) -> str:
        """The local time that so many days since Excel's first mean, to the second (csv-excel)."""
        if not self._serial:
            raise Serial(text=text)
        return (_DAY_ZERO + timedelta(seconds=round(float(text) * 86400))).isoformat(" ")


def zone_of(name: str) -> ZoneInfo:
    """The zone a file is meant in."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise BadOption(
            "There is no time zone “{name}”.", hint="Use a name like America/New_York.", name=name
        ) from None


class Ambiguous(Refused):
    sentence = "“{text}” can be read in more than one way; declare the order with --date-order dmy, mdy or ymd."


class Serial(Refused):
    sentence = "“{text}” is not a date; if it is a serial number of Excel's, say --serial-dates."


class Ahead(Refused):
    sentence = "{at} lies in the future."
