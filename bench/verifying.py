"""`verify` of cases with their past: the chain, and every case folded again."""

import sqlite3
from pathlib import Path

from bench.pairs import once, row
from bench.register import NOW, made, program
from bench.table import written


def run(directory: Path, rows: int, pairs: int) -> None:
    """Print how many events a second it checks; on the register that `importing` made, where there is one."""
    del pairs
    db = directory / "whole.db"
    if not db.exists():
        once(program(made(db, 0), "import", str(written(directory / "whole.csv", rows))), COMPLAINTCTL_NOW=NOW)
    (events,) = sqlite3.connect(db).execute("SELECT max(seq) FROM event").fetchone()
    ours = once(program(db, "verify"), COMPLAINTCTL_NOW=NOW)
    row(
        f"verify of {events:,} events",
        f"{ours.seconds:.1f} s",
        "",
        f"{events / ours.seconds:,.0f}/s",
        "at least 50,000/s",
    )
