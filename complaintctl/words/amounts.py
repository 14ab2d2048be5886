"""Amounts of time as people read them."""

from typing import Final

from complaintctl.locale import N_
from complaintctl.policy.amounts import Amount
from complaintctl.words.reader import Reader

_FORMS: Final = {
    "m": N_("{n}m"),
    "h": N_("{n}h"),
    "m office": N_("{n}m office"),
    "h office": N_("{n}h office"),
    "same workday": N_("same workday"),
    " workday": N_("{n} workday"),
    " workdays": N_("{n} workdays"),
    " day": N_("{n} day"),
    " days": N_("{n} days"),
    " month": N_("{n} month"),
    " months": N_("{n} months"),
}


def worded(reader: Reader, amount: Amount) -> str:
    """In English as the policy writes it."""
    unit = amount.written.lstrip("0123456789")
    return reader.word(_FORMS[unit], n=amount.written.removesuffix(unit))
