"""Clocks that the law sets, to be laid over any policy: one TOML file for each law (fu-law)."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from complaintctl.errors import Misused, OneOf

_FOLDER = Path(__file__).parent


def names() -> tuple[str, ...]:
    """The packs there are, by name."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def labels() -> dict[str, Mapping[str, str]]:
    """What each is called in every language, by its name."""
    return {name: tomllib.loads(text(name))["pack"]["label"] for name in names()}


def text(name: str) -> str:
    """The pack's TOML; Misused where there is none of this name."""
    if name not in names():
        raise NoPack(name)
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


class NoPack(Misused):
    def __init__(self, name: str) -> None:
        super().__init__("There is no pack “{name}”.", hint="There are {names}.", name=name, names=OneOf(labels()))
