"""Long answers through a pager, as git shows them: only at a terminal, and only what is longer than its screen."""

import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, TextIO

_LESS = {"LESS": "-FRX --no-keypad", "LESSCHARSET": "utf-8"}
"""How less is asked to behave where the user says nothing: colours as they are, the screen as it was."""


class Paged(io.TextIOBase):
    """Stands for stdout: what fits on the screen is printed when all is there, more goes to the pager at once."""

    def __init__(self, out: TextIO, command: str, height: int) -> None:
        self.out = out
        self._command = command
        self._height = height
        self._kept: list[str] = []
        self._lines = 0
        self._pager: subprocess.Popen[str] | None = None

    def isatty(self) -> bool:
        """It is as good as the terminal it ends in."""
        return True

    def fileno(self) -> int:
        return self.out.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self.out.encoding

    def write(self, text: str) -> int:
        """Keep it, or send it on; BrokenPipeError once the reader has seen enough."""
        if self._pager is None:
            self._kept.append(text)
            self._lines += text.count("\n")
            if self._lines >= self._height:
                self._pager = self._opened()
                self._sink.write("".join(self._kept))
                self._kept.clear()
        else:
            self._sink.write(text)
        return len(text)

    def flush(self) -> None:
        """Nothing is due before the end."""

    def end(self) -> None:
        """Print what is left, or wait until the reader is done."""
        if self._pager is None:
            self.out.write("".join(self._kept))
            self.out.flush()
            self._kept.clear()
            return
        with suppress(BrokenPipeError):
            self._sink.close()
        while self._pager.poll() is None:
            try:
                self._pager.wait()
            except KeyboardInterrupt:
                continue  # the pager's own business

    @property
    def _sink(self) -> IO[str]:
        assert self._pager is not None
        assert self._pager.stdin is not None
        return self._pager.stdin

    def _opened(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(  # noqa: S603 the user's own pager
            shlex.split(self._command), stdin=subprocess.PIPE, text=True, encoding="utf-8", env=_LESS | os.environ
        )


def paged(environ: Mapping[str, str]) -> Paged | None:
    """In place of stdout; None where it is no terminal, or no pager is wanted or there."""
    if not sys.stdout.isatty() or environ.get("TERM") == "dumb":
        return None
    command = environ.get("PAGER")
    if command is None:
        command = next(filter(shutil.which, ("less", "more")), "")
    if command.strip() in ("", "cat") or shutil.which(shlex.split(command)[0]) is None:
        return None
    return Paged(sys.stdout, command, shutil.get_terminal_size((80, 24)).lines)
