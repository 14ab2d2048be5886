"""What a policy says of dealing with customers: scripts, letters, questions, calls; and what the law sets beside it."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from complaintctl.policy.amounts import Amount
from complaintctl.policy.conditions import When

if TYPE_CHECKING:
    from complaintctl.policy import laws, parts


class Dealings:
    """Sections of a policy that is checked, each built when it is asked for."""

    data: Mapping[str, Any]

    @cached_property
    def follows(self) -> "tuple[parts.Follow, ...]":
        """The calls after the end, in order (fu-follow)."""
        from complaintctl.policy.parts import Follow

        return tuple(Follow(Amount.parse(row["after"]), When.of(row.get("when"))) for row in self._rows("follow"))

    @cached_property
    def scripts(self) -> "tuple[parts.Script, ...]":
        from complaintctl.policy.parts import Script

        return tuple(
            Script(row["situation"], row["text"], {lang: tuple(words) for lang, words in row.get("never", {}).items()})
            for row in self._rows("script")
        )

    @cached_property
    def letters(self) -> "Mapping[str, parts.Letter]":
        """What is told in writing, by kind (fu-letter)."""
        from complaintctl.policy.parts import Letter

        return {row["kind"]: Letter(row["kind"], row["title"], row["text"]) for row in self._rows("letter")}

    @cached_property
    def laws(self) -> "tuple[laws.Law, ...]":
        """The clocks that the law sets, by the packs laid over the policy (fu-law)."""
        if "pack" not in self.data:
            return ()
        from complaintctl.policy.laws import laws

        return tuple(laws(self._rows("pack")))

    def law_steps(self, day: date) -> "Mapping[str, parts.Deadline]":
        """What of it has a deadline for a case received on this local date, by key."""
        if not self.laws:
            return {}
        from complaintctl.policy.laws import steps

        return steps([law for law in self.laws if law.is_valid(day)])

    def words(self, kind: str) -> list[Mapping[str, str]]:
        """What the law wants a letter of this kind to hold."""
        return [row["text"] for pack in self._rows("pack") for row in pack.get("words", ()) if row["kind"] == kind]

    @cached_property
    def questions(self) -> "Mapping[str, parts.Question]":
        """What is asked at the revisit, by name (fu-survey)."""
        from complaintctl.policy.parts import Question

        return {
            row["name"]: Question(row["name"], label_of(row, "name"), row["answer"]) for row in self._rows("question")
        }

    def _rows(self, key: str) -> list[Mapping[str, Any]]:
        rows: list[Mapping[str, Any]] = self.data.get(key, [])
        return rows

    def _table(self, key: str) -> Mapping[str, Any]:
        table: Mapping[str, Any] = self.data.get(key, {})
        return table


def label_of(row: Mapping[str, Any], key: str) -> Mapping[str, str]:
    return row.get("label") or {"en": row[key]}
