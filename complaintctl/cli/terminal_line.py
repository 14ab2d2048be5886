"""A line at a terminal that can be edited while it is typed; the only place that knows prompt_toolkit."""

import os
import sys
from collections.abc import Sequence
from typing import Any

BACK = "<"
"""Typed, or the key Shift-Tab: to the question before."""


def typed(question: str, *, default: str = "", words: Sequence[str] = (), back: bool = False) -> str:
    """What is typed behind a question: arrow keys, Home and pasting work, nothing is remembered.

    Enter ends it, Alt-Enter begins a new line; `words` are offered while one types. EOFError and KeyboardInterrupt
    as with any reading.
    """
    if os.environ.get("TERM") in ("dumb", "") and sys.platform != "win32":
        return _plainly(question, default)
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import DummyHistory

    session: PromptSession[str] = PromptSession(
        history=DummyHistory(),
        output=_output(),
        key_bindings=_keys(back=back),
        completer=WordCompleter(list(words), ignore_case=True, sentence=True, match_middle=True) if words else None,
        complete_while_typing=bool(words),
        reserve_space_for_menu=_MENU if words else 0,
        enable_suspend=True,
    )
    return session.prompt(f"{question} ", default=default)


_MENU = 6
"""Lines kept for the words that are offered."""


def _output() -> Any:
    """Questions belong to stderr: what is asked for is on stdout. The terminal is not asked where its cursor is."""
    if sys.platform == "win32":
        from prompt_toolkit.output import create_output

        return create_output(stdout=sys.stderr)
    from prompt_toolkit.output.vt100 import Vt100_Output

    output = Vt100_Output.from_pty(sys.stderr, term=os.environ.get("TERM"))
    output.enable_cpr = False
    return output


def _keys(*, back: bool) -> Any:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("escape", "enter")
    def _new_line(event: Any) -> None:
        event.current_buffer.insert_text("\n")

    if back:

        @keys.add("s-tab")
        def _go_back(event: Any) -> None:
            event.app.exit(result=BACK)

    return keys


def _plainly(question: str, default: str) -> str:
    """The same at a terminal that can do no more than print."""
    print(f"{question} ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n") or default
