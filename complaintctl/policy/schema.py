"""The policy in force as value objects, built from data already checked, each section when asked for."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from complaintctl.model import FLAGS, Grade, Priority, Role, Step
from complaintctl.policy.amounts import Amount
from complaintctl.policy.conditions import When, in_tree, is_cause, minor_units
from complaintctl.policy.dealings import Dealings, label_of
from complaintctl.policy.opening import Opening
from complaintctl.policy.wordings import by_language

if TYPE_CHECKING:
    from complaintctl.policy import parts

DEFAULT_PRIORITIES = {"complaint": "medium", "suggestion": "medium", "enquiry": "low", "concern": "low", "minor": "low"}


class Policy(Dealings):
    """An office's decisions. `data` is TOML-shaped; it is trusted, because `checks.check` has seen it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        head = data["policy"]
        self.name: str = head["name"]
        self.label: Mapping[str, str] = head.get("label") or {"en": self.name}
        self.version: str = head.get("version", "1")
        self.currency: str = head.get("currency", "CNY")

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Policy":
        """The policy from what `plain` gave, as kept in the database; nothing is checked again."""
        return cls(data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and plain(self.data) == plain(other.data)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Policy({self.name!r}, version={self.version!r})"

    @cached_property
    def opening(self) -> Opening:
        """When the office is open, and where; `intake` is the first department where none is named."""
        return Opening.of(self.data)

    @property
    def intake(self) -> str:
        """The department that answers for register, assign, revisit, audit and tell."""
        return self.opening.intake

    @cached_property
    def flags(self) -> frozenset[str]:
        """Every flag a case may carry: everyone's, `[[flag]]`, `[policy] flags`, and those a condition names."""
        own = self.data["policy"].get("flags", ())
        return frozenset((*FLAGS, *self.flag_labels, *own, *flags_named(self.data)))

    @cached_property
    def flag_labels(self) -> "Mapping[str, parts.Wording]":
        """What the flags are called that `[[flag]]` names."""
        return {row["name"]: label_of(row, "name") for row in self._rows("flag")}

    def flag_called(self, text: str) -> str:
        """The flag with this label in any language; the text itself where there is none."""
        labels = self.flag_labels.items()
        titled = (name for name, label in labels if text.casefold() in map(str.casefold, label.values()))
        return text if text in self.flags else next(titled, text)

    @cached_property
    def departments(self) -> "tuple[parts.Department, ...]":
        from complaintctl.policy.parts import Department

        return tuple(
            Department(
                row["name"],
                label_of(row, "name"),
                row.get("lead", ""),
                row.get("manager", ""),
                by_language(row.get("led_by", "")),
            )
            for row in self.data["department"]
        )

    def department(self, name: str) -> "parts.Department | None":
        return next((department for department in self.departments if department.name == name), None)

    def department_called(self, text: str) -> "parts.Department | None":
        """The department of this name, or with this title in any language."""
        titled = (each for each in self.departments if text.casefold() in map(str.casefold, each.label.values()))
        return self.department(text) or next(titled, None)

    @cached_property
    def causes(self) -> "tuple[parts.Cause, ...]":
        from complaintctl.policy.parts import Cause

        return tuple(Cause(row["path"], label_of(row, "path")) for row in self._rows("cause"))

    def knows_cause(self, path: str) -> bool:
        """Whether a case may have this cause: under a category, and in the tree or left open by it."""
        return is_cause(path) and (not self._tree or in_tree(path, self._tree))

    def lists_cause(self, path: str) -> bool:
        """Whether the tree names it, or there is none to name it."""
        return not self._tree or path in self._tree or "/" not in path

    @cached_property
    def _tree(self) -> frozenset[str]:
        return frozenset(row["path"] for row in self._rows("cause"))

    @cached_property
    def routes(self) -> "tuple[parts.Route, ...]":
        from complaintctl.policy.parts import Route

        return tuple(Route(When.of(row.get("when")), row["to"]) for row in self._rows("route"))

    @cached_property
    def rules(self) -> "tuple[parts.Rule, ...]":
        from complaintctl.policy.parts import Rule

        return tuple(
            Rule(
                id=row["id"],
                when=When.of(row.get("when")),
                priority=Priority(row["priority"]) if "priority" in row else None,
                grade=Grade(row["grade"]) if "grade" in row else None,
                because=row.get("because") or {"en": row["id"]},
                answers=tuple(row.get("answers", ())),
            )
            for row in self._rows("rule")
        )

    @cached_property
    def defaults(self) -> "parts.Defaults":
        from complaintctl.policy.parts import Defaults

        written = self._table("defaults")
        named = {**DEFAULT_PRIORITIES, **written.get("priority", {})}
        priority = {key: Priority(value) for key, value in named.items()}
        return Defaults(MappingProxyType(priority), Amount.parse(written.get("window", "30 days")))

    @cached_property
    def deadlines(self) -> "Mapping[Step, parts.Deadline]":
        """By step, in the policy's order; a step without deadline is not in it."""
        from complaintctl.policy.figures import deadline

        return MappingProxyType(
            {Step(step): deadline(Step(step), row) for step, row in self._table("deadline").items()}
        )

    @cached_property
    def tells(self) -> "tuple[parts.Tell, ...]":
        from complaintctl.policy.parts import Tell

        return tuple(
            Tell(row["on"], When.of(row.get("when")), row["who"], _amount(row, "within")) for row in self._rows("tell")
        )

    @cached_property
    def steps(self) -> "Mapping[str, parts.Deadline]":
        """What has a deadline, by key: the step's name, and `tell-1`, `tell-2` … for the tells that have a time."""
        from complaintctl.policy.figures import timed_tells

        return {str(step): rule for step, rule in self.deadlines.items()} | dict(timed_tells(self.tells))

    @cached_property
    def remedies(self) -> "tuple[parts.RemedyAdvice, ...]":
        from complaintctl.policy.parts import RemedyAdvice

        return tuple(RemedyAdvice(When.of(row.get("when")), row["advice"]) for row in self._rows("remedy"))

    @cached_property
    def approval(self) -> "parts.Approval | None":
        from complaintctl.policy.parts import Approval

        written = self.data.get("approval")
        if written is None:
            return None
        return Approval(
            decided_by=frozenset(map(Role, written.get("decided_by", (Role.GENERAL_MANAGER,)))),
            when=When.of(written["when"]) if "when" in written else None,
            limits={Role(role): minor_units(money) for role, money in written.get("limits", {}).items()},
        )

    @property
    def deciding_roles(self) -> frozenset[Role]:
        """Who decides; the general manager where the policy has no `[approval]`."""
        return self.approval.decided_by if self.approval else frozenset({Role.GENERAL_MANAGER})

    @cached_property
    def recused(self) -> frozenset[str]:
        """What nobody is in a complaint about themselves: handler, approver, reviser (fu-recuse)."""
        return frozenset(self._table("recuse").get("roles", ()))

    @cached_property
    def revisit(self) -> "parts.Revisit":
        from complaintctl.policy.parts import Revisit

        return Revisit(**{"not_by_handler": True, "unreachable_after": 3, **self._table("revisit")})

    @cached_property
    def points(self) -> "parts.Points":
        from complaintctl.policy.parts import Points

        return Points(**{"late": 2, "general": 1, "major": 5, **self._table("points")})

    @cached_property
    def hot(self) -> "parts.Hot":
        from complaintctl.policy.parts import Hot

        written = self._table("hot")
        within = Amount.parse(written.get("start_within", "1 month"))
        return Hot(float(written.get("share", 0.05)), written.get("at_least", 3), within)

    @cached_property
    def remind_before(self) -> Amount:
        """So long before an absence begins whoever goes away is reminded of it (fu-handover)."""
        return Amount.parse(self._table("handover").get("remind_before", "1 workdays"))

    @property
    def sample_share(self) -> float:
        """Which part of a month's cases is drawn for the priority check (cl-sample)."""
        return float(self._table("sample").get("share", 0.3))

    @property
    def attachment_limit(self) -> int:
        """How many bytes a document may have."""
        return int(self._table("attachments").get("limit_mb", 20) * 1024 * 1024)


def plain(value: Any) -> Any:
    """The same data fit for JSON: dates become ISO text, all else stays."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def flags_named(value: Any) -> Iterator[str]:
    """The flags that conditions anywhere in the data name, as often as they are named."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in ("any_flag", "all_flags"):
                yield from (inner,) if isinstance(inner, str) else inner
            else:
                yield from flags_named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from flags_named(inner)


def _amount(row: Mapping[str, Any], key: str) -> Amount | None:
    return Amount.parse(row[key]) if key in row else None
