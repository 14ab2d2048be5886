"""The monthly priority check: which cases are drawn, what was found, how much of it was right (cl-sample)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from hashlib import sha256
from math import ceil

from complaintctl.cases.deed import Deed
from complaintctl.errors import Misused, OfCase, Refused
from complaintctl.records import Event

ACTIONS = ("sample_draw", "sample_check")


@dataclass(frozen=True, slots=True)
class Check:
    """What a person found: whether the priority was right, else what it should have been."""

    at: datetime
    by: str
    priority: str
    right: bool
    should_be: str | None = None


@dataclass(slots=True)
class Sample:
    """The cases drawn of a month, and what was found of them so far."""

    month: str
    """`2026-10`, in the policy's zone."""
    seed: str
    share: float
    drawn_at: datetime
    drawn_by: str
    numbers: list[str] = field(default_factory=list)
    checks: dict[str, Check] = field(default_factory=dict)


def size_of(cases: int, share: float) -> int:
    """How many of so many cases are drawn: their share, rounded up; exact, as the share is written."""
    return ceil(Fraction(str(share)) * cases)


def draw(numbers: Iterable[str], share: float, seed: str, already: Collection[str] = ()) -> list[str]:
    """The numbers drawn by this seed, sorted; the same whenever it is done again, in whatever order they come.

    Each number has its lot, the SHA-256 of `seed:number`, and the lowest are drawn. `already` are those drawn
    earlier: only what is missing beside those still there is drawn.
    """
    population = set(numbers)
    kept = population & set(already)
    lots = sorted(population - kept, key=lambda number: sha256(f"{seed}:{number}".encode()).digest())
    return sorted(lots[: max(0, size_of(len(population), share) - len(kept))])


def folded(events: Iterable[Event]) -> dict[str, Sample]:
    """The samples these events make, by month; of two checks of a case the later one counts."""
    samples: dict[str, Sample] = {}
    for event in events:
        said = event.changes
        if event.action == "sample_draw":
            head = Sample(said["month"], said["seed"], said["share"], event.at, event.actor)
            sample = samples.setdefault(said["month"], head)
            sample.share, sample.drawn_at, sample.drawn_by = said["share"], event.at, event.actor
            sample.numbers = sorted({*sample.numbers, *said["drawn"]})
        elif event.action == "sample_check" and said["month"] in samples:
            check = Check(event.at, event.actor, said["priority"], said["right"], said.get("should_be"))
            samples[said["month"]].checks[said["number"]] = check
    return {month: samples[month] for month in sorted(samples)}


def drawn(
    deed: Deed, sample: Sample | None, month: str, numbers: Collection[str], share: float, seed: str
) -> Event | None:
    """The event that draws a month's sample, or what it lacks since more cases came in; None where it lacks nothing."""
    if not numbers:
        raise NothingReceived(month=month)
    if sample is not None and sample.seed != seed:
        raise OtherSeed(sample)
    already = sample.numbers if sample else ()
    lacking = draw(numbers, share, seed, already)
    if not lacking:
        return None
    changes = {"month": month, "seed": seed, "share": share, "received": len(numbers), "drawn": lacking}
    return deed.event("sample_draw", changes)


def checked(
    deed: Deed, sample: Sample, number: str, priority: str, *, right: bool, should_be: str | None = None
) -> Event:
    """A person's finding on one case of the sample; its priority stays what it is (cl-sample)."""
    if right and should_be is not None:
        raise Misused(
            "--should-be goes with --wrong.", hint="complaintctl sample check {number} --wrong …", number=number
        )
    if should_be == priority:
        raise AlreadyHasIt(number=number, priority=priority)
    changes = {"month": sample.month, "number": number, "priority": priority, "right": right, "should_be": should_be}
    return deed.event("sample_check", changes)


def sample_of(samples: dict[str, Sample], number: str) -> Sample:
    """The newest sample a case was drawn into; refused where it is in none."""
    for sample in reversed(samples.values()):
        if number in sample.numbers:
            return sample
    raise NotDrawn(number)


class NothingReceived(Refused):
    sentence = "No case was received in {month}; there is nothing to draw from."


class OtherSeed(Refused):
    def __init__(self, sample: Sample) -> None:
        super().__init__(
            "{month} was drawn by the seed {seed}; what is added is drawn by the same.",
            hint="complaintctl sample draw --month {month}",
            month=sample.month,
            seed=sample.seed,
        )


class NotDrawn(OfCase):
    code = "not-drawn"
    sentence = "{number} is in no sample; only what was drawn is checked."
    hint = "complaintctl sample show"


class AlreadyHasIt(Refused):
    sentence = "{number} has that priority: {priority}; then it was right."
    hint = "complaintctl sample check {number} --right"
