"""The sections of the report, one file for each; REPORTS lists them in their order."""

from collections.abc import Sequence

from complaintctl.errors import Misused, OneOf
from complaintctl.reports import (
    causes,
    deadlines,
    departments,
    follow,
    groups,
    hot,
    measures,
    points,
    satisfaction,
    summary,
    survey,
    volume,
)
from complaintctl.reports.layout import Section

REPORTS = (
    summary.SECTION,
    volume.SECTION,
    deadlines.SECTION,
    causes.SECTION,
    departments.SECTION,
    satisfaction.SECTION,
    survey.SECTION,
    follow.SECTION,
    points.SECTION,
    hot.SECTION,
    measures.SECTION,
)


def chosen(names: Sequence[str], by: Sequence[str] = ()) -> tuple[Section, ...]:
    """The sections of these names in the report's own order, all where none is named; then one for each grouping.

    Misused where there is no such section or field.
    """
    known = {section.name for section in REPORTS}
    for name in names:
        if name not in known:
            raise UnknownSection(name)
    named = tuple(section for section in REPORTS if section.name in names or not names)
    return (*named, *map(groups.section, dict.fromkeys(by)))


class UnknownSection(Misused):
    def __init__(self, name: str) -> None:
        super().__init__(
            "The report has no section “{name}”.",
            hint="Sections: {sections}",
            name=name,
            sections=OneOf({section.name: section.title for section in REPORTS}),
        )
