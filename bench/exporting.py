"""`export` of all cases as csv, against the sqlite3 shell with the same query."""

import shutil
from pathlib import Path

from bench.pairs import told
from bench.register import NOW, made, program
from complaintctl.store.listing import CASE


def run(directory: Path, rows: int, pairs: int) -> None:
    """Print the ratio; a pair takes its time, so there are fewer of them."""
    shell = shutil.which("sqlite3")
    if shell is None:
        print("export: sqlite3 is not installed")
        return
    register = directory / "full.db"
    if not register.exists():
        made(register, rows)
    query = CASE.format(source="complaint c").replace(":now", f"'{NOW}'")
    told(
        f"export of {rows:,} as csv / sqlite3 -csv",
        program(register, "export", "--reveal", "--format", "csv"),
        [shell, "-readonly", "-csv", "-header", str(register), f"{query} ORDER BY c.number"],
        goal=3,
        pairs=min(pairs, 5),
    )
