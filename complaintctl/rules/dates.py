"""Dates and times as people and programs write them, read without a locale or a zone."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from typing import Final, NamedTuple

from complaintctl.errors import Misused, Unreadable

ORDERS: Final = ("dmy", "mdy", "ymd")
_NAMES: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_REST: Final = ("UARY", "RUARY", "CH", "IL", "", "E", "Y", "UST", "TEMBER", "OBER", "EMBER", "EMBER")
_MONTHS: Final = {
    name: number
    for number, (short, rest) in enumerate(zip(_NAMES, _REST, strict=True), start=1)
    for name in (short, short + rest)
} | {"SEPT": 9}

# Plain strings: what a run doesn't meet it doesn't compile.
_ISO = (
    r"\d{4}-?(?:\d\d-?\d\d|W\d\d-?\d)"
    r"(?P<time>[T ]\d\d(?::?\d\d){0,2}(?:[.,]\d+)?(?:Z|[+-]\d\d(?::?\d\d){0,2})?)?"
)
_YEAR_FIRST = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]"
_DAY_NAMED = r"(?P<d>\d{1,2})[-/. ]?(?P<m>[A-Z]{3,9})[-/., ]{0,2}(?P<y>\d{4}|\d\d)(?!\d)"
_MONTH_NAMED = r"(?P<m>[A-Z]{3,9})[-/. ]{1,2}(?P<d>\d{1,2})[-/, ]{1,2}(?P<y>\d{4}|\d\d)(?![\d:])"
_NUMERIC = r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)"

_OFFSET = r" ?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$"
_CLOCKS = (
    (r"(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?(?: ?(?P<half>[AP])\.?M\.?)?"),
    (r"(?P<h>\d{1,2})(?P<m>)(?P<s>) ?(?P<half>[AP])\.?M\.?"),
    (r"(?P<half>[上下])午 ?(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d))?"),
    (r"(?:(?P<half>[上下])午)? ?(?P<h>\d{1,2})[时点] ?(?:(?P<m>\d{1,2})分?(?: ?(?P<s>\d{1,2})秒)?)?"),
)
_HALF_HOURS: Final = {"A": range(1, 13), "P": range(1, 13), "上": range(12), "下": range(1, 24)}


class NotAnInstant(Unreadable):
    sentence = "“{text}” is not a date or time."
    hint = "Write 2026-11-21, 2026-11-21 09:30, 2026-11-21T09:30:00+08:00, now, today 9:30 or -2h."


class AmbiguousDate(Misused):
    def __init__(self, text: str, readings: Iterable[date]) -> None:
        super().__init__(
            "“{text}” can be read in more than one way.",
            hint="Write the year first: {readings}.",
            text=text,
            readings=" / ".join(sorted(day.isoformat() for day in readings)),
        )


class OtherOrder(Misused):
    sentence = "“{text}” is not a date in the order {order}."
    hint = "Write the year first, or declare another order with --date-order."


class Written(NamedTuple):
    """What is written: a date, the time of day if any (24:00 included), the offset from UTC if any."""

    day: date
    clock: timedelta | None
    offset: timezone | None


def folded(text: str) -> str:
    """Full-width digits, colons and spaces as ASCII, one space between words, capitals."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(plain.upper().split())


def iso(text: str) -> datetime | date | None:
    """The common forms at once: an aware or naive datetime, or a date alone; None where it is neither."""
    match = re.fullmatch(_ISO, text)
    if match is None:
        return None
    try:
        return datetime.fromisoformat(text) if match["time"] else date.fromisoformat(text)
    except ValueError:
        return None


def written(text: str, order: str | None) -> Written:
    """The date and what follows it, in folded text; ValueError where there is none."""
    if match := re.match(_YEAR_FIRST, text):
        year, month, day = (part for part in match.group(1, 3, 4, 5, 6, 7) if part)
        found = date(int(year), int(month), int(day))
    elif match := re.match(_DAY_NAMED, text) or re.match(_MONTH_NAMED, text):
        found = date(_year(match["y"]), _MONTHS.get(match["m"], 0), int(match["d"]))
    elif match := re.match(_NUMERIC, text):
        found = _in_order(match.group(1, 3, 4), match[0], order)
    else:
        raise ValueError(text)
    clock, offset = clock_and_offset(text[match.end() :].removeprefix("T").lstrip(" ,"))
    return Written(found, clock, offset)


def is_written(text: str, order: str | None) -> bool:
    """Whether the folded text is a date in this order; None: in whichever, if it is one only."""
    try:
        written(text, order)
    except (ValueError, Misused):
        return False
    return True


def _year(text: str) -> int:
    """Two digits mean 1969 to 2068, as POSIX has it."""
    if len(text) == 1:
        raise ValueError(text)
    return int(text) if len(text) == 4 else int(text) + (1900 if int(text) > 68 else 2000)


def _in_order(parts: tuple[str, ...], text: str, order: str | None) -> date:
    """The only date these numbers can be, in the declared order or in any."""
    readings = {day for day in (_reading(parts, each) for each in ([order] if order else ORDERS)) if day}
    if len(readings) > 1:
        raise AmbiguousDate(text, readings)
    if not readings and order:
        raise OtherOrder(text=text, order=order)
    if not readings:
        raise ValueError(text)
    return readings.pop()


def _reading(parts: tuple[str, ...], order: str) -> date | None:
    year, month, day = (parts[order.index(letter)] for letter in "ymd")
    if not len(month) < 3 > len(day) or int(month) > 12:  # the usual misfits, without the price of an exception
        return None
    try:
        return date(_year(year), int(month), int(day))
    except ValueError:
        return None


def clock_and_offset(text: str) -> tuple[timedelta | None, timezone | None]:
    """The time since 00:00 and the offset from UTC, each None where absent; ValueError where unreadable."""
    if not text:
        return None, None
    offset = None
    if match := re.search(_OFFSET, text):
        sign, hours, minutes = match.groups(default="0")
        ahead = timedelta(hours=int(hours), minutes=int(minutes))
        offset = timezone(-ahead if sign == "-" else ahead)
        text = text[: match.start()]
    for form in _CLOCKS:
        if clock := re.fullmatch(form, text):
            return _since_midnight(clock), offset
    raise ValueError(text)


def _since_midnight(clock: re.Match[str]) -> timedelta:
    hour, minute, second = int(clock["h"]), int(clock["m"] or 0), int(clock["s"] or 0)
    if (hour, minute, second) == (24, 0, 0) and not clock["half"]:
        return timedelta(days=1)
    if half := clock["half"]:
        if hour not in _HALF_HOURS[half]:
            raise ValueError(clock[0])
        hour = hour % 12 + (12 if half in "P下" else 0)
    return timedelta(hours=time(hour, minute, second).hour, minutes=minute, seconds=second)
