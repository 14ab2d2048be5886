"""What is wrong with a policy, all of it at once, each with its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from complaintctl.errors import Refused


def _same(sentence: str) -> str:
    return sentence


@dataclass(frozen=True)
class Mistake:
    """One mistake: the line where it could be found, the key's path, and a sentence with named fields."""

    line: int | None
    path: str
    sentence: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def message(self, name: str, translate: Callable[[str], str] = _same) -> str:
        """`policy.toml:41: deadline.contact.high: …`, the sentence translated."""
        place = name if self.line is None else f"{name}:{self.line}"
        told = translate(self.sentence).format(**self.fields)
        return f"{place}: {self.path}: {told}" if self.path else f"{place}: {told}"


class BadPolicy(Refused):
    """The document was read and is not taken over; its message has a line for each mistake."""

    code = "bad-policy"

    def __init__(self, name: str, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("", hint="Nothing was taken over.")
        self.name = name
        self.mistakes = mistakes

    def message(self, translate: Callable[[str], str] = _same) -> str:
        """A line for each mistake, in the order of the document."""
        return "\n".join(mistake.message(self.name, translate) for mistake in self.mistakes)
