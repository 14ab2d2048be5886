"""What a test needs, in one line: a policy, an office's calendar, and a case played through its real actions."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Self
from zoneinfo import ZoneInfo

from complaintctl.cases import ending, handling, registration, solving
from complaintctl.cases.case import Case
from complaintctl.cases.course import fold
from complaintctl.cases.deed import Deed
from complaintctl.moments import from_stored
from complaintctl.policy import presets
from complaintctl.policy.amounts import Amount
from complaintctl.policy.checks import findings_in
from complaintctl.policy.opening import DaysOff
from complaintctl.policy.schema import Policy, plain
from complaintctl.records import Deadline, Event
from complaintctl.rules.deadlines import state
from complaintctl.rules.rulebook import Rulebook, Snapshot
from complaintctl.rules.worktime import Calendar
from complaintctl.store.engines import sqlite
from complaintctl.store.migrations import migrate

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def an_empty_register() -> sqlite.Connection:
    """A register in memory."""
    conn = sqlite.in_memory()
    migrate(conn)
    return conn


def _days(*ranges: str) -> list[date]:
    found = []
    for written in ranges:
        first, _, last = written.partition("..")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            found.append(day)
            day += timedelta(days=1)
    return found


# China's days off of 2026 as decreed, and its make-up working days; a table, so that tests start quickly.
OFF = _days(
    "2026-01-01..2026-01-03",
    "2026-02-15..2026-02-23",
    "2026-04-04..2026-04-06",
    "2026-05-01..2026-05-05",
    "2026-06-19..2026-06-21",
    "2026-09-25..2026-09-27",
    "2026-10-01..2026-10-07",
)
MAKEUP = _days("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")
CHINA = DaysOff(dict.fromkeys(OFF, "holiday"), dict.fromkeys(MAKEUP, "make-up"), date(2026, 12, 31))


def local(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """`2026-11-20 16:00` on the office's clock, as the instant it is."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def shown(instant: datetime | None) -> str | None:
    """An instant on the office's clock, to compare with what people write."""
    text = None if instant is None else f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    return text and text.removesuffix(":00")


@cache
def _general() -> dict[str, Any]:
    return tomllib.loads(presets.text("general"))


def a_policy(toml: str = "", **sections: Any) -> Policy:
    """The general preset, with sections of it overridden: tables are merged, `None` takes a key out."""
    return _checked(_merged(_merged(_general(), tomllib.loads(toml)), sections))


def only(step: str, **deadline: Any) -> Policy:
    """The general preset with this one deadline and no other; amounts as `all="3 workdays"`."""
    return with_deadlines({step: deadline})


def with_deadlines(deadlines: Mapping[str, Any], **sections: Any) -> Policy:
    """The general preset with these deadlines and no others."""
    return _checked({**_merged(_general(), sections), "deadline": deadlines})


def _checked(data: dict[str, Any]) -> Policy:
    found = findings_in(data).found
    assert not found, found
    return Policy(plain(data))


def _merged(data: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**data}
    for name, value in over.items():
        if value is None:
            merged.pop(name, None)
        elif isinstance(value, Mapping) and isinstance(merged.get(name), Mapping):
            merged[name] = _merged(merged[name], value)
        else:
            merged[name] = value
    return merged


def a_rulebook(*policies: Policy | tuple[str, Policy], days_off: DaysOff = CHINA) -> Rulebook:
    """Policies with the local time since when each is in force; one without has always been."""
    dated = [
        (local(policy[0]), policy[1]) if isinstance(policy, tuple) else (LONG_AGO, policy)
        for policy in policies or (a_policy(),)
    ]
    opening = dated[-1][1].opening
    snapshot = Snapshot(days_off, open=opening.open, closed=opening.closed, confirmed_until=opening.confirmed_until)
    return Rulebook(dated, {1: snapshot})


def an_office(policy: Policy | None = None) -> Calendar:
    """Working time as the general preset's office keeps it, in China in 2026."""
    book = a_rulebook(policy or a_policy())
    return book.calendar(book.current)


