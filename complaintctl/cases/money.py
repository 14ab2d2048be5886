"""Money as people write it."""

import re
import unicodedata

from complaintctl.errors import Misused

_WRITTEN = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?")
_SIGN = re.compile(r"^[¥$€£]\s*(?=\d)|(?<=\d)\s*元$")
LONGEST = 15
"""Characters before the point: more than any office will see; much beyond it SQLite's integers would end."""


def minor(what: str, text: str) -> int:
    """An amount of money in minor units, from a decimal number with at most two places; NotMoney of `what`."""
    written = _WRITTEN.fullmatch(_SIGN.sub("", unicodedata.normalize("NFKC", text).strip()))
    if written is None or len(written[1]) > LONGEST:
        raise NotMoney(option=what, text=text)
    return int(written[1].replace(",", "")) * 100 + int((written[2] or "").ljust(2, "0"))


class NotMoney(Misused):
    sentence = "{option} can't be “{text}”; it is a sum of money such as 1200 or 99.50."
