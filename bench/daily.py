"""A clerk's commands on a register of many cases, against the same on few: everything is found by index."""

import os
import sqlite3
from pathlib import Path

from bench.pairs import told
from bench.register import NOW, imported, made, program

FEW = 1_000
_CASE = "--quiet --channel phone --customer 王芳 --phone 13900000000 --cause product/engine --content 异响".split()


def run(directory: Path, rows: int, pairs: int) -> None:
    """Print the ratios; on the register that `importing` made, where there is one."""
    os.environ["COMPLAINTCTL_NOW"] = NOW
    whole, few = imported(directory / "whole.db", rows), imported(directory / "few.db", min(rows, FEW))
    for words in (("show",), ("list", "--all", "--category", "product", "--limit", "20"), ("search", "沪A000101")):
        ours, theirs = ([*words, _number(db)] if words == ("show",) else words for db in (whole, few))
        told(
            f"{words[0]} of {rows:,} / of {min(rows, FEW):,}",
            program(whole, *ours),
            program(few, *theirs),
            goal=1.5,
            pairs=pairs,
        )
    told(
        f"register on {rows:,} / on none",
        program(whole, "register", *_CASE),
        program(made(directory / "begun.db", 0), "register", *_CASE),
        goal=1.3,
        pairs=pairs,
    )


def _number(db: Path) -> str:
    """A case in the middle of the register."""
    conn = sqlite3.connect(db)
    (number,) = conn.execute("SELECT number FROM complaint WHERE id >= (SELECT max(id) FROM complaint) / 2").fetchone()
    conn.close()
    return str(number)
