"""The options that say what a file to be read is."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from complaintctl.cli.bundle import Command, bundled
from complaintctl.intake.forms import Form
from complaintctl.intake.said import Said

Untimed = StrEnum("Untimed", "REFUSE KEEP")


DateOrder = StrEnum("DateOrder", "DMY MDY YMD AUTO")


OPTIONS: dict[str, Any] = {
    "input": Annotated[Form | None, typer.Option("--input", help="What the file is, where its name doesn't tell.")],
    "encoding": Annotated[str | None, typer.Option(help="Its encoding, as gb18030; told by its content otherwise.")],
    "delimiter": Annotated[str | None, typer.Option(help="What parts its cells: a character, or tab.")],
    "columns": Annotated[
        str | None, typer.Option(help="The names of its columns, if it has no header, as external_id,content,phone.")
    ],
    "header": Annotated[
        int | None, typer.Option(min=1, max=10**6, help="The line that names the columns; it is looked for otherwise.")
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
    "empty": Annotated[list[str] | None, typer.Option(help="What stands for an empty cell, as NULL; may be repeated.")],
    "date_order": Annotated[
        DateOrder | None, typer.Option(help="How 03/04/2026 is meant; auto takes the only order that fits all.")
    ],
    "serial_dates": Annotated[
        bool | None, typer.Option("--serial-dates", help="Numbers such as 46347.5 are times, as Excel counts them.")
    ],
    "unix_times": Annotated[
        bool | None,
        typer.Option("--unix-times", help="Numbers such as 1762137000 are times: seconds since 1970, or thousandths."),
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
