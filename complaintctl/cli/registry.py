"""Every command once: its name, where it lives, what it does with the register. Only the one typed is imported."""

from typing import NamedTuple

LIST = ("table", "json", "jsonl", "csv", "tsv", "markdown")
ONE = ("text", "json")
REPORT = ("table", "json", "csv", "markdown", "html", "xlsx")
EXPORT = ("csv", "tsv", "json", "jsonl", "xlsx", "markdown")
PAPER = ("text", "markdown", "html")


def N_(sentence: str) -> str:  # noqa: N802 gettext's own name for a sentence translated later
    """Mark a sentence for the catalogue."""
    return sentence


class Entry(NamedTuple):
    """A command: `records` it writes events (and takes --at), `reads` it looks back (and takes --as-of)."""

    name: str
    group: str
    module: str
    function: str
    help: str
    records: bool = False
    reads: bool = False
    forms: tuple[str, ...] = ONE


MAIN, DAILY = N_("The main line"), N_("Daily work")
LOOKING, LEARNING, KEEPING = N_("Looking"), N_("Learning"), N_("Keeping")
GROUPS = (MAIN, DAILY, LOOKING, LEARNING, KEEPING)

REGISTRY = (
    Entry("register", MAIN, "intake", "register", N_("Put a new complaint in the register."), records=True),
    Entry(
        "assign",
        MAIN,
        "handling",
        "assign",
        N_("Send complaints to the department that answers for them."),
        records=True,
    ),
    Entry("resolve", MAIN, "solving", "resolve", N_("Write down the solution."), records=True),
    Entry(
        "revisit",
        MAIN,
        "ending",
        "revisit",
        N_("Write down what the customer says of the solution."),
        records=True,
    ),
    Entry(
        "close",
        MAIN,
        "ending",
        "close",
        N_("Close complaints whose customers are satisfied, or for another reason."),
        records=True,
    ),
    Entry(
        "report",
        MAIN,
        "reporting",
        "report",
        N_("Show the figures of a month, quarter or year."),
        reads=True,
        forms=REPORT,
    ),
    Entry(
        "contact",
        DAILY,
        "handling",
        "contact",
        N_("Write down that the customer was spoken to."),
        records=True,
    ),
    Entry("progress", DAILY, "handling", "progress", N_("Report the state of things."), records=True),
    Entry("note", DAILY, "handling", "note", N_("Keep facts and findings."), records=True),
    Entry("told", DAILY, "handling", "told", N_("Write down that somebody who must know was told."), records=True),
    Entry("escalate", DAILY, "handling", "escalate", N_("Hand a stuck case over to the manager."), records=True),
    Entry(
        "propose",
        DAILY,
        "solving",
        "propose",
        N_("Propose what to do, by whom, until when, at what cost."),
        records=True,
    ),
    Entry(
        "approve",
        DAILY,
        "solving",
        "approve",
        N_("Agree to a proposal on behalf of the house."),
        records=True,
    ),
    Entry("reject", DAILY, "solving", "reject", N_("Turn a proposal down on behalf of the house."), records=True),
    Entry(
        "accept",
        DAILY,
        "solving",
        "accept",
        N_("Write down that the customer agrees to the proposal."),
        records=True,
    ),
    Entry(
        "decline",
        DAILY,
        "solving",
        "decline",
        N_("Write down that the customer declines the proposal."),
        records=True,
    ),
    Entry(
        "hold",
        DAILY,
        "holds",
        "hold",
        N_("Let the clock stand still while the customer's answer is awaited."),
        records=True,
    ),
    Entry("resume", DAILY, "holds", "resume", N_("Let the clock run on."), records=True),
    Entry(
        "extend",
        DAILY,
        "holds",
        "extend",
        N_("Move a deadline to a later date, with a reason."),
        records=True,
    ),
    Entry(
        "edit",
        DAILY,
        "intake",
        "edit",
        N_("Correct what was written down; rules and deadlines follow."),
        records=True,
    ),
    Entry(
        "priority",
        DAILY,
        "intake",
        "priority",
        N_("Overrule priority or grade, with a reason."),
        records=True,
    ),
    Entry(
        "reopen",
        DAILY,
        "ending",
        "reopen",
        N_("Begin another round of a complaint that wasn't over."),
        records=True,
    ),
    Entry(
        "attach",
        DAILY,
        "documents",
        "attach",
        N_("Keep documents with a complaint."),
        records=True,
        reads=True,
        forms=(*LIST, "text"),
    ),
    Entry("review", DAILY, "ending", "review", N_("Write down what is learned from a complaint."), records=True),
    Entry(
        "audit",
        DAILY,
        "ending",
        "audit",
        N_("Write down that a broken rule was reported to audit."),
        records=True,
    ),
    Entry("convert", DAILY, "intake", "convert", N_("Make a complaint of an enquiry or suggestion."), records=True),
    Entry("undo", DAILY, "ending", "undo", N_("Take back the last action on a complaint."), records=True),
    Entry(
        "today",
        LOOKING,
        "desk",
        "today",
        N_("Show my desk: what is overdue, due today, waiting for me."),
        reads=True,
        forms=("text", "json"),
    ),
    Entry(
        "overdue",
        LOOKING,
        "overdue",
        "overdue",
        N_("List the steps whose time has run out."),
        reads=True,
        forms=LIST,
    ),
    Entry("list", LOOKING, "looking", "list_", N_("List complaints."), reads=True, forms=LIST),
    Entry(
        "search",
        LOOKING,
        "looking",
        "search",
        N_("Find complaints by words: closed ones, notes and comments too."),
        reads=True,
        forms=LIST,
    ),
    Entry("show", LOOKING, "showing", "show", N_("Show a whole complaint."), reads=True),
    Entry(
        "explain",
        LOOKING,
        "showing",
        "explain",
        N_("Show which rules held, and how each deadline was counted."),
        reads=True,
    ),
    Entry(
        "sheet",
        LOOKING,
        "papers",
        "sheet",
        N_("Give the complaint sheet to print and sign."),
        reads=True,
        forms=PAPER,
    ),
    Entry("script", LOOKING, "papers", "script", N_("Show what to say, and what not to."), reads=True),
    Entry(
        "clock",
        LOOKING,
        "clock",
        "clock",
        N_("Count office time: when something is due, or how much has passed."),
    ),
    Entry(
        "sample",
        LEARNING,
        "sampling",
        "sample",
        N_("Check a month's priorities by a sample drawn by lot."),
        records=True,
        reads=True,
        forms=(*LIST, "text"),
    ),
    Entry(
        "measure",
        LEARNING,
        "improving",
        "measure",
        N_("Keep improvements: proposed, approved, carried out, checked for whether they helped."),
        records=True,
        reads=True,
        forms=(*LIST, "text"),
    ),
    Entry(
        "drill",
        LEARNING,
        "drilling",
        "drill",
        N_("Train on a past case without names; the results are kept."),
        records=True,
        reads=True,
        forms=(*LIST, "text"),
    ),
    Entry("adjust", LEARNING, "adjusting", "adjust", N_("Adjust a department's points, with a reason."), records=True),
    Entry("init", KEEPING, "office", "init", N_("Make a new register."), records=True),
    Entry("import", KEEPING, "importing", "import_", N_("Take complaints in from a file."), records=True),
    Entry(
        "export",
        KEEPING,
        "exporting",
        "export",
        N_("Write complaints out for other programs."),
        reads=True,
        forms=EXPORT,
    ),
    Entry(
        "policy",
        KEEPING,
        "policy",
        "policy",
        N_("Show, check, set and try the policy, and its calendar."),
        records=True,
        reads=True,
        forms=(*LIST, "text"),
    ),
    Entry(
        "staff",
        KEEPING,
        "staff",
        "staff",
        N_("Keep the people of the office: names, logins, roles."),
        records=True,
        reads=True,
        forms=(*LIST, "text"),
    ),
    Entry(
        "customer",
        KEEPING,
        "customers",
        "customer",
        N_("Keep customers: what one of them has complained of, who is the same, who is erased."),
        records=True,
        reads=True,
    ),
    Entry(
        "verify",
        KEEPING,
        "verify",
        "verify",
        N_("Check the chain of events, the rows and the file."),
        reads=True,
    ),
    Entry("backup", KEEPING, "keeping", "backup", N_("Copy the register while it is used, and check the copy.")),
    Entry("doctor", KEEPING, "doctor", "doctor", N_("Look after the environment, the file, the policy, the calendar.")),
)

COMMANDS = {entry.name: entry for entry in REGISTRY}
