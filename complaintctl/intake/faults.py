"""What is wrong with a file: with all of it, or with one of its rows."""

from dataclasses import dataclass

from complaintctl.errors import ComplaintError, Misused, Refused


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of a file: its physical line, its column, its object where the line has several."""

    line: int
    column: str
    error: ComplaintError
    object: int = 0
    sheet: str = ""


class NotATable(Refused):
    """The file as a whole is not what an import can read."""

    code = "not-a-table"


class BadOption(Misused):
    """What was said about the file can't be meant."""
