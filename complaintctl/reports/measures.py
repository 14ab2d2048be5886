"""What the house learns: improvements and their effect, reviews, how often the priority was right (le-measures)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from complaintctl.reports.deadlines import kept
from complaintctl.reports.layout import OFFICE, Data, Facts, Field, Grid, Key, Note, Section, When, rate

_SHOWN = ("measure", "status", "from", "cause", "owner", "due_at", "overdue", "effective", "before", "after")


def figures(facts: Facts) -> Data:
    """The measures that ran in the period; reviews and samples of it beside the other two."""
    measures = facts.of("measures")
    return {
        "measures": [{name: row[name] for name in (*_SHOWN, *facts.office)} for row in measures],
        "counts": _counts(measures),
        "samples": [{name: row[name] for name in (*_SAMPLE, *facts.office)} for row in facts.of("samples")],
        **facts.compared(lambda when: _learned(facts, when)),
    }


_SAMPLE = ("month", "received", "drawn", "checked", "accuracy")


def _counts(measures: Sequence[Any]) -> Data:
    states = Counter(row["status"] for row in measures)
    checked = [row for row in measures if row["effective"] is not None]
    return {
        "running": len(measures),
        "waiting": states["proposed"],
        "begun": states["approved"],
        "done": states["done"],
        "overdue": sum(row["overdue"] for row in measures),
        "effective": rate(sum(row["effective"] for row in checked), len(checked)),
    }


def _learned(facts: Facts, when: When) -> Data:
    due = [row for row in facts.of("deadlines", when, by="department") if row["step"] == "review"]
    reviews = kept(due)
    samples = facts.of("samples", when)
    return {
        "reviews": {name: reviews[name] for name in ("judged", "in_time", "overdue", "open")},
        "accuracy": rate(sum(row["right"] for row in samples), sum(row["checked"] for row in samples)),
    }


ACCURACY = Field(
    "accuracy",
    title="Priority right",
    definition="Cases of the month's sample whose priority was right ÷ cases checked.",
    unit="rate",
    wish="more",
)
SHARES = (
    Field(
        "before",
        title="Share before",
        definition="Complaints of its cause ÷ all complaints, in as long a time before it was begun.",
        unit="rate",
    ),
    Field(
        "after",
        title="Share after",
        definition="Complaints of its cause ÷ all complaints, in the time since it was done.",
        unit="rate",
        wish="less",
    ),
)
_MEASURE = (
    Field(
        "status",
        title="State",
        definition="Proposed, approved (and by that begun), done, checked or dropped.",
        unit="code",
    ),
    Field("from", title="From", definition="The suggestion or complaint that gave the idea.", unit="text"),
    Field("cause", title="Cause", definition="The cause it is to make rarer.", unit="code"),
    Field("owner", title="Owner", definition="Who sees to it.", unit="text"),
    Field("due_at", title="Due", definition="When it is to be carried out.", unit="instant"),
    Field(
        "overdue",
        title="Overdue",
        definition="Whether it is past its date and not carried out.",
        unit="code",
        wish="none",
    ),
    Field("effective", title="Helped", definition="Whether its cause got rarer, as checked.", unit="code"),
    *SHARES,
)
_COUNTS = (
    Field(
        "running", title="Measures", definition="Measures added by the end of the period and not over before it began."
    ),
    Field("waiting", title="– waiting for approval", definition="Those of them that nobody has decided yet."),
    Field("begun", title="– begun", definition="Those of them that are approved and not carried out."),
    Field("done", title="– done", definition="Those of them that are carried out and not checked."),
    Field("overdue", title="– overdue", definition="Those of them past their date and not carried out.", wish="none"),
    Field(
        "effective",
        title="– that helped",
        definition="Checked measures whose cause got rarer ÷ checked measures.",
        unit="rate",
        wish="more",
    ),
)
_LEARNED = (
    Field(
        "reviews.judged",
        title="Reviews due",
        definition="Reviews due in the period that were done, ended late or are overdue.",
    ),
    Field(
        "reviews.in_time",
        title="– in time",
        definition="Reviews done in time ÷ reviews due in the period that were done, ended late or are overdue.",
        unit="rate",
        wish="more",
    ),
    Field(
        "reviews.overdue",
        title="– overdue",
        definition="Reviews due in the period that are open and have run out.",
        wish="none",
    ),
    Field(
        "reviews.open", title="– not due yet", definition="Open reviews due in the period whose time has not run out."
    ),
    ACCURACY,
)
_DRAWN = (
    Field("received", title="Received", definition="Cases received in the month of the sample, duplicates apart."),
    Field("drawn", title="Drawn", definition="Cases drawn, those that turned out to be duplicates apart."),
    Field("checked", title="Checked", definition="Cases drawn whose priority somebody has checked."),
    ACCURACY,
)


def grids(data: Any, facts: Facts) -> Sequence[Grid]:
    office = tuple(OFFICE for _ in facts.office)
    counted = [{"counts": facts.period.name, **data["counts"]}]
    return [
        Grid(Key("counts", title="Measures"), title="", fields=_COUNTS, rows=counted, upright=True),
        Grid(
            Key("measure", title="Measure", unit="text", also=facts.office),
            title="Measures",
            fields=(*office, *_MEASURE),
            rows=data["measures"],
        ),
        Grid(Key("period", title="Learned"), title="", fields=_LEARNED, rows=facts.side_by_side(data), upright=True),
        Grid(
            Key("month", title="Month", also=facts.office),
            title="Samples",
            fields=(*office, *_DRAWN),
            rows=data["samples"],
        ),
    ]


def notes(data: Any) -> Sequence[Note]:
    return () if data["measures"] else (Note("No measure was running in this period."),)


SECTION = Section("measures", title="Measures", figures=figures, grids=grids, notes=notes)
