"""What a case is called by programs: the names of json, csv and columns, which change with a major version only."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

NAMES = (
    "number status kind priority grade category cause content demand customer phone email ref preferred_channel "
    "channel flags tags affected amount department handler received_at registered_at registered_by assigned_at "
    "contacted_at resolved_at revisited_at closed_at outcome round on_hold responsibility solution remedy cost "
    "satisfied score next_step next_due_at overdue overdue_minutes source external_id ruled_priority ruled_grade "
    "duplicate_of"
).split()
"""The names of a case."""

STEP_NAMES = (NAMES[0], "step", "due_at", "late_minutes", "late_office_minutes", *NAMES[1:], "law")
"""The names of a step that has run out: what is late first, then its case, then the law that set its clock."""

SORTS = (
    *("received_at", "number", "priority", "next_due_at", "overdue_minutes"),
    *(
        name
        for name in NAMES
        if name not in frozenset("received_at number priority next_step next_due_at overdue overdue_minutes".split())
    ),
)
"""The names that cases can be put in the order of."""

ROW = (*NAMES, "extra")
"""All there is to say of a case."""


def in_units(minor: int) -> "Decimal":
    """Money in units of the currency, from minor units."""
    from decimal import Decimal

    return Decimal(minor) / 100
