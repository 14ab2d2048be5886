"""What is typed where a code or a name is wanted: understood in either language, and said back."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from typer._click.types import ParamType

from complaintctl.errors import Misused, Refused

if TYPE_CHECKING:
    from complaintctl.cli.session import Session
    from complaintctl.words.vocabulary import Term

_APART = re.compile("[;；,，、]")


class Word(ParamType):
    """A name that the policy gives, or a word of a list; what is neither is left to whoever refuses it."""

    name = "str"

    def __init__(
        self, terms: "Callable[[Session], list[Term]]", label: "Callable[[Session, str], str]", *, several: bool = False
    ) -> None:
        """`label`: how a code is called to its reader; `several`: they may stand in one value, parted by commas."""
        self._terms = terms
        self._label = label
        self._several = several

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

        found = [term.code for term in fitting(typed, self._terms(session))]
        return one_of(session, typed, found, self._label) or typed


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
    from complaintctl.intake.labels import CLOSED
    from complaintctl.words import vocabulary

    aliases = next((words for words in CLOSED.values() if words.keys() >= set(codes)), None)
    found = vocabulary.fitting(typed, vocabulary.closed(codes, aliases))
    return one_of(session, typed, [term.code for term in found], _coded, SeveralInList)


def _coded(session: "Session", code: str) -> str:
    return session.code(code)


def _departments(session: "Session") -> "list[Term]":
    from complaintctl.words.vocabulary import labelled

    return labelled({each.name: each.label for policy in session.policies for each in policy.departments})


def _flags(session: "Session") -> "list[Term]":
    from complaintctl.intake.labels import FLAG
    from complaintctl.words.vocabulary import Term, closed

    labels = {flag: wording for policy in session.policies for flag, wording in policy.flag_labels.items()}
    every = dict.fromkeys(flag for policy in session.policies for flag in sorted(policy.flags))
    return [Term(term.code, (*labels.get(term.code, {}).values(), *term.names)) for term in closed(every, FLAG)]


def _told(session: "Session") -> "list[Term]":
    from complaintctl.words.vocabulary import closed

    return closed(dict.fromkeys(tell.who for tell in session.policy.tells))


def _letters(session: "Session") -> "list[Term]":
    from complaintctl.words.vocabulary import labelled

    return labelled({kind: letter.title for kind, letter in session.policy.letters.items()})


def _situations(session: "Session") -> "list[Term]":
    from complaintctl.words.vocabulary import closed

    return closed(dict.fromkeys(script.situation for script in session.policy.scripts))


def _steps(_: "Session") -> "list[Term]":
    from complaintctl.model import Step
    from complaintctl.words.vocabulary import closed

    return closed(map(str, Step))


def _sections(_: "Session") -> "list[Term]":
    from complaintctl.locale import LANGUAGES, catalogue
    from complaintctl.reports.sections import REPORTS
    from complaintctl.words.vocabulary import Term

    languages = [catalogue(lang) for lang in LANGUAGES]
    return [Term(each.name, tuple(translate(each.title) for translate in languages)) for each in REPORTS]


class CauseWord(ParamType):
    """A cause by its path, level by level, or by its last level alone."""

    name = "str"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        """The path that is meant."""
        session = ctx.obj if ctx is not None else None
        return value if session is None or not isinstance(value, str) else self.meant(session, value)

    def meant(self, session: "Session", value: str) -> str:
        """The path, or what was typed where none fits."""
        if _is_cause(session, value):
            return value
        from complaintctl.intake.labels import CATEGORY
        from complaintctl.model import Category
        from complaintctl.words import vocabulary

        categories = vocabulary.closed(map(str, Category), CATEGORY)
        found = [
            path for path in vocabulary.causes(value, tuple(session.policies), categories) if _is_cause(session, path)
        ]
        return one_of(session, value, found, lambda voice, path: voice.cause(path)) or value


def _is_cause(session: "Session", path: str) -> bool:
    return any(policy.knows_cause(path) for policy in session.policies)


class Person(ParamType):
    """Somebody of the staff, by name, login or a part of the name; a name that nobody has is taken as it is."""

    name = "str"

    def __init__(self, *, asks: bool = True) -> None:
        """`asks`: whether a name that is near somebody's is asked about."""
        self._asks = asks

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        """The name that is meant."""
        session = ctx.obj if ctx is not None else None
        typed = value.strip() if isinstance(value, str) else ""
        return self._named(session, typed) if session is not None and typed else value

    def _named(self, session: "Session", typed: str) -> str:
        staff = session.office.staff()
        if any(typed in (person["name"], person["login"]) for person in staff):
            return typed
        here = [person["name"] for person in staff if not person["left_at"]]
        found = [name for name in here if typed.casefold() in name.casefold()]
        if (name := one_of(session, typed, found, lambda _, name: name)) is not None:
            return name
        return _asked_about(session, typed, here) if self._asks else typed


def _asked_about(session: "Session", typed: str, names: Iterable[str]) -> str:
    """The name as it is typed, or that of the staff it was misspelt for."""
    from complaintctl.words.vocabulary import near

    for name in near(typed, names):
        if not session.asks:
            session.tell("“{typed}” is nobody of the staff; {name} is. It was taken as typed.", typed=typed, name=name)
            continue
        from complaintctl.cli.asking import confirmed

        question = session.word("“{typed}” is nobody of the staff. Is it {name}?", typed=typed, name=name)
        if confirmed(session, question, empty=True):
            return name
    return typed


DEPARTMENT = Word(_departments, lambda voice, code: voice.department(code))
FLAG = Word(_flags, lambda voice, code: voice.flag(code), several=True)
TOLD = Word(_told, _coded)
LETTER_KIND = Word(_letters, lambda voice, kind: voice.label(voice.policy.letters[kind].title))
SITUATION = Word(_situations, _coded)
STEP = Word(_steps, _coded)
SECTION = Word(_sections, _coded)
CAUSE = CauseWord()
PERSON = Person()
PERSON_THEN = Person(asks=False)
"""Somebody of any time, for filters: a case may be with one who was never of the staff."""


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
