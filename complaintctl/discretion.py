"""What of a case is shown to anybody: of the customer enough to know it by, too little to reach them (in-private)."""

import re
from collections.abc import Mapping
from typing import Any

from complaintctl.phones import numbers

HIDDEN = ("customer", "phone", "email", "ref")
"""The names whose values are masked unless they are asked for."""

SHOWN_OF_CONTENT = 40
"""Lists show so many characters of what the customer said."""
_COUNTRY_CODES = ("0086", "86")
_MOBILE = 11
_MASKED = r"(?s)[*＊]{3}|^.?[*＊]+.?$"


def name(text: str) -> str:
    """The first character: `王*`; nothing of a name that has no other."""
    text = text.strip()
    return f"{text[0]}*" if len(text) > 1 and text[0] != "*" else "*"


def phone(text: str) -> str:
    """The first three and last four digits of a mobile: `138****8000`; of shorter numbers the last two; of each."""
    return " / ".join(map(_number, numbers(text)))


def _number(text: str) -> str:
    digits = "".join(filter(str.isdigit, text))
    for code in _COUNTRY_CODES:
        if digits.startswith(code) and len(digits) == len(code) + _MOBILE:
            digits = digits.removeprefix(code)
    if len(digits) >= _MOBILE:
        return f"{digits[:3]}****{digits[-4:]}"
    return f"****{digits[-2:]}" if len(digits) >= 7 else "****"


def email(text: str) -> str:
    """The first character and the domain: `a***@b.c`."""
    local, _, domain = text.strip().rpartition("@")
    local = local.strip()
    if not local:
        return "***"
    return f"{local[0] if len(local) > 1 else ''}***@{domain}"


def ref(text: str) -> str:
    """The last three characters: `***123`."""
    text = text.strip()
    return f"***{text[-3:]}" if len(text) > 3 else "***"


MASKS = {"customer": name, "phone": phone, "email": email, "ref": ref}


def masked(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same row, its customer, phone, email and ref masked; what is absent stays absent."""
    shown = dict(row)
    for key, mask in MASKS.items():
        if value := shown.get(key):
            shown[key] = mask(str(value))
    return shown


def discreet(row: Mapping[str, Any], *, reveal: bool) -> dict[str, Any]:
    """The row with the customer masked and `extra` left out, unless revealed."""
    if reveal:
        return dict(row)
    shown = masked(row)
    shown.pop("extra", None)
    return shown


def listed(row: Mapping[str, Any], *, reveal: bool) -> dict[str, Any]:
    """The row as lists show it: of the content only its beginning."""
    shown = discreet(row, reveal=reveal)
    if not reveal and shown.get("content"):
        shown["content"] = shown["content"][:SHOWN_OF_CONTENT]
    return shown


def looks_masked(text: str) -> bool:
    """Whether a customer, phone, email or ref is a mask, of ours or another's, and no value to keep."""
    return re.search(_MASKED, text.strip()) is not None
