"""`overdue` in a pipe, against a one-command typer program with the same query, and against an empty register."""

from pathlib import Path

from bench.pairs import PYTHON, told
from bench.register import made, program

ONE_COMMAND = '''
import gc
gc.disable()
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)

@app.command()
def overdue(db: str, now: str) -> None:
    import sqlite3
    conn = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    rows = conn.execute("""SELECT c.*, d.step, d.due_at FROM deadline d JOIN complaint c ON c.id = d.complaint
        WHERE d.ended_at IS NULL AND d.due_at < coalesce(d.held_since, ?1) AND d.due_at < ?1
        ORDER BY c.priority, d.due_at, c.number""", (now,))
    for row in rows:
        print(*row, sep="\\t")

gc.freeze()
app()
'''


def run(directory: Path, rows: int, pairs: int) -> None:
    """Print both ratios."""
    full, empty = made(directory / "full.db", rows), made(directory / "empty.db", 0)
    peer = directory / "one_command.py"
    peer.write_text(ONE_COMMAND, "utf-8")
    late = "2026-12-01T00:00:00Z"
    ours = program(full, "overdue")
    told(
        f"overdue of {rows:,} / one command of typer",
        ours,
        [PYTHON, str(peer), str(full), late],
        goal=1.25,
        pairs=pairs,
    )
    told(f"overdue of {rows:,} / of none", ours, program(empty, "overdue"), goal=1.15, pairs=pairs)
