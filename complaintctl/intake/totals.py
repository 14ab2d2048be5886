"""Rows that are none: totals, and notes below a table."""

import re
from collections.abc import Sequence

from complaintctl.intake.nested import Cell
from complaintctl.intake.plain import bare

_TOTALS = frozenset("合计 总计 小计 共计 总数 total totals subtotal grandtotal sum".split())
_NOTES = ("注", "备注", "说明", "注释", "note", "notes", "remark", "remarks")
_SUM = re.compile(r"[¥￥$€£]?\s*-?[\d,，]+(?:\.\d+)?\s*(?:元|件|条|个|%)?")


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether this is a row of totals or a note: all its other cells are empty, but for sums."""
    filled = (text for cell in cells if (text := bare(cell) if isinstance(cell, str) else cell.text))
    first = next(filled, "").casefold()
    if first.rstrip(":： ").replace(" ", "").replace("-", "") in _TOTALS:
        return all(_SUM.fullmatch(text) for text in filled)
    word, colon, _ = first.replace("：", ":").partition(":")
    return len(cells) > 1 and bool(colon) and word.strip() in _NOTES and next(filled, None) is None
