"""`python -m complaintctl` and the command of the same name."""

import gc
import os
import sys
from io import TextIOWrapper

gc.disable()  # a fifth of start-up would go into looking for garbage among modules that are here to stay

INTERRUPTED = 130


def main() -> None:
    """Run the command line."""
    try:
        from complaintctl.cli.app import app
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    gc.freeze()
    gc.set_threshold(100_000)
    gc.enable()
    for name in ("stdin", "stdout", "stderr"):
        _prepare(name)
    try:
        app(prog_name="complaintctl")
    finally:
        gc.freeze()  # what is left goes with the process; nobody need look through it once more


def _prepare(name: str) -> None:
    """Programs get UTF-8 whatever the locale; a terminal keeps its own, and gets codes for what it lacks."""
    stream = getattr(sys, name)
    if stream is None:  # closed by whoever started us; its place must not be taken by the database
        setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: PTH123, SIM115
    elif name != "stdin" and isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
