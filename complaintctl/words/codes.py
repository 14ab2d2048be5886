"""Codes as people read them: the words of the closed lists, marked for the catalogue."""

from complaintctl.locale import N_

WORDS = (
    N_("registered"), N_("assigned"), N_("resolved"), N_("revisited"), N_("closed"),
    N_("urgent"), N_("high"), N_("medium"), N_("low"), N_("general"), N_("major"),
    N_("complaint"), N_("enquiry"), N_("suggestion"), N_("concern"), N_("product"), N_("service"), N_("other"),
    N_("phone"), N_("web"), N_("email"), N_("wechat"), N_("weibo"), N_("app"), N_("letter"), N_("visit"),
    N_("store_book"), N_("department"), N_("dealer"), N_("regulator"),
    N_("apology"), N_("explanation"), N_("repair"), N_("replacement"), N_("refund"), N_("redo"), N_("discount"),
    N_("gift"), N_("compensation"), N_("process"), N_("staff"), N_("third_party"), N_("misunderstanding"),
    N_("customer"), N_("unknown"), N_("satisfied"), N_("answered"), N_("withdrawn"), N_("referred"),
    N_("unreachable"), N_("duplicate"), N_("soothed"), N_("skill"), N_("resources"), N_("agent"), N_("manager"),
    N_("general_manager"), N_("approver"), N_("reviser"),
    N_("register"), N_("assign"), N_("contact"), N_("progress"), N_("solution"), N_("resolve"), N_("reported"),
    N_("revisit"), N_("review"), N_("audit"), N_("statutory"), N_("tell"), N_("task"), N_("follow"),
    N_("open"), N_("overdue"), N_("held"), N_("met"), N_("late"), N_("cancelled"), N_("struck"),
    N_("en"), N_("answer"), N_("explain"), N_("bad-news"), N_("refusal"), N_("yes-no"),
    N_("note"), N_("attach"), N_("edit"), N_("priority"), N_("propose"), N_("approve"), N_("reject"),
    N_("accept"), N_("decline"), N_("told"), N_("escalate"), N_("convert"),
    N_("letter"), N_("acknowledgement"), N_("first-result"), N_("delay"), N_("proposal"), N_("final"),
    N_("early"), N_("extended"), N_("shortened"), N_("provisional"),
    N_("task_add"), N_("task_done"), N_("task_move"), N_("task_give"), N_("task_strike"), N_("date"),
    N_("hold"), N_("resume"), N_("extend"), N_("close"), N_("reopen"), N_("undo"), N_("merge"), N_("erase"),
    N_("calendar"), N_("policy"), N_("environment"), N_("clock"), N_("file"), N_("staff"),
    N_("office"), N_("makeup"), N_("outside_hours"), N_("weekend"), N_("holiday"), N_("skipped"),
    N_("approved"), N_("rejected"), N_("accepted"), N_("declined"), N_("replaced"),
    N_("adjusted"), N_("begun"), N_("begun_late"), N_("due"),
    N_("mon"), N_("tue"), N_("wed"), N_("thu"), N_("fri"), N_("sat"), N_("sun"),
    N_("proposed"), N_("done"), N_("checked"), N_("dropped"), N_("helped"), N_("not_helped"),
    N_("fine"), N_("hint"), N_("wrong"),
)  # fmt: skip
"""Every code that a person may see."""

FIELDS = (
    N_("number"), N_("status"), N_("kind"), N_("grade"), N_("category"), N_("cause"), N_("content"), N_("demand"),
    N_("ref"), N_("preferred channel"), N_("channel"), N_("flags"), N_("tags"), N_("affected"), N_("amount"),
    N_("repeats"),
    N_("handler"), N_("received"), N_("registered by"), N_("contacted"), N_("outcome"), N_("responsibility"),
    N_("remedy"), N_("cost"), N_("score"), N_("source"), N_("external id"), N_("ruled priority"), N_("ruled grade"),
    N_("duplicate of"), N_("anonymous"), N_("read back"), N_("about"),
)  # fmt: skip
"""The fields of a case where no code has the same name."""

TOLD = (
    N_("customer service manager"), N_("general manager"), N_("manufacturer region"), N_("senior manager"),
    N_("deputy in charge"), N_("group audit"),
)  # fmt: skip
"""Whom the presets want told."""

REASONS = (
    N_("No such file or directory"), N_("Permission denied"), N_("Is a directory"), N_("Not a directory"),
    N_("File exists"), N_("No space left on device"), N_("Read-only file system"), N_("file is not a database"),
    N_("unable to open database file"), N_("database is locked"), N_("database disk image is malformed"),
    N_("attempt to write a readonly database"), N_("disk I/O error"), N_("database or disk is full"),
)  # fmt: skip
"""What the system and the database say when they refuse."""

DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
"""By `weekday()`."""


def label(name: str) -> str:
    """What a field is called before it is translated."""
    return name.removesuffix("_at").replace("_", " ")
