"""A register of an earlier version, read as it is: columns that it doesn't have yet are empty."""

from complaintctl.store import complaints, deadlines
from complaintctl.store.connection import Connection

_COLUMNS = {"complaint": complaints.STORED, "deadline": deadlines.STORED}


def lay_over(conn: Connection) -> None:
    """Let the tables that lack a column answer as those of today do, changing no byte of them."""
    conn.lay_aside_in_memory()
    for table, columns in _COLUMNS.items():
        kept = {row["name"] for row in conn.execute(f"PRAGMA main.table_info({table})")}
        if not kept.issuperset(columns):
            told = ", ".join(name if name in kept else f"NULL AS {name}" for name in columns)
            conn.execute(f"CREATE TEMP VIEW {table} AS SELECT {told} FROM main.{table}")


def source(conn: Connection, table: str) -> str:
    """Where the rows of a table come from: the table itself, or what was laid over it."""
    sql = "SELECT sql FROM temp.sqlite_master WHERE name = ?"
    row = conn.execute(sql, (table,)).fetchone()
    return f"main.{table}" if row is None else f"({row[0].partition(' AS ')[2]})"
