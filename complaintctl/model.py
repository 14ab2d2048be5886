"""What a complaint is: the closed lists, and the values that pass between the rooms."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    COMPLAINT = "complaint"
    ENQUIRY = "enquiry"
    SUGGESTION = "suggestion"


class Category(StrEnum):
    PRODUCT = "product"
    SERVICE = "service"
    SUGGESTION = "suggestion"
    OTHER = "other"


class Channel(StrEnum):
    """Every channel lands in one register (in-channels)."""

    PHONE = "phone"
    WEB = "web"
    EMAIL = "email"
    WECHAT = "wechat"
    WEIBO = "weibo"
    APP = "app"
    LETTER = "letter"
    VISIT = "visit"
    STORE_BOOK = "store_book"
    DEPARTMENT = "department"
    DEALER = "dealer"
    REGULATOR = "regulator"
    OTHER = "other"


class Remedy(StrEnum):
    APOLOGY = "apology"
    EXPLANATION = "explanation"
    REPAIR = "repair"
    REPLACEMENT = "replacement"
    REFUND = "refund"
    REDO = "redo"
    DISCOUNT = "discount"
    GIFT = "gift"
    COMPENSATION = "compensation"
    OTHER = "other"


class Responsibility(StrEnum):
    """Who answers for it (ha-cause)."""

    PROCESS = "process"
    STAFF = "staff"
    PRODUCT = "product"
    THIRD_PARTY = "third_party"
    MISUNDERSTANDING = "misunderstanding"
    CUSTOMER = "customer"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How a case ended; only `satisfied` says that the customer was (re-close)."""

    SATISFIED = "satisfied"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    UNREACHABLE = "unreachable"
    DUPLICATE = "duplicate"


WITHOUT_SATISFACTION = ("answered", "withdrawn", "referred", "unreachable")
"""The endings that no satisfied customer made; duplicates apart (re-close)."""


class RootCause(StrEnum):
    """What a review finds at the root (le-review)."""

    PROCESS = "process"
    SKILL = "skill"
    RESOURCES = "resources"
    PRODUCT = "product"
    THIRD_PARTY = "third_party"


class MeasureStatus(StrEnum):
    """How far an improvement has come (le-measures)."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DONE = "done"
    CHECKED = "checked"
    DROPPED = "dropped"


class Status(StrEnum):
    REGISTERED = "registered"
    ASSIGNED = "assigned"
    RESOLVED = "resolved"
    REVISITED = "revisited"
    CLOSED = "closed"


class Role(StrEnum):
    AGENT = "agent"
    MANAGER = "manager"
    GENERAL_MANAGER = "general_manager"


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


class Grade(StrEnum):
    """General or major (cl-grade)."""

    GENERAL = "general"
    MAJOR = "major"


class Step(StrEnum):
    """The steps that have a deadline."""

    REGISTER = "register"
    ASSIGN = "assign"
    CONTACT = "contact"
    PROGRESS = "progress"
    SOLUTION = "solution"
    RESOLVE = "resolve"
    REPORTED = "reported"
    REVISIT = "revisit"
    REVIEW = "review"
    AUDIT = "audit"
    STATUTORY = "statutory"
    TELL = "tell"


class StepState(StrEnum):
    """How a deadline stands; worked out when asked, never stored."""

    OPEN = "open"
    OVERDUE = "overdue"
    HELD = "held"
    MET = "met"
    LATE = "late"
    CANCELLED = "cancelled"


FLAGS = (
    "safety",
    "data_leak",
    "outage",
    "compensation",
    "large_loss",
    "frequent_repair",
    "media",
    "lawyer",
    "police",
    "consumer_association",
    "government",
    "regulator",
    "exposure_risk",
    "attitude",
    "violation",
    "minor",
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
