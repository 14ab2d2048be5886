"""Earlier complaints like this one: of the same customer, and of others with the same cause (in-repeat)."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from heapq import merge
from typing import Any
from zoneinfo import ZoneInfo

from complaintctl.model import Kind
from complaintctl.moments import stored
from complaintctl.policy.amounts import Amount, Unit
from complaintctl.policy.schema import Policy
from complaintctl.store import complaints
from complaintctl.store.complaints import NOBODY, Customer, Like, cause_key
from complaintctl.store.connection import Connection


class Unwritten:
    """Cases that are numbered and not yet in the register; they leave in the order in which they came."""

    def __init__(self) -> None:
        self._order: deque[Like] = deque()
        self._of: defaultdict[tuple[str, str | None], deque[Like]] = defaultdict(deque)

    def __len__(self) -> int:
        return len(self._order)

    def add(self, number: str, fields: Mapping[str, Any]) -> None:
        """Know of a case, as its registration will describe it."""
        received, cause = stored(fields["received_at"]), cause_key(fields.get("cause"))
        like = Like(number, fields["kind"], received, customer_of(fields), cause)
        self._order.append(like)
        for key in _keys(like):
            self._of[key].append(like)

    def forget(self) -> None:
        """The first of them is in the register now."""
        for key in _keys(self._order.popleft()):
            self._of[key].popleft()
            if not self._of[key]:
                del self._of[key]

    def of_customer(self, customer: Customer, since: str, until: str) -> Sequence[Like]:
        """As `complaints.of_customer`."""
        found = {
            like.number: like
            for key in zip(Customer._fields, customer, strict=True)
            for like in self._of.get(key, ())
            if since <= like.received_at <= until and customer.is_same(like.customer)
        }
        return list(found.values())

    def with_cause(self, key: str, since: str, until: str) -> Sequence[Like]:
        """As `complaints.with_cause`."""
        likes = [like for like in self._of.get(("cause", key), ()) if since <= like.received_at <= until]
        return sorted(likes, key=_received)


def _keys(like: Like) -> list[tuple[str, str | None]]:
    return [*_names(like.customer), *([("cause", like.cause_key)] if like.cause_key else [])]


def _received(like: Like) -> str:
    return like.received_at


NONE = Unwritten()


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
    conn: Connection,
    given: Mapping[str, Any],
    received: datetime,
    amount: Amount,
    zone: ZoneInfo,
    *,
    but: int | None = None,
) -> list[str]:
    """The numbers of the same customer's earlier cases in the window, the latest first; `but` is the case's own id."""
    found = complaints.of_customer(conn, customer_of(given), *window(amount, received, zone), but=but)
    return [like.number for like in sorted(found, key=lambda like: (like.received_at, like.number), reverse=True)]


def latest_alike(
    conn: Connection, given: Mapping[str, Any], received: datetime, amount: Amount, zone: ZoneInfo, limit: int
) -> list[str]:
    """The numbers of the latest cases in the window with this cause, of whatever customer."""
    cause = given.get("cause")
    return complaints.latest_alike(conn, cause, *window(amount, received, zone), limit) if cause else []


def alike(
    conn: Connection,
    given: Mapping[str, Any],
    received: datetime,
    amount: Amount,
    zone: ZoneInfo,
    *,
    but: int | None = None,
    enough: int | None = None,
    unwritten: Unwritten = NONE,
) -> tuple[int, int]:
    """`repeats` and `similar` of a case, itself included; `but` is its id where it is registered already.

    Others are counted up to `enough`, which keeps a file of a hundred thousand alike from asking for each of them.
    """
    customer, cause = customer_of(given), cause_key(given.get("cause"))
    since, until = window(amount, received, zone)
    repeats = similar = 1
    if customer.known:
        there = complaints.of_customer(conn, customer, since, until, but=but)
        coming = unwritten.of_customer(customer, since, until)
        repeats += sum(like.kind == Kind.COMPLAINT for like in (*there, *coming))
    if cause:
        others: Iterable[Like] = complaints.with_cause(conn, cause, since, until, but=but)
        if more := unwritten.with_cause(cause, since, until):
            others = merge(others, more, key=_received)
        alike_in_cause = (like.customer for like in others if like.kind != Kind.CONCERN)
        similar = _customers(customer, alike_in_cause, enough)
    return repeats, similar


def _customers(first: Customer, others: Iterable[Customer], enough: int | None) -> int:
    """How many different customers there are, the first and the others, counted up to `enough`."""
    counted = 1
    seen: defaultdict[tuple[str, str | None], list[Customer]] = defaultdict(list)
    _note(seen, first)
    for other in others:
        if enough is not None and counted >= enough:
            break
        if not any(known.is_same(other) for key in _names(other) for known in seen.get(key, ())):
            counted += 1
            _note(seen, other)
    return counted


def _note(seen: defaultdict[tuple[str, str | None], list[Customer]], customer: Customer) -> None:
    """Find this customer again by whatever is known of them."""
    for key in _names(customer):
        seen[key].append(customer)


def _names(customer: Customer) -> list[tuple[str, str | None]]:
    return [key for key in zip(Customer._fields, customer, strict=True) if key[1]]


def customer_of(given: Mapping[str, Any]) -> Customer:
    """Whom a case with these fields is about."""
    return NOBODY if given.get("anonymous") else Customer.of(given)


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
