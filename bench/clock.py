"""When an amount of time has run out: the function behind `clock`, and behind every deadline."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from bench.pairs import row
from complaintctl.policy.amounts import Amount
from complaintctl.policy.opening import DaysOff, Opening, parse_hours
from complaintctl.rules.worktime import Calendar

_STARTS = 20_000
_AMOUNTS = ("4h", "4h office", "same workday", "3 workdays", "7 days", "1 month")


def run(directory: Path, rows: int, pairs: int) -> None:
    """Print due dates a second for each unit, over starts of three years."""
    del directory, rows, pairs
    chance = Random(1)
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    starts = [begin + timedelta(seconds=chance.randrange(3 * 365 * 86_400)) for _ in range(_STARTS)]
    holidays = DaysOff({date(year, 10, day): "holiday" for year in (2024, 2025, 2026) for day in range(1, 8)})
    calendar = Calendar(Opening("Asia/Shanghai", parse_hours("09:00-12:00 13:30-18:00")), holidays)
    for written in _AMOUNTS:
        amount = Amount.parse(written)
        begun = time.perf_counter()
        for start in starts:
            calendar.due(start, amount)
        rate = len(starts) / (time.perf_counter() - begun)
        row(f"clock: {written}, due dates of {len(starts):,} starts", f"{rate:,.0f}/s", "", "", "at least 100,000/s")
