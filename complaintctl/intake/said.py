"""What is said of a file to be read, by name and as it was written: its form, its columns, its values, its times."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from complaintctl.errors import Misused
from complaintctl.intake import chronicle
from complaintctl.intake.columns import Map
from complaintctl.intake.forms import Form, Look
from complaintctl.intake.plain import bare
from complaintctl.intake.table import OURS
from complaintctl.intake.times import Times, zone_of
from complaintctl.intake.wishes import ValueMap, Wishes, parse_default

Said = Mapping[str, Any]
"""What was given of NAMES; it can be kept as a mapping."""
NAMES = (
    "input encoding delimiter columns header sheet map value default empty date_order serial_dates unix_times timezone "
    "untimed events source"
).split()


def look(said: Said) -> Look:
    """How the file is taken apart."""
    columns = said.get("columns")
    return Look(
        form=Form(said["input"]) if "input" in said else None,
        encoding=said.get("encoding"),
        delimiter=said.get("delimiter"),
        columns=_names(columns) if columns is not None else None,
        sheet=said.get("sheet"),
        header=said.get("header"),
        maps=_maps(said),
        names=OURS | chronicle.COLUMNS,
    )


def wishes(said: Said) -> Wishes:
    """What its columns and values mean."""
    source = said.get("source")
    return Wishes(
        maps=_maps(said),
        values=[ValueMap.parse(text) for text in said.get("value", ())],
        defaults=dict(map(parse_default, said.get("default", ()))),
        source=source.strip() if source is not None else None,
        empties=frozenset(bare(text).casefold() for text in said.get("empty", ())),
        keep_untimed=said.get("untimed") == "keep",
        log="events" in said,
    )


def times(said: Said, zone: ZoneInfo, now: datetime) -> Times:
    """How its times are read; local to `zone` where no other is said."""
    own = zone_of(said["timezone"]) if "timezone" in said else zone
    return Times(own, now, said.get("date_order"), serial="serial_dates" in said, unix="unix_times" in said)


def _maps(said: Said) -> list[Map]:
    return [Map.parse(text) for text in said.get("map", ())]


def _names(columns: str) -> list[str]:
    names = [name.strip() for name in columns.replace("，", ",").split(",")]
    if not any(names):
        raise Misused("--columns needs the names of the columns, parted by commas.")
    return names
