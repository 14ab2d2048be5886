"""Mistakes that others made before us, through the real program; each line has a test named after it somewhere."""

import re
from pathlib import Path

import pytest

SPEC = Path(__file__).parent.parent.parent / "shared" / "spec" / "pitfalls.md"
NAMED = re.compile(r"def test_([a-z0-9_]+)\(")


@pytest.mark.skipif(not SPEC.exists(), reason="the list of pitfalls is not beside the project")
def test_every_pitfall_has_a_test_named_after_it():
    ids = re.findall(r"^\| ([a-z]+(?:-[a-z0-9]+)+) \|", SPEC.read_text("utf-8"), re.MULTILINE)
    names = {
        name for file in Path(__file__).parent.glob("test_*.py") for name in NAMED.findall(file.read_text("utf-8"))
    }
    tested = [id_ for id_ in ids if any(f"{name}_".startswith(id_.replace("-", "_") + "_") for name in names)]
    assert [id_ for id_ in ids if id_ not in tested] == []
    assert len(ids) > 40


def settle(desk, number, day):
    """Resolve, revisit and close a case on this day of November."""
    desk.now = f"2026-11-{day} 15:00"
    desk("resolve", number, "--solution", "换新", "--remedy", "replacement")
    desk.now = f"2026-11-{day} 16:00"
    desk("revisit", number, "--satisfied", "--as", "小李", "--close")


def summary(desk, *options):
    return desk.json("report", "--section", "summary", *options)["summary"]


def test_change_stale(desk):
    """Nothing is marked overdue, so nothing stays marked: what was late yesterday isn't once it is done."""
    number = desk.register("--assign")
    desk.now = "2026-12-08 10:00"
    assert {row["step"] for row in desk.json("overdue")} == {"contact", "progress", "resolve"}
    desk("resolve", number, "--solution", "换新")
    assert desk.json("overdue") == []
    assert desk.json("list")[0]["overdue"] is False


def test_first_vs_next(desk):
    """The nearest open step leads; it freezes when met; a note of the staff doesn't meet it."""
    number = desk.register("--assign")
    assert desk.case(number)["next_step"] == "contact"
    desk("note", number, "--note", "内部讨论")
    assert desk.case(number)["next_step"] == "contact"
    desk.now = "2026-11-20 11:00"
    desk("contact", number, "--note", "已致电")
    first = desk.step(number, "contact")
    desk.now = "2026-11-20 14:00"
    desk("contact", number, "--note", "又致电")
    assert desk.step(number, "contact") == first
    assert (first["state"], first["met_at"]) == ("met", "2026-11-20T03:00:00Z")


def test_late_grows(desk):
    """How late a step was is fixed when it is met."""
    number = desk.register("--assign", "--flag", "safety")
    desk.now = "2026-11-20 15:00"
    desk("contact", number, "--note", "迟了一小时")
    once = desk.step(number, "contact")
    desk.now = "2026-11-27 15:00"
    assert desk.step(number, "contact") == once
    assert (once["late_minutes"], once["late_office_minutes"]) == (60, 60)


def test_csv_excel(desk, tmp_path):
    """A phone that a spreadsheet turned into a power of ten is refused; a date serial is no date."""
    head = "content,received_at,channel,category,customer,phone\n"
    file = tmp_path / "phones.csv"
    file.write_text(f"{head}门坏了,2026-11-02,phone,product,王芳,1.38001E+10\n", "utf-8")
    assert "phones.csv:2: phone" in desk("import", file, code=1) + desk.err
    file.write_text(f"{head}门坏了,46000,phone,product,王芳,013800138000\n", "utf-8")
    assert "phones.csv:2: received_at" in desk("import", file, code=1) + desk.err
    file.write_text(f"{head}门坏了,2026-11-02,phone,product,王芳,0138 0013 8000\n", "utf-8")
    desk("import", file)
    assert desk.json("list", "--reveal")[0]["phone"].startswith("0")
    file.write_text(f"{head}门坏了,2026-11-03,phone,product,王芳,13800138000.0\n", "utf-8")
    desk("import", file)
    assert desk.json("list", "--reveal")[0]["phone"] == "13800138000"


def test_report_utc(desk):
    """A case of 00:30 on the first is the new month's, though in London it is still the old one."""
    desk.register("--received-at", "2026-11-01 00:30")
    assert summary(desk, "--month", "2026-11")["received"] == 1
    assert summary(desk, "--month", "2026-10")["received"] == 0


def test_report_gap(desk):
    """A month in which nothing came has its row."""
    desk.register("--received-at", "2026-09-10 10:00")
    desk.register("--received-at", "2026-11-10 10:00")
    volume = desk.json("report", "--period", "2026-09..2026-11", "--section", "volume")["volume"]
    assert [row["received"] for row in volume["by_month"]] == [1, 0, 1]


def test_report_twice(desk):
    """Closed twice: received once, one closed case, two solutions."""
    number = desk.register("--assign")
    settle(desk, number, 23)
    desk("reopen", number, "--reason", "又坏了")
    settle(desk, number, 24)
    told = summary(desk, "--month", "2026-11")
    assert (told["received"], told["closed"], told["solutions"]) == (1, 1, 2)


def test_report_carry(desk):
    """What was open, came and went adds up."""
    numbers = [desk.register("--phone", f"1380000000{n}") for n in range(3)]
    desk("assign", numbers[0])
    settle(desk, numbers[0], 23)
    desk("reopen", numbers[0], "--reason", "又坏了")
    desk("close", numbers[1], "--outcome", "duplicate", "--duplicate-of", numbers[2])
    carried = summary(desk, "--month", "2026-11")["carry_over"]
    assert carried["adds_up"] is True
    assert [carried[name] for name in ("open_before", "received", "reopened", "closed", "closed_as_duplicate")] == [
        0, 3, 1, 1, 1,
    ]  # fmt: skip
    assert carried["open_after"] == 2


def test_report_zero(desk):
    """A rate of nothing is no rate."""
    assert summary(desk, "--month", "2026-01")["satisfied"]["value"] is None
    assert "0 %" not in desk("report", "--month", "2026-01", "--section", "satisfaction", "--format", "table")


def test_cron_noise(desk):
    """Where nothing is late cron has nothing to mail."""
    desk.register()
    done = desk.run("complaintctl overdue | cat")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_cron_exit(desk):
    """That something is overdue is an exit code only for those who ask for it."""
    desk("overdue", "--exit-code")
    desk.register()
    desk.now = "2026-12-08 10:00"
    desk("overdue")
    desk("overdue", "--exit-code", code=5)


def test_number_shift(desk):
    """Numbers never move: closing one changes no other's."""
    first, second = desk.register(), desk.register("--phone", "13900139000", "--content", "窗坏了")
    desk("close", first, "--outcome", "withdrawn", "--reason", "撤回")
    assert desk.case(2)["content"] == "窗坏了"
    assert desk.register("--phone", "13700137000") > second


def test_display_markup(desk):
    """Markup and escape codes in a customer's words are shown as typed, and do nothing."""
    hostile = "[red]火[/] \x1b[31m红\x1b[0m"
    desk.register("--content", hostile)
    assert desk.case()["content"] == hostile
    code, seen = desk.terminal("list", NO_COLOR="1")
    assert code == 0
    assert "[red]火[/]" in seen
    assert "\x1b[31m" not in seen
