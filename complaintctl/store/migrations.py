"""The schema, as it grew: append-only, by sqlite-utils' migrations. Imported only when a file is made or upgraded."""

import sqlite3

from sqlite_utils import Database, Migrations

from complaintctl.records import COLUMNS, Deadline
from complaintctl.store.db import APPLICATION_ID, VERSION

migrations = Migrations("complaintctl")

_WHOLE = frozenset(
    "round affected amount cost score repeats similar on_hold satisfied anonymous untimed seq extended shortened "
    "provisional early elapsed_seconds office_seconds late_seconds late_office_seconds answer_seconds "
    "answer_office_seconds solution_seconds solution_office_seconds".split()
)


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(f"{name} {'INTEGER' if name in _WHOLE else 'TEXT'}" for name in names)


@migrations()
def m001_register(db: Database) -> None:
    for statement in (
        f"""CREATE TABLE complaint (id INTEGER PRIMARY KEY, {_columns(COLUMNS)},
            phone_key TEXT, email_key TEXT, ref_key TEXT, cause_key TEXT, serial INTEGER NOT NULL)""",
        "CREATE UNIQUE INDEX complaint_number ON complaint (number)",
        """CREATE UNIQUE INDEX complaint_external ON complaint (source, external_id)
            WHERE external_id IS NOT NULL""",
        "CREATE INDEX complaint_phone ON complaint (phone_key, received_at) WHERE phone_key IS NOT NULL",
        "CREATE INDEX complaint_email ON complaint (email_key, received_at) WHERE email_key IS NOT NULL",
        "CREATE INDEX complaint_ref ON complaint (ref_key, received_at) WHERE ref_key IS NOT NULL",
        "CREATE INDEX complaint_cause ON complaint (cause_key, received_at) WHERE cause_key IS NOT NULL",
        # What a month's report asks of the cases and of the deadlines stands in the index: no row is looked up.
        """CREATE INDEX complaint_received ON complaint (received_day, kind, channel, category, cause, department,
            grade, duplicate_of, untimed, repeats, received_at, own_received_at, answer_seconds, answer_office_seconds,
            solution_seconds, solution_office_seconds)""",
        "CREATE INDEX complaint_newest ON complaint (received_at)",
        "CREATE INDEX complaint_open ON complaint (received_at, own_received_at, untimed) WHERE status <> 'closed'",
        "CREATE INDEX complaint_closed ON complaint (closed_at, own_received_at, untimed) WHERE status = 'closed'",
        "CREATE INDEX complaint_duplicate ON complaint (duplicate_of) WHERE duplicate_of IS NOT NULL",
        "CREATE INDEX complaint_moved ON complaint (own_received_at) WHERE own_received_at <> received_at",
        "CREATE INDEX complaint_untimed ON complaint (own_received_at) WHERE untimed = 1",
        f"""CREATE TABLE deadline (complaint INTEGER NOT NULL REFERENCES complaint (id),
            {_columns(tuple(Deadline.__dataclass_fields__))},
            PRIMARY KEY (complaint, round, step, seq)) WITHOUT ROWID""",
        "CREATE INDEX deadline_open ON deadline (due_at) WHERE ended_at IS NULL",
        """CREATE INDEX deadline_due ON deadline (due_at, step, department, how, met_at, ended_at, held_since,
            first_due_at, extended)""",
        """CREATE TABLE event (seq INTEGER PRIMARY KEY, complaint INTEGER REFERENCES complaint (id),
            at TEXT NOT NULL, recorded_at TEXT NOT NULL, actor TEXT NOT NULL, login TEXT NOT NULL,
            action TEXT NOT NULL, changes TEXT NOT NULL, imported INTEGER NOT NULL, clock TEXT NOT NULL,
            calendar INTEGER NOT NULL, digest TEXT, hash TEXT NOT NULL)""",
        "CREATE INDEX event_complaint ON event (complaint)",
        """CREATE INDEX event_counted ON event (action, at)
            WHERE action IN ('close', 'hold', 'reopen', 'resolve', 'revisit', 'undo')""",
        "CREATE INDEX event_review ON event (complaint) WHERE action = 'review'",
        """CREATE TABLE event_private (event INTEGER PRIMARY KEY REFERENCES event (seq),
            salt BLOB, payload TEXT)""",
        """CREATE TABLE policy (id INTEGER PRIMARY KEY, since TEXT NOT NULL, recorded_at TEXT NOT NULL,
            actor TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, toml TEXT NOT NULL, data TEXT NOT NULL)""",
        """CREATE TABLE calendar (id INTEGER PRIMARY KEY, made_at TEXT NOT NULL, country TEXT NOT NULL,
            library TEXT NOT NULL, data TEXT NOT NULL)""",
        """CREATE TABLE calendar_day (calendar INTEGER NOT NULL REFERENCES calendar (id), day TEXT NOT NULL,
            makeup INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (calendar, day)) WITHOUT ROWID""",
        """CREATE TABLE staff (name TEXT PRIMARY KEY, login TEXT, department TEXT, role TEXT NOT NULL,
            left_at TEXT) WITHOUT ROWID""",
        # Words come folded and parted, so that no more need be known of letters than where ASCII's end.
        "CREATE VIRTUAL TABLE search USING fts5 (told, private, tokenize = 'ascii')",
        "CREATE TABLE search_place (complaint INTEGER PRIMARY KEY REFERENCES complaint (id), place INTEGER NOT NULL)",
        "CREATE TABLE search_mark (seq INTEGER NOT NULL)",
        "INSERT INTO search_mark VALUES (0)",
        "CREATE TABLE document (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL)",
        """CREATE TABLE complaint_document (event INTEGER PRIMARY KEY REFERENCES event (seq),
            complaint INTEGER NOT NULL REFERENCES complaint (id),
            sha256 TEXT NOT NULL REFERENCES document (sha256))""",
        "CREATE INDEX complaint_document_sha256 ON complaint_document (sha256)",
        *(
            f"""CREATE TRIGGER {table}_keeps_{verb.lower()} BEFORE {verb} ON {table}
                BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END"""
            for table in ("event", "policy", "calendar", "calendar_day")
            for verb in ("UPDATE", "DELETE")
        ),
        *(
            f"""CREATE TRIGGER {table}_keeps_update BEFORE UPDATE ON {table}
                BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END"""
            for table in ("document", "complaint_document")
        ),
        # Only what a customer who was erased had brought may go.
        """CREATE TRIGGER complaint_document_keeps_delete BEFORE DELETE ON complaint_document
            WHEN (SELECT payload FROM event_private WHERE event = old.event) IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END""",
        """CREATE TRIGGER document_keeps_delete BEFORE DELETE ON document
            WHEN EXISTS (SELECT 1 FROM complaint_document WHERE sha256 = old.sha256)
            BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END""",
        """CREATE TRIGGER event_private_keeps_delete BEFORE DELETE ON event_private
            BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END""",
        """CREATE TRIGGER event_private_keeps_update BEFORE UPDATE ON event_private
            WHEN new.payload IS NOT NULL OR new.salt IS NOT NULL OR new.event IS NOT old.event
            BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END""",
    ):
        db.execute(statement)


def migrate(conn: sqlite3.Connection) -> None:
    """Bring a database to the program's version."""
    conn.execute("PRAGMA journal_mode = WAL")
    migrations.apply(Database(conn))
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {VERSION}")
