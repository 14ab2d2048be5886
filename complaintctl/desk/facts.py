"""What is asked of a complaint, in the order a call goes, and how the answers become what the office takes."""

from collections.abc import Mapping
from typing import Any

from complaintctl.desk import choices
from complaintctl.desk.fields import Field, Kind
from complaintctl.desk.forms import REASON
from complaintctl.locale import N_

WORDS = (
    Field("channel", N_("How it came in"), "--channel", Kind.CHOICE, choices.CHANNELS, needed=True,
          usual=lambda _: "phone"),
    Field("content", N_("What happened"), "--content", Kind.TEXT, needed=True),
    Field("customer", N_("The customer's name (empty: anonymous)"), "--customer", hidden=True),
    Field("phone", N_("Phone"), "--phone", hidden=True),
    Field("cause", N_("What it is about"), "--cause", Kind.CHOICE, choices.causes, needed=True),
    Field("flags", N_("What weighs more (several with ;)"), "--flag", Kind.SEVERAL, choices.flags),
    Field("demand", N_("What the customer asks for"), "--demand", Kind.TEXT),
    Field("received_at", N_("When it came in (empty: now)"), "--received-at", Kind.PAST),
    Field("ref", N_("Plate, order or policy number"), "--ref", hidden=True),
    Field("email", N_("E-mail"), "--email", hidden=True),
    Field("amount", N_("The money at stake"), "--amount", Kind.MONEY),
    Field("affected", N_("How many customers it may hit"), "--affected", Kind.COUNT),
    Field("kind", N_("What kind it is (empty: a complaint)"), "--kind", Kind.CHOICE, choices.KINDS),
    Field("about", N_("Whom of the staff it is about"), "--about", Kind.CHOICE, choices.people),
    Field("tags", N_("Other grievances of the same call"), "--tag", Kind.SEVERAL, lambda _: []),
    Field("read_back", N_("It was read back to the customer"), "--read-back", Kind.YES),
)  # fmt: skip
NEW = (
    *(each for each in WORDS if each.name != "tags"),
    Field("assign", N_("Assign it at once, by the routing table"), "--assign", Kind.YES),
    Field("settled", N_("How it was settled on the spot"), "--settled", Kind.TEXT),
)
FIRST = 8
"""So many are asked at once: what a call tells. The others are there when they are asked for."""
EDITED = (*(each for each in WORDS if each.name not in ("tags", "read_back")), REASON)


def facts(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, as the office and the command line take it: a category that stands alone is no cause."""
    given = {name: each for name, each in said.items() if each is not None}
    if "/" not in given.get("cause", "/"):
        given["category"] = given.pop("cause")
    return given
