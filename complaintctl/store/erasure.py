"""A person leaves the file: the private parts of their cases' events, documents and words, and what is left of them."""

import json
from collections.abc import Collection
from pathlib import Path

from complaintctl.errors import Unusable
from complaintctl.store.connection import Connection

_TELLING = 4
"""Bytes that a name must have to be looked for where it may be part of a word: two Chinese characters have six."""


def forget(conn: Connection, cases: Collection[int]) -> None:
    """Empty what is personal or free text of these cases, inside a transaction; the chain of digests stays whole.

    So is the text of a measure or an adjustment, which belong to no case, where it names their customer.
    """
    among = {"ids": json.dumps(sorted(cases))}
    of_cases = "IN (SELECT value FROM json_each(:ids))"
    conn.execute(
        f"""UPDATE event_private SET salt = NULL, payload = NULL
            WHERE event IN (SELECT seq FROM event WHERE complaint {of_cases})""",
        among,
    )
    conn.execute(
        f"""UPDATE event_private SET salt = NULL, payload = NULL WHERE event IN (SELECT e.seq FROM event e
            JOIN event_private p ON p.event = e.seq JOIN complaint c ON c.id {of_cases}
            JOIN json_each(json_array(c.customer, c.phone, c.email, c.ref)) said
            WHERE e.complaint IS NULL AND length(CAST(said.value AS BLOB)) >= {_TELLING}
            AND instr(p.payload, said.value))""",
        among,
    )
    conn.execute(f"DELETE FROM complaint_document WHERE complaint {of_cases}", among)
    conn.execute("DELETE FROM document WHERE sha256 NOT IN (SELECT sha256 FROM complaint_document)")
    conn.execute(
        f"DELETE FROM search WHERE rowid IN (SELECT place FROM search_place WHERE complaint {of_cases})", among
    )
    conn.execute(f"DELETE FROM search_place WHERE complaint {of_cases}", among)


def sweep(conn: Connection, path: Path) -> None:
    """Write the file anew, so that no free page, no old index and no log still holds what was emptied.

    Traces where others are reading the file as it was; it is enough to erase again when they are done.
    """
    if not conn.write_anew():
        raise Traces(path=path)


class Traces(Unusable):
    sentence = "The customer is erased, but somebody is reading {path}: traces may be left in its log."
    hint = "Say the same again when nobody else is at the register."
