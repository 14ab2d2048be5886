"""The policies that come with the program, one TOML file per source document."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from complaintctl.errors import Misused, OneOf

_FOLDER = Path(__file__).parent


def names() -> tuple[str, ...]:
    """The presets there are, by name."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def labels() -> dict[str, Mapping[str, str]]:
    """What each is called in every language, by its name."""
    return {name: tomllib.loads(text(name))["policy"]["label"] for name in names()}


def text(name: str) -> str:
    """The preset's TOML; Misused where there is none of this name."""
    if name not in names():
        raise NoPreset(name)
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


class NoPreset(Misused):
    def __init__(self, name: str) -> None:
        super().__init__("There is no preset “{name}”.", hint="There are {names}.", name=name, names=OneOf(labels()))
