"""From one version of the schema to the next, by sqlite-utils' migrations. Imported only when one is due."""

from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database, Migrations

from complaintctl.errors import Unusable
from complaintctl.store.connection import transaction
from complaintctl.store.engines import sqlite
from complaintctl.store.errors import NotUpgraded, NotWritable
from complaintctl.store.version import APPLICATION_ID, VERSION

migrations = Migrations("complaintctl")
SCHEMA = Path(__file__).with_name("schema.sql")
_HASHES = ("digest", "hash")


@migrations()
def m001_register(db: Database) -> None:
    """A new file gets the schema as it is now; those of version 1 have had their own."""
    for statement in sqlite.statements(SCHEMA.read_text("utf-8")):
        db.execute(statement)
    db.execute("INSERT INTO search_mark VALUES (0)")


@migrations()
def m002_strict(db: Database) -> None:
    """Tables that hold what the model says, hashes as the bytes they are; what is hashed stays, and so the chain."""
    if not _is_strict(db):
        _make_anew(db)


@migrations()
def m003_further(db: Database) -> None:
    """Concerns, tasks, follow-ups, clocks of the law, and whom of the staff a case is about."""
    if "about" not in _columns(db, "complaint"):
        _make_anew(db)


def _make_anew(db: Database) -> None:
    """Everything but the index of words is made as it is now beside the old, filled, and put in its place."""
    schema = [each for each in sqlite.statements(SCHEMA.read_text("utf-8")) if "VIRTUAL TABLE" not in each]
    made = [each for each in schema if each.startswith("CREATE TABLE")]
    names = [each.split()[2] for each in made]
    ours = f"tbl_name IN ({', '.join(map(repr, names))}) AND sql IS NOT NULL AND type IN ('trigger', 'index')"
    for kind, name in db.execute(f"SELECT type, name FROM sqlite_master WHERE {ours}").fetchall():
        db.execute(f"DROP {kind} {name}")
    for name in names:
        db.execute(f"ALTER TABLE {name} RENAME TO {name}_before")
    db.conn.create_function("as_bytes", 1, lambda kept: bytes.fromhex(kept) if isinstance(kept, str) else kept)
    for name, statement in zip(names, made, strict=True):
        db.execute(statement)
        _fill(db, name)
    for name in reversed(names):
        db.execute(f"DROP TABLE {name}_before")
    for statement in schema:
        if statement not in made:
            db.execute(statement)


def _columns(db: Database, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def _fill(db: Database, name: str) -> None:
    """All rows of the old table into the new one; what the old one doesn't have stays empty."""
    kept = set(_columns(db, f"{name}_before"))
    columns = [each for each in _columns(db, name) if each in kept]
    values = [f"as_bytes({each})" if name == "event" and each in _HASHES else each for each in columns]
    try:
        db.execute(f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {name}_before")
    except Unusable as error:
        raise _Unfit(name, error) from error


def _is_strict(db: Database) -> bool:
    ((sql,),) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'complaint'").fetchall()
    return str(sql).endswith("STRICT")


class _Unfit(Exception):
    """A row of a table that the new one doesn't take."""

    def __init__(self, table: str, why: Unusable) -> None:
        super().__init__(table)
        self.table, self.why = table, why


def migrate(conn: sqlite.Connection) -> None:
    """Bring a database to the program's version."""
    sqlite.check_version()
    migrations.apply(Database(conn))
    conn.mark(APPLICATION_ID, VERSION)


def brought_up(conn: sqlite.Connection) -> Path | None:
    """Bring a register to the program's version, whole or not at all; answers where it lies as it was.

    None where somebody else has done it meanwhile. NotUpgraded where it holds what this version's tables don't take:
    then it is as it was.
    """
    place = conn.place
    kept = _beside(place, conn.header()[1])
    try:
        with transaction(conn):
            if conn.header()[1] == VERSION:
                return None
            with closing(sqlite.opened(place, write=False)) as read:  # who writes can't be copied from
                read.copy_to(kept)
            kept.chmod(place.stat().st_mode & 0o777)
            migrate(conn)
    except BaseException as error:
        kept.unlink(missing_ok=True)
        if isinstance(error, _Unfit):
            raise NotUpgraded(path=place, why=f"{error.table}: {error.why.fields.get('why')}") from error
        if isinstance(error, OSError):
            raise NotWritable(path=kept, why=error.strerror or str(error)) from error
        raise
    with suppress(Unusable):  # somebody is reading: the room of the old tables is used again later
        conn.execute("VACUUM")
    return kept


def _beside(place: Path, version: int) -> Path:
    """`complaints.v1.db` beside `complaints.db`, or the next of such names that is free."""
    names = (f"{place.stem}.v{version}{count or ''}{place.suffix}" for count in range(1000))
    return next(path for path in map(place.with_name, names) if not path.exists())
