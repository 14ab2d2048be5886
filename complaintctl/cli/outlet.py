"""Files that are written because --output names them: whole or not at all, and never over the register itself."""

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from complaintctl.errors import Misused, Refused

_PARTS = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps a database in, behind its name."""


_FORMS = {
    "csv": "csv", "tsv": "tsv", "tab": "tsv", "json": "json", "jsonl": "jsonl", "ndjson": "jsonl", "xlsx": "xlsx",
    "xls": "xls", "md": "markdown", "markdown": "markdown", "html": "html", "htm": "html", "pdf": "pdf", "doc": "doc",
    "docx": "docx", "odt": "odt", "ods": "ods",
}  # fmt: skip


def form_told(path: Path | None, forms: Collection[str]) -> str | None:
    """The form that a file's name tells; None where it tells none, Misused where it isn't one of these."""
    ending = path.suffix.lower().removeprefix(".") if path is not None else ""
    form = _FORMS.get(ending)
    if form is not None and form not in forms:
        raise Misused(
            "A file named .{ending} would hold {form}, which this command doesn't write.",
            hint="Name it after one of: {forms}; or say --format.",
            ending=ending,
            form=form,
            forms=" ".join(forms),
        )
    return form


def write(path: Path, pieces: Iterable[bytes], *, database: Path, others: Iterable[Path] = ()) -> None:
    """Write beside the file's place first, then into it; what is no plain file, as a pipe, is written to as it is.

    BrokenPipeError where whoever reads there has had enough.
    """
    try:
        target = path.resolve()
        if is_stream(path):
            with path.open("wb") as stream:
                stream.writelines(pieces)
            return
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:
        raise NotWritten(path=path, why=getattr(error, "strerror", None) or str(error)) from error
    if any(_is_register(target, each) for each in (database, *others)):
        raise OverRegister(path=path)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with aside.open("xb") as file:
            file.writelines(pieces)
        aside.replace(target)
    except BaseException as error:
        with suppress(OSError):
            aside.unlink()
        if isinstance(error, OSError):
            raise NotWritten(path=path, why=error.strerror or str(error)) from error
        raise


def is_stream(path: Path) -> bool:
    """Whether it is there and no plain file: a pipe, a device, /dev/stdout."""
    return path.exists() and not path.is_file()


def check(path: Path, *, keep: Iterable[Path]) -> None:
    """Refuse, before any work is done, what can't be written to or would be written over one of these files."""
    for other in keep:
        if _is_register(path.resolve(), other):
            raise OverInput(path=path)
    if not path.resolve().parent.is_dir() or path.is_dir():
        raise NotWritten(path=path, why="no such directory" if not path.is_dir() else "it is a directory")


def _is_register(target: Path, database: Path) -> bool:
    if target.exists() and database.exists() and target.samefile(database):
        return True
    return str(target) in {f"{database.resolve()}{part}" for part in _PARTS}


class NotWritten(Refused):
    sentence = "{path} can't be written: {why}."


class OverRegister(Refused):
    sentence = "{path} is the register itself; nothing was written."
    hint = "Give another file with --output."


class OverInput(Refused):
    sentence = "{path} is what is being read or written already; nothing was done."
    hint = "Give another file."
