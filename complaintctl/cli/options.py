"""The options every command understands, before its name and after: lifted out of the command line first."""

from collections.abc import Callable, Mapping, Sequence
from unicodedata import category

from complaintctl.cli.commands import Entry
from complaintctl.errors import Misused, NotOneOf
from complaintctl.locale import LANGUAGES, Language

VALUES = {
    "--db": "db",
    "--as": "actor",
    "--at": "at",
    "--as-of": "as_of",
    "--known-at": "known_at",
    "--format": "form",
    "--lang": "lang",
}
FLAGS = {
    "--quiet": "quiet",
    "--no-input": "no_input",
    "--no-color": "no_color",
    "--no-pager": "no_pager",
    "--reveal": "reveal",
}
FORMS = ("text", "table", "json", "jsonl", "csv", "tsv", "markdown", "html", "xlsx")


SEVERAL = frozenset({"report", "overdue", "list", "search", "desk"})
"""What adds up over several registers."""


class Given:
    """What was said with the options that every command understands; None or False where nothing was."""

    def __init__(self) -> None:
        self.db: list[str] = []
        self.actor: str | None = None
        self.at: str | None = None
        self.as_of: str | None = None
        self.known_at: str | None = None
        self.form: str | None = None
        self.lang: Language | None = None
        self.quiet = False
        self.no_input = False
        self.no_color = False
        self.no_pager = False
        self.reveal = False
        self.controls: dict[str, str] = {}
        """What of a terminal's own codes stands in an option's value, by the option."""


Arity = Callable[[str], Mapping[str, bool]]
"""For a command's name: its own options, and whether each takes a value."""


def lifted(args: list[str], own: Arity) -> tuple[Given, list[str]]:
    """The common options, and the command line without them; not after `--`, not as another option's value."""
    given, rest = Given(), []
    given.controls = _controls(args)
    options: Mapping[str, bool] = {}
    command: str | None = None
    left = iter(map(check_text, args))
    for word in left:
        if word == "--":
            rest += [word, *left]
            break
        name, equals, value = word.partition("=")
        if name in VALUES and not options.get(name):
            _set(given, name, value if equals else next(left, None))
        elif word in FLAGS:
            setattr(given, FLAGS[word], True)
        else:
            rest.append(word)
            if options.get(word):
                rest += [value for value in (next(left, None),) if value is not None]
            elif command is None and not word.startswith("-"):
                command, options = word, own(word)
    return given, rest


def _controls(args: Sequence[str]) -> dict[str, str]:
    """The control characters in each option's value, spelled out; newlines and tabs are none."""
    found: dict[str, str] = {}
    for before, word in zip(["", *args], args, strict=False):
        if not word.isprintable() and (told := spelled_out(word)):
            option = word.partition("=")[0] if word.startswith("--") else before
            found[option if option.startswith("--") else "TEXT"] = told
    return found


def spelled_out(text: str) -> str:
    """The control characters of a text: `<U+001B>`; empty where it has none."""
    return " ".join(
        dict.fromkeys(f"<U+{ord(char):04X}>" for char in text if category(char) == "Cc" and char not in "\n\r\t")
    )


def check_text(word: str) -> str:
    """The word, if it is text at all; a terminal may pass bytes that are none."""
    try:
        word.encode()
    except UnicodeEncodeError:
        raise Misused("An argument is not valid UTF-8 text.", hint="Check the terminal's encoding.") from None
    return word


def check_meant(entry: Entry, given: Given) -> None:
    """Refuse a common option that has no meaning for this command."""
    for option, value, meant in (
        ("--at", given.at, entry.records),
        ("--as-of", given.as_of, entry.reads),
        ("--known-at", given.known_at, entry.name == "report"),
    ):
        if value is not None and not meant:
            raise Misused("{command} has no option {option}.", command=entry.name, option=option)
    if len(given.db) > 1 and entry.name not in SEVERAL:
        raise OneRegister(command=entry.name)
    if given.form is not None and given.form not in entry.forms:
        raise Misused(
            "{command} has no form “{form}”; it has: {forms}.",
            command=entry.name,
            form=given.form,
            forms=" ".join(entry.forms),
        )


def _set(given: Given, option: str, value: str | None) -> None:
    if not value:  # an empty one is a script's unset variable; never fall back to another database for it
        raise Misused("{option} needs a value.", option=option)
    if option == "--db":
        given.db.append(value)
        return
    if option == "--lang" and value not in LANGUAGES:
        raise NotOneOf(option, value, LANGUAGES)
    if option == "--format" and value not in FORMS:
        raise NotOneOf(option, value, FORMS)
    setattr(given, VALUES[option], value)


class OneRegister(Misused):
    sentence = "{command} takes one database; --db was given several times."
    hint = "Give --db once; report, overdue, list and search add several up, desk shows them side by side."

    def __init__(self, *, command: str) -> None:
        super().__init__(self.sentence, hint=self.hint, command=command)
