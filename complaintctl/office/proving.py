"""Whether the register is what it says: the chain of events, the fold against the rows, and the file's own checks."""

from collections.abc import Callable, Iterator

from complaintctl.cases.course import fold
from complaintctl.findings import Finding, wrong
from complaintctl.office.premises import Premises
from complaintctl.store import documents, events, standing

Advance = Callable[[int], None]


def problems(office: Premises, advance: Advance) -> Iterator[Finding]:
    """Everything that doesn't hold; `advance` is told of every event that was linked, and once more when folded."""
    for finding in office.conn.findings(quick=False):
        yield wrong("file", "The file: {finding}", finding=finding)
    for table in office.conn.dangling():
        yield wrong("file", "The file: a row of {table} points nowhere", table=table)
    for number, what in events.broken_links(office.conn, advance):
        yield wrong("event", "Event {number}: {what}", number=number, what=what)
    yield from _documents(office)
    yield from _folds(office, advance)


def _documents(office: Premises) -> Iterator[Finding]:
    for sha256 in documents.damaged(office.conn):
        yield wrong("document", "Document {sha256}: its bytes are not those that were attached.", sha256=sha256)
    for seq in documents.missing(office.conn):
        yield wrong("event", "Event {number}: its document is missing.", number=seq)
    for seq in documents.unrecorded(office.conn):
        yield wrong("event", "Event {number}: a document is kept under it that it didn't attach.", number=seq)


def _folds(office: Premises, advance: Advance) -> Iterator[Finding]:
    for stands in standing.cases(office.conn):
        advance(len(stands.events))
        case = fold(stands.events, office.rulebook)
        if case is None:
            yield wrong("case", "Case {id}: no registration among its events", id=stands.id)
            continue
        for name in stands.differing(case.complaint, case.deadlines):
            yield wrong("case", "{number}: {name} is not what its events make it", number=stands.number, name=name)
