"""A register of many closed cases and 50 late ones: made by the real program, then copied by SQL."""

import os
import sqlite3
import subprocess
from pathlib import Path

from bench.pairs import PYTHON, once
from bench.table import written

NOW = "2026-11-20T08:00:00Z"
LATE = 50
_CASE = "--channel phone --customer 王芳 --phone 13800000000 --category product".split()


def program(db: Path, *words: str) -> list[str]:
    """Our command line on a database."""
    return [PYTHON, "-m", "complaintctl", "--db", str(db), *words]


def made(db: Path, rows: int) -> Path:
    """A register of `rows` cases, 50 of them late (all, where there are fewer), the others closed."""
    _run(db, "init")
    if rows:
        _run(db, "register", *_CASE, "--content", "冰箱不制冷")
        _run(db, "register", *_CASE, "--content", "冰箱不制冷")
        _run(db, "close", "2", "--outcome", "withdrawn", "--reason", "…")
        _copy(db, rows)
    return db


def imported(db: Path, rows: int) -> Path:
    """A register of so many different cases with their past, as an import makes it; the one that is there already."""
    if not db.exists():
        file = written(db.with_suffix(".csv"), rows)
        once(program(made(db, 0), "import", str(file)), COMPLAINTCTL_NOW=NOW)
    return db


def _run(db: Path, *words: str) -> None:
    environment = os.environ | {"COMPLAINTCTL_NOW": "2026-11-20T08:00:00Z"}
    subprocess.run(
        program(db, *words), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )


def _copy(db: Path, rows: int) -> None:
    """Copy the open case to 50 late ones and the closed one to all the others."""
    conn = sqlite3.connect(db)
    with conn:
        _multiply(conn, 1, 3, min(LATE, rows))
        _multiply(conn, 2, 3 + LATE, rows)
    conn.execute("ANALYZE")
    conn.close()


def _multiply(conn: sqlite3.Connection, template: int, first: int, last: int) -> None:
    for table, key in (("complaint", "id"), ("deadline", "complaint")):
        columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
        values = [
            {key: "n", "number": "'C20261120-' || printf('%07d', n)", "serial": "n"}.get(name, name) for name in columns
        ]
        conn.execute(
            f"""WITH RECURSIVE more (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM more WHERE n < ?)
                INSERT INTO {table} ({", ".join(columns)})
                SELECT {", ".join(values)} FROM more CROSS JOIN {table} WHERE {key} = ?""",
            (first, last, template),
        )
