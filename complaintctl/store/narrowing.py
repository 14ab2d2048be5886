"""A register narrowed to some of its cases: laid over the tables, so that every figure is counted of these alone.

What belongs to no case stays. It lasts as long as the transaction it is done in.
The `+` keeps each query to the index it has anyway: whether a case is let through is asked of each row that it finds.
"""

from datetime import datetime

from complaintctl.moments import stored
from complaintctl.store.connection import Connection
from complaintctl.store.earlier import source
from complaintctl.store.listing import Filter

_KEYS = {
    "complaint": "+id IN (SELECT id FROM temp.narrowed)",
    "deadline": "+complaint IN (SELECT id FROM temp.narrowed)",
    "event": "(complaint IS NULL OR +complaint IN (SELECT id FROM temp.narrowed))",
}


def narrow(conn: Connection, which: Filter, now: datetime) -> None:
    """Let the connection answer of the cases alone that a filter, judged at `now`, lets through."""
    values = which.values | {"now": stored(now)}
    conn.execute("CREATE TEMP TABLE narrowed (id INTEGER PRIMARY KEY)")
    conn.execute(f"INSERT INTO temp.narrowed SELECT c.id FROM complaint c{which.where()}", values)
    for table, condition in _KEYS.items():
        there = source(conn, table)
        conn.execute(f"DROP VIEW IF EXISTS temp.{table}")
        conn.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM {there} WHERE {condition}")
