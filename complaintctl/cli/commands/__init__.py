"""Every command once: what it does with the register, where it lives, in which forms it answers.

Only the one that was typed is imported.
"""

from typing import NamedTuple

from complaintctl.locale import N_

LIST = ("table", "json", "jsonl", "csv", "tsv", "markdown")
ONE = ("text", "json")
EITHER = (*LIST, "text")
REPORT = ("table", "json", "csv", "markdown", "html", "xlsx")
EXPORT = ("csv", "tsv", "json", "jsonl", "xlsx", "markdown")
PAPER = ("text", "markdown", "html")
LETTER = (*PAPER, "json")

RECORDS, READS, BOTH, NEITHER = "records", "reads", "both", "neither"
"""Whether it writes events (and takes --at), or looks back (and takes --as-of)."""
MAIN, DAILY = N_("The main line"), N_("Daily work")
LOOKING, LEARNING, KEEPING = N_("Looking"), N_("Learning"), N_("Keeping")
GROUPS = (MAIN, DAILY, LOOKING, LEARNING, KEEPING)


class Entry(NamedTuple):
    """A command: a function of its own name in a module beside this one; `list_` for `list`, which is Python's."""

    name: str
    group: str
    module: str
    does: str
    forms: tuple[str, ...]
    help: str

    @property
    def records(self) -> bool:
        return self.does in (RECORDS, BOTH)

    @property
    def reads(self) -> bool:
        return self.does in (READS, BOTH)

    @property
    def function(self) -> str:
        return f"{self.name}_" if self.name in ("list", "import") else self.name

    def but(self, does: str, forms: tuple[str, ...] = ONE) -> "Entry":
        """The same as one of its own commands is, or as an option makes it."""
        return self._replace(does=does, forms=forms)


