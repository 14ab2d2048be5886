"""A new register with the policy it works by, there as a whole or not at all."""

from datetime import datetime
from pathlib import Path

from complaintctl.clock import Clock, machine_clock
from complaintctl.office.enactment import enact
from complaintctl.office.premises import SKEW, InTheFuture, Premises
from complaintctl.policy import checks, presets
from complaintctl.policy.schema import Policy
from complaintctl.rules.instants import shown
from complaintctl.store import db
from complaintctl.store.connection import transaction

PRIVATE_FILE, GROUP_FILE = 0o600, 0o660


def found(
    place: str | Path,
    policy: Policy | None = None,
    text: str = "",
    *,
    at: datetime | None = None,
    group: bool = False,
    actor: str | None = None,
    login: str | None = None,
    clock: Clock = machine_clock,
    set_clock: bool = False,
) -> None:
    """Make a register at this place, by a policy's document, the preset `general` where none is given.

    `policy` is what was read of that document, where it was read already.

    The file is its owner's alone, with `group` its group's too. Refused where there is a file already.
    """
    if policy is not None and not text:
        raise TypeError("a policy comes with its document")  # else another one would be kept beside it
    text = text or presets.text("general")
    decided = policy or checks.check(text, "general")
    path = Path(place)
    now = clock()
    if at is not None and at > now + SKEW:
        raise InTheFuture(at=shown(at, decided.opening.zone))
    with db.created(path, mode=GROUP_FILE if group else PRIVATE_FILE) as conn:
        office = Premises(conn, path, actor=actor, login=login, clock=clock, set_clock=set_clock)
        with transaction(conn):
            enact(office, decided, text, at or now)
