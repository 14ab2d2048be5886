"""Documents kept with the cases: their bytes once by what they are, and which event brought them (ha-facts)."""

import json
from collections.abc import Iterator
from hashlib import sha256

from complaintctl.store.connection import Connection

LARGEST = 900_000_000
"""Bytes of one document: SQLite takes no row beyond a thousand million."""


def digest(content: bytes) -> str:
    """What a document is known by."""
    return sha256(content).hexdigest()


def keep(conn: Connection, event: int, complaint: int, content: bytes) -> None:
    """Keep what an event attached to a case; bytes that are there already are not kept again."""
    known = digest(content)
    conn.execute("INSERT OR IGNORE INTO document VALUES (?, ?, ?)", (known, len(content), content))
    conn.execute("INSERT INTO complaint_document VALUES (?, ?, ?)", (event, complaint, known))


def content_of(conn: Connection, known: str) -> bytes | None:
    """The bytes of a document; None where they are gone, or are not what was attached."""
    row = conn.execute("SELECT bytes FROM document WHERE sha256 = ?", (known,)).fetchone()
    return bytes(row["bytes"]) if row is not None and digest(row["bytes"]) == known else None


def damaged(conn: Connection) -> Iterator[str]:
    """The documents whose bytes or size are not those that were attached."""
    for row in conn.execute("SELECT sha256, size, bytes FROM document ORDER BY sha256"):
        if digest(row["bytes"]) != row["sha256"] or len(row["bytes"]) != row["size"]:
            yield row["sha256"]


def missing(conn: Connection) -> Iterator[int]:
    """The events whose document is not kept with their case, though it didn't stay in the register they come from."""
    sql = """SELECT e.seq, e.complaint, p.payload FROM main.event e JOIN event_private p ON p.event = e.seq
        WHERE e.action = 'attach' AND p.payload IS NOT NULL AND e.changes ->> 'elsewhere' IS NULL ORDER BY e.seq"""
    kept = """SELECT 1 FROM complaint_document k JOIN document d ON d.sha256 = k.sha256
        WHERE k.event = ? AND k.complaint = ? AND k.sha256 = ?"""
    for row in conn.execute(sql):
        known = json.loads(row["payload"]).get("sha256")
        if conn.execute(kept, (row["seq"], row["complaint"], known)).fetchone() is None:
            yield row["seq"]


def unrecorded(conn: Connection) -> Iterator[int]:
    """The events under which a document is kept that they didn't attach."""
    sql = """SELECT k.event, k.complaint, k.sha256, e.complaint AS case_of, e.action, p.payload
        FROM complaint_document k
        LEFT JOIN main.event e ON e.seq = k.event LEFT JOIN event_private p ON p.event = k.event ORDER BY k.event"""
    for row in conn.execute(sql):
        known = json.loads(row["payload"]).get("sha256") if row["payload"] else None
        if (row["action"], row["case_of"], known) != ("attach", row["complaint"], row["sha256"]):
            yield row["event"]
