"""Whether a measure helped: the share of its cause before it began, and after it was done (le-measures)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from complaintctl.errors import Refused

FEWEST_DAYS, MOST_DAYS = 28, 91
"""What is compared: at least four weeks, so that weekdays weigh alike, and at most a quarter."""


class Share(NamedTuple):
    """How many of the complaints received from `first` to `last` (local dates) were of a cause."""

    first: str
    last: str
    cases: int
    complaints: int

    @property
    def value(self) -> float | None:
        """None where there were no complaints at all: a share of nothing (report-zero)."""
        return self.cases / self.complaints if self.complaints else None


def comparable(ended: date, today: date) -> bool:
    """Whether enough whole days have passed since it was done to be compared with as many before."""
    return (today - ended).days > FEWEST_DAYS


def compared(measure: str, began: date, ended: date, today: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The local dates to compare: as many whole days before it began as have passed since it was done.

    Refused where fewer than four weeks have passed; of more than a quarter only the first.
    """
    day = timedelta(days=1)
    days = min((today - ended).days - 1, MOST_DAYS)
    if not comparable(ended, today):
        raise TooEarly(measure, ended + (FEWEST_DAYS + 1) * day)
    return (began - days * day, began - day), (ended + day, ended + days * day)


def rarer(measure: str, shares: Sequence[Share]) -> bool:
    """Whether the cause's share fell; refused where one of the two is a share of nothing."""
    before, after = (share.value for share in shares) if shares else (None, None)
    if before is None or after is None:
        raise NothingToCompare(measure=measure)
    return after < before


class TooEarly(Refused):
    code = "too-early"

    def __init__(self, measure: str, since: date) -> None:
        super().__init__(
            "It is too early to see whether {measure} helped: four weeks must have passed since it was done.",
            hint='Check it from {since} on, or judge it yourself: --effective | --not-effective --note "…"',
            measure=measure,
            since=since.isoformat(),
        )


class NothingToCompare(Refused):
    sentence = (
        "Whether {measure} helped can't be read from the complaints: it names no cause, or there were none to "
        "compare, before it or since. Somebody has to judge it."
    )
    hint = 'complaintctl measure check {measure} --effective | --not-effective --note "…"'
