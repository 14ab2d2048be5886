"""In which order a file writes its dates: tried on all values of each column of times."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaintctl.errors import ComplaintError, Refused
from complaintctl.intake.columns import Plan
from complaintctl.intake.plain import bare
from complaintctl.intake.sources import Source
from complaintctl.intake.values import TIMES
from complaintctl.rules.dates import ORDERS, folded, is_written, iso

_REMEMBERED = 10_000


@dataclass(slots=True)
class Fit:
    """Of so many values in a column, how many can be dates in each order."""

    column: str
    values: int
    orders: dict[str, int]

    @property
    def whole(self) -> list[str]:
        """The orders that fit all."""
        return [order for order in ORDERS if self.orders[order] == self.values]


def fits(source: Source, plan: Plan) -> list[Fit]:
    """How each order does in each column of times whose values need one."""
    columns = [column for column in plan.used if column.field in (*TIMES, "at")]
    counts = {column.title: Fit(column.title, 0, dict.fromkeys(ORDERS, 0)) for column in columns}
    known: dict[str, Sequence[str] | None] = {}
    for record in source.records():
        if isinstance(record.cells, ComplaintError):
            continue
        for column in columns:
            if any(place >= len(record.cells) for place in column.places):
                continue
            text = bare(" ".join(str(record.cells[place]) for place in column.places))
            if len(known) > _REMEMBERED:
                known.clear()
            if text not in known:
                known[text] = _orders(text)
            if (orders := known[text]) is not None:
                counts[column.title].values += 1
                for order in orders:
                    counts[column.title].orders[order] += 1
    return [fit for fit in counts.values() if fit.values]


def _orders(text: str) -> Sequence[str] | None:
    """The orders in which the text is a date; None where it needs none, or is no date at all."""
    plain = folded(text)
    if not plain or iso(plain) is not None:
        return None
    found = [order for order in ORDERS if is_written(plain, order)]
    if not found or (len(found) == len(ORDERS) and is_written(plain, None)):
        return None
    return found


def only(found: Sequence[Fit]) -> str | None:
    """The order that fits all values of all columns, where no other does; None where no value needs one."""
    if not found:
        return None
    whole = [order for order in ORDERS if all(order in fit.whole for fit in found)]
    if len(whole) != 1:
        raise NoOnlyOrder(found)
    return whole[0]


def told(fit: Fit) -> str:
    """`mdy fits all 565, dmy fits 310`, in the order of how well they do."""
    ranked = sorted(fit.orders.items(), key=lambda each: -each[1])
    return ", ".join(f"{order} {count}/{fit.values}" for order, count in ranked if count)


class NoOnlyOrder(Refused):
    code = "date-order"

    def __init__(self, found: Sequence[Fit]) -> None:
        super().__init__(
            "Which order the dates are in can't be told: {fits}.",
            hint="Say it: --date-order dmy, mdy or ymd.",
            fits="; ".join(f"{fit.column}: {told(fit)}" for fit in found),
        )
