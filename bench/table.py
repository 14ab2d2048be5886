"""A seeded file of other people's cases as a help desk exports it: 25 columns, most cases closed long ago."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

COLUMNS = (
    *("external_id", "received_at", "registered_at", "registered_by", "channel", "category", "cause", "content"),
    *("demand", "customer", "phone", "email", "ref", "flags", "amount", "department", "handler", "assigned_at"),
    *("contacted_at", "resolved_at", "solution", "revisited_at", "score", "closed_at", "outcome"),
)
_LAST = datetime(2026, 11, 20, 8)
_DAYS = 1000
"""The file reaches so far back."""
_CHANNELS = ("phone", "phone", "phone", "web", "email", "wechat", "app", "store_book", "dealer", "regulator")
_CAUSES = tuple(
    f"{category}/{part}/{fault}"
    for category, parts in (
        ("product", ("engine", "brakes", "seats", "battery", "lamp", "door", "lock", "paint")),
        ("service", ("waiting", "attitude", "billing", "delivery", "repair", "advice", "hotline", "parts")),
    )
    for part in parts
    for fault in ("noise", "late", "broken", "wrong", "missing", "again", "unclear", "dirty")
)
_FLAGS = ("safety", "media", "compensation", "attitude", "violation;regulator", "frequent_repair")
_PEOPLE = ("李雷", "韩梅梅", "张伟", "王芳", "Zhao Min", "刘洋", "陈静", "Anna Schmidt")
_WORDS = (
    "客户 反映 车辆 启动 异响 多次 维修 未 解决 the dealer did not call back though promised 要求 尽快 处理".split()
)


def written(path: Path, rows: int, seed: int = 20261120) -> Path:
    """The file with so many rows: 5 % with a newline in their text, 1 % by a customer who has complained before."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        table.writerows(_rows(rows, Random(seed)))
    return path


def _rows(rows: int, chance: Random) -> Iterator[list[object]]:
    begin = _LAST - timedelta(days=_DAYS)
    customers: list[tuple[str, str, str, str]] = []
    for number in range(rows):
        received = begin + timedelta(seconds=int((number + chance.random()) * _DAYS * 86_400 / rows))
        if customers and chance.random() < 0.01:
            customer = chance.choice(customers)
        else:
            customer = _customer(number, chance)
            customers = [*customers[-49:], customer]
        yield _row(number, received, customer, chance)


def _customer(number: int, chance: Random) -> tuple[str, str, str, str]:
    mail = f"c{number}@example.org" if number % 3 == 0 else ""
    plate = f"沪A{number % 1_000_000:06d}" if number % 2 else ""
    return chance.choice(_PEOPLE), f"1{chance.randrange(30, 90)}{number % 100_000_000:08d}", mail, plate


def _row(number: int, received: datetime, customer: tuple[str, str, str, str], chance: Random) -> list[object]:
    cause = chance.choice(_CAUSES)
    text = " ".join(chance.choices(_WORDS, k=24))
    if chance.random() < 0.05:
        text = text.replace("客户", 'a "quoted" word\n', 1) + "\nsecond line"
    times, solved = _times(received, chance)
    return [
        *(f"T{number:08d}", received, times["registered"], chance.choice(_PEOPLE)),
        *(chance.choice(_CHANNELS), cause.partition("/")[0], cause, text),
        *(chance.choice(("", "退款", "a call back")), *customer),
        chance.choice(_FLAGS) if chance.random() < 0.05 else "",
        chance.randrange(50, 8000) if chance.random() < 0.2 else "",
        *("rnd" if cause.startswith("product") else "service_centre", chance.choice(_PEOPLE)),
        *(times.get(name, "") for name in ("assigned", "contacted", "resolved")),
        "更换零件并致歉；the part was replaced" if "resolved" in times else "",
        *(times.get("revisited", ""), chance.choice((3, 4, 5)) if "revisited" in times else ""),
        *(times.get("closed", ""), solved if "closed" in times else ""),
    ]


def _times(received: datetime, chance: Random) -> tuple[dict[str, datetime], str]:
    """What happened when, as far as it has happened by now; of two cases in five nobody called back."""
    later = {
        "registered": chance.randrange(5, 40),
        "assigned": chance.randrange(5, 240),
        "contacted": chance.randrange(30, 2000),
        "resolved": chance.randrange(600, 9000),
        "revisited": chance.randrange(600, 6000),
        "closed": chance.randrange(5, 3000),
    }
    asked = chance.random() < 0.6
    at, times = received, {}
    for name, minutes in later.items():
        at += timedelta(minutes=minutes)
        if at > _LAST and name != "registered":
            break
        if (name == "contacted" and chance.random() < 0.3) or (name == "revisited" and not asked):
            continue
        times[name] = at.replace(microsecond=0)
    return times, "satisfied" if asked else "answered"
