"""`verify` of cases with their past: the chain, and every case folded again."""

import sqlite3
from pathlib import Path

from bench.pairs import once, row
from bench.register import NOW, imported, program


def run(directory: Path, rows: int, pairs: int) -> None:
    """Print how many events a second it checks; on the register that `importing` made, where there is one."""
    del pairs
    db = imported(directory / "whole.db", rows)
    (events,) = sqlite3.connect(db).execute("SELECT max(seq) FROM event").fetchone()
    ours = once(program(db, "verify"), COMPLAINTCTL_NOW=NOW)
    row(
        f"verify of {events:,} events",
        f"{ours.seconds:.1f} s",
        "",
        f"{events / ours.seconds:,.0f}/s",
        "at least 50,000/s",
    )
