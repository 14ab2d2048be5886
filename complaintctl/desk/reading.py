"""Whom the desk speaks to, and what it is given to work with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from complaintctl.locale import Language
from complaintctl.office import Office
from complaintctl.words.reader import Reader

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from complaintctl.policy.schema import Policy


class AtDesk(Reader):
    """Whoever sits at the desk of one office; `revealed` while a case is shown unmasked."""

    def __init__(self, office: Office, lang: Language) -> None:
        self.office = office
        self._lang = lang
        self.revealed = False
        self.cells: int | None = None

    @property
    def lang(self) -> Language:
        return self._lang

    @property
    def reveals(self) -> bool:
        return self.revealed

    @property
    def breadth(self) -> int | None:
        return self.cells

    @property
    def zone(self) -> "ZoneInfo":
        return self.office.zone

    @property
    def policy(self) -> "Policy":
        return self.office.policy

    @property
    def policies(self) -> "Iterable[Policy]":
        return self.office.rulebook.policies

    @property
    def judged_at(self) -> datetime:
        return self.office.judged_at


@dataclass(frozen=True, slots=True)
class Setting:
    """What the door hands over: it alone reads the command line and the environment."""

    offices: tuple[Office, ...]
    """One to work in, or several to be looked at side by side."""
    lang: Language
    writes: bool
    plain: bool
    """For screen readers: no boxes, nothing said by colour alone."""
    drafts: Path
    """Where a half-filled complaint is kept."""
    open_file: Callable[[Path], bool]
    """Shows a file to whoever sits there; false where it can't."""
    folder: Callable[[], Path]
    """A folder of one's own for what is opened."""
