"""Customer data, most of it hidden: enough to know a case by, too little to reach a person (in-private)."""

import re
from collections.abc import Mapping

HIDDEN = ("customer", "phone", "email", "ref")
"""The names whose values are masked unless they are asked for."""

_COUNTRY_CODES = ("0086", "86")
_MOBILE = 11
_MASKED = r"(?s)[*＊]{3}|^.?[*＊]+.?$"


def name(text: str) -> str:
    """The first character: `王*`; nothing of a name that has no other."""
    text = text.strip()
    return f"{text[0]}*" if len(text) > 1 and text[0] != "*" else "*"


def phone(text: str) -> str:
    """The first three and last four digits of a mobile: `138****8000`; of shorter numbers the last two."""
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


def masked(row: Mapping[str, object]) -> dict[str, object]:
    """The same row, its customer, phone, email and ref masked; what is absent stays absent."""
    shown = dict(row)
    for key, mask in MASKS.items():
        if value := shown.get(key):
            shown[key] = mask(str(value))
    return shown


def looks_masked(text: str) -> bool:
    """Whether a customer, phone, email or ref is a mask, of ours or another's, and no value to keep."""
    return re.search(_MASKED, text.strip()) is not None
