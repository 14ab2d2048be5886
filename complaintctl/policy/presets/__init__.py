"""The policies that come with the program, one TOML file per source document."""

from pathlib import Path

from complaintctl.errors import Misused

_FOLDER = Path(__file__).parent


def names() -> tuple[str, ...]:
    """The presets there are, by name."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def text(name: str) -> str:
    """The preset's TOML; Misused where there is none of this name."""
    if name not in names():
        raise NoPreset(name)
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


class NoPreset(Misused):
    def __init__(self, name: str) -> None:
        super().__init__("There is no preset “{name}”.", hint="There are {names}.", name=name, names=", ".join(names()))
