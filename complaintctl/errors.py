"""What can go wrong, each with its sentence, its hint and its exit code.

A sentence is a catalogue entry with named fields; it is translated and filled in at the one boundary
that prints it, so that no code behind has to know the reader's language.
"""

from collections.abc import Callable, Iterable

WORDS = ("why", "role", "kind", "outcome", "action", "priority")
"""Fields of sentences that are themselves in the catalogue, or other errors, where they are not the user's."""


ENGLISH = "en"
"""Translated, the code of the language that is translated into."""


def _same(sentence: str) -> str:
    return sentence


class ComplaintError(Exception):
    """Something the user is told in one sentence; never shown as a traceback."""

    code = "refused"
    exit_code = 1
    sentence = ""
    hint = ""

    def __init__(self, sentence: str = "", *, hint: str = "", **fields: object) -> None:
        self.sentence = sentence or self.sentence
        self.hint = hint or self.hint
        self.fields = fields
        super().__init__(self.sentence)

    def message(self, translate: Callable[[str], str] = _same) -> str:
        """The sentence, translated and filled in; so are the words in it that are known ones, as a role."""
        words = {name: _worded(self.fields[name], translate) for name in WORDS if name in self.fields}
        roles = (
            {"roles": ", ".join(map(translate, str(self.fields["roles"]).split(", ")))}
            if "roles" in self.fields
            else {}
        )
        fields = self.fields | words | roles
        return translate(self.sentence).format(**fields)

    def advice(self, translate: Callable[[str], str] = _same) -> str:
        """The hint, translated and filled in; empty where there is none."""
        return translate(self.hint).format(**self.fields) if self.hint else ""

    def __str__(self) -> str:
        return self.message()


def _worded(value: object, translate: Callable[[str], str]) -> str:
    return value.message(translate) if isinstance(value, ComplaintError) else translate(str(value))


class Refused(ComplaintError):
    """Read and understood, but a rule, a state or a fact stands against it (exit 1)."""


class OfCase(Refused):
    """A refusal whose sentence and hint need no more of the case than its number."""

    sentence = hint = ""

    def __init__(self, number: str) -> None:
        super().__init__(self.sentence, hint=self.hint, number=number)


class NoSpreadsheets(Refused):
    """The extra `excel` isn't installed."""

    code = "no-spreadsheets"
    sentence = "xlsx needs the package openpyxl, which is not installed."
    hint = "pip install 'complaintctl[excel]'"


class NoOldSpreadsheets(Refused):
    """The part of the extra `excel` that reads other workbooks isn't installed."""

    code = "no-spreadsheets"
    sentence = "xls, xlsb and ods need the package python-calamine, which is not installed."
    hint = "pip install 'complaintctl[excel]'"


class Misused(ComplaintError):
    """Can't be read at all: an option, an instant, an amount, a value outside a closed list (exit 2)."""

    code = "usage"
    exit_code = 2


class Unreadable(Misused):
    """A text that can't be meant; its sentence and hint need no more than the text itself."""

    sentence = hint = ""

    def __init__(self, text: str) -> None:
        super().__init__(self.sentence, hint=self.hint, text=text)


class NotFound(ComplaintError):
    """There is no such complaint (exit 3)."""

    code = "not-found"
    exit_code = 3


class Unusable(ComplaintError):
    """The database can't be used (exit 4)."""

    code = "database"
    exit_code = 4


class NotOneOf(Misused):
    """Outside a closed list, which is told in the reader's words with the codes behind."""

    def __init__(self, option: str, value: str, allowed: Iterable[str]) -> None:
        codes = tuple(allowed)
        super().__init__(
            "{option} can't be “{value}”; it is one of: {allowed}.", option=option, value=value, allowed=" ".join(codes)
        )
        self._codes = codes

    def message(self, translate: Callable[[str], str] = _same) -> str:
        """The sentence with the list in the reader's language."""
        self.fields["allowed"] = listed(self._codes, translate)
        return super().message(translate)


def listed(codes: Iterable[str], translate: Callable[[str], str]) -> str:
    """Codes as people read them, the codes themselves behind: `电话 (phone)、…`; alone where these are the words."""
    words = {code: translate(code) for code in codes}
    if all(code == word for code, word in words.items()):
        return " ".join(words)
    return ", ".join(code if code == word else f"{word} ({code})" for code, word in words.items())
