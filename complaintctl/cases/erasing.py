"""A customer is taken out of their cases: what was theirs goes, the course and the figures stay (in-private)."""

from dataclasses import replace

from complaintctl.cases.case import Case
from complaintctl.cases.deed import Deed
from complaintctl.records import Event


def erased(case: Case, deed: Deed) -> Event:
    """The event that says so; in any state, of duplicates too, and never before the case's last action."""
    at = max(deed.at, case.last_at or deed.at)
    return replace(deed, at=at).event("erase", {"anonymous": True})
