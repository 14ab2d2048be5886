"""What can be wrong with a register's file: the store's own errors, whatever engine says it in whatever words."""

from complaintctl.errors import Refused, Unusable


class Missing(Unusable):
    sentence = "There is no database at {path}."
    hint = "complaintctl --db {path} init"


class Exists(Refused):
    code = "exists"
    sentence = "{path} exists already; init creates only new databases."
    hint = "Give another file with --db."


class NotReadable(Unusable):
    sentence = "{path} can't be opened: it is no file, or you lack the permission."
    hint = "Check it with ls -l {path}"


class NotWritable(Unusable):
    sentence = "{path} can't be written: {why}."
    hint = "Check its permissions."


class NotOurs(Unusable):
    sentence = "{path} is not a complaintctl database."
    hint = "Give the right file with --db."


class Newer(Unusable):
    sentence = "{path} was written by a newer complaintctl."
    hint = "Upgrade the program, then try again."


class Busy(Unusable):
    sentence = "Somebody else is writing to {path}."
    hint = "Try again in a moment."


class Damaged(Unusable):
    sentence = "{path} can't be used: {why}."
    hint = "Restore it from a backup, or give the right file."


class NotOpened(Unusable):
    """The file, or one of those that SQLite keeps beside it: restoring a copy over them could lose what they hold."""

    sentence = "{path} can't be opened: {why}."
    hint = "Check who may read {path}, {path}-wal, {path}-shm and their folder; leave the files where they are."


class NotUsable(Unusable):
    sentence = "{path} can't be used: {why}."
    hint = "complaintctl doctor looks at the file and what is around it."


class TooOld(Unusable):
    """An engine that lacks what the register needs."""

    sentence = "This Python's SQLite is {engine}; the register needs {least} or newer."
    hint = "Install Python 3.11 or newer from python.org, or a newer SQLite."


class NotUpgraded(Unusable):
    """A register of an earlier version holds what this version's can't."""

    sentence = "{path} is of an earlier version and can't be brought to this one: {why}. It is as it was."
    hint = "complaintctl verify"
