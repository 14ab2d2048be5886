"""An earlier state of the register, for `--as-of` and `--known-at`: laid over the tables, changing no byte of them.

Cases with later events are folded again without them into temporary tables; views of the tables' own names join
them with all the rest, so that every query runs as it is. Instants are as stored, and so hold no quote.
"""

from collections.abc import Iterable

from complaintctl.records import Complaint, Deadline
from complaintctl.store import complaints, deadlines
from complaintctl.store.connection import Connection
from complaintctl.store.earlier import source


def rewound(conn: Connection) -> list[int]:
    """The cases that stand as they once stood."""
    if conn.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'rewound'").fetchone() is None:
        return []
    return [row[0] for row in conn.execute("SELECT id FROM temp.rewound")]


def rewind_office(conn: Connection, as_of: str, known_at: str | None) -> None:
    """Let the policies be those in force by then; with `known_at` only what was known of them and of the days off.

    The first of each is always there. What was known later of the days off stays, as long as later events are read
    that go by it.
    """
    conn.lay_aside_in_memory()
    for table, condition in (
        ("policy", f"since <= '{as_of}' AND recorded_at <= '{known_at or '9'}'"),
        ("calendar", f"made_at <= '{known_at or '9'}'"),
    ):
        conn.execute(
            f"""CREATE TEMP VIEW {table} AS SELECT * FROM main.{table}
                WHERE {condition} OR id = (SELECT min(id) FROM main.{table})"""
        )


def rewind(
    conn: Connection,
    as_of: str,
    known_at: str | None,
    touched: list[int],
    then: Iterable[tuple[int, Complaint, list[Deadline]]],
) -> None:
    """Lay the earlier state of the `touched` cases (`then`: those that existed) over the register."""
    known = known_at or "9"
    sources = {table: source(conn, table) for table in ("complaint", "deadline")}
    conn.execute("CREATE TEMP TABLE rewound (id INTEGER PRIMARY KEY)")
    conn.executemany("INSERT INTO rewound VALUES (?)", [(id_,) for id_ in touched])
    for table, rows_now in sources.items():
        conn.execute(f"CREATE TEMP TABLE {table}_then AS SELECT * FROM {rows_now} WHERE 0")
        conn.execute(f"DROP VIEW IF EXISTS temp.{table}")
    for id_, complaint, rows in then:
        complaints.insert(conn, complaint, id_, "complaint_then")
        deadlines.insert(conn, id_, rows, "deadline_then")
    conn.execute("CREATE INDEX temp.deadline_then_complaint ON deadline_then (complaint)")
    for table, key in (("complaint", "id"), ("deadline", "complaint")):
        conn.execute(
            f"""CREATE TEMP VIEW {table} AS SELECT * FROM {sources[table]}
                WHERE {key} NOT IN (SELECT id FROM temp.rewound) UNION ALL SELECT * FROM temp.{table}_then"""
        )
    conn.execute(
        f"""CREATE TEMP VIEW event AS SELECT * FROM main.event
            WHERE at <= '{as_of}' AND recorded_at <= '{known}'"""
    )
