"""What a complaint is: the closed lists, and the values that pass between the rooms."""

from dataclasses import dataclass
from enum import StrEnum

Kind = StrEnum("Kind", "COMPLAINT ENQUIRY SUGGESTION CONCERN")
"""A concern is trouble foreseen, or a grumble before it is a complaint (fu-concern)."""
Category = StrEnum("Category", "PRODUCT SERVICE SUGGESTION OTHER")
Channel = StrEnum(
    "Channel", "PHONE WEB EMAIL WECHAT WEIBO APP LETTER VISIT STORE_BOOK DEPARTMENT DEALER REGULATOR OTHER"
)
"""Every channel lands in one register (in-channels)."""
Remedy = StrEnum("Remedy", "APOLOGY EXPLANATION REPAIR REPLACEMENT REFUND REDO DISCOUNT GIFT COMPENSATION OTHER")
Responsibility = StrEnum("Responsibility", "PROCESS STAFF PRODUCT THIRD_PARTY MISUNDERSTANDING CUSTOMER UNKNOWN")
"""Who answers for it (ha-cause)."""
Outcome = StrEnum("Outcome", "SATISFIED ANSWERED WITHDRAWN REFERRED UNREACHABLE DUPLICATE SOOTHED")
"""How a case ended; only `satisfied` says that the customer was (re-close)."""
WITHOUT_SATISFACTION = ("answered", "withdrawn", "referred", "unreachable", "soothed")
"""The endings that no satisfied customer made; duplicates apart (re-close)."""
RootCause = StrEnum("RootCause", "PROCESS SKILL RESOURCES PRODUCT THIRD_PARTY")
"""What a review finds at the root (le-review)."""
MeasureStatus = StrEnum("MeasureStatus", "PROPOSED APPROVED DONE CHECKED DROPPED")
"""How far an improvement has come (le-measures)."""
Status = StrEnum("Status", "REGISTERED ASSIGNED RESOLVED REVISITED CLOSED")
Role = StrEnum("Role", "AGENT MANAGER GENERAL_MANAGER")
Part = StrEnum("Part", "HANDLER APPROVER REVISER")
"""What somebody can be in a case, and is not in one about themselves where the policy says so (fu-recuse)."""


class Priority(StrEnum):
    """From low to urgent; comparing two compares their weight, not their spelling (cl-priority)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    URGENT = "urgent"

    @property
    def weight(self) -> int:
        """0 for low to 3 for urgent."""
        return _WEIGHTS[self.value]

    def __lt__(self, other: str) -> bool:
        return self.weight < Priority(other).weight

    def __gt__(self, other: str) -> bool:
        return self.weight > Priority(other).weight

    def __le__(self, other: str) -> bool:
        return self.weight <= Priority(other).weight

    def __ge__(self, other: str) -> bool:
        return self.weight >= Priority(other).weight


_WEIGHTS = {"low": 0, "medium": 1, "high": 2, "urgent": 3}


Grade = StrEnum("Grade", "GENERAL MAJOR")
"""General or major (cl-grade)."""


Step = StrEnum(
    "Step", "REGISTER ASSIGN CONTACT PROGRESS SOLUTION RESOLVE REPORTED REVISIT REVIEW AUDIT STATUTORY TELL TASK FOLLOW"
)
"""The steps that have a deadline."""


StepState = StrEnum("StepState", "OPEN OVERDUE HELD MET LATE CANCELLED STRUCK")
"""How a deadline stands; worked out when asked, never stored."""


FLAGS = tuple(
    "safety data_leak outage compensation large_loss frequent_repair media lawyer police consumer_association "
    "government regulator exposure_risk attitude violation minor".split()
)
"""The flags every office has; a policy may add its own."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions read of a case; `amount` is in minor units, None where no money was named."""

    kind: str
    category: str
    channel: str
    cause: str | None = None
    flags: frozenset[str] = frozenset()
    affected: int = 1
    amount: int | None = None
    repeats: int = 1
    similar: int = 1
    grade: str | None = None
    priority: str | None = None
    remedy: str | None = None
    round: int = 1
