"""Two commands timed in turn, A B A B …, so that a machine that drifts drifts for both."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

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
    row(what, f"{a * 1000:8.1f} ms", f"{b * 1000:8.1f} ms", f"{times:6.2f} ×", f"at most {goal}")


def row(what: str, ours: str, theirs: str, answer: str, goal: str) -> None:
    """Print what was measured: ours, theirs, what follows, and what is aimed at."""
    print(f"{what:<64} {ours:>16} {theirs:>16} {answer:>12} (goal: {goal})", flush=True)


class Run(NamedTuple):
    """A whole process: how long it took, and the most memory it held."""

    seconds: float
    mebibytes: float


def once(command: Command, **environment: str) -> Run:
    """Run a command once, its output thrown away; RuntimeError where it fails."""
    begun = time.perf_counter()
    around = os.environ | {"PYTHONHASHSEED": "0"} | environment
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=around)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return Run(time.perf_counter() - begun, used.ru_maxrss / 1024)


PYTHON = sys.executable
"""The environment's own interpreter: one found on the PATH may be a shell script around it."""
