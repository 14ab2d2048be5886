"""What a user said of the meaning of a file's rows: --map, --value, --default and their like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from complaintctl.intake.columns import FIELDS, Map, NoColumn, field_named, place_of
from complaintctl.intake.faults import BadOption


@dataclass(frozen=True, slots=True)
class ValueMap:
    """`--value "Submitted via: Web=web"` as it was written."""

    place: str
    code: str

    @classmethod
    def parse(cls, text: str) -> "ValueMap":
        place, equals, code = text.rpartition("=")
        if not equals or not any(mark in place for mark in ":："):
            raise BadOption(
                "--value “{text}” is not COLUMN: VALUE=code.", hint='For example --value "Status: Solved=resolved"',
                text=text,
            )  # fmt: skip
        return cls(place, code.strip())

    def split(self, titles: Sequence[str]) -> tuple[str, str]:
        """The column and the value meant, where both may hold colons."""
        ends = [index for index, char in enumerate(self.place) if char in ":："]
        for end in ends:
            column, value = self.place[:end].strip(), self.place[end + 1 :].strip()
            if place_of(column, titles) is not None:
                return column, value
        raise NoColumn("--value", self.place[: ends[0]].strip(), titles)


def parse_default(text: str) -> tuple[str, str]:
    """`--default FIELD=VALUE`."""
    field, equals, value = (part.strip() for part in text.partition("="))
    name = field_named(field)
    if not equals or name is None or not value:
        raise BadOption(
            "--default “{text}” is not NAME=VALUE with one of these names: {names}.", text=text, names=" ".join(FIELDS)
        )
    return name, value


@dataclass(frozen=True, slots=True)
class Wishes:
    """All of it; what wasn't said is empty."""

    maps: Sequence[Map] = ()
    values: Sequence[ValueMap] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    empties: frozenset[str] = frozenset()
    """What stands for nothing, in small letters."""
    source: str | None = None
    keep_untimed: bool = False
    log: bool = False
    """Several rows tell of one case."""
