"""What the figures of a period come to: reports, of one office or of several added up (le-monthly, le-quarter)."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from complaintctl.errors import Refused
from complaintctl.office.premises import Premises

if TYPE_CHECKING:
    from complaintctl.office.filters import Which
    from complaintctl.reports.layout import Facts, Section
    from complaintctl.reports.periods import Period


class Reporting(Premises):
    """An office whose figures are counted."""

    def period(self, kind: str, name: str) -> "Period":
        """A `month` 2026-10, `week` 2026-W42, `quarter` 2026Q3, `year` 2026 or `period` A..B by the office's clock."""
        from complaintctl.office.facts import named
        from complaintctl.reports.periods import check

        return named(self, kind, check(kind, name))

    def last_over(self, kind: str) -> "Period":
        """The last month or quarter that is over."""
        from complaintctl.office.facts import last_over

        return last_over(self, kind)

    def report(
        self,
        period: "Period",
        sections: Sequence[str] = (),
        *,
        by: Sequence[str] = (),
        others: "Sequence[Reporting]" = (),
        which: "Which | None" = None,
    ) -> "Report":
        """The figures of a period by section, beside those of the one before (le-monthly, le-quarter).

        `others` are offices that are added up with this one; with `which` only these cases are counted, of all.
        """
        from complaintctl.office.facts import begun, check_money, facts, snapshot
        from complaintctl.reports import groups
        from complaintctl.reports.sections import chosen

        offices = [self, *others]
        wanted = list(chosen(sections, by))
        if others and "office" not in by:
            wanted.append(groups.section("office"))
        with ExitStack() as stack:
            for office in offices:
                stack.enter_context(snapshot(office))
            check_money(offices)
            since = begun(offices)
            if which:
                _narrow(offices, which)
            found = replace(facts(offices, period, dict(which or {})), begun=since)
            return Report(wanted, {each.name: each.figures(found) for each in wanted}, found)


def _narrow(offices: Sequence[Premises], which: "Which") -> None:
    """To the cases meant, each by its own policy: one that knows no such department, cause or flag has none of them.

    Refused where none knows it.
    """
    from complaintctl.office.filters import filter_of
    from complaintctl.store.listing import Filter
    from complaintctl.store.narrowing import narrow

    made: list[Filter] = []
    refused: list[Refused] = []
    for office in offices:
        try:
            made.append(filter_of(which, lambda office=office: office.rulebook))  # type: ignore[misc]
        except Refused as refusal:
            refused.append(refusal)
            made.append(Filter.of_nothing())
    if len(refused) == len(offices):
        raise refused[0]
    for office, own in zip(offices, made, strict=True):
        narrow(office.conn, own, office.judged_at)


class Report(NamedTuple):
    """The sections asked for, the figures of each by its name, and the facts they were counted from."""

    sections: "list[Section]"
    figures: dict[str, Any]
    facts: "Facts"
