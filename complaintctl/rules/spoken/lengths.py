"""Amounts of time as people say them: 3个工作日, half an hour."""

from complaintctl.rules.spoken.grammar import whole
from complaintctl.rules.spoken.spelling import plain

_AMOUNTS = {
    "minutes": "{}m", "hours": "{}h", "office minutes": "{}m office", "office hours": "{}h office",
    "workdays": "{} workdays", "days": "{} days", "weeks": "{} days", "months": "{} months",
}  # fmt: skip
_MINUTES_OF = {"hours": "minutes", "office hours": "office minutes"}


def amount(text: str) -> str | None:
    """The amount in the program's own form, as `3 workdays`; None where it isn't understood."""
    said = whole(plain(text), "amounts")
    if said is None:
        return None
    if "same" in said:
        return "same workday"
    count, span = float(said["n"]) + float(said.get("plus", 0)), str(said["span"])
    if span == "quarters":
        span, count = "minutes", count * 15
    if "odd" in said:
        if span not in _MINUTES_OF:
            return None
        span, count = _MINUTES_OF[span], count * 60 + float(said["odd"])
    if count % 1 and span in _MINUTES_OF:
        span, count = _MINUTES_OF.get(span, span), count * 60
    if span == "weeks":
        count *= 7
    return _AMOUNTS[span].format(int(count)) if count >= 1 and not count % 1 else None
