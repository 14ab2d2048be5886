"""Help in the reader's language: what typer itself says is looked up as our own sentences are."""

from collections.abc import Callable, Sequence

import typer
from typer._click.formatting import HelpFormatter

from complaintctl.locale import N_

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


def context(translate: Callable[[str], str]) -> type[typer.Context]:
    """What a command's `context_class` has to be for its help to be in this language."""

    def within(text: str) -> str:
        for words in WITHIN:
            text = text.replace(words, translate(words))
        return text

    class Formatter(HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
            super().write_usage(prog, within(args), f"{translate('Usage:')} ")

        def write_text(self, text: str) -> None:
            super().write_text(translate(text))

        def write_heading(self, heading: str) -> None:
            super().write_heading(translate(heading))

        def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
            super().write_dl([(name, within(translate(told))) for name, told in rows], col_max, col_spacing)

    class Context(typer.Context):
        formatter_class = Formatter

    return Context
