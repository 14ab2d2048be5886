"""The desk on a big register: its first screen against an empty app of Textual, and how soon its keys answer."""

import os
import subprocess
from pathlib import Path

from bench.pairs import PYTHON, row, told
from bench.register import NOW, imported

ROOT = Path(__file__).parent.parent
KEYS = ("down", "pagedown", "f", "n", "i", "question_mark")
MOST = 100_000
"""The size that the goal names; a bigger run measures this too."""


def run(directory: Path, rows: int, pairs: int) -> None:
    """Print the ratio, and each key's median."""
    os.environ["COMPLAINTCTL_NOW"] = NOW
    rows = min(rows, MOST)
    db = imported(directory / f"desk{rows}.db", rows)
    ours = [PYTHON, "-m", "bench.at_desk", str(db)]
    told(f"desk on {rows:,} / an empty app of Textual", ours, [PYTHON, "-m", "bench.at_desk"], goal=1.5, pairs=pairs)
    done = subprocess.run([*ours, ",".join(KEYS)], check=True, capture_output=True, text=True, cwd=ROOT)
    for line in done.stdout.splitlines():
        key, seconds = line.split()
        row(f"desk on {rows:,}: {key}", f"{float(seconds) * 1000:8.1f} ms", "", "", "at most 50 ms")
