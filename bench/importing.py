"""`import` of a help desk's cases with their past, beside what others take to bring in the same rows."""

import csv
import json
import shutil
import sqlite3
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from bench.pairs import PYTHON, Run, once, row
from bench.register import NOW, made, program
from bench.table import written

_TABLES = ("complaint", "event", "event_private", "deadline")
_ENOUGH = 100_000
"""Rows that tell a peer's rate, where the time it takes for a million is of no use."""


def run(directory: Path, rows: int, pairs: int) -> None:
    """Print the ratios to the peers, the memory, and what twice the rows cost. A million is taken in once."""
    del pairs
    whole = written(directory / "whole.csv", rows)
    half = _imported(directory / "half.db", written(directory / "half.csv", rows // 2))
    ours = _imported(directory / "whole.db", whole)
    few = min(rows, _ENOUGH)
    _against(
        f"import of {rows:,} / sqlite3 .import of what it wrote", ours, rows, _sqlite3(directory), rows, "at most 3"
    )
    _against("import / task import", ours, rows, _taskwarrior(directory, whole, few), few, "at most 0.5")
    _against("import / sqlite-utils insert", ours, rows, _sqlite_utils(directory, whole, few), few, "none")
    row("import: the most memory it held", f"{ours.mebibytes:.0f} MiB", "", "", "below 100 MiB")
    times = ours.seconds / half.seconds
    row(
        f"import of {rows:,} / of {rows // 2:,}",
        f"{ours.seconds:.1f} s",
        f"{half.seconds:.1f} s",
        f"{times:.2f} ×",
        "at most 2.1",
    )


def _imported(db: Path, file: Path) -> Run:
    return once(program(made(db, 0), "import", str(file)), COMPLAINTCTL_NOW=NOW)


def _against(what: str, ours: Run, rows: int, theirs: Run | None, their_rows: int, goal: str) -> None:
    """A row of rates; the ratio is that of the times for as many rows."""
    if theirs is None:
        row(what, f"{rows / ours.seconds:,.0f} rows/s", "not installed", "", goal)
        return
    rate, their_rate = rows / ours.seconds, their_rows / theirs.seconds
    row(what, f"{rate:,.0f} rows/s", f"{their_rate:,.0f} rows/s", f"{their_rate / rate:.2f} ×", goal)


def _sqlite3(directory: Path) -> Run | None:
    """The shell, with the tables that the import wrote, as csv, into the same schema in the same mode."""
    if shutil.which("sqlite3") is None:
        return None
    conn = sqlite3.connect(directory / "whole.db")
    peer = sqlite3.connect(directory / "peer.db")
    peer.execute("PRAGMA journal_mode = WAL")
    marks = ", ".join("?" * len(_TABLES))
    for (statement,) in conn.execute(
        f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND type <> 'trigger' AND sql IS NOT NULL", _TABLES
    ):
        peer.execute(_unchecked(statement))
    peer.close()
    imports = []
    for table in _TABLES:
        with (directory / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = conn.execute(f"SELECT * FROM {table}")
            csv.writer(file).writerows([v.hex() if isinstance(v, bytes) else v for v in each] for each in rows)
        imports.append(f".import {directory / table}.csv {table}")
    return once(["sqlite3", str(directory / "peer.db"), ".mode csv", *imports])


def _unchecked(statement: str) -> str:
    """The shell knows neither NULL nor bytes in csv: its tables check nothing, its indexes leave out empty text."""
    lines = statement.splitlines()
    plain = "\n".join(line.partition("--")[0].rstrip() for line in lines)
    while (start := plain.find("CHECK (")) >= 0:
        end, depth = start + len("CHECK ("), 1
        while depth:
            depth += {"(": 1, ")": -1}.get(plain[end], 0)
            end += 1
        before, after = plain[:start].rstrip(), plain[end:].lstrip()
        own_line = before.endswith(",")
        plain = before.rstrip(",") + after if own_line else f"{before}{after}"
    plain = plain.replace(" NOT NULL", "") if plain.startswith("CREATE TABLE") else plain
    return plain.replace("STRICT, ", "").replace(" STRICT", "").replace(" IS NOT NULL", " <> ''")


def _taskwarrior(directory: Path, file: Path, rows: int) -> Run | None:
    if shutil.which("task") is None:
        return None
    tasks = directory / "tasks.json"
    with file.open(encoding="utf-8", newline="") as table, tasks.open("w", encoding="utf-8") as aside:
        for each in islice(csv.DictReader(table), rows):
            closed = {"status": "completed", "end": _stamp(each["closed_at"])} if each["closed_at"] else {}
            task = {"status": "pending", "entry": _stamp(each["received_at"]), "project": each["cause"], **closed}
            print(json.dumps(task | {"description": each["content"]}, ensure_ascii=False), file=aside)
    data = directory / "tasks"
    data.mkdir()
    settings = [f"rc.data.location={data}", "rc.confirmation=off", "rc.hooks=off", "rc.verbose=nothing"]
    return once(["task", *settings, "import", str(tasks)], TASKRC="/dev/null")


def _stamp(local: str) -> str:
    return local.replace("-", "").replace(":", "").replace(" ", "T") + "Z"


def _sqlite_utils(directory: Path, file: Path, rows: int) -> Run | None:
    if find_spec("sqlite_utils") is None:
        return None
    few = directory / "few.csv"
    with file.open(encoding="utf-8", newline="") as table, few.open("w", encoding="utf-8", newline="") as aside:
        csv.writer(aside).writerows(islice(csv.reader(table), rows + 1))
    return once([PYTHON, "-m", "sqlite_utils", "insert", str(directory / "utils.db"), "complaint", str(few), "--csv"])
