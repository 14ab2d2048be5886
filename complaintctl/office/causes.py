"""The causes an office files by: the policy's tree, what is outside it, and how often each occurs (cl-category)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from complaintctl.office.premises import Premises
from complaintctl.store.complaints import by_cause


def tree(office: Premises, text: str) -> list[dict[str, Any]]:
    """Every cause with what lies below it counted in, in the order of the tree; what it doesn't list behind."""
    listed = {cause.path: cause.label for cause in office.policy.causes}
    all_, still = Counter[str](), Counter[str]()
    for cause, cases, open_ in by_cause(office.conn):
        for path in _above(cause):
            all_[path] += cases
            still[path] += open_
    categories = [path.split("/")[0] for path in (*listed, *sorted(all_))]
    paths = dict.fromkeys([*(each for path in listed for each in _above(path)), *categories, *sorted(all_)])
    rows: list[dict[str, Any]] = [
        {"cause": path, "label": dict(listed.get(path) or {}), "open": still[path], "cases": all_[path]}
        | {"listed": path in listed}
        for path in sorted(paths, key=lambda path: (categories.index(path.split("/")[0]), path))
    ]
    wanted = {each for row in rows if _has(row, text) for each in _above(row["cause"])}
    return [row for row in rows if row["cause"] in wanted]


def _above(path: str) -> Iterator[str]:
    """The cause and all that it lies below, the category first."""
    levels = path.split("/")
    return ("/".join(levels[:count]) for count in range(1, len(levels) + 1))


def _has(row: dict[str, Any], text: str) -> bool:
    wanted = text.casefold()
    return any(wanted in each.casefold() for each in (row["cause"], *row["label"].values()))
