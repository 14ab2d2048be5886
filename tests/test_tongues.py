"""A clerk's month in one language: nothing of the other but codes, names, commands and what was typed (language.md)."""

import re

import pytest

from tests.desk import Desk

ALLOWED = re.compile(
    r"complaintctl [^\n“”（]*"  # a command to be typed
    r"|--[a-z][a-z-]*(?:[= ][A-Z][A-Z.…-]*|[= ]\S*=\S*)?"  # an option
    r"|\bC\d{8}-\d{4}(?:/[TL]?\d+)?\b|\bM\d+\b|\bT\d+\b|\bR\d+\b"  # numbers of cases, measures, tasks
    r"|\d{4}Q\d|\d{4}-W\d\d|\b\d+[TZ]\d*\b"  # periods
    r"|[\w.+-]+@[\w.-]+|\S+\.(?:db|csv|xlsx|toml|html|txt|pdf)\b|/\S+"  # addresses and files
    r"|\b(?:FILE|NAME|NUMBER|DATE|PATH|N|A\.\.B|VALUE|QUESTION|TEXT|ID)\b"  # what stands for something to be typed
    r"|pip install [^\n]*|COMPLAINTCTL_\w+|chmod \S+ \S+|\b\d+ MB\b"
    r"|\b(?:Python|CNY|Asia/Shanghai|general|dealership|feedback|insurance|service|holidays|CN|CSV|UTF-8|SQLite|Excel|App|JSON|json|csv|toml|xlsx|html|root|li|[0-9a-f]{8,})\b"
)
LATIN = re.compile(r"[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PRESETS = ("general", "dealership", "feedback", "insurance", "service")
LISTS = {
    "list", "overdue", "search", ("staff", "list"), ("task", "list"), ("measure", "list"), ("policy", "history"),
    ("policy", "law"), ("policy", "causes"), ("drill", "--results"), ("sample", "show"),
}  # fmt: skip
CODES_SHOWN = re.compile(r"[(（][\w/, -]+[)）]|\[[a-z -]+\]|^\s*[a-z_]+(?:/\w+)*\b")
"""A code behind its label, as refusals and lists of the policy show it."""


def month(desk: Desk, lang: str, preset: str) -> "list[tuple[str, str]]":
    """What is said from the first call to the report: the line typed, and what came out of it on both streams."""
    said: list[tuple[str, str]] = []
    names = ("刘洋", "陈立", "周宁") if lang == "zh" else ("Ann Lee", "Ben Roe", "Cy Poe")
    words = ("门坏了，漏水", "换新", "已换新门", "客户很满意", "核查现场") if lang == "zh" else (
        "The door leaks", "a new one", "A new door was fitted", "All is well", "Looked at it on site")  # fmt: skip
    clerk, lead, boss = names
    content, demand, solution, comment, note = words

    def do(*line: object, code: "int | tuple[int, ...]" = (0, 1, 2, 3, 5)) -> None:
        out = ""
        for wanted in (code,) if isinstance(code, int) else code:
            form = ("--format", "table") if line[0] in LISTS or line[:2] in LISTS else ()
            try:
                out = desk(*line, *form, "--lang", lang, "--as", boss, code=wanted)
            except AssertionError as wrong:
                if "Traceback" in str(wrong) or "mistake in the program" in str(wrong):
                    raise
                continue
            break
        said.append((" ".join(map(str, line)), f"{out}\n{desk.err}"))

    departments = re.findall(r'\[\[department\]\]\nname = "(\w+)"', desk("policy", "show", "--toml"))
    first, second = departments[0], departments[-1]
    for name, role in ((clerk, "agent"), (lead, "manager"), (boss, "general_manager")):
        do("staff", "add", name, "--department", first, "--role", role)
    do("staff", "list")
    customer = ("--customer", clerk, "--phone", "13800138000")
    about = ("--channel", "phone", "--category", "product", "--content", content, "--demand", demand)
    do("register", *customer, *about, "--flag", "safety", "--assign")
    do("register", *customer, *about)
    do("register", "--anonymous", "--channel", "web", "--category", "service", "--cause", "service/attitude",
       "--content", content, "--kind", "enquiry")  # fmt: skip
    do(
        "register",
        *customer,
        "--channel",
        "wechat",
        "--category",
        "suggestion",
        "--content",
        content,
        "--kind",
        "suggestion",
    )
    do("register", *customer, *about, "--kind", "concern", "--soothed-by", clerk)
    do("assign", 1, 2, 3, "--to", first, "--handler", clerk)
    do("assign", 2, "--to", second)
    do("contact", 1, "--note", note)
    do("contact", 2, "--note", note, "--not-reached")
    do("progress", 1, "--note", note)
    do("note", 1, "--note", note, "--private")
    do("propose", 1, "--solution", solution, "--remedy", "replacement", "--cost", "1200", "--owner", clerk)
    do("approve", 1)
    do("accept", 1)
    do("propose", 2, "--solution", solution)
    do("reject", 2, "--reason", note)
    do("task", "add", 1, "--what", note, "--owner", clerk, "--until", "2026-11-25")
    do("task", "list")
    do("resolve", 1, "--solution", solution)
    do("task", "done", "1/T1")
    do("resolve", 1, "--solution", solution, "--remedy", "replacement", "--responsibility", "product")
    do("told", 1, "--who", "经理" if lang == "zh" else "manager")
    do("hold", 2, "--reason", note)
    do("list", "--on-hold")
    do("resume", 2)
    do("extend", 2, "resolve", "--to", "2026-12-20", "--reason", note)
    do("escalate", 2, "--reason", note)
    do("priority", 2, "high", "--reason", note)
    do("edit", 2, "--flag", "media", "--demand", demand, "--reason", note)
    do("audit", 2, "--note", note)
    do("letter", 2, "--kind", "acknowledgement", "--sent-by", "email")
    for looked in ("show", "explain", "script", "sheet"):
        do(looked, 1)
        do(looked, 2)
    do("sheet", "--blank")
    desk.now = "2026-11-25 10:00"
    do("today")
    do("overdue")
    do("overdue", "--by", "department")
    do("list", "--all")
    do("list", "--by", "handler")
    do("search", content[:4])
    do("revisit", 1, "--satisfied", "--score", 5, "--comment", comment)
    do("close", 1)
    do("follow", 1, "--well")
    do("review", 1, "--root-cause", "process", "--note", note, "--went-well", comment, "--training")
    do("resolve", 3, "--solution", solution)
    do("close", 3, "--outcome", "answered")
    do("reopen", 3, "--reason", note)
    do("close", 2)
    do("convert", 4)
    do("undo", 3)
    do("show", 1)
    do("measure", "add", "--text", note, "--owner", clerk, "--due", "2026-12-31", "--cause", "product")
    do("measure", "list")
    do("measure", "approve", "M1")
    do("measure", "show", "M1")
    do("adjust", first, "+2", "--reason", note)
    do("sample", "draw", "--month", "2026-11", "--size", 2)
    do("sample", "show")
    do("drill", 1, "--trainee", clerk)
    do("drill", "--results")
    do("customer", "show", 1)
    do("staff", "away", clerk, "--from", "2026-11-26", "--until", "2026-11-27", "--deputy", lead)
    do("staff", "list")
    do("staff", "leave", clerk)
    for looked in ("show", "history", "law", "causes", "check"):
        do("policy", looked)
    if lang == "zh":  # the days off have the names their country gives them
        do("policy", "calendar", "2026")
    do("clock", "2026-11-20 16:00", "2h office")
    do("clock", "2026-11-20 16:00", "3 workdays")
    do("verify")
    do("doctor")
    desk.now = "2026-12-02 10:00"
    do("report", "--month", "2026-11")
    do("report", "--month", "2026-11", "--format", "html")
    do("report", "--by", "handler", "--by", "department", "--define")
    for wrong in (("show", 99), ("assign", 1), ("close", 2), ("list", "--status", "x"), ("register",), ("extend", 2, "x"),  # noqa: E501
                  ("resolve", 2, "--solution", solution), ("list", "--department", "x"), ("clock", "x", "y")):  # fmt: skip  # noqa: E501
        do(*wrong)
    return said


def strange(
    said: "list[tuple[str, str]]", other: "re.Pattern[str]", names: "tuple[str, ...]"
) -> "dict[str, list[str]]":
    """The lines that hold words of the other language, by what was typed."""
    found: dict[str, list[str]] = {}
    for typed, text in said:
        for line in re.sub(r"<style>.*?</style>|<[^>]*>|&\w+;", " ", text, flags=re.DOTALL).splitlines():
            rest = CODES_SHOWN.sub("", ALLOWED.sub("", line))
            for name in names:
                rest = rest.replace(name, "")
            if other.search(rest):
                found.setdefault(typed, []).append(line.strip()[:160])
    return found


@pytest.mark.parametrize("preset", PRESETS)
def test_a_month_in_chinese_has_no_english_in_it(tmp_path, preset):
    assert strange(month(Desk(tmp_path, preset), "zh", preset), LATIN, ()) == {}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_month_in_english_has_no_chinese_in_it(tmp_path, preset):
    assert strange(month(Desk(tmp_path, preset), "en", preset), CHINESE, ("经理",)) == {}


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "After-sales service (service manager)"), ("zh", "售后服务部（服务经理）")]
)
def test_a_department_and_the_post_that_leads_it_are_two_things(tmp_path, lang, told):
    desk = Desk(tmp_path, "dealership")
    title, _, post = told.rstrip(")）").replace("（", " (").partition(" (")
    said = desk("register", "--customer", "x", "--phone", "13800138000", "--channel", "phone", "--category", "product",
                "--content", "x", "--flag", "safety", "--lang", lang)  # fmt: skip
    assert told in said
    shown = desk("policy", "show", "--lang", lang)
    assert f"{title} (service)" in shown
    assert post in shown
    desk("assign", 1, "--lang", lang)
    assert title in desk("list", "--format", "table", "--lang", lang)
    assert post not in desk("list", "--format", "table", "--lang", lang)
