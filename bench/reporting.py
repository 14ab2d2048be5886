"""A month's and a year's report of a register over three years, against plain SQL for the same figures."""

import os
import shutil
import statistics
from collections.abc import Sequence
from pathlib import Path

from bench.pairs import Command, seconds
from bench.register import program
from bench.spread import spread

PERIODS = {"month": ("2025-10", ("2025-10", "2025-09", "2024-10")), "year": ("2025", ("2025", "2024", "2024"))}
"""What is asked for, and the three spans whose figures stand side by side."""


def run(directory: Path, rows: int, pairs: int) -> None:
    """Print the ratio for a month, and how a year scales with its rows."""
    os.environ["COMPLAINTCTL_NOW"] = "2026-11-20T08:00:00Z"
    db, empty = spread(directory / "spread.db", rows), spread(directory / "none.db", 0)
    shell = shutil.which("sqlite3")
    if shell is None:
        print("report: the sqlite3 shell is missing")
        return
    for kind, (name, spans) in PERIODS.items():
        asked = ("report", f"--{kind}", name, "--format", "json")
        plain = directory / f"{kind}.sql"
        plain.write_text("".join(_plain(span) for span in spans) + _END.replace("SPAN", spans[0]), "utf-8")
        _told(
            f"report of a {kind} of {rows:,} / plain SQL in the shell, start-up taken off",
            [program(db, *asked), program(empty, *asked)],
            [[shell, str(db), f".read {plain}"], [shell, str(empty), "SELECT 1"]],
            pairs,
        )


def _told(what: str, ours: Sequence[Command], theirs: Sequence[Command], pairs: int) -> None:
    """Each pair of commands is the whole and the start-up alone, all timed in turn."""
    commands = (*ours, *theirs)
    for command in commands:
        seconds(command)
    timed = [[seconds(command) for command in commands] for _ in range(pairs)]
    a, a0, b, b0 = (statistics.median(column) for column in zip(*timed, strict=True))
    mine, plain = a - a0, max(b - b0, 1e-6)
    print(f"{what:<80} {mine * 1000:8.1f} ms {plain * 1000:8.1f} ms {mine / plain:6.2f} × (goal 2)", flush=True)


_SPAN, _END = Path(__file__).with_name("report.sql").read_text("utf-8").split("-- once\n")
_WAITS = ("answer_seconds", "answer_office_seconds", "solution_seconds", "solution_office_seconds")


def _plain(span: str) -> str:
    """The figures of one span as somebody asks for them who knows the tables, each in a statement of its own."""
    once, each = _SPAN.split("-- each wait\n")
    waits = "".join(each.replace("WAIT", wait).replace("KEY", key) for key in ("NULL", "department") for wait in _WAITS)
    return (once + waits).replace("SPAN", span)
