"""The law's clocks, as packs write them: which hold on a day, for how long, how often they can be extended (fu-law)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from complaintctl.model import Priority, Role, Step
from complaintctl.policy.amounts import Amount
from complaintctl.policy.conditions import ALWAYS, When
from complaintctl.policy.parts import Deadline, Instead, Wording


class Extension(NamedTuple):
    """How long it may take in all, and who may say so; anybody where nobody is named."""

    amount: Amount
    decided_by: frozenset[Role]


class Law(NamedTuple):
    """One clock that a law sets. Several of one id are alternatives: the first that is valid and holds."""

    id: str
    """The pack, and its name in it: `cn-finance.decide`."""
    label: Wording
    clause: str
    source: str
    start: str
    met_by: frozenset[str]
    amount: Amount
    when: When
    extensions: tuple[Extension, ...]
    valid_from: date | None
    valid_until: date | None

    def is_valid(self, day: date) -> bool:
        """Whether it was the law on this local date."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


def laws(packs: Iterable[Mapping[str, Any]]) -> Iterator[Law]:
    """The clocks of these packs, in their order."""
    for pack in packs:
        for row in pack.get("law", ()):
            yield Law(
                id=f"{pack['pack']['name']}.{row['id']}",
                label=row.get("label") or {"en": row["id"]},
                clause=row["clause"],
                source=row["source"],
                start=row["from"],
                met_by=frozenset(row["met_by"]),
                amount=Amount.parse(row["amount"]),
                when=When.of(row.get("when")),
                extensions=tuple(map(_extension, row.get("extension", ()))),
                valid_from=_day(row.get("valid_from")),
                valid_until=_day(row.get("valid_until")),
            )


def _extension(row: Mapping[str, Any]) -> Extension:
    return Extension(Amount.parse(row["amount"]), frozenset(map(Role, row.get("decided_by", ()))))


def _day(written: str | date | None) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) else written


def key_of_law(law: str) -> str:
    """Under which key of a round's rules its clock stands."""
    return f"{Step.STATUTORY} {law}"


def steps(valid: Sequence[Law]) -> dict[str, Deadline]:
    """The rules of the clocks that are valid, by key: no hold stops them, no reopening restarts them."""
    ids = dict.fromkeys(law.id for law in valid)
    return {key_of_law(id_): _rule([law for law in valid if law.id == id_]) for id_ in ids}


def _rule(alternatives: Sequence[Law]) -> Deadline:
    always = any(law.when.always for law in alternatives)
    tables = tuple(table for law in alternatives for table in law.when.tables)
    return Deadline(
        step=Step.STATUTORY,
        start=alternatives[0].start,
        met_by=frozenset().union(*(law.met_by for law in alternatives)),
        amounts={},
        opens=None,
        when=ALWAYS if always else When(tables),
        instead=tuple(Instead(law.when, dict.fromkeys(Priority, law.amount)) for law in alternatives),
        pausable=False,
        restarts=False,
        answers=(),
        ours=frozenset(),
    )
