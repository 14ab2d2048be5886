"""What a cell means for the field it fills: codes or labels of closed lists, numbers, money, lists, names."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from complaintctl.cases.registration import UnknownCause
from complaintctl.errors import Refused
from complaintctl.intake.columns import folded
from complaintctl.intake.labels import CLOSED, FLAG, STATELESS
from complaintctl.intake.plain import bare, is_empty_word
from complaintctl.policy.schema import Policy

PERSONAL = frozenset({"customer", "phone", "email", "ref"})
TIMES = ("received_at", "registered_at", "assigned_at", "contacted_at", "resolved_at", "revisited_at", "closed_at")
Reader = Callable[[str], Any]

_ITEMS = re.compile(r"[;,、，；]")
_LOST_DIGITS = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]\d+", re.IGNORECASE)
"""As spreadsheets write it: with a sign. Plates and the like may look as `1E5` does."""
_DECIMAL = re.compile(r"(\d{5,})\.0+")
_CURRENCY = re.compile(r"^(?:[¥￥$€£]|[A-Z]{3}(?=[\s\d]))\s*|\s*(?:元|[A-Z]{3})$")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d*)?")
_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?")
_SCORE = re.compile(r"([1-5])(?:\.0+)?\s*(?:分|星|/\s*5)?")
_MOST = 10**15


class Vocabulary:
    """The closed lists, and the names that a policy gives to departments, causes and flags."""

    def __init__(self, policy: Policy) -> None:
        self._words = {
            field: _by_label({code: (code, *words[code]) for code in words}) for field, words in CLOSED.items()
        }
        self._words["department"] = _by_label(
            {each.name: (each.name, *each.label.values()) for each in policy.departments}
        )
        labels = policy.flag_labels
        named = {flag: (*labels.get(flag, {}).values(), *FLAG.get(flag, ())) for flag in sorted(policy.flags)}
        self._words["flags"] = _by_label({flag: (flag, *words) for flag, words in named.items()})
        stateless = {word: code for word, code in self._words["action"].items() if code in STATELESS}
        self._steps = self._words["action"] | self._words["status"] | stateless
        self._causes = _by_label({each.path: (each.path, *each.label.values()) for each in policy.causes})
        self._policy = policy

    def closed(self, field: str) -> bool:
        """Whether the field takes only the values of a list."""
        return field in self._words or field == "cause"

    def code(self, field: str, text: str) -> str:
        """The code that a label means; Refused where the list has no such word."""
        if field == "cause":
            return self.cause(text)
        words = self._words[field]
        found = words.get(text) or words.get(folded(text))
        if found is None:
            raise UnknownValue(text, dict.fromkeys(words.values()))
        return found

    def cause(self, text: str) -> str:
        """The path of a cause, from the path itself or its label in either language."""
        path = "/".join(level.strip() for level in text.split("/"))
        if self._policy.knows_cause(path):
            return path
        found = self._causes.get(folded(text))
        if found is None:
            raise UnknownCause(text, "complaintctl policy causes lists them.", self._policy)
        return found

    def flags(self, text: str) -> list[str]:
        """The flags of a cell, each once."""
        return list(dict.fromkeys(self.code("flags", item) for item in items(text)))

    def step(self, text: str) -> str:
        """A state, or what was done, as a log may tell either in one column."""
        found = self._steps.get(folded(text))
        if found is None:
            words = *self._words["status"].values(), *self._words["action"].values()
            raise UnknownValue(text, dict.fromkeys(words))
        return found

    def readers(self) -> dict[str, Reader]:
        """How each field that is no time reads its cell."""
        closed: dict[str, Reader] = {field: _reader(self, field) for field in (*CLOSED, "department")}
        return closed | {
            "cause": self.cause,
            "flags": self.flags,
            "tags": items,
            "affected": _affected,
            "amount": money,
            "cost": money,
            "satisfied": self._satisfied,
            "reached": lambda text: self.code("reached", text) == "true",
            "score": self._score,
            "phone": _phone,
            "ref": _ref,
            "external_id": _id,
        }

    def _satisfied(self, text: str) -> bool:
        return self.code("satisfied", text) == "true"

    def _score(self, text: str) -> int | bool:
        """1 to 5; a word of satisfaction in its stead says only whether the customer was."""
        if match := _SCORE.fullmatch(text):
            return int(match[1])
        if text.isdecimal():
            raise Refused("“{text}” is no score from 1 to 5.", text=text)
        try:
            return self._satisfied(text)
        except UnknownValue:
            raise Refused("“{text}” is no score from 1 to 5.", text=text) from None


def _by_label(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Codes by every word for them, the codes themselves first."""
    found = {folded(code): code for code in words}
    for code, labels in words.items():
        for label in labels:
            found.setdefault(folded(label), code)
    return found


def _reader(vocabulary: Vocabulary, field: str) -> Reader:
    return lambda text: vocabulary.code(field, text)


def items(text: str) -> list[str]:
    """The items of a cell, parted by semicolons or commas of either language, each once."""
    return list(dict.fromkeys(item for part in _ITEMS.split(text) if (item := bare(part))))


def money(text: str) -> int:
    """Money in minor units, a currency's sign or code apart; a comma parts thousands, never decimals."""
    plain = _CURRENCY.sub("", _CURRENCY.sub("", text.strip()))
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "").replace("，", "")
    try:
        minor = Decimal(plain) * 100
    except InvalidOperation:
        raise NotMoney(text=text) from None
    if not minor.is_finite() or minor != minor.to_integral_value() or not 0 <= minor <= _MOST:
        raise NotMoney(text=text)
    return int(minor)


def _affected(text: str) -> int:
    whole = _WHOLE.fullmatch(text)
    if not whole or int(whole[1]) < 1:
        raise Refused("“{text}” is no whole number from 1.", text=text)
    return int(whole[1])


def _with_all_digits(text: str) -> str:
    """The number as it is; refused where a spreadsheet has rounded it away (csv-excel)."""
    if _LOST_DIGITS.fullmatch(text):
        raise LostDigits(text=text)
    return text


def _id(text: str) -> str:
    """The id as it is; refused where many a row would have it, because it stands for none."""
    if is_empty_word(text):
        raise NoId(text=text)
    return _with_all_digits(text)


def _ref(text: str) -> str:
    """The reference as it is; refused where a spreadsheet took it for a number, and rounded it (csv-excel)."""
    if _SCIENTIFIC.fullmatch(text):
        raise LostDigits(text=text)
    return text


def _phone(text: str) -> str:
    """The number without the `.0` of a column that a program took for decimal numbers."""
    whole = _DECIMAL.fullmatch(text)
    return whole[1] if whole else _with_all_digits(text)


class UnknownValue(Refused):
    def __init__(self, text: str, allowed: Iterable[str]) -> None:
        self.codes = tuple(allowed)
        super().__init__(
            "“{text}” is not known; it is one of: {allowed}.",
            hint='Say what it means with --value "COLUMN: VALUE=code", or what to take instead with --default.',
            text=text,
            allowed=" ".join(self.codes),
        )


class NotMoney(Refused):
    sentence = "“{text}” is no sum of money such as 1200 or 99.50."


class LostDigits(Refused):
    sentence = "“{text}” has lost its digits in a spreadsheet; format the column as text and export it again."


class NoId(Refused):
    sentence = "“{text}” is no id; where it stands for nothing, say so with --empty."


class Masked(Refused):
    sentence = "“{text}” is masked; the register needs the value itself, or nothing. Export it again with --reveal."
