"""Which outside ids are taken: by cases in the register, and by rows of the file that is being read."""

from complaintctl.store.connection import Connection

_Identity = tuple[str, str]


class Identities:
    """Looked up for every row of a file; those of the file stand in a table beside the database, not in memory."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._sources: dict[str, bool] = {}
        conn.execute("DROP TABLE IF EXISTS temp.seen")
        conn.execute(
            """CREATE TEMP TABLE seen (source TEXT, id TEXT, line INTEGER, digest BLOB,
            PRIMARY KEY (source, id)) WITHOUT ROWID"""
        )

    def first(self, identity: _Identity, line: int, digest: bytes) -> tuple[int, bytes]:
        """The line and digest of the file's first row with this identity; this one's, if it is the first."""
        sql = "INSERT INTO temp.seen VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        if self._conn.execute(sql, (*identity, line, digest)).rowcount:
            return line, digest
        sql = "SELECT line, digest FROM temp.seen WHERE source = ? AND id = ?"
        first, before = self._conn.execute(sql, identity).fetchone()
        return first, before

    def case(self, identity: _Identity) -> int | None:
        """The case that had this identity when the first row of its source was read."""
        source = identity[0]
        if source not in self._sources:
            sql = "SELECT EXISTS (SELECT 1 FROM complaint WHERE source = ? AND external_id IS NOT NULL)"
            self._sources[source] = bool(self._conn.execute(sql, (source,)).fetchone()[0])
        if not self._sources[source]:
            return None
        sql = "SELECT id FROM complaint WHERE source = ? AND external_id = ?"
        row = self._conn.execute(sql, identity).fetchone()
        return row[0] if row else None
