"""`verify`: the chain of events, the fold against the rows, and SQLite's own checks."""

from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from complaintctl.cases.course import fold
from complaintctl.cli.session import Session
from complaintctl.store import complaints, documents, events, standing


def verify(
    ctx: typer.Context,
    head: Annotated[bool, typer.Option("--head", help="Only print the last hash, to be kept elsewhere.")] = False,
) -> None:
    """Check that the history is whole and that every case is what its events make it (re-archive)."""
    session: Session = ctx.obj
    number, hash_ = events.head(session.conn)
    if head:
        session.say(hash_) if session.form == "text" else session.json({"head": hash_})
        return
    problems = list(_problems(session, number))
    cases = complaints.count(session.conn)
    if session.form == "json":
        session.json({"ok": not problems, "events": number, "cases": cases, "problems": problems, "head": hash_})
    else:
        for problem in problems:
            session.say(problem)
        if not problems:
            session.say(session.word("{events} events, {cases} cases: all is well.", events=number, cases=cases))
            session.say(session.word("head {hash}", hash=hash_))
    if problems:
        raise typer.Exit(1)


def _problems(session: Session, recorded: int) -> Iterator[str]:
    for (finding,) in session.conn.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield session.word("The file: {finding}", finding=finding)
    for row in session.conn.execute("PRAGMA foreign_key_check"):
        yield session.word("The file: a row of {table} points nowhere", table=row[0])
    with session.progress(session.word("Checking"), 2 * recorded) as advance:  # each is linked once, and folded once
        for number, what in events.broken_links(session.conn, advance):
            yield session.word("Event {number}: {what}", number=number, what=session.translate(what))
        yield from _documents(session)
        yield from _folds(session, advance)


def _documents(session: Session) -> Iterator[str]:
    for sha256 in documents.damaged(session.conn):
        yield session.word("Document {sha256}: its bytes are not those that were attached.", sha256=sha256)
    for seq in documents.missing(session.conn):
        yield session.word("Event {number}: its document is missing.", number=seq)
    for seq in documents.unrecorded(session.conn):
        yield session.word("Event {number}: a document is kept under it that it didn't attach.", number=seq)


def _folds(session: Session, advance: Callable[[int], None]) -> Iterator[str]:
    for stands in standing.cases(session.conn):
        advance(len(stands.events))
        case = fold(stands.events, session.rulebook)
        if case is None:
            yield session.word("Case {id}: no registration among its events", id=stands.id)
            continue
        for name in stands.differing(case.complaint, case.deadlines):
            yield session.word("{number}: {name} is not what its events make it", number=stands.number, name=name)
