"""Earlier complaints like this one: of the same customer, and of others with the same cause (in-repeat)."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from complaintctl.moments import stored
from complaintctl.policy.amounts import Amount, Unit
from complaintctl.policy.schema import Policy
from complaintctl.store import complaints
from complaintctl.store.complaints import Customer


def window(amount: Amount, received: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """The first and the last instant that count for a receipt, as they are stored.

    So many local dates, the receipt's own included: of `30 days` the first is 29 days earlier.
    """
    return _first(received.astimezone(zone).date(), amount, zone), stored(received)


@lru_cache(maxsize=256)
def _first(after: date, amount: Amount, zone: ZoneInfo) -> str:
    """The first instant of the window that ends on this local date."""
    if amount.unit == Unit.MONTHS:
        from dateutil.relativedelta import relativedelta

        after -= relativedelta(months=amount.size)
    else:
        after -= timedelta(days=amount.size)
    return stored(datetime.combine(after + timedelta(days=1), time(), zone))


def earlier(
    conn: sqlite3.Connection,
    given: Mapping[str, Any],
    received: datetime,
    amount: Amount,
    zone: ZoneInfo,
    *,
    but: int | None = None,
) -> list[str]:
    """The numbers of the same customer's earlier cases in the window, the latest first; `but` is the case's own id."""
    customer = Customer.of({} if given.get("anonymous") else given)
    return complaints.earlier_of(conn, customer, *window(amount, received, zone), but=but)


def latest_alike(
    conn: sqlite3.Connection,
    given: Mapping[str, Any],
    received: datetime,
    amount: Amount,
    zone: ZoneInfo,
    limit: int,
) -> list[str]:
    """The numbers of the latest cases in the window with this cause, of whatever customer."""
    cause = given.get("cause")
    return complaints.latest_alike(conn, cause, *window(amount, received, zone), limit) if cause else []


def alike(
    conn: sqlite3.Connection,
    given: Mapping[str, Any],
    received: datetime,
    amount: Amount,
    zone: ZoneInfo,
    *,
    but: int | None = None,
    enough: int | None = None,
) -> tuple[int, int]:
    """`repeats` and `similar` of a case, itself included; `but` is its id where it is registered already.

    Others are counted up to `enough`, which keeps a file of a hundred thousand alike from asking for each of them.
    """
    customer = Customer.of({} if given.get("anonymous") else given)
    cause = given.get("cause")
    if not cause and not customer.known:
        return 1, 1
    since, until = window(amount, received, zone)
    earlier = complaints.earlier_of(conn, customer, since, until, but=but)
    repeats = 1 + (complaints.complaints_among(conn, earlier) if earlier else 0)
    if not cause:
        return repeats, 1
    return repeats, complaints.customers_alike(conn, cause, customer, since, until, but=but, enough=enough)


def most_asked_for(policy: Policy) -> int:
    """The highest `similar_at_least` of any condition: more than that need not be counted."""
    return max(_thresholds(policy.data), default=1)


def _thresholds(value: Any) -> Iterator[int]:
    if isinstance(value, Mapping):
        if isinstance(least := value.get("similar_at_least"), int):
            yield least
        for inner in value.values():
            yield from _thresholds(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _thresholds(inner)
