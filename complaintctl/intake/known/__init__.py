"""Exports of other systems that are known: by which columns each is told, and how it is read. One file each."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from complaintctl.errors import Misused
from complaintctl.intake.columns import folded

OPTIONS = ("map", "value", "default", "empty", "date_order", "timezone", "untimed", "source", "unix_times")


class Layout(NamedTuple):
    """One way in which a system writes its exports: the columns that tell it, and the options that read it."""

    tells: Sequence[str]
    options: Mapping[str, Any]


class Known(NamedTuple):
    """A system; `source` says what its layouts were made from."""

    name: str
    title: str
    source: str
    layouts: Sequence[Layout]


@cache
def known() -> tuple[Known, ...]:
    """All of them, by name."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return tuple(
        _read(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
        for file in files
        if file.name.endswith(".toml")
    )


def _read(name: str, data: Mapping[str, Any]) -> Known:
    layouts = [
        Layout(row["tells"], {option: row[option] for option in OPTIONS if option in row}) for row in data["layout"]
    ]
    return Known(name, data["title"], data["source"], layouts)


def named(name: str) -> Known:
    """The one of this name or title; Misused with all names where there is none."""
    wanted = folded(name)
    for each in known():
        if wanted in (folded(each.name), folded(each.title)):
            return each
    raise UnknownExport(name)


def recognised(header: Sequence[str]) -> Known | None:
    """Whose export has this header."""
    return next((each for each in known() if _layout(each, header) is not None), None)


def _layout(system: Known, header: Sequence[str]) -> Layout | None:
    names = {folded(name) for name in header}
    return next((each for each in system.layouts if all(folded(tell) in names for tell in each.tells)), None)


def options_for(system: Known, header: Sequence[str]) -> dict[str, Any]:
    """How this file is read, by the layout that fits: what concerns columns that it hasn't is left out."""
    layout = _layout(system, header)
    if layout is None:
        raise OtherHeader(system, header)
    names = {folded(name) for name in header}
    options = dict(layout.options)
    options["map"] = _maps(options.get("map", ()), names)
    options["value"] = [each for each in options.get("value", ()) if folded(each.partition(":")[0]) in names]
    return {name: value for name, value in options.items() if value}


def _maps(written: Sequence[str], names: set[str]) -> list[str]:
    """The maps whose columns are there; of joined columns those that are; the first for each field."""
    found: dict[str, str] = {}
    for each in written:
        columns, _, field = each.rpartition("=")
        whole = [columns] if folded(columns) in names else columns.split("+")
        there = [name for name in whole if folded(name) in names]
        key = field or f"={columns}"
        if there and key not in found:
            found[key] = f"{'+'.join(there)}={field}"
    return list(found.values())


class UnknownExport(Misused):
    def __init__(self, name: str) -> None:
        super().__init__(
            "No export is known as “{name}”; there are: {known}.",
            hint="Others are read by --map, --value and --default; import FILE --look shows what a file holds.",
            name=name,
            known=", ".join(each.name for each in known()),
        )


class OtherHeader(Misused):
    def __init__(self, system: Known, header: Sequence[str]) -> None:
        super().__init__(
            "This doesn't look like an export of {title}; its columns are: {columns}.",
            hint="complaintctl import FILE --look",
            title=system.title,
            columns=", ".join(header),
        )
