"""The rows of a log set aside, beside the database, until all rows of their case are there: it may be of any length."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from complaintctl.store.connection import Connection


class Staged(NamedTuple):
    """A row: whose it is, when it takes its turn among the case's rows, its line, what it tells, and as it was."""

    source: str
    id: str
    turn: str
    line: int
    told: str
    record: str


class Staging:
    """Rows in, cases out; inside a transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self.rows = 0
        for table in ("staged", "staged_case"):
            conn.execute(f"DROP TABLE IF EXISTS temp.{table}")
        conn.execute("CREATE TEMP TABLE staged (source TEXT, id TEXT, turn TEXT, line INTEGER, told TEXT, record TEXT)")
        conn.execute(
            """CREATE TEMP TABLE staged_case (source TEXT, id TEXT, first INTEGER, complaint INTEGER,
            PRIMARY KEY (source, id)) WITHOUT ROWID"""
        )

    def add(self, row: Staged) -> None:
        """Set a row aside; the file's lines come in their order."""
        self.rows += 1
        self._conn.execute("INSERT INTO temp.staged VALUES (?, ?, ?, ?, ?, ?)", row)
        sql = "INSERT INTO temp.staged_case VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING"
        self._conn.execute(sql, (row.source, row.id, row.line))

    def cases(self) -> Iterator[list[Staged]]:
        """All rows of each case by their turn, the cases in the order in which the file first names them."""
        sql = """SELECT s.* FROM temp.staged s JOIN temp.staged_case c USING (source, id)
            ORDER BY c.first, s.source, s.id, s.turn, s.line"""
        rows = (Staged(*row) for row in self._conn.execute(sql))
        for _, case in groupby(rows, key=lambda row: (row.source, row.id)):
            yield list(case)

    def settle(self, row: Staged, complaint: int) -> None:
        """The case of this row is in the register now, under this id."""
        sql = "UPDATE temp.staged_case SET complaint = ? WHERE source = ? AND id = ?"
        self._conn.execute(sql, (complaint, row.source, row.id))

    def settled(self) -> Iterator[tuple[int, Staged]]:
        """The rows of the cases that are in, each with its case's id, in the turn they have among all."""
        sql = """SELECT c.complaint, s.* FROM temp.staged s JOIN temp.staged_case c USING (source, id)
            WHERE c.complaint IS NOT NULL ORDER BY s.turn, s.source, s.id, s.line"""
        for complaint, *row in self._conn.execute(sql):
            yield complaint, Staged(*row)