# fmt: off
TABLE = (
    Entry("register", MAIN,     "intake",    RECORDS, ONE,    N_("Put a new complaint in the register.")),
    Entry("assign",   MAIN,     "handling",  RECORDS, ONE,    N_("Send complaints to the department that answers for them.")),
    Entry("resolve",  MAIN,     "solving",   RECORDS, ONE,    N_("Write down the solution.")),
    Entry("revisit",  MAIN,     "ending",    RECORDS, ONE,    N_("Write down what the customer says of the solution.")),
    Entry("close",    MAIN,     "ending",    RECORDS, ONE,    N_("Close complaints whose customers are satisfied, or for another reason.")),
    Entry("report",   MAIN,     "reporting", READS,   REPORT, N_("Show the figures of a month, quarter or year.")),
    Entry("contact",  DAILY,    "handling",  RECORDS, ONE,    N_("Write down that the customer was spoken to.")),
    Entry("progress", DAILY,    "handling",  RECORDS, ONE,    N_("Report the state of things.")),
    Entry("note",     DAILY,    "handling",  RECORDS, ONE,    N_("Keep facts and findings.")),
    Entry("told",     DAILY,    "handling",  RECORDS, ONE,    N_("Write down that somebody who must know was told.")),
    Entry("escalate", DAILY,    "handling",  RECORDS, ONE,    N_("Hand a stuck case over to the manager.")),
    Entry("propose",  DAILY,    "solving",   RECORDS, ONE,    N_("Propose what to do, by whom, until when, at what cost.")),
    Entry("approve",  DAILY,    "solving",   RECORDS, ONE,    N_("Agree to a proposal on behalf of the house.")),
    Entry("reject",   DAILY,    "solving",   RECORDS, ONE,    N_("Turn a proposal down on behalf of the house.")),
    Entry("accept",   DAILY,    "solving",   RECORDS, ONE,    N_("Write down that the customer agrees to the proposal.")),
    Entry("decline",  DAILY,    "solving",   RECORDS, ONE,    N_("Write down that the customer declines the proposal.")),
    Entry("task",     DAILY,    "planning",  BOTH,    EITHER, N_("Keep the plan of a solution: what, by whom, until when.")),
    Entry("hold",     DAILY,    "holds",     RECORDS, ONE,    N_("Let the clock stand still while the customer's answer is awaited.")),
    Entry("resume",   DAILY,    "holds",     RECORDS, ONE,    N_("Let the clock run on.")),
    Entry("extend",   DAILY,    "holds",     RECORDS, ONE,    N_("Move a deadline to a later date, with a reason.")),
    Entry("edit",     DAILY,    "intake",    RECORDS, ONE,    N_("Correct what was written down; rules and deadlines follow.")),
    Entry("priority", DAILY,    "intake",    RECORDS, ONE,    N_("Overrule priority or grade, with a reason.")),
    Entry("follow",   DAILY,    "ending",    RECORDS, ONE,    N_("Write down what a call after the end found.")),
    Entry("reopen",   DAILY,    "ending",    RECORDS, ONE,    N_("Begin another round of a complaint that wasn't over.")),
    Entry("attach",   DAILY,    "attaching", BOTH,    EITHER, N_("Keep documents with a complaint.")),
    Entry("review",   DAILY,    "ending",    RECORDS, ONE,    N_("Write down what is learned from a complaint.")),
    Entry("audit",    DAILY,    "ending",    RECORDS, ONE,    N_("Write down that a broken rule was reported to audit.")),
    Entry("convert",  DAILY,    "intake",    RECORDS, ONE,    N_("Make a complaint of an enquiry, suggestion or concern.")),
    Entry("undo",     DAILY,    "ending",    RECORDS, ONE,    N_("Take back the last action on a complaint.")),
    Entry("desk",     DAILY,    "desk",      BOTH,    ("text",), N_("Work in one screen: what waits, the case, every action by a key.")),
    Entry("today",    LOOKING,  "today",     READS,   ONE,    N_("Show my desk: what is overdue, due today, waiting for me.")),
    Entry("overdue",  LOOKING,  "overdue",   READS,   LIST,   N_("List the steps whose time has run out.")),
    Entry("list",     LOOKING,  "looking",   READS,   LIST,   N_("List complaints.")),
    Entry("search",   LOOKING,  "looking",   READS,   LIST,   N_("Find complaints by words: closed ones, notes and comments too.")),
    Entry("show",     LOOKING,  "showing",   READS,   ONE,    N_("Show a whole complaint.")),
    Entry("explain",  LOOKING,  "showing",   READS,   ONE,    N_("Show which rules held, and how each deadline was counted.")),
    Entry("sheet",    LOOKING,  "papers",    READS,   PAPER,  N_("Give the complaint sheet to print and sign.")),
    Entry("script",   LOOKING,  "papers",    READS,   ONE,    N_("Show what to say, and what not to.")),
    Entry("letter",   LOOKING,  "letters",   BOTH,    LETTER, N_("Write to the customer: the policy's letters, filled in.")),
    Entry("clock",    LOOKING,  "clock",     NEITHER, ONE,    N_("Count office time: when something is due, or how much has passed.")),
    Entry("sample",   LEARNING, "sampling",  BOTH,    EITHER, N_("Check a month's priorities by a sample drawn by lot.")),
    Entry("measure",  LEARNING, "improving", BOTH,    EITHER, N_("Keep improvements: proposed, approved, carried out, checked for whether they helped.")),
    Entry("drill",    LEARNING, "drilling",  BOTH,    EITHER, N_("Train on a past case without names; the results are kept.")),
    Entry("adjust",   LEARNING, "adjusting", RECORDS, ONE,    N_("Adjust a department's points, with a reason.")),
    Entry("init",     KEEPING,  "founding",  RECORDS, ONE,    N_("Make a new register.")),
    Entry("import",   KEEPING,  "importing", RECORDS, ONE,    N_("Take complaints in from a file.")),
    Entry("export",   KEEPING,  "exporting", READS,   EXPORT, N_("Write complaints out for other programs.")),
    Entry("policy",   KEEPING,  "policy",    BOTH,    EITHER, N_("Show, check, set and try the policy, and its calendar.")),
    Entry("staff",    KEEPING,  "staff",     BOTH,    EITHER, N_("Keep the people of the office: names, logins, roles.")),
    Entry("customer", KEEPING,  "customers", BOTH,    ONE,    N_("Keep customers: what one of them has complained of, who is the same, who is erased.")),
    Entry("verify",   KEEPING,  "verify",    READS,   ONE,    N_("Check the chain of events, the rows and the file.")),
    Entry("backup",   KEEPING,  "keeping",   NEITHER, ONE,    N_("Copy the register while it is used, and check the copy.")),
    Entry("doctor",   KEEPING,  "doctor",    NEITHER, ONE,    N_("Look after the environment, the file, the policy, the calendar.")),
)
# fmt: on

COMMANDS = {entry.name: entry for entry in TABLE}
