"""What is wrong with the rows of a file, told once a kind: a value that isn't known, dates that can't be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from complaintctl.intake.faults import Fault
from complaintctl.intake.values import UnknownValue

SHOWN = 20
"""So many kinds are told, the rest counted."""
_MOST = 2000
"""So many kinds are told apart; a file in which every row is wrong in its own way is no longer described."""
_EXAMPLES = 3

Key = tuple[str, str, str, str]


@dataclass(slots=True)
class Mistake:
    """One kind of mistake: the first row that has it, how many have, and some of what stands there."""

    first: Fault
    rows: int = 0
    lines: list[int] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    @property
    def value(self) -> str | None:
        """The value that a closed list doesn't know; None for another mistake."""
        return str(self.first.error.fields["text"]) if isinstance(self.first.error, UnknownValue) else None

    @property
    def codes(self) -> Sequence[str]:
        """What the value can be instead."""
        return self.first.error.codes if isinstance(self.first.error, UnknownValue) else ()

    def add(self, fault: Fault) -> None:
        self.rows += 1
        if len(self.lines) < SHOWN:
            self.lines.append(fault.line)
        text = str(fault.error.fields.get("text", ""))
        if text and len(self.examples) < _EXAMPLES and text not in self.examples:
            self.examples.append(text)


class Mistakes:
    """The kinds of mistakes in a file, in the order they were met."""

    def __init__(self) -> None:
        self.kinds: dict[Key, Mistake] = {}
        self.untold = 0
        """Mistakes of further kinds."""

    def add(self, faults: Sequence[Fault]) -> None:
        for fault in faults:
            key = _kind(fault)
            if key not in self.kinds:
                if len(self.kinds) >= _MOST:
                    self.untold += 1
                    continue
                self.kinds[key] = Mistake(fault)
            self.kinds[key].add(fault)

    @property
    def told(self) -> list[Mistake]:
        """Those that are told."""
        return list(self.kinds.values())[:SHOWN]

    @property
    def further(self) -> int:
        """How many kinds are not."""
        return max(len(self.kinds) - SHOWN, 0) + bool(self.untold)


def _kind(fault: Fault) -> Key:
    """What makes mistakes the same: the column, what is said of it, and of a closed list the value."""
    error = fault.error
    if isinstance(error, UnknownValue):
        return fault.column, type(error).__name__, "", str(error.fields["text"])
    if "text" in error.fields:
        return fault.column, type(error).__name__, error.sentence, ""
    return fault.column, type(error).__name__, error.sentence, repr(error.fields)
