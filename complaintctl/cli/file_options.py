"""What is said of a file to be read: its form, its columns, its values, its times."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from complaintctl.cli.bundle import Command, bundled
from complaintctl.errors import Misused
from complaintctl.intake import chronicle
from complaintctl.intake.columns import Map
from complaintctl.intake.forms import Form, Look
from complaintctl.intake.table import OURS
from complaintctl.intake.times import Times, zone_of
from complaintctl.intake.wishes import ValueMap, Wishes, parse_default

Said = Mapping[str, Any]
"""The options that were given, by name, as they were typed; they can be kept as a mapping."""


class Untimed(StrEnum):
    REFUSE = "refuse"
    KEEP = "keep"


class DateOrder(StrEnum):
    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


OPTIONS: dict[str, Any] = {
    "input": Annotated[Form | None, typer.Option("--input", help="What the file is, where its name doesn't tell.")],
    "encoding": Annotated[str | None, typer.Option(help="Its encoding, as gb18030; told by its content otherwise.")],
    "delimiter": Annotated[str | None, typer.Option(help="What parts its cells: a character, or tab.")],
    "columns": Annotated[
        str | None, typer.Option(help="The names of its columns, if it has no header, as external_id,content,phone.")
    ],
    "sheet": Annotated[str | None, typer.Option(help="Which sheet of a workbook.")],
    "map": Annotated[
        list[str] | None,
        typer.Option(
            "--map", help='A column for a name, as "Date received=received_at"; "A+B=name" joins; "A=" keeps.'
        ),
    ],
    "value": Annotated[
        list[str] | None, typer.Option(help='What a value of a column means, as "Submitted via: Web=web".')
    ],
    "default": Annotated[
        list[str] | None, typer.Option(help="What fills empty cells and unknown values, as channel=other.")
    ],
    "date_order": Annotated[DateOrder | None, typer.Option(help="How 03/04/2026 is meant.")],
    "serial_dates": Annotated[
        bool | None, typer.Option("--serial-dates", help="Numbers such as 46347.5 are times, as Excel counts them.")
    ],
    "timezone": Annotated[str | None, typer.Option(help="The zone of its times, if not the policy's.")],
    "untimed": Annotated[Untimed | None, typer.Option(help="Past states without a time: refuse them, or keep them.")],
    "events": Annotated[
        bool | None, typer.Option("--events", help="Several rows tell of one complaint, each with its time: a log.")
    ],
    "source": Annotated[str | None, typer.Option(help="The system the file comes from.")],
}


def described(command: Command) -> Command:
    """A command that has all of these options, and is handed those that were given as `said`."""
    return bundled(command, "said", OPTIONS, _said)


def _said(_session: object, **given: Any) -> Said:
    said = {name: value for name, value in given.items() if value not in (None, [], False)}
    return {name: str(value) if isinstance(value, StrEnum) else value for name, value in said.items()}


def look(said: Said) -> Look:
    """How the file is taken apart."""
    columns = said.get("columns")
    return Look(
        form=Form(said["input"]) if "input" in said else None,
        encoding=said.get("encoding"),
        delimiter=said.get("delimiter"),
        columns=_names(columns) if columns is not None else None,
        sheet=said.get("sheet"),
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
        keep_untimed=said.get("untimed") == Untimed.KEEP,
        log="events" in said,
    )


def times(said: Said, zone: ZoneInfo, now: datetime) -> Times:
    """How its times are read; local to `zone` where no other is said."""
    own = zone_of(said["timezone"]) if "timezone" in said else zone
    return Times(own, now, said.get("date_order"), serial="serial_dates" in said)


def _maps(said: Said) -> list[Map]:
    return [Map.parse(text) for text in said.get("map", ())]


def _names(columns: str) -> list[str]:
    names = [name.strip() for name in columns.replace("，", ",").split(",")]
    if not any(names):
        raise Misused("--columns needs the names of the columns, parted by commas.")
    return names
