"""Office-time arithmetic of other libraries (MIT), with their answers; shared, not part of the project."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from complaintctl.policy.amounts import Amount, Unit
from complaintctl.policy.opening import WEEKDAYS, DaysOff, Opening, parse_hours
from complaintctl.rules.worktime import Calendar

FILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "office_time_vectors.json"
CASES = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else []


def calendar(case) -> Calendar:
    hours = {
        WEEKDAYS.index(name): parse_hours(" ".join("-".join(pair) for pair in pairs))
        for name, pairs in case["hours"].items()
        if pairs
    }
    off = {date.fromisoformat(day): "holiday" for day in case["holidays"]}
    some = next(iter(hours.values()))
    return Calendar(Opening(case["tz"], some, weekdays=frozenset(hours), hours_by_weekday=hours), DaysOff(off))


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.skipif(not CASES, reason="the shared vectors are not here")
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_as_other_libraries_answer(case):
    office, start = calendar(case), instant(case["start"])
    if case["op"] == "elapsed":
        assert office.between(start, instant(case["end"])).seconds == case["expect"]
    elif case["op"] == "next_open":
        assert next(office.periods(start))[0] == instant(case["expect"])
    else:
        due = office.due(start, Amount(case["seconds"], Unit.OFFICE, "")).at
        assert due == instant(case["expect"])
        assert office.between(start, due).seconds == case["seconds"]
