"""Causes with so large a share of the complaints that they ask for a measure (le-hot)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from complaintctl.reports.causes import COMPLAINTS, SHARE, counted
from complaintctl.reports.layout import Data, Facts, Field, Grid, Key, Note, Rows, Section, rate

LEVELS = 3


def figures(facts: Facts) -> Data:
    """The hot causes of the period, the most frequent first, each with its measures and by when one must be begun."""
    (rules, *_) = facts.of("rules")
    now, before, year_ago = (counted(facts, LEVELS, when) for when in ("now", "before", "year_ago"))
    total = now.total()
    hot = [
        cause for cause, count in now.items() if cause and count >= rules["at_least"] and count / total > rules["share"]
    ]
    running = facts.of("remedied")
    return {
        "complaints": total,
        "rule": {"more_than": rules["share"], "at_least": rules["at_least"]},
        "causes": [
            {
                "cause": cause,
                "complaints": now[cause],
                "share": rate(now[cause], total),
                "before": before[cause],
                "year_ago": year_ago[cause],
                **_answered(cause, running, rules["start_by"], rules["now"]),
            }
            for cause in sorted(hot, key=lambda cause: (-now[cause], cause))
        ],
    }


def _answered(cause: str, measures: Rows, start_by: str, now: str) -> Data:
    """The measures about it that nobody gave up, and whether one is begun, that is approved."""
    own = [measure for measure in measures if _about(measure["cause"], cause) and measure["status"] != "dropped"]
    begun_at = min((measure["approved_at"] for measure in own if measure["approved_at"]), default=None)
    return {
        "measures": [measure["measure"] for measure in own],
        "begun_at": begun_at,
        "start_by": start_by,
        "state": _state(begun_at, start_by, now),
    }


def _state(begun_at: str | None, start_by: str, now: str) -> str:
    """How it stands: `due` until `start_by`, then `overdue`; begun after it `begun_late`."""
    if begun_at is None:
        return "overdue" if start_by < now else "due"
    return "begun" if begun_at <= start_by else "begun_late"


def _about(measured: str | None, cause: str) -> bool:
    """Whether a measure is about this cause, one above it or one below it."""
    if measured is None:
        return False
    return f"{cause}/".startswith(f"{measured}/") or f"{measured}/".startswith(f"{cause}/")


_COMPLAINTS = replace(
    COMPLAINTS, definition="Complaints received in the period whose cause, cut to three levels, is this one."
)
_SHARE = replace(
    SHARE,
    definition="Complaints whose cause, cut to three levels, is this one ÷ all complaints received in the period.",
    wish="less",
)
_FIELDS = (
    _COMPLAINTS,
    _SHARE,
    _COMPLAINTS.at("before", title="Before"),
    _COMPLAINTS.at("year_ago", title="A year ago"),
    Field(
        "measures", title="Measures", definition="The measures about this cause, one above or one below.", unit="text"
    ),
    Field(
        "state",
        title="State",
        definition="Whether a measure was begun, in time or late, or is still due or overdue.",
        unit="code",
    ),
    Field(
        "start_by",
        title="To be begun by",
        definition="Until when a measure is begun in time: the policy says how long after the end of the period.",
        unit="instant",
    ),
)


def grids(data: Any, _facts: Facts) -> Sequence[Grid]:
    return [Grid(Key("cause", title="Cause"), title="", fields=_FIELDS, rows=data["causes"], bar="complaints")]


def notes(data: Any) -> Iterable[Note]:
    limits = {"share": f"{data['rule']['more_than'] * 100:g} %", "count": data["rule"]["at_least"]}
    if data["causes"]:
        yield Note("Hot is a cause with more than {share} of the complaints and at least {count}.", limits)
    else:
        yield Note("No cause has more than {share} of the complaints and at least {count}.", limits)


SECTION = Section("hot", title="Hot causes", figures=figures, grids=grids, notes=lambda data: list(notes(data)))
