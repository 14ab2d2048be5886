"""Amounts of time as people say them, in words that may be typed again."""

import re
from collections.abc import Callable

from complaintctl.locale import N_

_FORMS = {
    "m": N_("{count}m"), "h": N_("{count}h"), "m office": N_("{count}m office"), "h office": N_("{count}h office"),
    "workday": N_("{count} workday"), "workdays": N_("{count} workdays"), "day": N_("{count} day"),
    "days": N_("{count} days"), "month": N_("{count} month"), "months": N_("{count} months"),
}  # fmt: skip
SAME = N_("same workday")
DATE = N_("date")


def worded(translate: Callable[[str], str], written: str) -> str:
    """The amount in the language that is translated into."""
    if written in (SAME, DATE):
        return translate(written)
    found = re.fullmatch(r"(\d+) ?(.+)", written)
    form = _FORMS.get(found[2]) if found else None
    return translate(form).format(count=found[1]) if found and form else written
