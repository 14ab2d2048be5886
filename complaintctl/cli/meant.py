"""What is typed where a code or a name is wanted: understood in either language, and said back."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from typer._click.types import ParamType

from complaintctl.errors import Misused, Refused

if TYPE_CHECKING:
    from complaintctl.cli.session import Session
    from complaintctl.policy.schema import Policy
    from complaintctl.words.vocabulary import Term

_APART = re.compile("[;；,，、]")


class Word(ParamType):
    """A name that the policy gives, or a word of a list; what is neither is left to whoever refuses it."""

    name = "str"

    def __init__(
        self, words: str, label: "Callable[[Session, str], str]", *, several: bool = False, ever: bool = False
    ) -> None:
        """`words`: its list; `label`: how a code is called to its reader; `several`: commas may part more than one.

        `ever`: the names of all policies there ever were are looked through, not of that in force before the rest.
        """
        self._words = words
        self._label = label
        self._several = several
        self._ever = ever

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        """The code that is meant."""
        session = ctx.obj if ctx is not None else None
        return value if session is None or not isinstance(value, str) else self.meant(session, value)

    def meant(self, session: "Session", typed: str) -> str:
        """The code, or what was typed where none fits."""
        if self._several:
            return ";".join(self._code(session, part.strip()) for part in _APART.split(typed) if part.strip())
        return self._code(session, typed)

    def _code(self, session: "Session", typed: str) -> str:
        from complaintctl.words.vocabulary import fitting

        for policies in _readings(session, ever=self._ever):
            found = [term.code for term in fitting(typed, _terms(self._words, policies))]
            if (code := one_of(session, typed, found, self._label)) is not None:
                return code
        return typed


class Everybodys(Word):
    """A word of a list that no policy has a say in; it needs no register."""

    def _code(self, session: "Session", typed: str) -> str:
        from complaintctl.words.vocabulary import fitting

        found = [term.code for term in fitting(typed, _terms(self._words))]
        return one_of(session, typed, found, self._label, SeveralInList) or typed


def _terms(words: str, policies: "Sequence[Policy]" = ()) -> "list[Term]":
    from complaintctl.cli import wordlists  # loaded only where a word is typed

    return list(getattr(wordlists, words)(policies))


def _readings(session: "Session", *, ever: bool) -> "Iterator[Sequence[Policy]]":
    """The policies whose names are looked through, one choice after the other."""
    if not ever:
        yield (session.policy,)
    yield session.every_policy


def one_of(
    session: "Session", typed: str, codes: Sequence[str], label: "Callable[[Session, str], str]", kind: Any = None
) -> str | None:
    """The only code that fits, said back where another word was typed for it; None where none does."""
    from complaintctl.words.vocabulary import folded

    if len(codes) > 1:
        raise (kind or SeveralFit)(typed, [_with_code(label(session, code), code) for code in codes])
    if not codes:
        return None
    code = codes[0]
    if folded(typed) not in {folded(code), folded(label(session, code))}:
        session.understood(typed, _with_code(label(session, code), code))
    return code


def _with_code(label: str, code: str) -> str:
    return label if label == code else f"{label} ({code})"


def listed(param: Any) -> None:
    """Let an option of a closed list take its words too, beside its codes."""
    convert, codes = param.type.convert, tuple(map(str, param.type.choices))

    def meant(value: Any, of: Any, ctx: Any) -> Any:
        if isinstance(value, str) and value not in codes and (session := ctx.obj if ctx is not None else None):
            value = closed(session, value, codes) or value
        return convert(value, of, ctx)

    param.type.convert = meant


def closed(session: "Session", typed: str, codes: Sequence[str]) -> str | None:
    """The code of a closed list that is meant; None where none is."""
    from complaintctl.intake import labels
    from complaintctl.words import vocabulary

    found = vocabulary.fitting(typed, vocabulary.closed(codes, labels.listed(codes)))
    return one_of(session, typed, [term.code for term in found], _coded, SeveralInList)


def _coded(session: "Session", code: str) -> str:
    return session.code(code)


def _titled(words: str) -> "Callable[[Session, str], str]":
    """By the first of its labels in the reader's language."""

    def title(session: "Session", code: str) -> str:
        from complaintctl.locale import LANGUAGES

        names = next(term.names for term in _terms(words) if term.code == code)
        return names[LANGUAGES.index(session.lang)]

    return title


def _preset(session: "Session", name: str) -> str:
    from complaintctl.policy.presets import labels

    return session.label(labels()[name])


def _pack(session: "Session", name: str) -> str:
    from complaintctl.policy.packs import labels

    return session.label(labels()[name])


def _department(session: "Session", code: str) -> str:
    """By the policy in force, else by the last that had it."""
    for policy in (session.policy, *reversed(session.every_policy)):
        if (known := policy.department(code)) is not None:
            return session.label(known.label)
    return code


class CauseWord(ParamType):
    """A cause by its path, level by level, or by its last level alone."""

    name = "str"

    def __init__(self, *, ever: bool = False) -> None:
        """`ever`: as of other names."""
        self._ever = ever

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        """The path that is meant."""
        session = ctx.obj if ctx is not None else None
        return value if session is None or not isinstance(value, str) else self.meant(session, value)

    def meant(self, session: "Session", value: str) -> str:
        """The path, or what was typed where none fits."""
        from complaintctl.words.vocabulary import causes

        for policies in _readings(session, ever=self._ever):
            if _is_cause(policies, value):
                return value
            found = [path for path in causes(value, policies, _terms("categories")) if _is_cause(policies, path)]
            if (path := one_of(session, value, found, lambda voice, path: voice.cause(path))) is not None:
                return path
        return value


def _is_cause(policies: "Sequence[Policy]", path: str) -> bool:
    return any(policy.knows_cause(path) for policy in policies)


DEPARTMENT = Word("departments", _department)
DEPARTMENT_EVER = Word("departments", _department, ever=True)
FLAG = Word("flags", lambda voice, code: voice.flag(code), several=True)
FLAG_EVER = Word("flags", lambda voice, code: voice.flag(code), several=True, ever=True)
TOLD = Word("told", _coded)
LETTER_KIND = Word("letters", lambda voice, kind: voice.label(voice.policy.letters[kind].title))
SITUATION = Word("situations", _coded)
STEP = Everybodys("steps", _coded)
SECTION = Everybodys("sections", _titled("sections"))
FIELD = Everybodys("fields", _titled("fields"))
SORT = Everybodys("sorts", _titled("sorts"))
PRESET = Everybodys("presets", _preset)
PACK = Everybodys("packs", _pack)
CAUSE = CauseWord()
CAUSE_EVER = CauseWord(ever=True)


class SeveralFit(Refused):
    code = "ambiguous"

    def __init__(self, typed: str, fitting: Sequence[str]) -> None:
        super().__init__(
            "“{typed}” can mean {fitting}.", hint="Write more of it.", typed=typed, fitting=", ".join(fitting)
        )


class SeveralInList(Misused):
    def __init__(self, typed: str, fitting: Sequence[str]) -> None:
        super().__init__(
            "“{typed}” can mean {fitting}.", hint="Write more of it.", typed=typed, fitting=", ".join(fitting)
        )
