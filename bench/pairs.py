"""Two commands timed in turn, A B A B …, so that a machine that drifts drifts for both."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

Command = Sequence[str]


def seconds(command: Command) -> float:
    """How long a command takes as a whole process."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ | {"PYTHONHASHSEED": "0"})
    return time.perf_counter() - begun


def ratio(ours: Command, theirs: Command, pairs: int) -> tuple[float, float, float]:
    """The median seconds of both, and the median of the pairs' ratios; one warm-up each."""
    seconds(ours), seconds(theirs)
    timed = [(seconds(ours), seconds(theirs)) for _ in range(pairs)]
    return (
        statistics.median(a for a, _ in timed),
        statistics.median(b for _, b in timed),
        statistics.median(a / b for a, b in timed),
    )


def told(what: str, ours: Command, theirs: Command, *, goal: float, pairs: int) -> None:
    """Measure a pair and print it as a row."""
    a, b, times = ratio(ours, theirs, pairs)
    print(f"{what:<64} {a * 1000:8.1f} ms {b * 1000:8.1f} ms {times:6.2f} × (goal {goal})", flush=True)


PYTHON = sys.executable
"""The environment's own interpreter: one found on the PATH may be a shell script around it."""
