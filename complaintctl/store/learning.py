"""What is asked of the register to learn from it: which cases a month had, how often a cause came."""

import json
from collections.abc import Collection, Iterable
from hashlib import sha256

from complaintctl.store.connection import Connection

_DRILLABLE = """c.status = 'closed' AND c.duplicate_of IS NULL AND c.content IS NOT NULL
    AND c.department IS NOT NULL"""
_SAMPLED = "c.duplicate_of IS NULL AND c.kind <> 'concern'"
SOME = 100
"""So many cases are enough to draw one from."""


def begun(conn: Connection) -> str:
    """When the register began, as stored: the earliest receipt in it; its founding as long as there is none."""
    sql = "SELECT coalesce((SELECT min(own_received_at) FROM complaint), (SELECT min(since) FROM policy))"
    return str(conn.execute(sql).fetchone()[0])


def received(conn: Connection, first: str, last: str) -> list[str]:
    """The numbers of the cases received on these local dates, both included; duplicates and concerns apart."""
    sql = f"""SELECT c.number FROM complaint c WHERE c.received_day BETWEEN ? AND ? AND {_SAMPLED}
        ORDER BY c.number"""
    return [row[0] for row in conn.execute(sql, (first, last))]


def received_in(conn: Connection, month: str) -> int:
    """How many cases were received in this local month (`2026-10`), duplicates and concerns apart."""
    sql = f"""SELECT count(*) FROM complaint c
        WHERE c.received_day BETWEEN :month || '-01' AND :month || '-31' AND {_SAMPLED}"""
    (cases,) = conn.execute(sql, {"month": month}).fetchone()
    return int(cases)


def drawn_of(conn: Connection, month: str, drawn: Iterable[str]) -> int:
    """How many of the cases drawn are still cases of this local month, and no duplicates."""
    sql = f"""SELECT count(*) FROM json_each(:drawn) n JOIN complaint c ON c.number = n.value
        WHERE c.received_day BETWEEN :month || '-01' AND :month || '-31' AND {_SAMPLED}"""
    (cases,) = conn.execute(sql, {"drawn": json.dumps(list(drawn)), "month": month}).fetchone()
    return int(cases)


def counting(conn: Connection, numbers: Iterable[str]) -> set[str]:
    """The numbers without those that turned out to be duplicates; in a report of some cases, these alone."""
    sql = """SELECT c.number FROM complaint c JOIN json_each(?) n ON c.number = n.value
        WHERE c.duplicate_of IS NULL"""
    return {row[0] for row in conn.execute(sql, (json.dumps(list(numbers)),))}


def of_cause(conn: Connection, cause: str, first: str, last: str) -> tuple[int, int]:
    """How many complaints received on these local dates have this cause or one below it, and of how many."""
    sql = """SELECT coalesce(sum(c.cause = :cause OR substr(c.cause, 1, length(:cause) + 1) = :cause || '/'), 0),
        count(*) FROM complaint c WHERE c.received_day BETWEEN :first AND :last
        AND c.kind = 'complaint' AND c.duplicate_of IS NULL"""
    cases, complaints = conn.execute(sql, {"cause": cause, "first": first, "last": last}).fetchone()
    return cases, complaints


def any_received(conn: Connection, first: str, last: str) -> bool:
    """Whether any case was received on these local dates."""
    sql = "SELECT 1 FROM complaint c WHERE c.received_day BETWEEN ? AND ? LIMIT 1"
    return conn.execute(sql, (first, last)).fetchone() is not None


Kinds = Collection[tuple[str, str]]
"""Categories with priorities: cases of one of them; of any where there is none."""
_OF_KINDS = "(:kinds = '[]' OR json_array(c.category, c.priority) IN (SELECT value FROM json_each(:kinds)))"


def for_training(conn: Connection, kinds: Kinds = ()) -> list[str]:
    """The closed cases that a review made training cases, as long as something is left to read (le-review)."""
    sql = f"""SELECT DISTINCT c.number FROM event e JOIN complaint c ON c.id = e.complaint
        WHERE e.action = 'review' AND json_extract(e.changes, '$.training') AND {_DRILLABLE} AND {_OF_KINDS}
        AND e.seq NOT IN (SELECT json_extract(u.changes, '$.undoes') FROM event u
            WHERE u.complaint = c.id AND u.action = 'undo') ORDER BY c.number"""
    return [row[0] for row in conn.execute(sql, {"kinds": _told(kinds)})]


def closed(conn: Connection, seed: str, kinds: Kinds = (), but: Collection[str] = ()) -> list[str]:
    """Some closed cases that can be drilled, `but` these: the first from a place in the register that the seed says."""
    (last,) = conn.execute("SELECT coalesce(max(id), 0) FROM complaint").fetchone()
    place = int.from_bytes(sha256(seed.encode()).digest()[:8]) % (last + 1)
    sql = f"""SELECT c.number FROM complaint c WHERE c.id {{}} :place AND {_DRILLABLE} AND {_OF_KINDS}
        AND c.number NOT IN (SELECT value FROM json_each(:but)) ORDER BY c.id LIMIT {SOME}"""
    asked = {"place": place, "kinds": _told(kinds), "but": json.dumps(sorted(but))}
    return [row[0] for order in (">=", "<") for row in conn.execute(sql.format(order), asked)][:SOME]


def _told(kinds: Kinds) -> str:
    return json.dumps([json.dumps(kind, separators=(",", ":")) for kind in sorted(kinds)])
