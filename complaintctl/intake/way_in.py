"""What a refused file needs: the columns that could be what is missing, the orders of its dates, the options."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from complaintctl.errors import ComplaintError
from complaintctl.intake.columns import Plan
from complaintctl.intake.feed import BadRows, Tally
from complaintctl.intake.mistakes import SHOWN, Mistake
from complaintctl.intake.orders import Fit, fits
from complaintctl.intake.profile import Profile, looked
from complaintctl.intake.remedies import GAP, Remedy, for_missing, missing, remedies
from complaintctl.intake.rows import Missing
from complaintctl.intake.said import Said, wishes
from complaintctl.intake.sources import Source
from complaintctl.intake.times import Ambiguous
from complaintctl.rules.dates import OtherOrder

_ROWS = 2000
"""So many rows say what the columns are."""
_ROUNDS = 4
"""What one remedy lets through may need another; so often it is tried."""

Trial = Callable[[Said], Plan]
"""Checks the file as these options read it; BadRows, or another refusal, where it can't be taken."""


@dataclass(slots=True)
class WayIn:
    """`lacking`: for each field that is missing the columns that could be it; `fits` where an order is wanting."""

    lacking: dict[str, list[Profile]] = field(default_factory=dict)
    fits: list[Fit] = field(default_factory=list)
    remedies: list[Remedy] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    """What was found wrong only once the remedies before were tried."""

    @classmethod
    def of(cls, source: Source, plan: Plan | None, options: Said, tally: Tally, trial: Trial) -> "WayIn":
        """All that the file needs, each remedy tried before the next is looked for."""
        way, said = cls(), dict(options)
        for _ in range(_ROUNDS):
            news = way.needed(source, plan, said, tally)
            if not news:
                return way
            way.remedies += news
            if any(each.option == "--map" and each.has_gap for each in news):
                return way
            said = with_remedies(said, [_filled(each) for each in news])
            try:
                trial(said)
            except BadRows as error:
                known = {(each.first.column, each.value) for each in tally.mistakes.told}
                news_told = [each for each in error.tally.mistakes.told if (each.first.column, each.value) not in known]
                way.mistakes += news_told[: max(SHOWN - len(known) - len(way.mistakes), 0)]
                tally, plan = error.tally, error.plan or plan
            except ComplaintError:
                return way
            else:
                return way
        return way

    def needed(self, source: Source, plan: Plan | None, said: Said, tally: Tally) -> list[Remedy]:
        """The options that are new."""
        mistakes = tally.mistakes.told
        names = missing(plan, wishes(said).defaults)
        empty = [each.first.error for each in mistakes if each.rows == tally.read]
        names += [error.field for error in empty if isinstance(error, Missing) and error.field not in names]
        lacking = for_missing(names, looked(source, most=_ROWS), plan) if names else {}
        unordered = any(isinstance(each.first.error, (Ambiguous, OtherOrder)) for each in mistakes)
        found = fits(source, plan) if unordered and plan is not None else []
        self.lacking |= {name: columns for name, columns in lacking.items() if name not in self.lacking}
        self.fits = self.fits or found
        return [each for each in remedies(mistakes, found, lacking) if each not in self.remedies]


def _filled(remedy: Remedy) -> Remedy:
    """The remedy with something that can be meant in its gap, to be tried."""
    if not remedy.has_gap:
        return remedy
    if remedy.option == "--date-order":
        return replace(remedy, value="dmy")
    return replace(remedy, value=remedy.value.replace(GAP, remedy.of.codes[-1])) if remedy.of else remedy


def with_remedies(options: Said, found: Sequence[Remedy]) -> dict[str, Any]:
    """Options as they would be said with these."""
    said: dict[str, Any] = dict(options)
    for each in found:
        name = each.option.removeprefix("--").replace("-", "_")
        if name in ("map", "value", "default", "empty"):
            said[name] = [*said.get(name, ()), each.value]
        else:
            said[name] = each.value or True
    return said
