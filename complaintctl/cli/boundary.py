"""The one place where what goes wrong is told: a sentence, a hint, an exit code, never a traceback."""

import os
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import typer

from complaintctl.cli.options import Given
from complaintctl.errors import ComplaintError
from complaintctl.locale import catalogue, language

if TYPE_CHECKING:
    from complaintctl.cli.pager import Paged
    from complaintctl.cli.session import Session

INTERRUPTED = 130


class Boundary:
    """Around a command: turns every exception into what the user is told, on stderr."""

    def __init__(self, given: Given, environ: Mapping[str, str]) -> None:
        self.given = given
        self.environ = environ
        self.session: Session | None = None
        self.paged: Paged | None = None

    def page(self) -> None:
        """From now on long answers go through a pager, where there is one."""
        from complaintctl.cli.pager import paged

        self.paged = paged(self.environ)
        if self.paged is not None:
            sys.stdout = self.paged

    def _end_paging(self) -> None:
        if self.paged is not None:
            sys.stdout = self.paged.out
            self.paged.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._end_paging()
            self._end(error)
        finally:
            if self.session is not None:
                self.session.close()

    def _end(self, error: BaseException | None) -> None:
        try:
            sys.stdout.flush()
        except OSError as gone:
            _silence()
            error = error or gone
        if isinstance(error, (typer.Exit, SystemExit)) or error is None:
            if self.session is not None:
                self.session.say_back()
            return
        if isinstance(error, BrokenPipeError):
            _silence()
            raise typer.Exit(0)
        if isinstance(error, (KeyboardInterrupt, EOFError, typer.Abort)):
            raise typer.Exit(INTERRUPTED) from error
        if self.environ.get("COMPLAINTCTL_DEBUG"):
            return
        self.tell(told := self._as_told(error))
        if self.session is not None:
            self.session.tell_what_is_left()
        raise typer.Exit(told.exit_code) from error

    def _as_told(self, error: BaseException) -> ComplaintError:
        if isinstance(error, ComplaintError):
            return error
        if isinstance(error, typer._click.exceptions.ClickException):
            from complaintctl.cli.usage import worded

            return worded(error)
        from complaintctl.office.premises import of_a_register

        if (found := of_a_register(error, self.session.place if self.session else None)) is not None:
            return found
        if isinstance(error, OSError):
            return of_a_file(error)
        return ComplaintError(
            "This is a mistake in the program ({kind}: {error}); nothing was written.",
            hint="Run it again with COMPLAINTCTL_DEBUG=1 and report what it prints.",
            kind=type(error).__name__,
            error=error,
        )

    def tell(self, error: ComplaintError) -> None:
        """Print an error: one sentence and a hint, or one object with --format json."""
        translate = catalogue(self.given.lang or language((), self.environ))
        message, hint = error.message(translate), error.advice(translate)
        form = self.given.form or self.environ.get("COMPLAINTCTL_FORMAT")
        if form == "json":
            from complaintctl.render.jsons import answer

            told: dict[str, Any] = {"code": error.code, "message": message, "hint": hint or None}
            print(answer({"error": told}), file=sys.stderr)
            return
        from complaintctl.render.text import harmless, harmless_block

        print(harmless_block(message), file=sys.stderr)
        if hint and not self.given.quiet:
            print(f"  → {harmless(hint)}", file=sys.stderr)


def of_a_file(error: OSError) -> ComplaintError:
    """What the system says of a file, or of where the answer goes, as a sentence."""
    why = error.strerror or str(error)
    if error.filename is None:
        return ComplaintError("The answer can't be written: {why}.", why=why)
    return ComplaintError("{file}: {why}.", file=error.filename, why=why)


def _silence() -> None:
    """Let nothing more be written where nothing can be."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
