"""Amounts of time as an office writes them: `30m`, `2h office`, `same workday`, `3 workdays`, `7 days`."""

import re
from enum import StrEnum
from typing import NamedTuple

from complaintctl.errors import Unreadable


class Unit(StrEnum):
    """What an amount is counted in, and so what a hold adds to it."""

    ELAPSED = "elapsed"
    OFFICE = "office"
    SAME_WORKDAY = "same workday"
    WORKDAYS = "workdays"
    DAYS = "days"
    MONTHS = "months"
    DATE = "date"


_WRITTEN = (
    r"(?P<same>same workday)|"
    r"(?P<n>[0-9]{1,7})(?:(?P<hm>[mh])(?P<office> office)?| (?P<word>workday|day|month)s?)"
)
_SECONDS = {"m": 60, "h": 3600}
_WORDS = {"workday": Unit.WORKDAYS, "day": Unit.DAYS, "month": Unit.MONTHS}


class Amount(NamedTuple):
    """So much time. `size` is seconds for elapsed and office amounts, else a number of days or months."""

    size: int
    unit: Unit
    written: str

    @classmethod
    def parse(cls, text: str) -> "Amount":
        """The amount written in `text`; Misused where it is not one of the forms in the README."""
        match = re.fullmatch(_WRITTEN, " ".join(text.split()))
        if match is None:
            raise NotAnAmount(text)
        if match["same"]:
            return cls(0, Unit.SAME_WORKDAY, "same workday")
        count = int(match["n"])
        if count < 1:
            raise NotAnAmount(text)
        if match["hm"]:
            office = Unit.OFFICE if match["office"] else Unit.ELAPSED
            written = f"{count}{match['hm']}{' office' if match['office'] else ''}"
            return cls(count * _SECONDS[match["hm"]], office, written)
        word = match["word"]
        return cls(count, _WORDS[word], f"{count} {word}{'' if count == 1 else 's'}")

    def __str__(self) -> str:
        return self.written


BY_DATE = Amount(0, Unit.DATE, "date")
"""No amount but a date that somebody gave: a task's (fu-plan). No policy can write it."""


class NotSaid(Unreadable):
    """Typed, where words are read too."""

    sentence = "“{text}” is not an amount of time."
    hint = "Write 30 minutes, 4 hours, 2 office hours, 3 working days, 7 days, 1 month, or 30m, 4h, 2h office."


class NotAnAmount(Unreadable):
    sentence = "“{text}” is not an amount of time."
    hint = "Write 30m, 4h, 30m office, same workday, 3 workdays, 7 days or 1 month."
