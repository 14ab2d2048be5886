"""Whom words are for: their language, their office's clock and labels, how much they are shown, how wide."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from complaintctl.locale import Language, catalogue
from complaintctl.model import FLAGS

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from complaintctl.policy.schema import Policy


class Reader(ABC):
    """A door (the command line, a screen) says where all of this comes from."""

    @property
    @abstractmethod
    def lang(self) -> Language:
        """The language that words are in."""

    @property
    @abstractmethod
    def reveals(self) -> bool:
        """Whether customers' data is shown in full."""

    @property
    @abstractmethod
    def breadth(self) -> int | None:
        """The cells that words are wrapped to; None where nothing is wrapped or cut."""

    @property
    @abstractmethod
    def zone(self) -> "ZoneInfo":
        """Whose local time is shown."""

    @property
    @abstractmethod
    def policy(self) -> "Policy":
        """Whose labels are used."""

    @property
    @abstractmethod
    def policies(self) -> "Iterable[Policy]":
        """All that were ever in force, the earliest first."""

    @property
    @abstractmethod
    def judged_at(self) -> datetime:
        """The instant that what is told is judged at."""

    @cached_property
    def translate(self) -> Callable[[str], str]:
        return catalogue(self.lang)

    def code(self, code: str) -> str:
        """A code of a closed list as people read it."""
        return self.translate(code).replace("_", " ")

    def word(self, sentence: str, /, **fields: object) -> str:
        """A sentence of the catalogue, filled in."""
        return self.translate(sentence).format(**fields)

    def shown(self, instant: datetime | None) -> str:
        """An instant as people read it, local to the zone."""
        from complaintctl.rules.instants import shown

        return shown(instant, self.zone) if instant is not None else "–"

    def label(self, wording: Mapping[str, str]) -> str:
        """A policy's words in the reader's language, as far as it has them."""
        from complaintctl.policy.parts import in_language

        return in_language(wording, self.lang)

    def department(self, code: str | None) -> str:
        """A department by its title; by its name where the policy has none of that name."""
        known = self.policy.department(code) if code else None
        return self.label(known.label) if known else code or ""

    def department_led(self, code: str | None) -> str:
        """A department by its title, with the post that leads it where the policy says so."""
        known = self.policy.department(code) if code else None
        post = self.label(known.led_by) if known else ""
        title = self.department(code)
        return self.word("{department} ({post})", department=title, post=post) if post else title

    def amount_words(self, written: str) -> str:
        """An amount of time as people say it: `3 workdays`, `3个工作日`; what is none stays as it is."""
        from complaintctl.words.amounts import worded

        return worded(self.translate, written)

    def question(self, name: str) -> str:
        """A question of the survey as a policy words it, the one in force first; its name where none asks it."""
        asked = (policy.questions.get(name) for policy in (self.policy, *self.policies))
        return next((self.label(each.label) for each in asked if each), name)

    def flag(self, code: str) -> str:
        """A flag as the policy labels it, else everyone's by its word, else as it was written."""
        wording = self.policy.flag_labels.get(code)
        return self.label(wording) if wording else self.code(code)

    def cause(self, path: str) -> str:
        """The category translated, and each piece as the policy labels it, else as it was written: it is no code."""
        return self.cause_by({cause.path: self.label(cause.label) for cause in self.policy.causes}, path)

    def cause_by(self, labels: Mapping[str, str], path: str) -> str:
        """The same by these labels."""
        category, *pieces = path.split("/")
        paths = ["/".join((category, *pieces[: count + 1])) for count in range(len(pieces))]
        words = [labels.get(each) or self._unlabelled(each.rpartition("/")[2]) for each in paths]
        return " › ".join([self.code(category), *words])

    def _unlabelled(self, piece: str) -> str:
        """A piece of a cause that no policy labels: everyone's flags have words, the rest is as it was written."""
        return self.code(piece) if piece in FLAGS else piece.replace("_", " ")


class Translated(Reader):
    """The same reader in another language: a letter is in the customer's, whoever prints it."""

    def __init__(self, reader: Reader, lang: Language) -> None:
        self._reader = reader
        self._lang = lang

    @property
    def lang(self) -> Language:
        return self._lang

    @property
    def reveals(self) -> bool:
        return self._reader.reveals

    @property
    def breadth(self) -> int | None:
        return self._reader.breadth

    @property
    def zone(self) -> "ZoneInfo":
        return self._reader.zone

    @property
    def policy(self) -> "Policy":
        return self._reader.policy

    @property
    def policies(self) -> "Iterable[Policy]":
        return self._reader.policies

    @property
    def judged_at(self) -> datetime:
        return self._reader.judged_at
