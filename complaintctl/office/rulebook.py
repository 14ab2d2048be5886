"""The rulebook from what the database keeps, and the days off from the library that knows them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from complaintctl.policy.opening import DaysOff, Opening
from complaintctl.rules.worktime import Calendar
from complaintctl.store import calendars, policies
from complaintctl.store.connection import Connection

if TYPE_CHECKING:
    from complaintctl.policy.schema import Policy
    from complaintctl.rules.rulebook import Rulebook

YEARS = range(2000, 2051)
"""The years whose days off are kept in the database."""


class _Days(Mapping[date, str]):
    """Holidays or make-up days of a version by name, a year read when a day of it is asked for."""

    def __init__(self, conn: Connection, version: int, *, makeup: bool) -> None:
        self._conn, self._version, self._makeup = conn, version, makeup
        self._years: dict[int, dict[date, str]] = {}

    def _year(self, year: int) -> dict[date, str]:
        if year not in self._years:
            days = calendars.days_in(self._conn, self._version, year)
            self._years[year] = {date.fromisoformat(day): name for day, made, name in days if made == self._makeup}
        return self._years[year]

    def get(self, day: date, default: Any = None) -> Any:
        return self._year(day.year).get(day, default)

    def __getitem__(self, day: date) -> str:
        return self._year(day.year)[day]

    def __iter__(self) -> Iterator[date]:
        for year in calendars.years_with_days(self._conn, self._version):
            yield from self._year(year)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def load(conn: Connection) -> "Rulebook":
    """All policies and calendars of a database."""
    from complaintctl.policy.schema import Policy
    from complaintctl.rules.rulebook import Rulebook, Snapshot

    found = [(since, Policy.from_data(data)) for since, data in policies.policies(conn)]
    versions = calendars.calendars(conn)
    snapshots = {
        version: Snapshot(_country(conn, version, data), **_dates(data), code=data.get("country"))
        for version, data in versions.items()
    }
    return Rulebook(found, snapshots, _first_versions(len(found), versions))


def _first_versions(policies: int, calendars: Mapping[int, Mapping[str, Any]]) -> list[int]:
    """For each policy, in the order they were set, the version of the days off that was made with it."""
    first: dict[int, int] = {}
    for version, data in sorted(calendars.items()):
        first.setdefault(data.get("policy", 1), version)
    return [first.get(policy, 0) for policy in range(1, policies + 1)]


def calendar_in_force(conn: Connection) -> Calendar:
    """The newest days off, by the hours of the newest policy's office."""
    version, data = calendars.latest_calendar(conn)
    opening = Opening.of(policies.latest_policy(conn))
    return Calendar(opening._replace(**_dates(data)), _country(conn, version, data))


def calendar_of(policy: "Policy") -> Calendar:
    """Working time by a policy that is in no register, with the days off that its office would go by."""
    from complaintctl.rules.rulebook import Snapshot

    opening = policy.opening
    snapshot = Snapshot(days_off(opening.country), opening.open, opening.closed, opening.confirmed_until)
    return snapshot.calendar(opening)


def _country(conn: Connection, version: int, data: Mapping[str, Any]) -> DaysOff:
    off, makeup = (_Days(conn, version, makeup=made) for made in (False, True))
    return DaysOff(off, makeup, _date(data["decreed_until"]))


def _dates(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "open": frozenset(map(date.fromisoformat, data["open"])),
        "closed": frozenset(map(date.fromisoformat, data["closed"])),
        "confirmed_until": _date(data["confirmed_until"]),
    }


def keep_calendar(conn: Connection, opening: Opening, made_at: datetime, *, policy: int) -> int:
    """Write the country's days off into the database as a new version, under this policy; answers its number."""
    country = days_off(opening.country)
    days = [(day.isoformat(), False, name) for day, name in country.off.items() if day not in country.makeup]
    days += [(day.isoformat(), True, name) for day, name in country.makeup.items()]
    data = {
        "decreed_until": _text(country.confirmed_until),
        "open": sorted(map(str, opening.open)),
        "closed": sorted(map(str, opening.closed)),
        "confirmed_until": _text(opening.confirmed_until),
        "country": opening.country,
        "policy": policy,
    }
    library = installed_library() if opening.country else ""
    return calendars.add_calendar(
        conn, made_at=made_at, country=opening.country, library=library, data=data, days=sorted(days)
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def days_off(country: str) -> DaysOff:
    """A country's public holidays and make-up working days, as the `holidays` library knows them (clock-makeup).

    The library answers for years not decreed yet without make-up days and without a word; so the last year
    that has any is where the answer stops being certain. A country without make-up days has no such limit.
    """
    if not country:
        return DaysOff()
    import holidays

    # In the country's own words: where no language is named, the machine's would leak in.
    words = holidays.country_holidays(country).default_language
    known = holidays.country_holidays(country, years=YEARS, language=words)
    makeup = {day: "" for day in getattr(known, "weekend_workdays", ()) if day.year in YEARS}
    last = max((day.year for day in makeup), default=None)
    return DaysOff(off=dict(known.items()), makeup=makeup, confirmed_until=date(last, 12, 31) if last else None)


@cache
def installed_library() -> str:
    """Which library the days off come from; it takes some milliseconds to find out."""
    from importlib.metadata import version

    return f"holidays {version('holidays')}"