class Story:
    """A case played by its actions, each with its local time; refusals come out as they are."""

    def __init__(self, book: Rulebook, event: Event) -> None:
        self.book = book
        self.events = [event]
        event.seq = 1

    @property
    def case(self) -> Case:
        case = fold(self.events, self.book)
        assert case is not None
        return case

    def deed(self, at: str | datetime, **more: Any) -> Deed:
        """Who acts, when: by default it is written down at once."""
        when = local(at) if isinstance(at, str) else at
        recorded = more.pop("recorded", None)
        recorded_at = local(recorded) if isinstance(recorded, str) else recorded or when
        return Deed(when, recorded_at, more.pop("by", "Li"), more.pop("login", "li"), **more)

    def add(self, event: Event, **changes: Any) -> Self:
        """One more event, as the store would number it."""
        event.seq = len(self.events) + 1
        event.changes.update(changes)
        self.events.append(event)
        return self

    def _does(self, action: Any, at: str | datetime, /, *given: Any, deed: Any = None, **said: Any) -> Self:
        return self.add(action(self.case, self.deed(at, **(deed or {})), *given, **said))

    def assign(self, at: str, to: str = "service_centre", **deed: Any) -> Self:
        handler = deed.pop("handler", None)
        return self._does(handling.assigned, at, self.book.current, to=to, handler=handler, deed=deed)

    def contact(self, at: str, *, reached: bool = True, **deed: Any) -> Self:
        return self._does(handling.contacted, at, note="spoken", reached=reached, deed=deed)

    def progress(self, at: str, **deed: Any) -> Self:
        return self._does(handling.progressed, at, note="so far", deed=deed)

    def note(self, at: str, **deed: Any) -> Self:
        return self._does(handling.noted, at, note="found", deed=deed)

    def hold(self, at: str) -> Self:
        return self._does(handling.held, at, reason="waiting for the customer")

    def resume(self, at: str) -> Self:
        return self._does(handling.resumed, at)

    def extend(self, at: str, step: str, to: str) -> Self:
        return self._does(handling.extended, at, step, to=local(to), reason="parts are on their way")

    def tell(self, at: str, who: str) -> Self:
        return self._does(handling.told, at, who=who)

    def priority(self, at: str, priority: str | None = None, grade: str | None = None) -> Self:
        return self._does(registration.prioritised, at, priority=priority, grade=grade, reason="it is so")

    def edit(self, at: str, **given: Any) -> Self:
        alike = {name: given.pop(name, 1) for name in ("repeats", "similar")}
        if "received_at" in given:
            given["received_at"] = local(given["received_at"])
        return self._does(registration.edited, at, given, self.book.current, reason="misheard", **alike)

    def convert(self, at: str) -> Self:
        return self._does(registration.converted, at, repeats=1, similar=1)

    def propose(self, at: str, **said: Any) -> Self:
        deed = {name: said.pop(name) for name in ("role", "by") if name in said}
        return self._does(solving.proposed, at, **{"solution": "a new one", **said}, deed=deed)

    def approve(self, at: str, **deed: Any) -> Self:
        return self._does(solving.approved, at, deed=deed)

    def reject(self, at: str, **deed: Any) -> Self:
        return self._does(solving.rejected, at, reason="too dear", deed=deed)

    def accept(self, at: str) -> Self:
        return self._does(solving.accepted, at)

    def decline(self, at: str) -> Self:
        return self._does(solving.declined, at, reason="not enough")

    def resolve(self, at: str, **said: Any) -> Self:
        deed = {name: said.pop(name) for name in ("role", "by", "recorded") if name in said}
        return self._does(solving.resolved, at, self.book.current, **{"solution": "done", **said}, deed=deed)

    def revisit(self, at: str, *, satisfied: bool | None = True, **said: Any) -> Self:
        deed = {"by": said.pop("by", "Wang")}
        return self._does(ending.revisited, at, satisfied=satisfied, **said, deed=deed)

    def close(self, at: str, outcome: str | None = None, **said: Any) -> Self:
        deed = {name: said.pop(name) for name in ("role", "by") if name in said}
        return self._does(ending.closed, at, outcome=outcome, **said, deed=deed)

    def reopen(self, at: str) -> Self:
        return self._does(ending.reopened, at, reason="it broke again")

    def review(self, at: str) -> Self:
        return self._does(ending.reviewed, at, root_cause="process", note="nobody looked")

    def audit(self, at: str) -> Self:
        return self._does(ending.audited, at, note="reported")

    def undo(self, at: str, **deed: Any) -> Self:
        return self._does(ending.undone, at, deed=deed)

    # -- looking --------------------------------------------------------------------------------------

    def rows(self, step: str, round_: int | None = None) -> list[Deadline]:
        return [row for row in self.case.deadlines if row.step == step and round_ in (None, row.round)]

    def row(self, step: str, round_: int = 1, seq: int = 1) -> Deadline:
        """The deadline; that there is exactly one is asserted."""
        found = [row for row in self.rows(step, round_) if row.seq == seq]
        assert len(found) == 1, found
        return found[0]

    def due(self, step: str, round_: int = 1, seq: int = 1) -> str | None:
        return shown(self.row(step, round_, seq).due_at)

    def first_due(self, step: str, round_: int = 1, seq: int = 1) -> str | None:
        return shown(self.row(step, round_, seq).first_due_at)

    def state(self, step: str, now: str, round_: int = 1, seq: int = 1) -> str:
        return str(state(self.row(step, round_, seq), local(now)))

    def states(self, now: str) -> dict[str, str]:
        """Every deadline that has started, by step, round and number, and how it stands."""
        return {
            f"{row.step}/{row.round}/{row.seq}": str(state(row, local(now)))
            for row in self.case.deadlines
            if row.start_at <= local(now)
        }


def story(at: str, policy: Policy | Rulebook | None = None, *, received: str | None = None, **given: Any) -> Story:
    """A case registered at this local time; `received` where that was earlier; `given` as register takes it."""
    book = policy if isinstance(policy, Rulebook) else a_rulebook(policy or a_policy())
    deed = Deed(local(at), local(at), "Li", "li")
    said = {"channel": "phone", "content": "it leaks", "category": "service", "anonymous": True, **given}
    if received is not None:
        said["received_at"] = local(received)
    priority = said.pop("priority", None)
    alike = {name: said.pop(name, 1) for name in ("repeats", "similar")}
    governing = book.governing(local(at))
    event = registration.registered(
        deed, registration.completed(said, governing), governing, number="C20261120-0001", **alike
    )
    told = Story(book, event)
    if priority is not None:
        event.changes["priority"] = priority
        told.priority(at, priority)
    return told


def imported(told: Story, at: str, action: str, *, recorded: str = "2026-12-01 09:00", **changes: Any) -> Story:
    """One more event as a file of past cases tells it."""
    event = told.deed(at, recorded=recorded).event(action, changes)
    event.imported = True
    return told.add(event)


def receipt(told: Story) -> datetime:
    return from_stored(told.events[0].changes["received_at"])


def amounts(policy: Policy, step: str) -> dict[str, Amount]:
    """What a step is given, by priority."""
    return {str(priority): amount for priority, amount in policy.steps[step].amounts.items()}
