"""How a command speaks: in which language and form, to a person at a terminal or to a program in a pipe."""

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from itertools import islice

from complaintctl.cli.commands import LIST, Entry
from complaintctl.cli.options import Given
from complaintctl.locale import Language, language
from complaintctl.words.reader import Reader

_BATCH = 500
"""So many lines of a long result go out at once."""
UNCUT = 10_000
"""The width where there is no terminal: nothing is cut short there."""


class Voice(Reader):
    """Results on stdout, all the rest on stderr."""

    def __init__(self, given: Given, entry: Entry, environ: Mapping[str, str]) -> None:
        self.given = given
        self.entry = entry
        self.environ = environ
        self._heard: dict[str, str] = {}
        self._later: list[tuple[str, dict[str, object]]] = []

    @cached_property
    def lang(self) -> Language:
        return self.given.lang or language((), self.environ)

    @property
    def asks(self) -> bool:
        """Whether questions may be asked: only at a terminal."""
        return sys.stdin.isatty() and not self.given.no_input

    @property
    def on_terminal(self) -> bool:
        return sys.stdout.isatty()

    @property
    def reveals(self) -> bool:
        return self.given.reveal

    @property
    def colour(self) -> bool:
        plain = self.given.no_color or self.environ.get("NO_COLOR") or self.environ.get("TERM") == "dumb"
        return self.on_terminal and not plain

    @property
    def width(self) -> int:
        if not self.on_terminal:
            return UNCUT
        import shutil

        return shutil.get_terminal_size((80, 24)).columns

    @property
    def breadth(self) -> int | None:
        """The width that words are wrapped to; None where there is no terminal."""
        return self.width if self.on_terminal else None

    @cached_property
    def form(self) -> str:
        """The form of the answer: asked for, else from the environment if the command has it, else fitting."""
        if self.given.form:
            return self.given.form
        wished = self.environ.get("COMPLAINTCTL_FORMAT")
        if wished in self.entry.forms:
            return wished
        if "table" in self.entry.forms:
            in_a_pipe = "tsv" if self.entry.forms == LIST else "markdown"
            return "table" if self.on_terminal else in_a_pipe
        return "text" if "text" in self.entry.forms else self.entry.forms[0]

    def say(self, text: str) -> None:
        """A line of the result, or several; whatever a customer wrote, harmless on a terminal."""
        from complaintctl.render.text import harmless_block

        shown = harmless_block(text)
        if self.colour:
            from complaintctl.render.tones import inked

            shown = inked(shown, getattr(text, "tone", ""))
        print(shown)

    def put(self, line: str) -> None:
        """A line of the result as it is, for programs."""
        print(line)

    def put_all(self, lines: Iterable[str]) -> None:
        """Very many lines of the result, for programs; on a terminal harmless."""
        if self.on_terminal:
            from complaintctl.render.text import harmless_data

            lines = map(harmless_data, lines)
        left = iter(lines)
        while batch := "".join([f"{line}\n" for line in islice(left, _BATCH)]):
            sys.stdout.write(batch)

    def tell(self, sentence: str, /, **fields: object) -> None:
        """A warning or hint on stderr; silent with --quiet."""
        if not self.given.quiet:
            from complaintctl.render.text import harmless_block

            print(harmless_block(self.word(sentence, **fields)), file=sys.stderr)

    def tell_controls(self, found: Mapping[str, str]) -> None:
        """Say which values hold a terminal's own codes: they are kept, and shown as what they are."""
        wished = self.given.form or self.environ.get("COMPLAINTCTL_FORMAT")  # the form itself is settled later
        for option, shown in found.items() if wished != "json" else ():
            self.tell("{option} holds control characters, which are kept: {shown}.", option=option, shown=shown)

    def understood(self, typed: str, meant: str) -> None:
        """Say back what was understood, where it isn't what was typed; both as people read them.

        A program that reads json finds nothing but the error on stderr where there is one: to it this is said last.
        """
        if typed.strip() != meant:
            self._heard[typed.strip()] = meant
        if self.form != "json":
            self.say_back()

    def say_back(self) -> None:
        """Say what of it is still to be said."""
        for typed, meant in self._heard.items():
            self.tell("“{typed}” is taken as {meant}.", typed=typed, meant=meant)
        self._heard.clear()

    def tell_later(self, sentence: str, /, **fields: object) -> None:
        """Tell this behind what went wrong, if anything does; not to a program that reads json."""
        self._later.append((sentence, fields))

    def forget_what_is_left(self) -> None:
        """It is not wrong any more."""
        self._later.clear()

    def tell_what_is_left(self) -> None:
        """Tell what was kept for the end."""
        for sentence, fields in self._later if self.form != "json" else ():
            self.tell(sentence, **fields)

    def progress(self, label: str, total: int | None) -> AbstractContextManager[Callable[[int], None]]:
        """A bar on stderr for work that takes long, told how much more of `total` is done; only at a terminal."""
        from complaintctl.render.progress import progress

        seen = sys.stderr.isatty() and not self.given.quiet
        plain = self.given.no_color or bool(self.environ.get("NO_COLOR"))
        return progress(label, total, shown=seen, colour=not plain)

    def json(self, value: object) -> None:
        """The answer as json."""
        from complaintctl.render.jsons import answer

        print(answer(value))
