"""Which policy and which calendar govern: policies by the instant they came into force, days off by version."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from complaintctl.policy.opening import DaysOff, Opening
from complaintctl.rules.worktime import Calendar

if TYPE_CHECKING:
    from complaintctl.policy.schema import Policy


class Snapshot(NamedTuple):
    """The days off as they were known: the country's, and those the office set over and above."""

    country: DaysOff = DaysOff()
    open: frozenset[date] = frozenset()
    closed: frozenset[date] = frozenset()
    confirmed_until: date | None = None
    code: str | None = None
    """The country these days off are of; None where any office may go by them."""

    def calendar(self, opening: Opening) -> Calendar:
        """Working time by the hours of this office and the days off of this version."""
        dated = opening._replace(open=self.open, closed=self.closed, confirmed_until=self.confirmed_until)
        return Calendar(dated, self.country)


class Rulebook:
    """All policies ever in force, and all versions of the days off; the newest of each is current."""

    def __init__(
        self,
        policies: Sequence[tuple[datetime, "Policy"]],
        snapshots: Mapping[int, Snapshot],
        first_versions: Sequence[int] = (),
    ) -> None:
        """`first_versions`: for each policy, the version of the days off that was made when it was set."""
        self._since = [since for since, _ in policies]
        self._policies = [policy for _, policy in policies]
        self._first_versions = first_versions or [0] * len(policies)
        self._snapshots = snapshots
        self._calendars: dict[tuple[int, int], Calendar] = {}

    @property
    def current(self) -> "Policy":
        return self._policies[-1]

    @property
    def policies(self) -> "Sequence[Policy]":
        """All of them, the earliest first."""
        return self._policies

    @property
    def snapshots(self) -> Mapping[int, Snapshot]:
        """All versions of the days off."""
        return self._snapshots

    @property
    def version(self) -> int:
        """The version of the days off in force."""
        return max(self._snapshots)

    def governing(self, instant: datetime, version: int | None = None) -> "Policy":
        """The policy in force at a round's start, else the earliest.

        One that was set later than the round was recorded, under this version of the days off, moves nothing that
        runs: not even where it came into force in the same second, or was said to have been in force before.
        """
        place = max(0, bisect_right(self._since, instant) - 1)
        while place and version is not None and self._first_versions[place] > version:
            place -= 1
        return self._policies[place]

    def calendar(self, policy: "Policy", version: int | None = None) -> Calendar:
        """The calendar of a policy's office under one version of the days off, the newest where none is said."""
        version = self.version if version is None else version
        key = (id(policy), version)
        if key not in self._calendars:
            self._calendars[key] = self._fitting(policy.opening.country, version).calendar(policy.opening)
        return self._calendars[key]

    def _fitting(self, country: str, version: int) -> Snapshot:
        """This version; its country's days off those of the last version before that is of the office's country."""
        snapshot = self._snapshots[version]
        for earlier in range(version, 0, -1):
            other = self._snapshots.get(earlier)
            if other is not None and other.code in (None, country):
                return snapshot._replace(country=other.country)
        return snapshot
