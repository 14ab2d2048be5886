"""`report`: the figures of a period beside those of the one before (le-monthly, le-quarter)."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaintctl.cli import outlet, report_forms
from complaintctl.cli.filters import narrowed
from complaintctl.cli.meant import FIELD, SECTION
from complaintctl.cli.session import Session
from complaintctl.cli.several import opened
from complaintctl.errors import Misused
from complaintctl.office.filters import Which
from complaintctl.reports.sections import chosen

if TYPE_CHECKING:
    from complaintctl.reports.periods import Period


By = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FIELD", click_type=FIELD, help="Group the figures by a field too, such as channel, handler or week."
    ),
]


@narrowed
def report(
    ctx: typer.Context,
    month: Annotated[
        str | None, typer.Option(metavar="2026-10", help="A month; this one where nothing is said.")
    ] = None,
    week: Annotated[str | None, typer.Option(metavar="2026-W42", help="A week, Monday to Sunday.")] = None,
    quarter: Annotated[str | None, typer.Option(metavar="2026Q3", help="A quarter of a year.")] = None,
    year: Annotated[str | None, typer.Option(metavar="2026", help="A year.")] = None,
    period: Annotated[str | None, typer.Option(metavar="A..B", help="From A to B, both included.")] = None,
    section: Annotated[
        list[str] | None, typer.Option(click_type=SECTION, help="Only this section; may be given several times.")
    ] = None,
    by: By = None,
    *,
    which: Which,
    define: Annotated[bool, typer.Option("--define", help="Say of each figure what it counts.")] = False,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file; - is standard output.")
    ] = None,
) -> None:
    session: Session = ctx.obj
    chosen(section or (), by or ())  # what there is no section of is told before a register is opened
    asked = {"month": month, "week": week, "quarter": quarter, "year": year, "period": period}
    file = None if output == Path("-") else output
    if session.given.form is None:
        session.form = outlet.form_told(file, session.entry.forms) or session.form
    report_forms.check(session, file)
    with ExitStack() as stack:
        first, *others = opened(session, stack)
        span = _period(first, {kind: text for kind, text in asked.items() if text is not None})
        beside = [each.office for each in others]
        told = first.office.report(span, section or (), by=by or (), others=beside, which=which)
        pieces = report_forms.written(first, told, define=define)
    report_forms.give(session, pieces, file, [each.place for each in (first, *others)])


def _period(session: Session, asked: Mapping[str, str]) -> "Period":
    """The period the options name, in the policy's zone: this month where they name none."""
    if len(asked) > 1:
        raise Misused("Name one period only: {options}.", options=" ".join(f"--{kind}" for kind in asked))
    for kind, text in asked.items():
        return session.office.period(kind, session.period(text))
    return session.office.period("month", session.shown(session.judged_at)[:7])
