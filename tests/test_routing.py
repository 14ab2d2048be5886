"""Which department answers for a case (as-route)."""

from typing import Any

import pytest

from complaintctl.model import Facts
from complaintctl.policy import presets
from complaintctl.policy.checks import check
from complaintctl.rules.routing import department_for

GENERAL = check(presets.text("general"))

OWN = check("""
[policy]
name = "garage"
[office]
timezone = "Asia/Shanghai"
hours = "09:00-17:00"
[[department]]
name = "desk"
[[department]]
name = "workshop"
[[department]]
name = "service_manager"
[[route]]
when = { cause = "service/repair", grade = "major" }
to = "service_manager"
[[route]]
when = { cause = "service/repair" }
to = "workshop"
[[route]]
to = "desk"
""")


@pytest.mark.parametrize(
    ("kind", "category", "department"),
    [
        ("complaint", "product", "rnd"),
        ("complaint", "service", "service_centre"),
        ("complaint", "other", "service_centre"),
        ("suggestion", "suggestion", "marketing"),
        ("complaint", "suggestion", "marketing"),
        ("suggestion", "service", "marketing"),
    ],
)
def test_the_general_preset_routes_by_category(kind: str, category: str, department: str) -> None:
    assert department_for(Facts(kind=kind, category=category, channel="phone"), GENERAL) == department


@pytest.mark.parametrize(
    ("changes", "department"),
    [
        ({"cause": "service/repair/engine", "grade": "major"}, "service_manager"),
        ({"cause": "service/repair/engine", "grade": "general"}, "workshop"),
        ({"cause": "service/attitude", "grade": "major"}, "desk"),
        ({}, "desk"),
    ],
)
def test_the_first_route_that_holds_wins(changes: dict[str, Any], department: str) -> None:
    facts = Facts(kind="complaint", category="service", channel="phone", **changes)
    assert department_for(facts, OWN) == department


def test_the_intake_department_takes_what_nothing_else_claims() -> None:
    assert GENERAL.intake == "service_centre"
