"""The database itself holds what the model says: closed lists, counts, truths, what may be missing."""

import re
from dataclasses import fields
from enum import StrEnum

import pytest

from complaintctl import model
from complaintctl.errors import Unusable
from complaintctl.records import COLUMNS, Complaint, Deadline
from complaintctl.store import complaints
from complaintctl.store.engines import sqlite
from complaintctl.store.migrations import SCHEMA
from tests.builders import an_empty_register

SCRIPT = SCHEMA.read_text("utf-8")
TABLES = re.findall(r"^CREATE TABLE (\w+)", SCRIPT, re.MULTILINE)
LISTS = {
    ("complaint", "status"): model.Status,
    ("complaint", "kind"): model.Kind,
    ("complaint", "priority"): model.Priority,
    ("complaint", "grade"): model.Grade,
    ("complaint", "category"): model.Category,
    ("complaint", "preferred_channel"): model.Channel,
    ("complaint", "channel"): model.Channel,
    ("complaint", "outcome"): model.Outcome,
    ("complaint", "responsibility"): model.Responsibility,
    ("complaint", "remedy"): model.Remedy,
    ("complaint", "ruled_priority"): model.Priority,
    ("complaint", "ruled_grade"): model.Grade,
    ("deadline", "step"): model.Step,
    ("deadline", "how"): ("met", "late", "cancelled", "struck"),
    ("event", "clock"): ("real", "set"),
    ("staff", "role"): model.Role,
}

UNFIT = (  # the rest of an event: a hash too short, a clock of no kind, nobody who did it
    "actor, login, action, changes, 0, 'real', 1, NULL, x'00'",
    "actor, login, action, changes, 0, 'guessed', 1, NULL, hash",
    "NULL, login, action, changes, 0, 'real', 1, NULL, hash",
)


@pytest.fixture(scope="module")
def conn():
    """A register with one case, one step, one event, one colleague."""
    conn = an_empty_register()
    at, hash_ = "2026-11-20T02:00:00Z", "x'" + "00" * 32 + "'"
    known = dict.fromkeys(complaints.STORED) | {
        "id": 1, "number": "C20261120-0001", "status": "registered", "kind": "complaint", "priority": "high",
        "grade": "general", "category": "product", "channel": "phone", "flags": "[]", "tags": "[]", "affected": 1,
        "received_at": at, "registered_at": at, "registered_by": "刘洋", "round": 1, "on_hold": 0, "source": "",
        "ruled_priority": "high", "ruled_grade": "general", "extra": "{}", "anonymous": 0, "repeats": 1, "similar": 1,
        "reasons": "[]", "own_received_at": at, "received_day": "2026-11-20", "untimed": 0, "serial": 1,
    }  # fmt: skip
    marks = ", ".join(f":{name}" for name in known)
    conn.execute(f"INSERT INTO complaint ({', '.join(known)}) VALUES ({marks})", known)
    conn.execute(
        f"""INSERT INTO deadline (complaint, round, step, seq, start_at, amount, due_at, first_due_at, extended,
            shortened, provisional, early) VALUES (1, 1, 'contact', 1, '{at}', '4h', '{at}', '{at}', 0, 0, 0, 0)"""
    )
    conn.execute(
        f"INSERT INTO event VALUES (1, 1, '{at}', '{at}', '刘洋', 'liu', 'x', '{{}}', 0, 'real', 1, NULL, {hash_})"
    )
    conn.execute("INSERT INTO staff VALUES ('刘洋', 'liu', NULL, 'agent', NULL)")
    yield conn
    conn.close()


def _columns(conn, table):
    """Name, type, whether it may not be missing, and its place in the key, of each column."""
    return [(row[1], row[2], bool(row[3]), row[5]) for row in conn.execute(f"PRAGMA table_info({table})")]


def test_the_tables_keep_what_the_records_have_in_their_order(conn):
    assert [name for name, *_ in _columns(conn, "complaint")] == ["id", *COLUMNS, *complaints.KEYS]
    assert [name for name, *_ in _columns(conn, "deadline")] == ["complaint", *Deadline.__dataclass_fields__]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_strict(conn, table):
    ((sql,),) = conn.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
    assert re.search(r"\) STRICT(, WITHOUT ROWID)?$", sql)


def test_no_statement_of_the_schema_is_lost():
    begun = re.findall(r"^CREATE ", SCRIPT, re.MULTILINE)
    assert len(list(sqlite.statements(SCRIPT))) == len(begun)


@pytest.mark.parametrize(("place", "codes"), LISTS.items(), ids=[".".join(place) for place in LISTS])
def test_a_closed_list_is_the_models(conn, place, codes):
    table, column = place
    ((sql,),) = conn.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
    assert set(re.findall(rf"\b{column} = '(\w+)'", sql)) == set(map(str, codes))


def test_no_closed_list_is_forgotten():
    enums = [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, StrEnum)]
    elsewhere = {StrEnum, model.RootCause, model.MeasureStatus, model.StepState, model.Part}
    assert {each for each in enums if each not in elsewhere} <= set(LISTS.values())


@pytest.mark.parametrize(
    "change",
    [
        *(f"UPDATE {table} SET {column} = 'nonsense'" for (table, column) in LISTS if table != "event"),
        *(f"UPDATE complaint SET {name} = 2" for name in ("on_hold", "anonymous", "untimed", "satisfied")),
        *(
            f"UPDATE complaint SET {name} = 0"
            for name in ("affected", "round", "repeats", "similar", "serial", "score")
        ),
        *(f"UPDATE complaint SET {name} = -1" for name in ("amount", "cost")),
        "UPDATE complaint SET score = 6",
        "UPDATE complaint SET affected = 'many'",
        "UPDATE complaint SET received_at = '2026-11-20'",
        "UPDATE complaint SET closed_at = 'yesterday'",
        *(f"UPDATE deadline SET {name} = 2" for name in ("extended", "shortened", "provisional", "early")),
        "UPDATE deadline SET how = 'met'",
        "UPDATE deadline SET ended_at = '2026-11-20T02:00:00Z'",
        "UPDATE deadline SET round = 0",
        "UPDATE deadline SET due_at = 20261120",
        *(f"INSERT INTO event SELECT 2, complaint, at, recorded_at, {rest} FROM event" for rest in UNFIT),
        "INSERT INTO event_private VALUES (1, NULL, '{}')",
        "INSERT INTO document VALUES ('00', -1, x'00')",
        "INSERT INTO calendar_day VALUES (1, '2026-01-01', 2, '')",
    ],
)
def test_the_database_refuses_what_the_model_does_not_have(conn, change):
    with pytest.raises(Unusable, match=r"constraint failed|cannot store"):
        conn.execute(change)


@pytest.mark.parametrize("name", [*COLUMNS, *complaints.KEYS])
def test_only_what_may_be_unknown_may_be_missing(conn, name):
    optional = {each.name for each in fields(Complaint) if "None" in str(each.type)} - {"received_at", "registered_at"}
    optional = (optional | set(complaints.KEYS)) - {"registered_by", "own_received_at", "serial"}
    assert {each: bound for each, _, bound, _ in _columns(conn, "complaint")}[name] == (name not in optional)
