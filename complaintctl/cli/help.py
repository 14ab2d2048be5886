"""Help in the reader's language, within the terminal: what typer itself says is looked up as our own sentences are."""

import re
from collections.abc import Callable, Iterable, Sequence

from typer._click.formatting import HelpFormatter

from complaintctl.locale import N_
from complaintctl.render.text import padded, room, wrapped

SAID_BY_TYPER = (
    N_("Usage:"),
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("[OPTIONS]"),
    N_("COMMAND"),
    N_("[ARGS]..."),
    N_("[required]"),
    N_("[default: "),
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)
WITHIN = ("[OPTIONS]", "COMMAND", "[ARGS]...", "[required]", "[default: ")
"""What stands among words that stay as they are."""

_CHOICES = re.compile(r"[ :]<(\w[\w-]*(?:\|\w[\w-]*)+)>")
_BRACED = re.compile(r"\{(\S+?)\}")
"""Typer's way of saying that an argument is needed, which all are that have no brackets."""

_TYPES = {" <str>": " TEXT", " <path>": " FILE", " <int range>": " N", " <int>": " N", " <float>": " N"}
_NAMES = 30
"""The cells that names of options may take; longer ones stand on a line of their own."""


class Pages(HelpFormatter):
    """Help by terminal cells, of which a Chinese character takes two; typer's own counts characters."""

    def __init__(self, translated: Callable[[str], str], **sizes: int | None) -> None:
        super().__init__(**sizes)  # type: ignore[arg-type]
        self.translated = translated
        """A whole text in the reader's language."""

    def worded(self, text: str) -> str:
        """The text with the words of typer in the reader's language."""
        for words in WITHIN:
            text = text.replace(words, self.translated(words))
        return text

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        """How the command is called; what goes on stands below its first argument."""
        head = f"{self.translated('Usage:')} {prog} "
        args = _BRACED.sub(r"\1", _CHOICES.sub("", self.worded(args)))
        first, *more = wrapped(args, max(self.width - room(head), 20))
        self._lines([head + first, *(f"{'':{room(head)}}{line}" for line in more)])

    def write_text(self, text: str) -> None:
        """Paragraphs, wrapped."""
        for line in self.translated(text).split("\n"):
            self._lines(wrapped(line.strip(), self.width - self.current_indent))

    def write_heading(self, heading: str) -> None:
        """A heading in the reader's language."""
        super().write_heading(self.translated(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = _NAMES, col_spacing: int = 2) -> None:
        """Names and what they mean; a name too long for its column has that below it."""
        told = [self._told(name, self.translated(meaning), col_max) for name, meaning in rows]
        column = min(max((room(name) for name, _ in told), default=0), col_max) + col_spacing
        for name, meaning in told:
            lines = list(wrapped(meaning, max(self.width - self.current_indent - column, 20)))
            beside = room(name) + col_spacing <= column
            first = [padded(name, column) + lines.pop(0)] if beside else [name]
            self._lines([*first, *(f"{'':{column}}{line}" for line in lines)])

    def _told(self, name: str, meaning: str, widest: int) -> tuple[str, str]:
        """The pair, with the choices of a closed list among the meaning where they would overflow the name."""
        for written, shown in _TYPES.items():
            name = name.replace(written, shown)
        meaning = self.worded(meaning)
        choices = _CHOICES.search(name)
        if choices is None or room(name) <= widest:
            return name, meaning
        code = " CODE" if name.startswith("-") else ""
        told, apart, needed = meaning.partition("  [")
        return name[: choices.start()] + code, f"{told} ({choices[1].replace('|', ', ')}){apart}{needed}"

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(f"{'':{self.current_indent}}{line}".rstrip() + "\n")
