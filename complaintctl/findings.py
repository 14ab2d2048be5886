"""What is found wrong, or well, where somebody looks after the register: a sentence with fields, to be worded."""

from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """`wrong` is a finding, a `hint` may be meant."""

    FINE = "fine"
    HINT = "hint"
    WRONG = "wrong"


class Finding:
    """What one look has shown of a subject, and what to do about it; `what` among its fields is worded too."""

    def __init__(self, subject: str, level: Level, sentence: str, advice: str = "", **fields: Any) -> None:
        self.subject, self.level, self.sentence, self.advice, self.fields = subject, level, sentence, advice, fields


def wrong(subject: str, sentence: str, advice: str = "", **fields: Any) -> Finding:
    """A finding that something is wrong."""
    return Finding(subject, Level.WRONG, sentence, advice, **fields)
