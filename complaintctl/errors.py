"""What can go wrong, each with its sentence, its hint and its exit code.

A sentence is a catalogue entry with named fields; it is translated and filled in at the one boundary
that prints it, so that no code behind has to know the reader's language.
"""

from collections.abc import Callable, Iterable, Mapping

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
        return translate(self.sentence).format(**_filled(self.fields | words | roles, translate))

    def advice(self, translate: Callable[[str], str] = _same) -> str:
        """The hint, translated and filled in; empty where there is none."""
        return translate(self.hint).format(**_filled(self.fields, translate)) if self.hint else ""

    def __str__(self) -> str:
        return self.message()


def _worded(value: object, translate: Callable[[str], str]) -> str:
    return value.message(translate) if isinstance(value, ComplaintError) else translate(str(value))


def _filled(fields: Mapping[str, object], translate: Callable[[str], str]) -> dict[str, object]:
    return {name: value.told(translate) if isinstance(value, OneOf) else value for name, value in fields.items()}


class OneOf(dict[str, "str | Mapping[str, str]"]):
    """Codes to choose of, each with what it is called: a word of the catalogue, or a policy's words by language."""

    @classmethod
    def codes(cls, codes: Iterable[str]) -> "OneOf":
        """Codes that are words of the catalogue themselves."""
        return cls({code: code for code in codes})

    def __str__(self) -> str:
        return self.told(_same)

    def told(self, translate: Callable[[str], str]) -> str:
        """As people read them, the codes themselves behind: `电话 (phone), …`; alone where these are the words."""
        words = {code: _called(code, word, translate) for code, word in self.items()}
        if all(code == word for code, word in words.items()):
            return " ".join(words)
        return ", ".join(code if code == word else f"{word} ({code})" for code, word in words.items())


def _called(code: str, word: str | Mapping[str, str], translate: Callable[[str], str]) -> str:
    if not isinstance(word, str):
        return word.get(translate(ENGLISH)) or word.get(ENGLISH) or next(iter(word.values()), code)
    if (called := translate(word)) != word:
        return called
    plain = word.removesuffix("_at").replace("_", " ")  # as fields are called
    return code if (called := translate(plain)) == plain else called


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
        super().__init__(
            "{option} can't be “{value}”; it is one of: {allowed}.",
            option=option,
            value=value,
            allowed=OneOf.codes(allowed),
        )
