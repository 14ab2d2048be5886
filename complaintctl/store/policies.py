"""The policies that have been in force, with their documents."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from complaintctl.moments import from_stored, stored
from complaintctl.store.connection import Connection


def add_policy(
    conn: Connection, *, since: datetime, recorded_at: datetime, actor: str, toml: str, data: Mapping[str, Any]
) -> int:
    """Keep a policy that comes into force; answers its id."""
    head = data["policy"]
    values = (stored(since), stored(recorded_at), actor, head["name"], head.get("version", "1"), toml)
    sql = "INSERT INTO policy (since, recorded_at, actor, name, version, toml, data) VALUES (?, ?, ?, ?, ?, ?, ?)"
    return int(conn.execute(sql, (*values, json.dumps(data, ensure_ascii=False))).lastrowid or 0)


def policies(conn: Connection) -> list[tuple[datetime, dict[str, Any]]]:
    """All policies ever in force, with the instant since when, the earliest first."""
    sql = "SELECT since, data FROM policy ORDER BY since, id"
    return [(from_stored(row["since"]), json.loads(row["data"])) for row in conn.execute(sql)]


def latest_policy(conn: Connection) -> dict[str, Any]:
    """The policy that came into force last."""
    row = conn.execute("SELECT data FROM policy ORDER BY since DESC, id DESC LIMIT 1").fetchone()
    data: dict[str, Any] = json.loads(row["data"])
    return data


def policy_documents(conn: Connection) -> list[dict[str, Any]]:
    """All policies ever in force with their documents, in the order they were set; data as kept."""
    sql = "SELECT id, since, recorded_at, actor, name, version, toml, data FROM policy ORDER BY id"
    return [dict(row) | {"data": json.loads(row["data"])} for row in conn.execute(sql)]
