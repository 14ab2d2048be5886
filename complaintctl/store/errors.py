"""What can be wrong with a register's file: the store's own errors, whatever engine says it in whatever words."""

from pathlib import Path

from complaintctl.errors import Refused, Unusable


class Missing(Unusable):
    def __init__(self, path: Path) -> None:
        super().__init__("There is no database at {path}.", hint="complaintctl --db {path} init", path=path)


class Exists(Refused):
    code = "exists"

    def __init__(self, path: Path) -> None:
        super().__init__(
            "{path} exists already; init creates only new databases.", hint="Give another file with --db.", path=path
        )


class NotReadable(Unusable):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "{path} can't be opened: it is no file, or you lack the permission.",
            hint="Check it with ls -l {path}",
            path=path,
        )


class NotWritable(Unusable):
    def __init__(self, path: Path | None, why: str) -> None:
        super().__init__("{path} can't be written: {why}.", hint="Check its permissions.", path=path, why=why)


class NotOurs(Unusable):
    def __init__(self, path: Path) -> None:
        super().__init__("{path} is not a complaintctl database.", hint="Give the right file with --db.", path=path)


class Newer(Unusable):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "{path} was written by a newer complaintctl.", hint="Upgrade the program, then try again.", path=path
        )


class Busy(Unusable):
    def __init__(self, path: Path | None) -> None:
        super().__init__("Somebody else is writing to {path}.", hint="Try again in a moment.", path=path)


class Damaged(Unusable):
    def __init__(self, path: Path | None, why: str) -> None:
        super().__init__(
            "{path} can't be used: {why}.", hint="Restore it from a backup, or give the right file.", path=path, why=why
        )


class TooOld(Unusable):
    """An engine that lacks what the register needs."""

    def __init__(self, engine: str, least: str) -> None:
        super().__init__(
            "This Python's SQLite is {engine}; the register needs {least} or newer.",
            hint="Install Python 3.11 or newer from python.org, or a newer SQLite.",
            engine=engine,
            least=least,
        )


class NotUpgraded(Unusable):
    """A register of an earlier version holds what this version's can't."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            "{path} is of an earlier version and can't be brought to this one: {why}. It is as it was.",
            hint="complaintctl verify",
            path=path,
            why=why,
        )
