"""Documents in and out: read from files, kept with a case, written out again (ha-facts)."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from complaintctl.cases import handling
from complaintctl.cases.case import Case
from complaintctl.errors import Refused, Unusable
from complaintctl.office.premises import Premises
from complaintctl.store import documents

MEGABYTE = 1024 * 1024
NAMES = ("name", "sha256", "size", "added_at", "event", "agreement")
"""What is told of a document."""

_LONGEST_STEM, _LONGEST_SUFFIX = 180, 20
_UNFIT = frozenset('<>:"|?*')
_FALLBACK = "document"


class Paper(NamedTuple):
    """A document to be attached: what it is called, and its bytes."""

    name: str
    content: bytes


def read(office: Premises, files: Sequence[str]) -> list[Paper]:
    """The files, each as large as the policy allows; refused where one can't be read."""
    limit = min(office.policy.attachment_limit, documents.LARGEST)
    return [Paper(Path(file).name, _content(file, limit)) for file in files]


def _content(file: str, limit: int) -> bytes:
    try:
        with Path(file).open("rb") as opened:
            content = opened.read(limit + 1)
    except (OSError, ValueError) as error:
        raise CantBeRead(file=file, why=getattr(error, "strerror", None) or str(error)) from error
    if len(content) > limit:
        raise TooLarge(file, limit)
    return content


def enclosed(
    office: Premises,
    id_: int,
    case: Case,
    papers: Iterable[Paper],
    *,
    note: str | None = None,
    agreement: bool = False,
    at: datetime | None = None,
) -> Case:
    """The case with these documents kept, an event each; inside a transaction."""
    for name, content in papers:
        event = handling.attached(
            case,
            office.deed(at, case),
            name=name,
            sha256=documents.digest(content),
            size=len(content),
            note=note,
            agreement=agreement,
        )
        case = office.record(id_, case, event)
        documents.keep(office.conn, event.seq, id_, content)
    return case


def save(office: Premises, rows: Iterable[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Write documents out into a folder, over no file that is there; each row with where it went."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    for row in rows:
        content = documents.content_of(office.conn, row["sha256"])
        if content is None:
            raise StayedBehind(name=row["name"]) if row.get("elsewhere") else Lost(name=row["name"])
        saved.append(row | {"saved": str(_written(folder, fit_name(row["name"]), content))})
    return saved


def _written(folder: Path, name: str, content: bytes) -> Path:
    """The file written, under the name or, where there is one, `name-2`; only its owner may read it."""
    path, count = folder / name, 1
    while True:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except FileExistsError:
            count += 1
            path = folder / f"{Path(name).stem}-{count}{Path(name).suffix}"
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return path


def fit_name(name: str) -> str:
    """The name as a file of any system may have it: no folders, nothing hidden, nothing a screen acts upon."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(char if char.isprintable() and char not in _UNFIT else "_" for char in last).strip(". ")
    stem, suffix = Path(plain).stem, Path(plain).suffix
    return _cut(stem, _LONGEST_STEM) + _cut(suffix, _LONGEST_SUFFIX) or _FALLBACK


def _cut(text: str, longest: int) -> str:
    return text.encode()[:longest].decode(errors="ignore")


class CantBeRead(Refused):
    code = "file"
    sentence = "{file} can't be read: {why}."
    hint = "Check its name and its permissions."


class TooLarge(Refused):
    code = "too-large"

    def __init__(self, file: str, limit: int) -> None:
        super().__init__(
            "{file} is too large; a document may have {limit} MB.",
            hint="Make it smaller, or raise limit_mb under [attachments] in the policy.",
            file=file,
            limit=f"{limit / MEGABYTE:g}",
        )


class StayedBehind(Refused):
    code = "elsewhere"
    sentence = "The document “{name}” stayed in the register that this case comes from."
    hint = "Save it there with attach --save, and attach it here."


class Lost(Unusable):
    sentence = "The document “{name}” is not what was attached: the database is damaged."
    hint = "complaintctl verify"
