"""The history is whole, or `verify` says where it isn't: triggers against changing it, a chain that shows tampering."""

import pytest

from complaintctl.errors import Unusable
from complaintctl.store import events
from complaintctl.store.engines import sqlite
from complaintctl.store.migrations import migrations
from complaintctl.store.version import VERSION

HISTORY = ("event", "event_private", "policy", "calendar", "calendar_day")


@pytest.fixture
def register(desk):
    """A desk with a few events, and a raw connection to its file."""
    desk.register("--assign")
    desk("contact", "1", "--note", "已致电")
    desk("note", "1", "--note", "查了发票")
    conn = sqlite.opened(desk.db, write=True)
    yield desk, conn
    conn.close()


def test_the_version_follows_from_the_list_of_migrations():
    assert len(migrations._migrations) == VERSION


@pytest.mark.parametrize("table", HISTORY)
@pytest.mark.parametrize("change", ["DELETE FROM {table}", "UPDATE {table} SET rowid = rowid"])
def test_the_history_refuses_to_be_changed(register, table, change):
    _, conn = register
    keyless = table == "calendar_day"
    statement = "UPDATE calendar_day SET name = 'x'" if keyless and change.startswith("UPDATE") else change
    if table == "event_private" and change.startswith("UPDATE"):
        statement = "UPDATE event_private SET payload = '{{}}'"
    with pytest.raises(Unusable, match="history"):
        conn.execute(statement.format(table=table))


def test_a_private_part_may_be_emptied_and_the_chain_still_holds(register):
    desk, conn = register
    conn.execute("UPDATE event_private SET payload = NULL, salt = NULL WHERE event = 4")
    assert list(events.broken_links(conn)) == []
    assert desk.json("verify")["head"] == events.head(conn)[1]


@pytest.mark.parametrize(
    ("tampering", "place", "what"),
    [
        ("UPDATE event SET at = '2026-11-19T00:00:00Z' WHERE seq = 3", 3, "changed"),
        ("UPDATE event SET actor = 'nobody' WHERE seq = 2", 2, "changed"),
        ("UPDATE event SET digest = NULL WHERE seq = 4", 4, "changed"),
        ("DELETE FROM event WHERE seq = 3", 3, "missing"),
        ("UPDATE event SET seq = -3 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 4", 3, "changed"),
        ('UPDATE event_private SET payload = \'{"note":"x"}\' WHERE event = 4', 4, "private part changed"),
        ("DELETE FROM event_private WHERE event = 4", 4, "private part missing"),
        ("INSERT INTO event_private VALUES (99, NULL, NULL)", 99, "private part without its event"),
    ],
)
def test_tampering_is_found_with_its_place(register, tampering, place, what):
    desk, conn = register
    _without_triggers(conn)
    conn.executescript(tampering)
    assert (place, what) in list(events.broken_links(conn))
    found = desk.json("verify", code=1)
    assert found["ok"] is False
    assert any(str(place) in problem for problem in found["problems"])


def test_an_event_slipped_in_breaks_the_chain(register):
    _, conn = register
    conn.execute(
        """INSERT INTO event SELECT 6, complaint, at, recorded_at, actor, login, action, changes, imported, clock,
        calendar, digest, hash FROM event WHERE seq = 5"""
    )
    assert (6, "changed") in list(events.broken_links(conn))


@pytest.mark.parametrize(
    ("tampering", "name"),
    [
        ("UPDATE complaint SET priority = 'low'", "priority"),
        ("UPDATE deadline SET due_at = '2027-01-01T00:00:00Z' WHERE step = 'resolve'", "deadlines"),
        ("DELETE FROM deadline WHERE step = 'resolve'", "deadlines"),
    ],
)
def test_a_row_that_its_events_do_not_make_is_found(register, tampering, name):
    desk, conn = register
    conn.execute(tampering)
    (problem,) = desk.json("verify", code=1)["problems"]
    assert name in problem


def test_the_last_hash_is_printed_to_be_kept_elsewhere(register):
    desk, conn = register
    assert desk("verify", "--head").strip() == events.head(conn)[1]


def _without_triggers(conn):
    for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        conn.execute(f"DROP TRIGGER {name}")
