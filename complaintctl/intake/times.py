"""The times of a file, in its own zone and its own order of day and month (rules.md, Time)."""

import re
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from complaintctl.errors import Refused
from complaintctl.intake.faults import BadOption
from complaintctl.rules.dates import ORDERS, AmbiguousDate
from complaintctl.rules.instants import parse_instant, shown

AUTO = "auto"
"""Said with --date-order: the only order that fits all values is found, and taken by `take`."""
SKEW = timedelta(minutes=1)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_UNIX = re.compile(r"1\d{9}(?:\d{3})?")
_MILLISECONDS = 13
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_LAST_WEEKDAY = re.compile(r"\s*[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?(?=\s|$)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?")
_ZONE = re.compile(r"\s*\(?\b(UTC|GMT|[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+)\)?$", re.IGNORECASE)
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 Excel's days are local, of no zone
_REMEMBERED = 4096


class Times:
    """Reads the times of one file. Instants come out in UTC; what is ahead of `now` is refused."""

    def __init__(
        self, zone: ZoneInfo, now: datetime, order: str | None, *, serial: bool = False, unix: bool = False
    ) -> None:
        """`serial`: numbers count days as Excel does, 46347.5 for noon on 2026-11-21; `unix`: seconds since 1970."""
        if order == AUTO:
            order = None
        if order is not None and order not in ORDERS:
            raise BadOption(
                "--date-order can't be “{order}”; it is one of: {orders}.", order=order, orders=" ".join(ORDERS)
            )
        self._zone = zone
        self._now = now
        self._order = order
        self._serial = serial
        self._unix = unix
        self._known: dict[str, datetime] = {}

    def take(self, order: str) -> None:
        """Read in this order from now on."""
        self._order = order

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
        if _UNIX.fullmatch(text):
            text = self._since_1970(text)
        text, zone = _plainly(text, self._zone)
        try:
            instant = parse_instant(text, zone=zone, now=self._now, order=self._order)
        except AmbiguousDate:
            raise Ambiguous(text=text) from None
        if instant > self._now + SKEW:
            raise Ahead(at=shown(instant, self._zone))
        return instant

    def _since_1970(self, text: str) -> str:
        """The time that so many seconds, or thousandths of them, since 1970 mean."""
        if not self._unix:
            raise SinceEpoch(text=text)
        seconds = int(text) // (1000 if len(text) == _MILLISECONDS else 1)
        return datetime.fromtimestamp(seconds, UTC).isoformat()

    def _dated(self, text: str) -> str:
        """The local time that so many days since Excel's first mean, to the second (csv-excel)."""
        if not self._serial:
            raise Serial(text=text)
        return (_DAY_ZERO + timedelta(seconds=round(float(text) * 86400))).isoformat(" ")


def _plainly(text: str, zone: ZoneInfo) -> tuple[str, ZoneInfo]:
    """The time without the name of its weekday and of its zone, digits parted; and the zone it names, else this one."""
    text = _WEEKDAY.sub("", _LAST_WEEKDAY.sub("", text)).strip()
    if digits := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second = digits.groups(default="00")
        return f"{year}-{month}-{day} {hour}:{minute}:{second}", zone
    if named := _ZONE.search(text):
        if named[1].upper() in ("UTC", "GMT"):
            return f"{text[: named.start()]}+00:00", zone
        with suppress(BadOption):
            return text[: named.start()], zone_of(named[1])
    return text, zone


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


class SinceEpoch(Refused):
    sentence = "“{text}” may count the seconds since 1970; say so with --unix-times."


class Serial(Refused):
    sentence = "“{text}” is not a date; if it is a serial number of Excel's, say --serial-dates."


class Ahead(Refused):
    sentence = "{at} lies in the future."
