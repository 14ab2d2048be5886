"""Run every benchmark: each prints what was measured, both times, their ratio and the goal."""

import argparse
import compileall
import tempfile
from pathlib import Path

from bench import clock, daily, desk, exporting, importing, overdue, reporting, verifying

BENCHMARKS = (overdue.run, exporting.run, clock.run, importing.run, daily.run, verifying.run, reporting.run, desk.run)


def main() -> None:
    """Measure at the size asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many cases (default: 1,000,000)")
    parser.add_argument("--pairs", type=int, default=15, help="how many times each pair is timed (default: 15)")
    given = parser.parse_args()
    compileall.compile_dir(Path(__file__).parent.parent / "complaintctl", quiet=1)
    with tempfile.TemporaryDirectory() as directory:
        for benchmark in BENCHMARKS:
            benchmark(Path(directory), given.rows, given.pairs)


if __name__ == "__main__":
    main()
