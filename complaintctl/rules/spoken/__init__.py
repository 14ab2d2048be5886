"""Times as people say them: `昨晚10点半`, `last Friday 3pm`, `3天前`, `上季度`, `3个工作日`. PURE, and local.

Loaded only where the program's own forms don't fit; a file's times are never read so.
"""

from complaintctl.rules.spoken.instants import Lean, OtherWeekday, SeveralTimes, instant
from complaintctl.rules.spoken.lengths import amount
from complaintctl.rules.spoken.periods import period

__all__ = ["Lean", "OtherWeekday", "SeveralTimes", "amount", "instant", "period"]
